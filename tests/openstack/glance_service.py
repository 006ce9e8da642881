"""A real Glance on loopback, with an SQLite database and the file store, for comparisons and tests.

Needs Debian's glance-api. Without Keystone: the service trusts every caller, which flatters its speed.
"""

import ctypes
import pathlib
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


def end_with_parent():
    """For a child, before it becomes another program: it ends when this one does, however that ends."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def exit_when_told():
    """A SIGTERM or SIGINT runs the exits of all contexts, which stop what they have started."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(1))


CONFIGURATION = """\
[DEFAULT]
bind_host = 127.0.0.1
bind_port = {port}
workers = 2
log_file = {folder}/glance.log
enabled_backends = disk:file
node_staging_uri = file://{folder}/staging
[os_glance_staging_store]
filesystem_store_datadir = {folder}/staging
[os_glance_tasks_store]
filesystem_store_datadir = {folder}/tasks
[database]
connection = sqlite:///{folder}/glance.db
[glance_store]
default_backend = disk
[disk]
filesystem_store_datadir = {folder}/images
[paste_deploy]
config_file = /etc/glance/glance-api-paste.ini
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def use_write_ahead_log(path):
    """With a rollback journal two requests at once fail with "database is locked"."""
    with sqlite3.connect(path) as database:
        database.execute("pragma journal_mode=wal")


class GlanceService:
    """Starts Glance in `folder` on entry and stops it on exit; `url` is its endpoint."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None

    def __enter__(self):
        for name in ("images", "staging", "tasks"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        configuration = self.folder / "glance-api.conf"
        configuration.write_text(CONFIGURATION.format(port=self.port, folder=self.folder))
        self._make_database(configuration)
        with open(self.folder / "glance.out", "wb") as output:
            self.process = subprocess.Popen(
                ["glance-api", "--config-file", str(configuration)],
                stdout=output, stderr=output, start_new_session=True, preexec_fn=end_with_parent)
        self._wait_until_it_answers()
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _make_database(self, configuration):
        with open(self.folder / "db_sync.out", "wb") as output:
            subprocess.run(["glance-manage", "--config-file", str(configuration), "db_sync"],
                           check=True, stdout=output, stderr=output)
        use_write_ahead_log(self.folder / "glance.db")

    def _wait_until_it_answers(self):
        for _ in range(120):
            try:
                urllib.request.urlopen(self.url + "/versions", timeout=5)
                return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                if self.process.poll() is not None:
                    break
                time.sleep(0.5)
        raise RuntimeError("Glance did not start: see " + str(self.folder / "glance.out"))
