"""The completion, sourced into bash and asked; and the manual, compared with what the program offers."""

import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(os.environ["SOURCE_DIR"])
PROGRAM = Path(os.environ["BINARY_DIR"]) / "vitrinectl"

SCRIPT = """
source "$COMPLETION"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_vitrinectl
printf '%s\\n' "${COMPREPLY[@]}"
"""


def verbs_of(*nouns):
    """The words that may follow; none after one that is a verb itself."""
    shown = subprocess.run([PROGRAM, *nouns, "--help"], capture_output=True, text=True, check=True).stdout
    return re.findall(r"^  ([a-z-]+) ", "".join(shown.split("Subcommands:\n")[1:]), re.M)


class Completion(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.catalogue = folder.name + "/catalogue"
        self.environment = {
            **os.environ,
            "COMPLETION": str(SOURCE / "resources" / "completion" / "vitrinectl"),
            "VITRINE_CATALOG": self.catalogue,
        }

    def complete(self, *words):
        done = subprocess.run(
            ["bash", "-c", SCRIPT, "bash", PROGRAM, *words],
            capture_output=True,
            text=True,
            check=True,
            env=self.environment,
            cwd=SOURCE,
        )
        self.assertEqual(done.stderr, "")
        return [line for line in done.stdout.splitlines() if line]

    def run_program(self, *arguments):
        subprocess.run([PROGRAM, *arguments], capture_output=True, check=True, env=self.environment)

    def test_nouns_and_verbs_are_those_of_the_program(self):
        nouns = self.complete("")
        self.assertEqual(sorted(nouns), sorted(verbs_of()))
        for noun in nouns:
            if verbs := verbs_of(noun):
                self.assertEqual(sorted(self.complete(noun, "")), sorted(verbs))

    def test_verbs_that_stand_alone_take_files(self):
        self.assertEqual(self.complete("inspect", "CMakeL"), ["CMakeLists.txt"])
        self.assertEqual(self.complete("convert", "a.vdi", "CMakeL"), ["CMakeLists.txt"])
        self.assertEqual(self.complete("convert", "a.vdi", "b.qcow2", "--to", "qc"), ["qcow2"])

    def test_options_come_from_the_command(self):
        offered = self.complete("image", "create", "--")
        for option in ("--file", "--disk-format", "--property", "--public", "--format", "--catalog"):
            self.assertIn(option, offered)
        self.assertNotIn("--search", offered)
        self.assertIn("--search", self.complete("image", "list", "--s"))

    def test_values_of_options(self):
        self.assertEqual(self.complete("image", "create", "--disk-format", "q"), ["qcow2"])
        self.assertEqual(self.complete("image", "list", "-f", "j"), ["json"])
        self.assertEqual(self.complete("image", "create", "--file", "CMakeL"), ["CMakeLists.txt"])
        self.assertEqual(self.complete("image", "create", "--file", "=", "CMakeL"), ["CMakeLists.txt"])

    def test_names_of_images_are_offered_quoted(self):
        self.run_program("image", "create", "plain")
        self.run_program("image", "create", "with blank")
        self.assertEqual(self.complete("image", "show", "pl"), ["plain"])
        self.assertEqual(self.complete("image", "show", "w"), ["with\\ blank"])
        del self.environment["VITRINE_CATALOG"]
        self.assertEqual(self.complete("--catalog", self.catalogue, "image", "delete", "pl"), ["plain"])

    def test_the_manual_names_every_option(self):
        manual = (SOURCE / "resources" / "man" / "vitrinectl.1").read_text(encoding="utf-8").replace("\\-", "-")
        for noun in verbs_of():
            for verb in verbs_of(noun) or [None]:
                command = [noun, verb] if verb else [noun]
                self.assertIn(" ".join(command), manual)
                for option in self.complete(*command, "--"):
                    self.assertTrue(option in manual, f"{command} {option}")


if __name__ == "__main__":
    unittest.main()
