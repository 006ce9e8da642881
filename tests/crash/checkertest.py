#!/usr/bin/env python3
"""Damages a sound catalogue in each way that crashloop.py has to notice, and fails when it does not."""

import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import crashloop


def active_blob(folder):
    database = sqlite3.connect(folder / "root" / "catalogue.db")
    store, blob = database.execute(
        "SELECT l.store, l.blob FROM image_locations l JOIN images i ON i.row = l.image WHERE i.status = 'active'"
    ).fetchone()
    database.close()
    return folder / {"local": "root", "second": "second"}[store] / "blobs" / blob[:2] / blob


def change_rows(folder, sql):
    database = sqlite3.connect(folder / "root" / "catalogue.db")
    changed = database.execute(sql).rowcount
    database.commit()
    database.close()
    if changed < 1:
        raise RuntimeError("nothing to damage: " + sql)


def flip(path):
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


DAMAGES = {
    "a missing blob": ("lost", lambda folder: active_blob(folder).unlink()),
    "a flipped bit": ("wrong", lambda folder: flip(active_blob(folder))),
    "a missing sidecar": ("lost", lambda folder: pathlib.Path(f"{active_blob(folder)}.json").unlink()),
    "a forgotten image": ("lost", lambda folder: change_rows(
        folder, "UPDATE images SET status = 'queued' WHERE status = 'active'")),
    "a forgotten name": ("lost", lambda folder: change_rows(
        folder, "UPDATE images SET name = 'other' WHERE status = 'active'")),
    "a stuck image": ("stuck", lambda folder: change_rows(
        folder, "UPDATE images SET status = 'saving' WHERE row IN (SELECT max(row) FROM images)")),
    "a part left over": ("leaked", lambda folder: (folder / "root" / "staging" / "x.part").write_bytes(b"x")),
    "a blob left over": ("leaked", lambda folder: (active_blob(folder).parent / "x").write_bytes(b"x")),
    "an export left over": ("leaked", lambda folder: (folder / "out" / "export-9.vitrine.part").write_bytes(b"x")),
}


def counts_of(folder):
    model, counts = crashloop.Model(), crashloop.Counts()
    model.read(folder / "log", counts)
    crashloop.Checker(folder / "root", folder / "second", folder / "out").check(model, counts)
    return counts


def main():
    child = sys.argv[1]
    with tempfile.TemporaryDirectory() as parent:
        sound = pathlib.Path(parent) / "sound"
        for name in ("out", "second"):
            (sound / name).mkdir(parents=True)
        subprocess.run([child, "--root", sound / "root", "--out", sound / "out", "--second", sound / "second", "--log",
                        sound / "log", "--seed", "3", "--operations", "20"], check=True)
        before = counts_of(sound)
        failed = [f"sound: {note}" for note in before.notes]
        for name, (kind, damage) in DAMAGES.items():
            copy = pathlib.Path(parent) / "copy"
            shutil.copytree(sound, copy)
            damage(copy)
            if getattr(counts_of(copy), kind) == 0:
                failed.append(f"{name} was not noticed as {kind}")
            shutil.rmtree(copy)
    print("\n".join(failed) or f"crashloop notices all {len(DAMAGES)} damages")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
