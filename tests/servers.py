"""Real servers on the database of a test: what a browser or a reader gets of the site as it runs for a clinic."""

import fcntl
import os
import random
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.db import connection

PATIENCE = 60  # seconds for a server to start, to answer, or to end
PORTS = range(10_000, 32_000)  # below those that the system gives by itself to whoever asks another


@pytest.fixture(scope="session")
def collected(tmp_path_factory):
    """The folder with the static files of all real servers: the first one has them collected, for every worker.

    And for every run that names the same folder in KEPT_FOR_TESTS, as those of `make test` do: it takes ten seconds.
    """
    of_all = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        of_all = of_all.parent  # each worker has one of its own inside it
    of_all = Path(os.environ.get("KEPT_FOR_TESTS", of_all))
    of_all.mkdir(parents=True, exist_ok=True)
    folder = of_all / "collected"
    with (of_all / "collected.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            collect(of_all / "collecting")
            (of_all / "collecting").rename(folder)
    return folder


def collect(folder):
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"]
    environment = os.environ | {"STATIC_ROOT": str(folder), "SECRET_KEY": settings.SECRET_KEY}
    subprocess.run(command, env=environment, cwd=settings.BASE_DIR, check=True)


@pytest.fixture
def served(transactional_db, clinic, tmp_path, collected):
    """The address of the site as a real server gives it: hashed names, compressed files, pages from the cache."""
    with running(tmp_path, collected) as [port]:
        yield f"http://localhost:{port}"


@contextmanager
def running(folder, collected, *, many=1):
    """This will serve the site, with its data in a folder and these static files, on as many ports, which it gives."""
    ports = [free_port() for _ in range(many)]
    servers = [start(port, folder, collected) for port in ports]
    try:
        for port in ports:
            wait_for(port)
        yield ports
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait(timeout=PATIENCE)


def free_port():
    """This will choose a port that nobody has, and that nobody is given before it is used, or is used again."""
    while True:
        port = random.SystemRandom().choice(PORTS)
        with socket.socket() as one, suppress(OSError):
            one.bind(("127.0.0.1", port))
            return port


def start(port, folder, collected):
    environment = os.environ | {
        "DATABASE_URL": database_url(), "DATA_DIR": str(folder), "SECRET_KEY": settings.SECRET_KEY,
        "SITE_URL": f"http://localhost:{port}", "STATIC_ROOT": str(collected),
    }  # fmt: skip
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--blocking-threads", "4"]
    return subprocess.Popen([*command, "--log-level", "error", "clinic_site.wsgi:application"], env=environment)


def database_url():
    """This will name the database of this test, whichever it is."""
    made = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{made['NAME']}"
    credentials = f"{made['USER']}:{made['PASSWORD']}@" if made["USER"] else ""
    return f"postgres://{credentials}{made['HOST']}:{made['PORT'] or 5432}/{made['NAME']}"


def wait_for(port):
    for _ in range(PATIENCE * 10):
        try:
            return get(port, "/robots.txt")
        except OSError:
            time.sleep(0.1)
    raise AssertionError("The server did not start.")


def get(port, address):
    try:
        with urlopen(Request(f"http://127.0.0.1:{port}{address}"), timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as answer:
        return answer.code, answer.read().decode()
