#!/usr/bin/env python3
"""Kills a program that works on a catalogue, again and again, and looks for damage.

A child (crashchild) works at random and logs what the catalogue acknowledged. It is killed by SIGKILL at a random
moment, or kills itself at a named point of the protocol. Then a second child opens the catalogue, which recovers
it, and the checker below compares folder and database with the log. The checker shares no code with the
catalogue: it reads the database with sqlite3 and hashes every file itself.

    crashloop.py --child build/debug/tests/crashchild --runs 500 --seed 1

One line of summary; exit 1 unless nothing was lost, wrong, stuck or leaked.
"""

import argparse
import concurrent.futures
import dataclasses
import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

POINTS = ["P0a", "P0b", "P1", "P2", "P3", "P4", "P5a", "P5b", "P6a", "P6b", "P7a", "P7b", "P8a", "P8b", "P9",
          "X1", "X2", "X3", "X4", "D1", "D2", "D3", "D4", "D5"]
RECOVERY_POINTS = ["R1", "R2", "R3", "R4", "R5", "R6"]
# A fresh catalogue after this many kills, so that what is checked stays small.
RUNS_PER_CATALOGUE = 20
LONGEST_LIFE = 0.6
POINT_PATIENCE = 4.0


@dataclasses.dataclass
class Expected:
    """What the log says about one image: the statuses it may have, and what it holds."""
    statuses: set
    name: str | None = None
    sha512: str | None = None
    names: set = dataclasses.field(default_factory=set)


@dataclasses.dataclass
class Counts:
    lost: int = 0
    wrong: int = 0
    stuck: int = 0
    leaked: int = 0
    kills: int = 0
    at_points: int = 0
    acknowledged: int = 0
    refused: int = 0
    notes: list = dataclasses.field(default_factory=list)

    def add(self, other):
        for field in dataclasses.fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))


class Model:
    """The images as the acknowledged operations made them."""

    AFTER = {"upload": "active", "stage": "uploading", "import": "active", "deactivate": "deactivated",
             "reactivate": "active", "trash": "pending_delete", "delete": "deleted", "restore": "active"}

    def __init__(self):
        self.images = {}
        self.position = 0

    def read(self, path, counts):
        with open(path, "rb") as log:
            log.seek(self.position)
            text = log.read()
        # The last line may have been cut off; nothing was acknowledged by it.
        whole = text[:text.rfind(b"\n") + 1]
        self.position += len(text)
        pending = None
        for line in whole.splitlines():
            entry = json.loads(line)
            if "do" in entry:
                pending = entry
            elif "done" in entry:
                counts.acknowledged += 1
                self.done(entry)
                pending = None
            else:
                counts.refused += 1
                counts.notes.append("refused: " + entry["failed"] + " " + entry["error"])
                pending = None
        if text != whole:
            with open(path, "ab") as log:
                self.position += log.write(b"\n")
        if pending:
            self.in_flight(pending)

    def done(self, entry):
        operation, image_id = entry["done"], entry["id"]
        if operation == "empty-trash":
            for image in self.images.values():
                if image.statuses == {"pending_delete"}:
                    image.statuses = {"deleted"}
            return
        if operation == "create":
            self.images[image_id] = Expected({"queued"}, names={entry["name"]})
            return
        image = self.images[image_id]
        if operation == "update":
            image.names = {entry["name"]}
        if operation in self.AFTER:
            image.statuses = {self.AFTER[operation]}
        if "sha512" in entry:
            image.sha512 = entry["sha512"]

    def in_flight(self, entry):
        """The last operation was cut off: before it or after it, nothing else."""
        operation, image_id = entry["do"], entry["id"]
        if operation == "empty-trash":
            for image in self.images.values():
                if image.statuses == {"pending_delete"}:
                    image.statuses = {"pending_delete", "deleted"}
            return
        if operation == "create":
            self.images[image_id] = Expected({"queued", None})
            return
        image = self.images[image_id]
        if operation == "update":
            image.names = image.names | {entry["name"]}
        if operation in self.AFTER:
            image.statuses = image.statuses | {self.AFTER[operation]}
        if operation in ("upload", "stage", "import"):
            image.statuses = image.statuses | {"queued"}
        if "sha512" in entry:
            image.sha512 = entry["sha512"]

    def settle(self, image_id, status, name):
        """What was found is what holds from now on."""
        image = self.images[image_id]
        image.statuses = {status}
        image.names = {name}


def sha512_of(path):
    digest = hashlib.sha512()
    with open(path, "rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def files_below(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


class Checker:
    def __init__(self, root, second, out):
        self.folders = {"local": root, "second": second}
        self.root = root
        self.out = out
        self.hashes = {}

    def hash_of(self, path):
        status = path.stat()
        key = (str(path), status.st_ino, status.st_mtime_ns, status.st_size)
        if key not in self.hashes:
            self.hashes[key] = sha512_of(path)
        return self.hashes[key]

    def blob_path(self, store, blob):
        return self.folders[store] / "blobs" / blob[:2] / blob

    def check(self, model, counts):
        database = sqlite3.connect(f"file:{self.root}/catalogue.db?mode=ro", uri=True)
        rows = {row[1]: row for row in database.execute(
            "SELECT row, id, status, name, size, os_hash_value FROM images")}
        locations = {}
        for image, store, blob in database.execute("SELECT image, store, blob FROM image_locations"):
            locations.setdefault(image, []).append((store, blob))
        staged = {image: (store, blob) for image, store, blob in database.execute(
            "SELECT image, store, blob FROM claims WHERE kind = 'stage'")}
        if database.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            self.say(counts, "lost", "the database is damaged")
        database.close()

        known = set()
        for image_id, expected in list(model.images.items()):
            row = rows.get(image_id)
            status = row[2] if row else None
            if status not in expected.statuses:
                self.say(counts, "lost", f"{image_id} is {status}, not {expected.statuses}")
                continue
            if status is None:
                del model.images[image_id]
                continue
            if status != "deleted" and expected.names and row[3] not in expected.names:
                self.say(counts, "lost", f"{image_id} is named {row[3]}, not {expected.names}")
            model.settle(image_id, status, row[3])
        for image_id, (row, _, status, _, size, os_hash) in rows.items():
            if status in ("saving", "importing", "killed"):
                self.say(counts, "stuck", f"{image_id} is {status}")
            if status == "uploading":
                self.check_staged(image_id, staged.get(image_id), size, model, known, counts)
            if status == "deleted" and locations.get(row):
                self.say(counts, "leaked", f"{image_id} is deleted, but has locations")
            if status in ("active", "deactivated", "pending_delete"):
                self.check_data(image_id, locations.get(row, []), os_hash, model, known, counts)
        self.check_folders(known, counts)

    def check_staged(self, image_id, claim, size, model, known, counts):
        path = self.blob_path(*claim) if claim else None
        if not path or not path.exists() or path.stat().st_size != size:
            self.say(counts, "stuck", f"{image_id} is uploading without data")
            return
        known.add(path)
        if self.hash_of(path) != model.images[image_id].sha512:
            self.say(counts, "wrong", f"{image_id} has other staged data")

    def check_data(self, image_id, places, os_hash, model, known, counts):
        if not places:
            self.say(counts, "lost", f"{image_id} has no data")
        for store, blob in places:
            path = self.blob_path(store, blob)
            known.add(path)
            if not path.exists():
                self.say(counts, "lost", f"{image_id} misses {path}")
            elif not self.hash_of(path) == os_hash == model.images[image_id].sha512:
                self.say(counts, "wrong", f"{image_id} has other data")

    def check_folders(self, known, counts):
        for folder in self.folders.values():
            for path in files_below(folder / "staging") + files_below(folder / "lost+found"):
                self.say(counts, "leaked", str(path))
            for path in files_below(folder / "blobs"):
                if path not in known and path.with_suffix("") not in known:
                    self.say(counts, "leaked", str(path))
                elif path in known and not path.with_name(path.name + ".json").exists():
                    self.say(counts, "lost", f"{path} has no description")
        for path in files_below(self.out):
            if path.name != "source" and not path.name.startswith("export-") or path.name.endswith(".part"):
                self.say(counts, "leaked", str(path))

    @staticmethod
    def say(counts, kind, text):
        setattr(counts, kind, getattr(counts, kind) + 1)
        counts.notes.append(f"{kind}: {text}")


class Lane:
    """One catalogue after another, each killed many times."""

    def __init__(self, child, seed, keep):
        self.child = child
        self.random = random.Random(seed)
        self.keep = keep
        self.counts = Counts()
        self.folder = None

    def start(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="crashloop-"))
        for name in ("out", "second"):
            (self.folder / name).mkdir()
        self.model = Model()
        self.checker = Checker(self.folder / "root", self.folder / "second", self.folder / "out")

    def finish(self):
        if self.folder and not self.keep:
            shutil.rmtree(self.folder)

    def arguments(self):
        return [self.child, "--root", self.folder / "root", "--out", self.folder / "out", "--second",
                self.folder / "second", "--log", self.folder / "log", "--seed", str(self.random.randrange(1 << 31))]

    def run_child(self, point):
        environment = dict(os.environ)
        if point:
            environment["VITRINE_CRASH_AT"] = point
        child = subprocess.Popen(self.arguments(), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            patience = POINT_PATIENCE if point else self.random.uniform(0.005, LONGEST_LIFE)
            child.wait(patience)
            if child.returncode != -signal.SIGKILL:
                self.checker.say(self.counts, "lost", "the child ended: " + child.stderr.read().decode())
            self.counts.at_points += 1
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            child.wait()
        child.stderr.close()
        self.counts.kills += 1

    def recover(self, point=None):
        environment = dict(os.environ)
        if point:
            environment["VITRINE_CRASH_AT"] = point
        done = subprocess.run([self.child, "--root", self.folder / "root", "--recover"], env=environment,
                              capture_output=True, check=False)
        if point and done.returncode == -signal.SIGKILL:
            self.counts.kills += 1
            self.counts.at_points += 1
        elif done.returncode != 0:
            self.checker.say(self.counts, "lost", "recovery failed: " + done.stderr.decode())

    def run(self, numbers):
        self.start()
        for done, number in enumerate(numbers):
            if done and done % RUNS_PER_CATALOGUE == 0:
                self.finish()
                self.start()
            self.run_once(number)
        self.finish()
        return self.counts

    def run_once(self, number):
        before = len(self.counts.notes)
        point = None
        if number % 2 == 1:
            point = POINTS[number // 2 % len(POINTS)] + f":{self.random.randint(1, 3)}"
        self.run_child(point)
        if number % 4 == 0:
            self.recover(RECOVERY_POINTS[number // 4 % len(RECOVERY_POINTS)])
        self.recover()
        if (self.folder / "log").exists():
            self.model.read(self.folder / "log", self.counts)
        if (self.folder / "root" / "catalogue.db").exists():
            self.checker.check(self.model, self.counts)
        self.counts.notes[before:] = [f"run {number} ({point}): {note}" for note in self.counts.notes[before:]]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--child", required=True, help="the crashchild program")
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", action="store_true", help="leave the folders for a look")
    parser.add_argument("--verbose", action="store_true", help="say what was refused, too")
    arguments = parser.parse_args()

    began = time.monotonic()
    total = Counts()
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        lanes = [Lane(arguments.child, arguments.seed * 1000 + lane, arguments.keep) for lane in range(arguments.jobs)]
        ranges = [range(lane, arguments.runs, arguments.jobs) for lane in range(arguments.jobs)]
        for counts in pool.map(lambda pair: pair[0].run(pair[1]), zip(lanes, ranges)):
            total.add(counts)
    for note in total.notes:
        if arguments.verbose or "refused: " not in note:
            print(note, file=sys.stderr)
    print(f"crashloop: {arguments.runs} runs, {total.kills} kills ({total.at_points} at named points), "
          f"{total.acknowledged} operations acknowledged, {total.refused} refused: "
          f"{total.lost} lost, {total.wrong} wrong hashes, {total.stuck} stuck, {total.leaked} leaked; "
          f"{time.monotonic() - began:.0f} s")
    return 1 if total.lost or total.wrong or total.stuck or total.leaked else 0


if __name__ == "__main__":
    sys.exit(main())
