#!/usr/bin/env python3
"""vitrinectl beside curl, the openstack client and the glance client, all on one real Keystone and Glance.

    tests/bench/bench_cloud.py --vitrinectl build/release/vitrinectl [--size MIB] [--images N] [--only WORD ...]

WORD is one of upload, download, resume, window, list. Needs what is in tests/packages.txt, and for the window the
program bench_cloudwindow in the folder bench beside vitrinectl. Prints medians, their ratio and the goal.

The clients log in each time, as people's do. So does curl: it asks Keystone for a token first, and makes the image
before it sends the data. What "curl -T" and "curl -o" alone take is told besides: a service that sees a token for the
first time asks Keystone about it, which can take longer than a second.
"""

import argparse
import hashlib
import json
import os
import pathlib
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "openstack"))
from cutting_proxy import CuttingProxy  # noqa: E402
from glance_service import exit_when_told  # noqa: E402
from openstack_cloud import OpenstackCloud, scope  # noqa: E402

WORDS = ("upload", "download", "resume", "window", "list")

# What a person would write who had nothing but curl.
CURL_LOGIN = """set -e
token=$(curl -sSf -o /dev/null -D - -H 'Content-Type: application/json' -d @"$LOGIN" "$KEYSTONE/auth/tokens" |
        tr -d '\\r' | sed -n 's/^X-Subject-Token: //Ip')
"""
CURL_UPLOAD = CURL_LOGIN + """
curl -sSf -o /dev/null -H "X-Auth-Token: $token" -H 'Content-Type: application/json' -d "$IMAGE" "$GLANCE/v2/images"
curl -sSf -H "X-Auth-Token: $token" -H 'Content-Type: application/octet-stream' -T "$FILE" "$GLANCE/v2/images/$ID/file"
"""
CURL_DOWNLOAD = CURL_LOGIN + """
curl -sSf -H "X-Auth-Token: $token" -o "$FILE" "$GLANCE/v2/images/$ID/file"
"""


class Bench:
    def __init__(self, cloud, folder, arguments):
        self.cloud = cloud
        self.folder = pathlib.Path(folder)
        self.arguments = arguments
        self.vitrinectl = os.path.abspath(arguments.vitrinectl)
        self.environment = {**os.environ, "OS_CLIENT_CONFIG_FILE": str(cloud.config)}
        headers, _ = cloud._ask("POST", "/auth/tokens", scope("admin", "secret", "admin"))
        self.token = headers["X-Subject-Token"]
        self.source = self.folder / "random.raw"

    def make_source(self):
        digest = hashlib.sha512()
        with open(self.source, "wb") as out:
            for _ in range(self.arguments.size):
                piece = os.urandom(1 << 20)
                digest.update(piece)
                out.write(piece)
        self.digest = digest.hexdigest()

    def ask(self, method, path, body=None):
        request = urllib.request.Request(
            self.cloud.glance + path, json.dumps(body).encode() if body is not None else None,
            {"X-Auth-Token": self.token, "Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=120) as answer:
            text = answer.read()
            return json.loads(text) if text else None

    def create(self, name):
        body = {"name": name, "disk_format": "raw", "container_format": "bare", "id": str(uuid.uuid4())}
        return self.ask("POST", "/v2/images", body)["id"]

    def remove(self, image):
        self.ask("DELETE", f"/v2/images/{image}")

    def timed(self, command, environment=None):
        """Seconds, peak resident MiB, and what it printed."""
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment or self.environment)
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{command} ended with {process.returncode}")
        return time.monotonic() - start, usage.ru_maxrss / 1024, output.decode()

    def ours(self, *arguments, cloud="admin", environment=None):
        return self.timed([self.vitrinectl, "--cloud", cloud, *arguments], environment)

    def openstack(self, *arguments):
        return self.timed(["openstack", "--os-cloud", "admin", *arguments])

    def curl(self, *arguments):
        return self.timed(["curl", "-sSf", "-H", f"X-Auth-Token: {self.token}", *arguments])

    def curl_job(self, script, image, path, body=""):
        """With a login of its own."""
        login = self.folder / "login.json"
        login.write_text(json.dumps(scope("admin", "secret", "admin")))
        environment = {**self.environment, "LOGIN": str(login), "KEYSTONE": self.cloud.keystone, "IMAGE": body,
                       "GLANCE": self.cloud.glance, "ID": image, "FILE": str(path)}
        return self.timed(["bash", "-c", script], environment)[0]

    def upload(self):
        ours, curl, job, openstack, memory = [], [], [], [], []
        for number in range(self.arguments.rounds):
            image = self.create("curl")
            curl.append(self.curl("-T", str(self.source), "-H", "Content-Type: application/octet-stream",
                                  f"{self.cloud.glance}/v2/images/{image}/file")[0])
            self.remove(image)
            image = str(uuid.uuid4())
            job.append(self.curl_job(CURL_UPLOAD, image, self.source, json.dumps(
                {"name": "curl", "disk_format": "raw", "container_format": "bare", "id": image})))
            self.remove(image)
            seconds, peak, output = self.ours(
                "image", "create", "--file", str(self.source), "--disk-format", "raw", "ours", "-f", "value",
                "-c", "id")
            ours.append(seconds)
            memory.append(peak)
            self.remove(output.strip())
            if number == 0:
                seconds, _, output = self.openstack(
                    "image", "create", "--file", str(self.source), "--disk-format", "raw", "theirs", "-f",
                    "value", "-c", "id")
                openstack.append(seconds)
                self.remove(output.strip())
        size = f"upload of {self.arguments.size} MiB"
        report_ratio(size, ours, "curl", job, 1.05)
        print(f"  curl -T alone {statistics.median(curl):.2f} s", flush=True)
        report_faster(size, ours, "openstack image create", openstack, 1.4)
        print(f"peak memory of the upload: {max(memory):.1f} MiB (goal 64)", flush=True)

    def stored_image(self):
        image = self.create("stored")
        self.curl("-T", str(self.source), "-H", "Content-Type: application/octet-stream",
                  f"{self.cloud.glance}/v2/images/{image}/file")
        return image

    def download(self):
        image = self.stored_image()
        ours, curl, job, openstack, memory = [], [], [], [], []
        target = self.folder / "out.raw"
        for number in range(self.arguments.rounds):
            curl.append(self.curl("-o", str(target), f"{self.cloud.glance}/v2/images/{image}/file")[0])
            target.unlink()
            job.append(self.curl_job(CURL_DOWNLOAD, image, target))
            target.unlink()
            seconds, peak, _ = self.ours("image", "save", "--file", str(target), image)
            ours.append(seconds)
            memory.append(peak)
            target.unlink()
            if number == 0:
                openstack.append(self.openstack("image", "save", "--file", str(target), image)[0])
                target.unlink()
        self.remove(image)
        size = f"download of {self.arguments.size} MiB with its hash"
        report_ratio(size, ours, "curl", job, 1.1)
        print(f"  curl -o alone {statistics.median(curl):.2f} s", flush=True)
        report_faster(size, ours, "openstack image save", openstack, 3)
        print(f"peak memory of the download: {max(memory):.1f} MiB (goal 64)", flush=True)

    def resume(self):
        image = self.stored_image()
        size = self.source.stat().st_size
        target = self.folder / "resumed.raw"
        with CuttingProxy(self.cloud.glance_port, 10, size // 12) as proxy:
            config = self.folder / "proxied.yaml"
            text = self.cloud.config.read_text()
            config.write_text(text.replace("  admin:\n", f"  admin:\n    image_endpoint_override: {proxy.url}\n", 1))
            config.chmod(0o600)
            self.ours("image", "save", "--file", str(target), image,
                      environment={**self.environment, "OS_CLIENT_CONFIG_FILE": str(config)})
            again = max(proxy.data_bytes - size, 0)
            left = proxy.cuts
        digest = hashlib.sha512()
        with open(target, "rb") as data:
            while piece := data.read(1 << 20):
                digest.update(piece)
        is_same = digest.hexdigest() == self.digest
        target.unlink()
        self.remove(image)
        print(f"download with {10 - left} cuts: {100 - 100 * again / size:.2f} % of the bytes not sent again (goal 95); "
              f"hash {'right' if is_same else 'WRONG'}", flush=True)

    def window(self):
        program = pathlib.Path(self.vitrinectl).parent / "bench" / "bench_cloudwindow"
        _, peak, output = self.timed(
            [str(program), str(self.cloud.config), "admin", str(self.source)],
            {**self.environment, "QT_QPA_PLATFORM": "offscreen"})
        print(output, end="")
        print(f"peak memory of the window: {peak:.1f} MiB", flush=True)

    def fill(self):
        """Copies of one image, straight into the database: through the service it would take many minutes."""
        image = self.create("image-00000")
        with sqlite3.connect(self.cloud.folder / "glance.db", timeout=30) as database:
            columns = [row[1] for row in database.execute("pragma table_info(images)")]
            row = dict(zip(columns, database.execute(
                f"select {','.join(columns)} from images where id=?", (image,)).fetchone()))
            rows = []
            for number in range(1, self.arguments.images):
                copy = {**row, "id": str(uuid.uuid4()), "name": f"image-{number:05}"}
                rows.append([copy[column] for column in columns])
            marks = ",".join("?" * len(columns))
            database.executemany(f"insert into images ({','.join(columns)}) values ({marks})", rows)

    def list(self):
        self.fill()
        ours, glance, openstack = [], [], []
        command = ("image", "list", "-f", "value")
        first = [self.ours(*command, "--limit", "25")[0] for _ in range(self.arguments.rounds)]
        for number in range(self.arguments.rounds):
            seconds, _, output = self.ours(*command)
            if len(output.splitlines()) < self.arguments.images:
                raise RuntimeError(f"only {len(output.splitlines())} images were listed")
            ours.append(seconds)
            if shutil.which("glance") and number < 2:
                # It fails over what it has put into its home the last time.
                home = self.folder / f"home-{number}"
                home.mkdir()
                login = {"OS_AUTH_URL": self.cloud.keystone, "OS_USERNAME": "admin", "OS_PASSWORD": "secret",
                         "OS_PROJECT_NAME": "admin", "OS_USER_DOMAIN_NAME": "Default",
                         "OS_PROJECT_DOMAIN_NAME": "Default", "HOME": str(home)}
                glance.append(self.timed(["glance", "image-list"], {**self.environment, **login})[0])
            if number == 0:
                openstack.append(self.openstack(*command)[0])
        print(f"the first 25 of {self.arguments.images} images: {statistics.median(first):.2f} s", flush=True)
        what = f"list of {self.arguments.images} images"
        report_faster(what, ours, "openstack image list", openstack, 5)
        if glance:
            report_faster(what, ours, "glance image-list", glance, 1.5)


def report_ratio(what, ours, peer_name, peer, goal):
    ours, peer = statistics.median(ours), statistics.median(peer)
    print(f"{what}: vitrinectl {ours:.2f} s, {peer_name} {peer:.2f} s, {ours / peer:.2f} of the time (goal {goal})",
          flush=True)


def report_faster(what, ours, peer_name, peer, goal):
    ours, peer = statistics.median(ours), statistics.median(peer)
    print(f"{what}: vitrinectl {ours:.2f} s, {peer_name} {peer:.2f} s, {peer / ours:.1f} x faster (goal {goal} x)",
          flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vitrinectl", default="build/release/vitrinectl")
    parser.add_argument("--size", type=int, default=1024, help="MiB to send and to get")
    parser.add_argument("--images", type=int, default=10000, help="images to list")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", choices=WORDS, default=WORDS)
    arguments = parser.parse_args()
    exit_when_told()
    with tempfile.TemporaryDirectory(prefix="vitrine-bench-", dir=os.environ.get("TMPDIR", "/var/tmp")) as folder, \
            OpenstackCloud(folder + "/cloud") as cloud:
        bench = Bench(cloud, folder, arguments)
        if set(arguments.only) - {"list"}:
            bench.make_source()
        for word in WORDS:
            if word in arguments.only:
                getattr(bench, word)()


if __name__ == "__main__":
    main()
