"""deploy/nginx/many-hosts.conf before doors that misbehave: what is asked again of another, and what never is."""

import shutil
import socket
import subprocess
from contextlib import suppress
from threading import Thread

import pytest

from tests.deploy.front import NGINX
from tests.hosts.people import Person
from tests.hosts.programs import HostsFront, wait_until
from tests.servers import free_port

pytestmark = pytest.mark.skipif(
    not NGINX or not shutil.which("openssl"), reason="needs nginx and openssl: apt-get install nginx-light openssl"
)


class Door:
    """A door that says the same to everybody (nothing: it hangs up), and counts who came."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.socket.getsockname()[1]}"
        self.says, self.came = b"", 0
        Thread(target=self.serve, daemon=True).start()

    def serve(self):
        with suppress(OSError):  # closed
            while True:
                visitor, _ = self.socket.accept()
                with visitor:
                    visitor.recv(65_536)
                    self.came += 1
                    visitor.sendall(self.says)

    def close(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()


def says(status):
    return f"HTTP/1.1 {status} So\r\nContent-Length: 2\r\nConnection: close\r\n\r\nso".encode()


class Doors:
    """The four doors of two hosts, and somebody before nginx."""

    def __init__(self, folder, change=lambda text: text):
        names = [f"{host}.inside:{port}" for port in (8000, 8001) for host in ("app1", "app2")]
        self.all = dict(zip(names, [Door() for _ in names], strict=True))
        self.reading, self.writing = list(self.all.values())[:2], list(self.all.values())[2:]
        places = {name: door.address for name, door in self.all.items()}
        self.front = HostsFront(folder, doors=places, change=change, port=free_port(), plain_port=free_port())
        self.front.prepare(with_pages=False)
        (folder / "www" / "503.html").write_text("Back in a few minutes")
        self.program = subprocess.Popen(self.front.command)
        self.person = Person(self.front)
        wait_until(lambda: socket.socket().connect_ex(("127.0.0.1", self.front.port)) == 0, "nginx")

    def close(self):
        self.program.terminate()
        self.program.wait(timeout=10)
        for door in self.all.values():
            with suppress(OSError):
                door.close()

    def ask(self, method, *, times=2):
        """This will ask, once for each host, and give the statuses."""
        return [self.person.ask(method, "/", "a=1" if method == "POST" else None).status for _ in range(times)]


@pytest.fixture
def doors(tmp_path):
    made = Doors(tmp_path / "front")
    yield made
    made.close()


def test_readers_come_in_by_the_reading_doors_in_turn(doors):
    for door in doors.all.values():
        door.says = says(200)

    assert doors.ask("GET") == [200, 200]
    assert [door.came for door in doors.all.values()] == [1, 1, 0, 0]


@pytest.mark.parametrize("said", [b"", says(504)], ids=["hangs up", "504"])
def test_what_is_read_is_asked_again_of_the_other_host(doors, said):
    doors.reading[0].says, doors.reading[1].says = said, says(200)

    assert doors.ask("GET", times=4) == [200] * 4
    assert [door.came for door in doors.reading] == [1, 4]  # and the first is left alone then


@pytest.mark.parametrize("status", [500, 503])
def test_a_fault_of_the_site_and_a_busy_host_are_not_asked_of_the_other(doors, status):
    doors.reading[0].says, doors.reading[1].says = says(status), says(200)

    assert doors.ask("GET", times=4) == [status, 200] * 2


def test_doors_that_could_not_answer_one_reader_are_still_asked_for_the_others(doors):
    for door in doors.reading:
        door.says = says(504)
    assert doors.ask("GET", times=2) == [504] * 2
    for door in doors.reading:
        door.says = says(200)

    assert doors.ask("GET", times=4) == [200] * 4
    assert [door.came for door in doors.writing] == [0, 0]


@pytest.mark.parametrize(
    ("said", "status"), [(b"", 503), (says(504), 504), (says(302), 302)], ids=["hangs up", "504", "302"]
)
def test_a_form_that_has_arrived_is_never_sent_to_another_host(doors, said, status):
    for door in doors.writing:
        door.says = said

    assert doors.ask("POST", times=1) == [status]
    assert sum(door.came for door in doors.all.values()) == 1


def test_a_form_that_cannot_have_arrived_is_sent_to_the_other_host(doors):
    doors.writing[0].close()
    doors.writing[1].says = says(302)

    assert doors.ask("POST", times=4) == [302] * 4
