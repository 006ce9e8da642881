#!/usr/bin/env python3
"""Conversions against qemu-img convert with its best flags, on the same file, in the same run, in turns.

bench_convert.py --program PATH/vitrinectl --folder FOLDER [--full] [--source RAW] [--runs N] [--only TEXT]

Without --full: a smaller disk, the compressed rows and a few others, three times each, in some minutes. With it:
about 1.2 GiB of data in 4 GiB, all rows, five times each.

Both programs' files are on the disk (fsync) when the clock stops, and neither reads its file back; the source is
in the page cache. Prints the medians, their ratio, the ratio of the processor time (which other work on the machine
disturbs less), the sizes, the peak memory, and how long the disk alone takes for bytes as many as ours: nobody can
be faster than that, and where it is the larger part the ratio says more about the disk than about the programs. A
--folder in /dev/shm leaves the disk out. Every file of ours is compared with the source by qemu-img.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

MIB = 1 << 20

# Name, source, options of vitrinectl, options of qemu-img, and by how much faster it must be.
ROWS = [
    ("raw to qcow2, deflate", "raw", "--to qcow2 --compress deflate", "-O qcow2 -c", 4.0),
    ("raw to qcow2, zstd", "raw", "--to qcow2 --compress zstd", "-O qcow2 -c -o compression_type=zstd", 1.5),
    ("raw to streamOptimized", "raw", "--to vmdk --subformat streamOptimized",
     "-O vmdk -c -o subformat=streamOptimized", 6.0),
    ("qcow2 deflate to raw", "qcow2-deflate", "--to raw", "-O raw", 2.0),
    ("qcow2 zstd to raw", "qcow2-zstd", "--to raw", "-O raw", 1.3),
    ("streamOptimized to raw", "vmdk-stream", "--to raw", "-O raw", 3.0),
    ("raw to raw", "raw", "--to raw", "-O raw", 1.0),
    ("raw to qcow2", "raw", "--to qcow2", "-O qcow2", 1.0),
    ("raw to vdi", "raw", "--to vdi", "-O vdi", 1.0),
    ("raw to vhd", "raw", "--to vhd", "-O vpc -o force_size=on", 1.0),
    ("raw to vhdx", "raw", "--to vhdx", "-O vhdx", 1.0),
    ("raw to vmdk", "raw", "--to vmdk", "-O vmdk", 1.0),
    ("qcow2 to raw", "qcow2", "--to raw", "-O raw", 1.0),
    ("vdi to raw", "vdi", "--to raw", "-O raw", 1.0),
    ("vhd to raw", "vhd", "--to raw", "-O raw", 1.0),
    ("vhdx to raw", "vhdx", "--to raw", "-O raw", 1.0),
    ("vmdk to raw", "vmdk", "--to raw", "-O raw", 1.0),
    ("qcow2 to vhdx", "qcow2", "--to vhdx", "-O vhdx", 1.0),
    ("vdi to qcow2", "vdi", "--to qcow2", "-O qcow2", 1.0),
]

# The compressed ones, and two that are not.
QUICK_ROWS = 8

SOURCES = {
    "qcow2": "-O qcow2",
    "qcow2-deflate": "-O qcow2 -c",
    "qcow2-zstd": "-O qcow2 -c -o compression_type=zstd",
    "vmdk-stream": "-O vmdk -c -o subformat=streamOptimized",
    "vmdk": "-O vmdk",
    "vdi": "-O vdi",
    "vhd": "-O vpc -o force_size=on",
    "vhdx": "-O vhdx",
}

def qemu_format(options):
    words = options.split()
    return words[words.index("-O") + 1]


def make_source(path, contents, data, size):
    """An ext4 file system of `size` MiB with about `data` MiB of an installed system in it."""
    folder = path.parent / "contents"
    folder.mkdir()
    room = data * MIB
    for top in contents:
        for directory, _, names in os.walk(top):
            for name in names:
                file = Path(directory, name)
                if file.is_symlink() or not file.is_file() or file.stat().st_size > room:
                    continue
                target = folder / str(file).lstrip("/")
                target.parent.mkdir(parents=True, exist_ok=True)
                subprocess.run(["cp", "--reflink=auto", file, target], check=True)
                room -= file.stat().st_size
                if room < MIB:
                    break
    subprocess.run(["truncate", "-s", f"{size}M", path], check=True)
    subprocess.run(["mke2fs", "-q", "-F", "-t", "ext4", "-d", folder, path], check=True)
    subprocess.run(["rm", "-r", folder], check=True)


def timed(command, made):
    """Seconds until the program has ended and its file is on the disk, those of the processors, and the peak
    memory in MiB."""
    made.unlink(missing_ok=True)
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command}: {errors.decode()}")
    with open(made, "rb") as file:
        os.fsync(file)
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def disk_alone(path, length):
    """Seconds until the disk has so many bytes that no program had to make."""
    block = os.urandom(MIB)
    path.unlink(missing_ok=True)
    begin = time.monotonic()
    with open(path, "wb", buffering=0) as file:
        for _ in range(max(1, length // MIB)):
            file.write(block)
        os.fsync(file)
    taken = time.monotonic() - begin
    path.unlink()
    return taken


def compare(source, source_kind, made, made_format):
    source_format = qemu_format(SOURCES[source_kind]) if source_kind != "raw" else "raw"
    subprocess.run(["qemu-img", "compare", "-q", "-f", source_format, "-F", made_format, source, made], check=True)


def measure(row, arguments, folder, sources):
    name, kind, ours, theirs, wanted = row
    source = sources[kind]
    source_format = qemu_format(SOURCES[kind]) if kind != "raw" else "raw"
    own, other = folder / "own", folder / "other"
    with open(source, "rb") as file:
        while file.read(16 * MIB):
            pass
    own_runs, other_runs = [], []
    for _ in range(arguments.runs):
        qemu = ["qemu-img", "convert", "-m", "16", "-W", "-f", source_format, *theirs.split(), source, other]
        other_runs.append(timed(qemu, other))
        own_runs.append(timed([arguments.program, "convert", source, own, *ours.split()], own))
    compare(source, kind, own, qemu_format(theirs))
    own_time = statistics.median(run[0] for run in own_runs)
    other_time = statistics.median(run[0] for run in other_runs)
    work = statistics.median(run[1] for run in other_runs) / statistics.median(run[1] for run in own_runs)
    memory = max(run[2] for run in own_runs)
    ratio = other_time / own_time
    floor = disk_alone(folder / "alone", own.stat().st_blocks * 512)
    print(
        f"{name:26} {own_time:7.2f} s {other_time:7.2f} s  {ratio:5.2f} x (wanted {wanted:3.1f})"
        f"  {work:5.2f} x"
        f"  {own.stat().st_blocks // 2048:6} / {other.stat().st_blocks // 2048:6} MiB  {memory:5.0f} MiB"
        f"  {floor:6.2f} s",
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--folder", required=True, type=Path, help="where the files go; several GiB")
    parser.add_argument("--source", type=Path, help="raw disk; made of --contents if not given")
    parser.add_argument("--contents", nargs="+", default=["/usr"], help="what the made disk holds")
    parser.add_argument("--full", action="store_true", help="the whole of it, which takes long")
    parser.add_argument("--runs", type=int)
    parser.add_argument("--only", default="", help="rows whose name holds this")
    arguments = parser.parse_args()
    folder = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    arguments.runs = arguments.runs or (5 if arguments.full else 3)
    raw = arguments.source or folder / ("source.raw" if arguments.full else "small.raw")
    if not raw.exists():
        make_source(raw, arguments.contents, *((1200, 4096) if arguments.full else (300, 1024)))
    rows = [row for row in ROWS if arguments.only in row[0]]
    if not arguments.full and not arguments.only:
        rows = rows[:QUICK_ROWS]
    sources = {"raw": raw}
    for kind in {row[1] for row in rows} - {"raw"}:
        sources[kind] = folder / f"{raw.stem}.{kind}"
        if not sources[kind].exists():
            subprocess.run(
                ["qemu-img", "convert", "-f", "raw", *SOURCES[kind].split(), raw, sources[kind]], check=True
            )
    print(
        f"{'conversion':26} {'vitrine':>9} {'qemu-img':>9}  ratio, of processor time, size on disk (ours / theirs),"
        " memory, disk alone"
    )
    for row in rows:
        measure(row, arguments, folder, sources)


if __name__ == "__main__":
    main()
