"""Real services for one test: each can be killed and started again on the same port."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.servers import PATIENCE, free_port


def until(holds, what):
    """This will ask again and again until something holds, and give what that was."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if found := holds():
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what}, and it was waited for {PATIENCE} seconds.")


def answers(port):
    with socket.socket() as one:
        one.settimeout(1)
        return one.connect_ex(("127.0.0.1", port)) == 0


def program(name, package):
    """This will find a program, or skip the test where it is missing: not in CI, which installs them all."""
    if found := shutil.which(name):
        return found
    where_it_is_missing(f"{name} is not installed: apt-get install {package}")


def where_it_is_missing(why):
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


class Service:
    """A program that listens on a port of its own."""

    def __init__(self, folder):
        self.folder, self.port, self.process = folder, free_port(), None

    def start(self):
        with (self.folder / f"{type(self).__name__}.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command(), stdout=log, stderr=log, env=self.environment(), process_group=0
            )
        until(lambda: answers(self.port), f"{type(self).__name__} did not start")
        return self

    def environment(self):
        return dict(os.environ)

    def kill(self):
        """This will end it and all that it started, as `kill -9` does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.kill()


class Redis(Service):
    def command(self):
        keep_nothing = ["--save", "", "--appendonly", "no", "--dir", str(self.folder)]
        return [self.program, "--port", str(self.port), "--bind", "127.0.0.1", *keep_nothing]

    def start(self):
        self.program = program("redis-server", "redis-server")
        return super().start()

    def ask(self, *words):
        import redis

        with redis.Redis(port=self.port) as client:
            return client.execute_command(*words)

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}/0"


class S3(Service):
    """A stand-in for S3. What it holds is put back when it is started again, as a real one would still have it."""

    BUCKET = "clinic"
    kept = ()

    def command(self):
        return [sys.executable, "-m", "moto.server", "--host", "127.0.0.1", "--port", str(self.port)]

    def start(self):
        super().start()
        self.client.create_bucket(Bucket=self.BUCKET)
        for key, body in self.kept:
            self.client.put_object(Bucket=self.BUCKET, Key=key, Body=body)
        return self

    def kill(self):
        self.kept = [(key, self.client.get_object(Bucket=self.BUCKET, Key=key)["Body"].read()) for key in self.names()]
        super().kill()

    def names(self):
        return [one["Key"] for one in self.client.list_objects_v2(Bucket=self.BUCKET).get("Contents", [])]

    @property
    def client(self):
        import boto3

        keys = {"aws_access_key_id": "clinic", "aws_secret_access_key": "secret", "region_name": "us-east-1"}
        return boto3.client("s3", endpoint_url=f"http://127.0.0.1:{self.port}", **keys)

    @property
    def url(self):
        return f"s3://clinic:secret@127.0.0.1:{self.port}/{self.BUCKET}?region=us-east-1&tls=off&prefix=site"


class Site(Service):
    """The site as it runs for a clinic, on a database of its own."""

    def __init__(self, folder, **settings):
        super().__init__(folder)
        self.settings = settings

    def environment(self):
        ours = {"DATA_DIR": str(self.folder), "SITE_URL": self.url, "SECRET_KEY": "of-a-test-" * 6} | self.settings
        return {name: value for name, value in os.environ.items() if name != "DEBUG"} | ours

    def manage(self, *words):
        command = [sys.executable, "manage.py", *words]
        return subprocess.run(command, env=self.environment(), check=True, capture_output=True, text=True).stdout

    def command(self):
        options = ["--interface", "wsgi", "--port", str(self.port), "--blocking-threads", "16", "--log-level", "error"]
        return [sys.executable, "-m", "granian", *options, "clinic_site.wsgi:application"]

    @property
    def url(self):
        return f"http://localhost:{self.port}"
