"""Checks the whole tree: check.py SOURCE_DIR. Prints what breaks a convention and fails if anything does."""

import os
import subprocess
import sys
from pathlib import Path

import rules


def project_files(root):
    """What is tracked or about to be; every file but the build's when there is no repository."""
    listed = subprocess.run(
        ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        names = [name.decode() for name in listed.stdout.split(b"\0") if name]
        return sorted(name for name in names if (Path(root) / name).is_file())
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in (".git", "build")]
        found += [str(Path(folder, name).relative_to(root)) for name in names]
    return sorted(found)


def format_complaints(root, paths):
    code = [path for path in paths if rules.is_code(path)]
    checked = subprocess.run(
        ["clang-format", "--dry-run", "--Werror", *code], cwd=root, capture_output=True, text=True, check=False
    )
    return [line for line in checked.stderr.splitlines() if "error:" in line]


def main(root):
    paths = project_files(root)
    complaints = []
    for path in paths:
        try:
            text = (Path(root) / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for rule in rules.ALL:
            complaints += rule(path, text)
    complaints += format_complaints(root, paths)
    for complaint in complaints:
        print(complaint)
    print(f"{len(paths)} files checked, {len(complaints)} complaints")
    return 1 if complaints or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
