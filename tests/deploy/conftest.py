"""The site in production, as deploy/ runs it: nginx with TLS, and behind it two doors on the database of the tests."""

import http.client
import json
import shutil
import socket
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.conf import settings

from tests.clinic_site.conftest import PRODUCTION
from tests.deploy.front import NGINX, Front
from tests.servers import PATIENCE, database_url, free_port

NAME = "clinic.example"


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes


class Visitor:
    """Somebody outside who asks by the site's own name."""

    def __init__(self, front):
        self.front, self.cookies = front, {}
        self.context = ssl.create_default_context(cafile=front.folder / "fullchain.pem")

    def connection(self, name=NAME):
        """This will give an open connection, as far as TLS."""
        return self.context.wrap_socket(self.open_socket(), server_hostname=name)

    def open_socket(self):
        return socket.create_connection(("127.0.0.1", self.front.port), timeout=30)

    def ask(self, method, address, body=None, **headers):
        asked = http.client.HTTPConnection(NAME)
        asked.sock = self.connection()
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        asked.request(method, address, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = asked.getresponse()
        told = Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        asked.close()
        return told

    def get(self, address, **headers):
        return self.ask("GET", address, **headers)

    def send(self, sent):
        """This will send bytes as they are, and give the first line of the answer (empty if nginx hangs up)."""
        with self.connection() as one:
            with suppress(OSError):  # what is too long is answered before its end
                one.sendall(sent)
            return one.recv(65_536).split(b"\r\n")[0]

    def log(self):
        """This will give what was written down since it was asked last, up to and without a mark of its own."""
        mark = f"/health/{uuid4()}"
        self.get(mark)
        path = self.front.folder / "clinic.log"
        for _ in range(200 * PATIENCE):
            lines = [json.loads(line) for line in path.read_text().splitlines() if line.endswith("}")]
            if lines and lines[-1]["path"] == mark:
                path.write_text("")
                return lines[:-1]
            time.sleep(0.005)  # nginx writes after it has answered
        raise AssertionError("Nothing was written down.")


def started(kind, collected, tmp_path_factory):
    """This will start a front of this kind on the database of the tests, yield it, and stop it."""
    if NGINX is None or shutil.which("openssl") is None:
        pytest.skip("needs nginx and openssl: apt-get install nginx-light openssl")
    more = PRODUCTION | {"DATABASE_URL": database_url(), "DATA_DIR": str(tmp_path_factory.mktemp("data"))}
    made = kind(
        tmp_path_factory.mktemp("front"),
        port=free_port(),
        plain_port=free_port(),
        name=NAME,
        collected=collected,
        more=more | {"DEBUG": "off", "SECRET_KEY": settings.SECRET_KEY},
    )
    try:
        made.start()
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="module")
def front(django_db_setup, django_db_blocker, collected, tmp_path_factory):
    yield from started(Front, collected, tmp_path_factory)


@pytest.fixture
def visitor(front, transactional_db):
    one = Visitor(front)
    one.log()
    return one
