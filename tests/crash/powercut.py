#!/usr/bin/env python3
"""Cuts the power of a program that works on a catalogue, wherever it can be cut, and looks for damage.

A child (crashchild) works at random under strace, which writes down every call that changes a file or makes it
durable: those of the image store and those of SQLite alike. From this trace the states are built that a power cut
may leave: after any call, what was synced is there, and of everything since then any part may be there or not, in
any order, the last write also cut in the middle. Only a rename happens whole or not at all, as on every file system with
a journal. Each state is laid out as files, opened by the program, which
recovers it, and judged by crashloop's checker.

    powercut.py --child build/debug/tests/crashchild --states 10000 --seed 1

--without names what is not to count as synced ("data", "names", "database"), as if the program had forgotten it:
then damage must be found, which is the test of this test.

One line of summary; exit 1 when something was lost, wrong, stuck or leaked, or with --without when nothing was.
"""

import argparse
import concurrent.futures
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

import crashloop
from cutdisk import CALLS, SECTOR, Disk, Write, read_trace

STATES_PER_LIFE = 500


def states_of(disk, chance, most):
    """Sets of changes that arrived, with the one that was torn: none, all, all but one, the last torn, any."""
    changes = disk.unsynced()
    yield set(), None
    if not changes:
        return
    everything = set(changes)
    yield everything, None
    writes = [change for change in changes if isinstance(change, Write) and len(change.data) > SECTOR]
    if writes:
        yield everything, writes[-1]
    lost = changes if len(changes) <= most else chance.sample(changes, most)
    for change in lost:
        yield everything - {change}, None
    for _ in range(min(most, len(changes))):
        yield {change for change in changes if chance.random() < 0.5}, None


class Lane:
    def __init__(self, arguments, lane):
        self.child = arguments.child
        self.chance = random.Random(arguments.seed * 1000 + lane)
        self.operations = arguments.operations
        self.most = arguments.most
        self.without = arguments.without
        self.states = arguments.states // arguments.jobs
        self.counts = crashloop.Counts()
        self.done = 0
        self.cuts = 0

    def run(self):
        while self.done < self.states:
            parent = pathlib.Path(tempfile.mkdtemp(prefix="powercut-"))
            try:
                self.live(parent)
            finally:
                shutil.rmtree(parent)
        return self

    def live(self, parent):
        work = parent / "work"
        trace = parent / "trace"
        self.prepare(work)
        subprocess.run(
            ["strace", "-f", "-y", "-qq", "-xx", "-s", "10000000", "-o", trace, "-e", "trace=" + ",".join(CALLS),
             self.child, "--root", work / "root", "--out", work / "out", "--second", work / "second", "--log",
             work / "log", "--seed", str(self.chance.randrange(1 << 31)), "--operations", str(self.operations)],
            check=True, stdout=subprocess.DEVNULL)
        calls = read_trace(trace)
        self.confirm(calls, work)
        wanted = min(STATES_PER_LIFE, self.states - self.done)
        # Every call is a place to cut; of many calls an even share.
        share = max(1, len(calls) * (3 + 2 * self.most) // (2 * wanted))
        disk = self.fresh_disk(work)
        for number, call in enumerate(calls):
            disk.run(number, call)
            if self.chance.randrange(share) == 0:
                self.cuts += 1
                for keeps, torn in states_of(disk, self.chance, self.most):
                    self.judge(disk, keeps, torn, work, f"{call.name} {call.arguments[:2]}"[:200])
            if self.done >= self.states:
                return

    def fresh_disk(self, work):
        disk = Disk(work, self.without)
        for name in ("out", "second"):
            disk.add_folder(name)
        return disk

    def confirm(self, calls, work):
        """Nothing is worth anything unless the trace, played without a cut, gives the very files that are there."""
        disk = self.fresh_disk(work)
        for number, call in enumerate(calls):
            disk.run(number, call)
        with tempfile.TemporaryDirectory() as played:
            disk.lay_out(set(disk.unsynced()), None, pathlib.Path(played))
            (pathlib.Path(played) / "log").write_bytes(disk.log)
            for folder, other in ((work, played), (played, work)):
                for path in crashloop.files_below(pathlib.Path(folder)):
                    twin = pathlib.Path(other) / path.relative_to(folder)
                    if path.name == "source":
                        continue
                    if not twin.exists() or twin.read_bytes() != path.read_bytes():
                        raise RuntimeError(f"{path} was not traced as it is")

    @staticmethod
    def prepare(work):
        shutil.rmtree(work, ignore_errors=True)
        for name in ("out", "second"):
            (work / name).mkdir(parents=True)

    def check(self, checker, model):
        try:
            checker.check(model, self.counts)
        except sqlite3.DatabaseError as error:
            checker.say(self.counts, "lost", f"the database is damaged: {error}")

    def judge(self, disk, keeps, torn, work, where):
        """The child's folder becomes what the power cut left of it, for the paths in it are absolute."""
        before = len(self.counts.notes)
        shutil.rmtree(work)
        work.mkdir()
        disk.lay_out(keeps, torn, work)
        (work / "log").write_bytes(disk.log)
        model = crashloop.Model()
        model.read(work / "log", self.counts)
        checker = crashloop.Checker(work / "root", work / "second", work / "out")
        if (work / "root").exists():
            done = subprocess.run([self.child, "--root", work / "root", "--recover"], capture_output=True, check=False)
            if done.returncode != 0:
                checker.say(self.counts, "lost", "recovery failed: " + done.stderr.decode())
            elif (work / "root" / "catalogue.db").exists():
                self.check(checker, model)
        elif model.images:
            checker.say(self.counts, "lost", "the catalogue is not there")
        self.counts.notes[before:] = [f"after {where}: {note}" for note in self.counts.notes[before:]
                                      if not note.startswith("refused")]
        self.done += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--child", required=True, help="the crashchild program")
    parser.add_argument("--states", type=int, default=10000)
    parser.add_argument("--operations", type=int, default=12, help="of one life of the child")
    parser.add_argument("--most", type=int, default=4, help="single losses, and random mixtures, after one cut")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--without", action="append", default=[], choices=["data", "names", "database"])
    arguments = parser.parse_args()

    began = time.monotonic()
    total = crashloop.Counts()
    states = cuts = 0
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for lane in pool.map(Lane.run, [Lane(arguments, number) for number in range(arguments.jobs)]):
            total.add(lane.counts)
            states += lane.done
            cuts += lane.cuts
    if not arguments.without:
        print("\n".join(total.notes[:40]), file=sys.stderr)
    print(f"powercut: {cuts} power cuts, {states} states: {total.lost} lost, {total.wrong} wrong hashes, "
          f"{total.stuck} stuck, {total.leaked} leaked; {time.monotonic() - began:.0f} s")
    is_damaged = bool(total.lost or total.wrong or total.stuck or total.leaked)
    return 0 if is_damaged == bool(arguments.without) else 1


if __name__ == "__main__":
    sys.exit(main())
