#!/usr/bin/env python3
"""Vitrine beside a real Glance in one run: the time to take in an image, and the time to list 1,000.

    tests/bench/bench_glance.py --vitrinectl build/release/vitrinectl [--size MIB] [--images N]

Needs Debian's glance-api, python3-openstackclient and curl. Prints medians and their ratio.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "openstack"))
from glance_service import GlanceService  # noqa: E402

JSON_TYPE = {"Content-Type": "application/json"}


def create_in_glance(url, name):
    body = json.dumps({"name": name, "disk_format": "raw", "container_format": "bare"}).encode()
    request = urllib.request.Request(url + "/v2/images", body, JSON_TYPE)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["id"]


def timed(command, **keywords):
    start = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.PIPE, **keywords)
    return time.monotonic() - start


def upload_to_glance(url, path):
    image = create_in_glance(url, "bench")
    seconds = timed(["curl", "-sSf", "-T", str(path), "-H", "Content-Type: application/octet-stream",
                     f"{url}/v2/images/{image}/file"])
    subprocess.run(["curl", "-sSf", "-X", "DELETE", f"{url}/v2/images/{image}"], check=True)
    return seconds


def import_into_vitrine(vitrinectl, catalogue, path):
    seconds = timed([vitrinectl, "--catalog", catalogue, "image", "create", "--file", str(path),
                     "--disk-format", "raw", "-f", "value", "-c", "id", "bench"])
    subprocess.run([vitrinectl, "--catalog", catalogue, "image", "delete", "bench"], check=True)
    subprocess.run([vitrinectl, "--catalog", catalogue, "catalog", "empty-trash"], check=True,
                   stdout=subprocess.DEVNULL)
    return seconds


def report(what, ours, peer_name, peer, goal):
    ours, peer = statistics.median(ours), statistics.median(peer)
    print(f"{what}: vitrinectl {ours:.3f} s, {peer_name} {peer:.3f} s, {peer / ours:.1f} x faster (goal {goal} x)",
          flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vitrinectl", default="build/release/vitrinectl")
    parser.add_argument("--size", type=int, default=1024, help="MiB to take in")
    parser.add_argument("--images", type=int, default=1000, help="images to list")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    vitrinectl = os.path.abspath(arguments.vitrinectl)

    with tempfile.TemporaryDirectory(prefix="vitrine-bench-", dir=os.environ.get("TMPDIR", "/var/tmp")) as folder, \
            GlanceService(folder + "/glance") as glance:
        source = pathlib.Path(folder, "random.raw")
        with open(source, "wb") as out:
            for _ in range(arguments.size):
                out.write(os.urandom(1 << 20))
        catalogue = folder + "/catalogue"

        ours, theirs = [], []
        for _ in range(arguments.rounds):
            theirs.append(upload_to_glance(glance.url, source))
            ours.append(import_into_vitrine(vitrinectl, catalogue, source))
        report(f"take in {arguments.size} MiB", ours, "curl -T into Glance", theirs, 2.5)

        for number in range(arguments.images):
            create_in_glance(glance.url, f"image-{number:04}")
            subprocess.run([vitrinectl, "--catalog", catalogue, "image", "create", "--disk-format", "raw",
                            f"image-{number:04}"], check=True, stdout=subprocess.DEVNULL)
        openstack = ["openstack", "--os-auth-type", "none", "--os-endpoint", glance.url, "image", "list"]
        ours, theirs = [], []
        for _ in range(arguments.rounds):
            theirs.append(timed(openstack))
            ours.append(timed([vitrinectl, "--catalog", catalogue, "image", "list", "--limit", "1000"]))
        report(f"list {arguments.images} images", ours, "openstack image list", theirs, 20)


if __name__ == "__main__":
    main()
