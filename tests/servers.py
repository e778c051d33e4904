"""Real servers on the database of a test: what a browser or a reader gets of the site as it runs for a clinic."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.db import connection

PATIENCE = 30  # seconds for a server to start


@pytest.fixture(scope="session")
def collected(tmp_path_factory):
    """The folder of a real server, where the first one collects the static files for all."""
    return tmp_path_factory.mktemp("served")


@pytest.fixture
def served(transactional_db, clinic, collected):
    """The address of the site as a real server gives it: hashed names, compressed files, pages from the cache."""
    with running(collected) as [port]:
        yield f"http://localhost:{port}"


@contextmanager
def running(folder, *, many=1):
    """This will serve the site, with its collected files in a folder, on as many ports, which it gives."""
    ports = [free_port() for _ in range(many)]
    servers = [start(port, folder) for port in ports]
    try:
        for port in ports:
            wait_for(port)
        yield ports
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait(timeout=10)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def start(port, folder):
    environment = os.environ | {
        "DATABASE_URL": database_url(), "DATA_DIR": str(folder), "SECRET_KEY": settings.SECRET_KEY,
        "SITE_URL": f"http://localhost:{port}",
    }  # fmt: skip
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"]
    if not (folder / "static").exists():
        subprocess.run(collect, env=environment, check=True)
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
        with urlopen(Request(f"http://127.0.0.1:{port}{address}"), timeout=10) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as answer:
        return answer.code, answer.read().decode()
