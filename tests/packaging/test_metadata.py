"""What the desktop and the reader of the manual get to see."""

import os
import re
import subprocess
import unittest
from pathlib import Path

SOURCE = Path(os.environ["SOURCE_DIR"])
RESOURCES = SOURCE / "resources"
ID = "io.github.vitrine.Vitrine"
MAN_PAGES = ("vitrine.1", "vitrinectl.1")


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def text_of(*parts):
    return SOURCE.joinpath(*parts).read_text(encoding="utf-8")


class Metadata(unittest.TestCase):
    def test_desktop_entry_is_valid(self):
        done = run("desktop-file-validate", RESOURCES / "desktop" / f"{ID}.desktop")
        self.assertEqual((done.returncode, done.stdout), (0, ""))

    def test_metainfo_is_valid(self):
        done = run("appstreamcli", "validate", "--no-net", RESOURCES / "desktop" / f"{ID}.metainfo.xml")
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_one_application_id_is_used_everywhere(self):
        self.assertIn(f"\nIcon={ID}\n", text_of("resources/desktop", f"{ID}.desktop"))
        metainfo = text_of("resources/desktop", f"{ID}.metainfo.xml")
        self.assertIn(f"<id>{ID}</id>", metainfo)
        self.assertIn(f">{ID}.desktop</launchable>", metainfo)

    def test_desktop_entry_and_metainfo_name_the_same_media_types(self):
        entry = text_of("resources/desktop", f"{ID}.desktop")
        in_entry = re.search(r"^MimeType=(.*)$", entry, re.M).group(1).strip(";").split(";")
        metainfo = text_of("resources/desktop", f"{ID}.metainfo.xml")
        self.assertEqual(in_entry, re.findall(r"<mediatype>(.*)</mediatype>", metainfo))

    def test_versions_agree(self):
        project = re.search(r"project\(Vitrine\s+VERSION (\S+)", text_of("CMakeLists.txt")).group(1)
        metainfo = text_of("resources/desktop", f"{ID}.metainfo.xml")
        self.assertEqual(re.search(r'<release version="([^"]+)"', metainfo).group(1), project)
        self.assertTrue(text_of("resources/debian/changelog").startswith(f"vitrine ({project}) "))
        for page in MAN_PAGES:
            self.assertIn(f'"Vitrine {project}"', text_of("resources/man", page))

    def test_man_pages_give_no_warning(self):
        for page in MAN_PAGES:
            done = run(
                *("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", RESOURCES / "man" / page),
                env={**os.environ, "LC_ALL": "C.UTF-8", "MANROFFSEQ": "", "MANWIDTH": "80"},
            )
            self.assertEqual((done.returncode, done.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()
