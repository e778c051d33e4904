"""What runs on the hosts: PostgreSQL, Redis and an S3 stand-in on one, the site on two, nginx before them."""

import json
import os
import re
import shutil
import signal
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path

from tests.deploy.front import DEPLOY, NGINX, TOP, Front
from tests.hosts.network import WORLD, end

NAME = "clinic.example"
DOORS = {"reading": 8000, "writing": 8001}
SETTINGS = (TOP / "clinic_site" / "settings.py").read_text()
CONTAINERFILE = (DEPLOY / "container" / "Containerfile").read_text()
START = json.loads(re.search(r"^CMD (\[.*?\])", CONTAINERFILE.replace("\\\n", ""), re.MULTILINE | re.DOTALL)[1])


def postgresql_programs():
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    return newest[-1] if newest else None


def wait_until(is_there, what, *, seconds=60):
    for _ in range(seconds * 20):
        if is_there():
            return
        time.sleep(0.05)
    raise AssertionError(f"{what}: not within {seconds} seconds.")


def listens(network, host, port):
    with network.inside(WORLD), socket.socket() as one:
        one.settimeout(1)
        return one.connect_ex((network.address(host), port)) == 0


class Database:
    """PostgreSQL in a folder of its own, open to the other hosts, with its own defaults but for the disk's."""

    def __init__(self, network, host, folder):
        self.network, self.host, self.folder, self.programs = network, host, folder, postgresql_programs()
        self.url = f"postgres://clinic@{network.address(host)}:5432/postgres"

    def run(self, program, *words):
        by_postgres = ["runuser", "-u", "postgres", "--", str(self.programs / program), "--pgdata", "data", *words]
        self.network.run(self.host, by_postgres, cwd=self.folder)

    def start(self):
        self.folder.mkdir()
        shutil.chown(self.folder, "postgres")
        self.run("initdb", "--username", "clinic", "--encoding", "UTF8", "--locale", "C.UTF-8", "--auth", "trust", "-N")
        with (self.folder / "data" / "pg_hba.conf").open("a") as file:
            file.write("host all all samenet trust\n")
        self.control("start", *self.how)

    @property
    def how(self):
        return "--options", f"-h {self.network.address(self.host)} -k {self.folder} -c fsync=off"

    def control(self, what, *words):
        """This will start or stop it, and wait until that is so."""
        self.run("pg_ctl", "--wait", "--log", "log", *words, what)


class Services:
    """Redis and a store that speaks S3, where the site's settings know their addresses."""

    bucket = "clinic"

    def __init__(self, network, host, folder):
        self.network, self.host, self.folder = network, host, folder
        self.has = self.wanted()
        address = network.address(host)
        told = {
            "CACHE_URL": f"redis://{address}:6379/0",
            "MEDIA_STORAGE_URL": f"s3://clinic:secret@{address}:9000/{self.bucket}?region=eu-west-2&tls=off",
        }
        self.environment = {name: value for name, value in told.items() if name in self.has}

    @staticmethod
    def wanted():
        return {name for name in ("CACHE_URL", "MEDIA_STORAGE_URL") if f'"{name}"' in SETTINGS}

    def start(self):
        self.folder.mkdir()
        address = self.network.address(self.host)
        with (self.folder / "services.log").open("w") as log:
            if "CACHE_URL" in self.has:
                redis = [
                    "redis-server",
                    "--bind",
                    address,
                    "--protected-mode",
                    "no",
                    "--save",
                    "",
                    "--dir",
                    self.folder,
                ]
                self.network.start(self.host, [str(word) for word in redis], stdout=log)
            if "MEDIA_STORAGE_URL" in self.has:
                store = [sys.executable, "-m", "moto.server", "--host", address, "--port", "9000"]
                self.network.start(self.host, store, stdout=log, stderr=log)

    def wait(self):
        if "CACHE_URL" in self.has:
            wait_until(lambda: listens(self.network, self.host, 6379), "Redis")
        if "MEDIA_STORAGE_URL" in self.has:
            wait_until(lambda: listens(self.network, self.host, 9000), "The store of files")
            with self.network.inside(WORLD):
                self.make_bucket()

    def make_bucket(self):
        import boto3

        address = f"http://{self.network.address(self.host)}:9000"
        keys = {"aws_access_key_id": "clinic", "aws_secret_access_key": "secret", "region_name": "eu-west-2"}
        where = {"LocationConstraint": "eu-west-2"}
        boto3.client("s3", endpoint_url=address, **keys).create_bucket(
            Bucket=self.bucket, CreateBucketConfiguration=where
        )


class Host:
    """One machine with the site: both doors, started as the image starts them."""

    def __init__(self, network, name, folder, environment):
        self.network, self.name, self.folder, self.code = network, name, folder, TOP
        self.environment = os.environ | environment | {"DATA_DIR": str(folder / "data")}
        self.doors = {}

    @property
    def address(self):
        return self.network.address(self.name)

    def start(self, *doors):
        self.folder.mkdir(exist_ok=True)
        for door in doors or DOORS:
            command = [sys.executable, "-m", *START]
            command[command.index("--port") + 1] = str(DOORS[door])
            with (self.folder / f"{door}.log").open("a") as log:
                self.doors[door] = self.network.start(
                    self.name,
                    command,
                    cwd=self.code,
                    env=self.environment | {"DOOR": door},
                    stdout=log,
                    stderr=log,
                )

    def manage(self, *words, code=None):
        """This will run manage.py on this host."""
        return self.network.run(
            self.name, [sys.executable, "manage.py", *words], cwd=code or self.code, env=self.environment
        )

    def wait(self):
        for door in DOORS:
            wait_until(lambda door=door: self.lives(door), f"{self.name}, {door} door")

    def lives(self, door):
        where = self.address, DOORS[door]
        with suppress(OSError), self.network.inside(WORLD), socket.create_connection(where, timeout=2) as one:
            one.sendall(b"GET /health/live HTTP/1.1\r\nHost: inside\r\nConnection: close\r\n\r\n")
            return b"live" in one.makefile("rb").read()
        return False

    def kill(self):
        """This will end all of it at once, as when the power goes."""
        for door in self.doors.values():
            end(door, signal.SIGKILL)

    def stop(self):
        """This will ask it to finish what it has begun."""
        for door in self.doors.values():
            door.send_signal(signal.SIGTERM)
        for door in self.doors.values():
            door.wait(timeout=60)


class HostsFront(Front):
    """The shipped nginx with deploy/nginx/many-hosts.conf. Every answer says which hosts were asked.

    The doors' addresses are given as {"app1.inside:8000": "10.0.0.1:8000"}; `change` may spoil the file, to see a test
    fail. Without limits: one address plays all visitors.
    """

    def __init__(self, folder, *, doors, listens_on="127.0.0.1", change=lambda text: text, **more):
        super().__init__(folder, name=NAME, has_limits=False, **more)
        self.doors, self.listens_on, self.change = doors, listens_on, change

    def write_down(self):
        super().write_down()
        path = self.folder / "clinic.conf"
        rest = re.sub(r"^upstream .*?^}\n", "", path.read_text(), flags=re.MULTILINE | re.DOTALL)
        rest = rest.replace("listen 127.0.0.1:", f"listen {self.listens_on}:")
        hosts = self.change((DEPLOY / "nginx" / "many-hosts.conf").read_text())
        for shipped, ours in self.doors.items():
            assert shipped in hosts, shipped
            hosts = hosts.replace(shipped, ours)
        path.write_text(f"add_header X-Asked $upstream_addr always;\n{hosts}{rest}")

    def prepare(self, *, with_pages=True):
        """This will write down all that nginx reads; without pages it has no static files and no page for a stop."""
        for inside in ("temp", "www"):
            (self.folder / inside).mkdir(parents=True, exist_ok=True)
        self.make_certificate()
        self.write_down()
        if with_pages:
            self.collect()

    @property
    def command(self):
        return [NGINX, "-p", str(self.folder), "-c", str(self.folder / "nginx.conf"), "-g", "daemon off;"]
