#!/usr/bin/env python3
"""A real Keystone and Glance on loopback with two users, for tests.

    tests/openstack/openstack_cloud.py FOLDER

Prints one line of JSON when both answer, and stops them when its standard input ends or it gets a SIGTERM:
{"config": the clouds.yaml, "glance": its address, "web": the port from which Glance may download}. The clouds are
"admin", "student" and "teacher", ordinary members of the projects "lab" and "office", and for ways to log in: "byid" and "byname" (student's
application credentials), "system" and "domain" (admin with these scopes), "stranger" (a user in no project) and
"careful" (one who needs a second factor). Exits with 77 and a sentence when Debian's keystone, glance-api, uwsgi-core
or uwsgi-plugin-python3 is missing.
"""

import grp
import json
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from glance_service import end_with_parent, exit_when_told, free_port, use_write_ahead_log  # noqa: E402

PROGRAMS = ("keystone-manage", "uwsgi", "glance-manage", "glance-api")
SKIPPED = 77

KEYSTONE = """\
[DEFAULT]
log_file = {folder}/keystone.log
[database]
connection = sqlite:///{folder}/keystone.db
[token]
provider = fernet
[fernet_tokens]
key_repository = {folder}/fernet
[fernet_receipts]
key_repository = {folder}/fernet
[credential]
key_repository = {folder}/credentials
[cache]
enabled = false
[identity]
password_hash_rounds = 4
[auth]
methods = password,token,application_credential,totp
"""

GLANCE = """\
[DEFAULT]
bind_host = 127.0.0.1
bind_port = {port}
workers = 2
log_file = {folder}/glance.log
enabled_backends = fast:file, slow:file
node_staging_uri = file://{folder}/staging
enabled_import_methods = [glance-direct,web-download,copy-image,glance-download]
image_cache_dir = {folder}/cache
[os_glance_staging_store]
filesystem_store_datadir = {folder}/staging
[os_glance_tasks_store]
filesystem_store_datadir = {folder}/tasks
[database]
connection = sqlite:///{folder}/glance.db
[import_filtering_opts]
allowed_ports = [80,443,{web},{port}]
allowed_hosts = [127.0.0.1]
[glance_store]
default_backend = fast
[fast]
filesystem_store_datadir = {folder}/fast
store_description = fast disk
[slow]
filesystem_store_datadir = {folder}/slow
store_description = slow disk
[keystone_authtoken]
www_authenticate_uri = {keystone}
auth_url = {keystone}
auth_type = password
project_domain_name = Default
user_domain_name = Default
project_name = admin
username = admin
password = secret
[paste_deploy]
flavor = keystone+cachemanagement
config_file = /etc/glance/glance-api-paste.ini
"""

CLOUD = """\
  {name}:
    auth: {{auth_url: '{keystone}', username: {name}, password: '{password}', project_name: {project},
           user_domain_name: Default, project_domain_name: Default}}
    region_name: Here
"""

# The other ways to log in: none of them is what one would use every day.
OTHER_CLOUDS = """\
  byid:
    auth_type: v3applicationcredential
    auth: {{auth_url: '{keystone}', application_credential_id: {credential}, application_credential_secret: by-id}}
  byname:
    auth_type: v3applicationcredential
    auth: {{auth_url: '{keystone}', username: student, user_domain_name: Default,
           application_credential_name: named, application_credential_secret: by-name}}
  system:
    auth: {{auth_url: '{keystone}', username: admin, password: secret, user_domain_name: Default, system_scope: all}}
  domain:
    auth: {{auth_url: '{keystone}', username: admin, password: secret, user_domain_name: Default,
           domain_name: Default}}
  stranger:
    auth: {{auth_url: '{keystone}', username: stranger, password: '0123', user_domain_name: Default}}
  careful:
    auth: {{auth_url: '{keystone}', username: careful, password: '0123', user_domain_name: Default,
           project_name: lab, project_domain_name: Default}}
"""


def scope(user, password, project):
    domain = {"id": "default"}
    return {"auth": {
        "identity": {"methods": ["password"],
                     "password": {"user": {"name": user, "password": password, "domain": domain}}},
        "scope": {"project": {"name": project, "domain": domain}}}}


class OpenstackCloud:
    """Starts both services in `folder` on entry and stops them on exit."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.keystone = f"http://127.0.0.1:{free_port()}/v3"
        self.glance_port = free_port()
        self.glance = f"http://127.0.0.1:{self.glance_port}"
        self.web_port = free_port()
        self.config = self.folder / "clouds.yaml"
        self.processes = []
        self.token = None
        self.credential = None

    def __enter__(self):
        for name in ("fernet", "credentials", "fast", "slow", "staging", "tasks", "cache"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        (self.folder / "keystone.conf").write_text(KEYSTONE.format(folder=self.folder))
        (self.folder / "glance.conf").write_text(GLANCE.format(
            folder=self.folder, port=self.glance_port, keystone=self.keystone, web=self.web_port))
        try:
            glance = threading.Thread(target=self._make_glance_database)
            glance.start()
            self._start_keystone()
            glance.join()
            self._start("glance-api", "--config-file", str(self.folder / "glance.conf"))
            self._fill_keystone()
            self._wait_for(self.glance + "/versions")
        except BaseException:
            self.__exit__()
            raise
        users = (("admin", "secret", "admin"), ("student", "0123", "lab"), ("teacher", "0123", "office"))
        self.config.write_text("clouds:\n" + "".join(
            CLOUD.format(keystone=self.keystone, name=name, password=password, project=project)
            for name, password, project in users) + OTHER_CLOUDS.format(
                keystone=self.keystone, credential=self.credential))
        self.config.chmod(0o600)
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _run(self, *command, **environment):
        with open(self.folder / "setup.out", "ab") as output:
            subprocess.run(command, check=True, stdout=output, stderr=output, env={**os.environ, **environment})

    def _start(self, *command, **environment):
        with open(self.folder / (command[0] + ".out"), "ab") as output:
            self.processes.append(subprocess.Popen(
                command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, start_new_session=True,
                preexec_fn=end_with_parent,
                env={**os.environ, **environment}))

    def _make_glance_database(self):
        self._run("glance-manage", "--config-file", str(self.folder / "glance.conf"), "db_sync")
        self._run("glance-manage", "--config-file", str(self.folder / "glance.conf"), "db_load_metadefs")
        use_write_ahead_log(self.folder / "glance.db")

    def _start_keystone(self):
        configuration = str(self.folder / "keystone.conf")
        manage = ("keystone-manage", "--config-file", configuration)
        self._run(*manage, "db_sync")
        owner = ("--keystone-user", pwd.getpwuid(os.getuid()).pw_name,
                 "--keystone-group", grp.getgrgid(os.getgid()).gr_name)
        self._run(*manage, "fernet_setup", *owner)
        self._run(*manage, "credential_setup", *owner)
        self._run(*manage, "bootstrap", "--bootstrap-password", "secret", "--bootstrap-region-id", "Here",
                  "--bootstrap-public-url", self.keystone, "--bootstrap-internal-url", self.keystone,
                  "--bootstrap-admin-url", self.keystone)
        use_write_ahead_log(self.folder / "keystone.db")
        address = self.keystone.removeprefix("http://").removesuffix("/v3")
        self._start("uwsgi", "--plugin", "python3", "--http-socket", address, "--wsgi-file",
                    "/usr/bin/keystone-wsgi-public", "--master", "--processes", "1", "--lazy-apps", "--need-app",
                    "--die-on-term", "--add-header", "Connection: close", "--buffer-size", "65535",
                    "--post-buffering", "65536", OS_KEYSTONE_CONFIG_FILES=configuration)
        self._wait_for(self.keystone)

    def _wait_for(self, url):
        for _ in range(240):
            try:
                urllib.request.urlopen(url, timeout=10)
                return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                if any(process.poll() is not None for process in self.processes):
                    break
                time.sleep(0.25)
        raise RuntimeError(f"nothing answers at {url}: see {self.folder}")

    def _ask(self, method, path, body=None, token=None):
        headers = {"Content-Type": "application/json"}
        if token or self.token:
            headers["X-Auth-Token"] = token or self.token
        request = urllib.request.Request(
            self.keystone + path, json.dumps(body).encode() if body else None, headers, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            text = answer.read()
            return answer.headers, json.loads(text) if text else None

    def _fill_keystone(self):
        headers, _ = self._ask("POST", "/auth/tokens", scope("admin", "secret", "admin"))
        self.token = headers["X-Subject-Token"]
        service = self._ask("POST", "/services", {"service": {"name": "glance", "type": "image"}})[1]["service"]["id"]
        for interface in ("public", "internal", "admin"):
            self._ask("POST", "/endpoints", {"endpoint": {
                "interface": interface, "region_id": "Here", "service_id": service, "url": self.glance}})
        # Two ordinary projects: visibility, members and policy need those who are no administrators.
        role = self._ask("GET", "/roles?name=member")[1]["roles"][0]["id"]
        project_id, student = self._make_member("student", "lab", role)
        self._make_member("teacher", "office", role)
        self._make_user("stranger")
        careful = self._make_user("careful", multi_factor_auth_rules=[["password", "totp"]],
                                  multi_factor_auth_enabled=True)
        self._ask("PUT", f"/projects/{project_id}/users/{careful}/roles/{role}")
        admin = self._ask("GET", "/users?name=admin")[1]["users"][0]["id"]
        admin_role = self._ask("GET", "/roles?name=admin")[1]["roles"][0]["id"]
        self._ask("PUT", f"/domains/default/users/{admin}/roles/{admin_role}")
        headers, _ = self._ask("POST", "/auth/tokens", scope("student", "0123", "lab"))
        self.credential = self._make_credential(student, headers["X-Subject-Token"], "unnamed", "by-id")
        self._make_credential(student, headers["X-Subject-Token"], "named", "by-name")

    def _make_member(self, name, project, role):
        body = {"project": {"name": project, "domain_id": "default"}}
        project_id = self._ask("POST", "/projects", body)[1]["project"]["id"]
        user = self._make_user(name)
        self._ask("PUT", f"/projects/{project_id}/users/{user}/roles/{role}")
        return project_id, user

    def _make_user(self, name, **options):
        return self._ask("POST", "/users", {"user": {
            "name": name, "password": "0123", "domain_id": "default", "options": options}})[1]["user"]["id"]

    def _make_credential(self, user, token, name, secret):
        body = {"application_credential": {"name": name, "secret": secret}}
        answer = self._ask("POST", f"/users/{user}/application_credentials", body, token)[1]
        return answer["application_credential"]["id"]


def main():
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        print("Install what is in tests/packages.txt: there is no", ", ".join(missing))
        return SKIPPED
    exit_when_told()
    with OpenstackCloud(sys.argv[1]) as cloud:
        print(json.dumps({"config": str(cloud.config), "glance": cloud.glance, "web": cloud.web_port}), flush=True)
        sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(main())
