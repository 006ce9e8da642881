"""The .deb that CPack makes of the build."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

BINARY = Path(os.environ["BINARY_DIR"])
ID = "io.github.vitrine.Vitrine"
EXPECTED = [
    "./usr/bin/vitrine",
    "./usr/bin/vitrinectl",
    f"./usr/share/applications/{ID}.desktop",
    f"./usr/share/icons/hicolor/scalable/apps/{ID}.svg",
    f"./usr/share/metainfo/{ID}.metainfo.xml",
    "./usr/share/man/man1/vitrine.1.gz",
    "./usr/share/man/man1/vitrinectl.1.gz",
    "./usr/share/bash-completion/completions/vitrinectl",
    "./usr/share/doc/vitrine/copyright",
    "./usr/share/doc/vitrine/changelog.gz",
]


def output_of(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, check=True, **options).stdout


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        output_of("cpack", "-G", "DEB", "-B", folder.name, cwd=BINARY)
        (cls.package,) = Path(folder.name).glob("*.deb")

    def test_it_holds_exactly_what_is_expected(self):
        listed = [line.split(maxsplit=5)[5] for line in output_of("dpkg-deb", "-c", self.package).splitlines()]
        self.assertEqual(sorted(name for name in listed if not name.endswith("/")), sorted(EXPECTED))

    def test_it_depends_on_what_is_loaded_at_run_time(self):
        depends = output_of("dpkg-deb", "-f", self.package, "Depends")
        for package in ("libqt6core6", "libqt6widgets6", "libssl3", "libqt6sql6-sqlite", "qt6-translations-l10n"):
            self.assertIn(package, depends)

    def test_lintian_finds_no_error(self):
        done = subprocess.run(
            ["lintian", "--allow-root", "--fail-on", "error", "--tag-display-limit", "0", self.package],
            capture_output=True,
            text=True,
            check=False,
        )
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
