"""Who uses the site while its hosts come and go: readers, and members who send a comment again until it is taken."""

import secrets
import socket
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from urllib.parse import urlencode

from tests.deploy.conftest import NAME, Visitor
from tests.hosts.network import WORLD

ARTICLE = "/posts/your-skin-barrier-in-one-page/"
QUIET = ("/", "/posts/sun-and-skin/")  # nobody comments there
TRY_AGAIN = (502, 503, 504)
PATIENCE = 60  # seconds until something has gone wrong
BUSY = 5  # times as long as the slowest read while nothing happens: then it is not the machine


class Person(Visitor):
    """Somebody outside, a member if there are cookies."""

    def __init__(self, front, network=None, cookies=()):
        super().__init__(front)
        self.network = network
        self.key = secrets.token_hex(16)
        self.cookies = dict(cookies) | ({"csrftoken": self.key} if cookies else {})

    def open_socket(self):
        if self.network is None:
            return super().open_socket()
        with self.network.inside(WORLD):
            return socket.create_connection((self.front.address, self.front.port), timeout=PATIENCE)

    def send_comment(self, body, token, path=ARTICLE):
        words = {"body": body, "token": token, "csrfmiddlewaretoken": self.key}
        headers = {"Content_Type": "application/x-www-form-urlencoded", "Referer": f"https://{NAME}{path}"}
        return self.ask("POST", f"{path}comments/", urlencode(words), **headers)


def asked(answer):
    """This will give the addresses of the doors that the front asked, in order; the last one answered."""
    return answer.headers.get("x-asked", "").split(", ")


@dataclass
class Seen:
    """What a crowd met with. A read is (address, status or error, seconds, doors asked)."""

    reads: list = field(default_factory=list)
    acknowledged: list = field(default_factory=list)  # texts
    refused: list = field(default_factory=list)  # statuses
    stale: list = field(default_factory=list)  # (when it was asked for, text, doors asked)
    quiet: float = 0  # seconds of the slowest read before anything happened

    @property
    def failed_reads(self):
        return [read for read in self.reads if read[1] != 200]

    @property
    def slowest(self):
        return max(seconds for _, _, seconds, _ in self.reads)

    @property
    def longest_wait(self):
        """This will give the seconds that a reader waited at most, less what a busy machine makes of it."""
        return self.slowest - BUSY * self.quiet

    def wait_for_more(self, *, reads=40, comments=4):
        """This will wait until so much more has happened, from now on."""
        reads, comments = len(self.reads) + reads, len(self.acknowledged) + comments
        end = time.monotonic() + PATIENCE
        while len(self.reads) < reads or len(self.acknowledged) < comments:
            assert time.monotonic() < end, f"It goes on no longer: {self}"
            time.sleep(0.02)


def read_until(stop, person, addresses, seen):
    while not stop.wait(0.05):
        for address in addresses:
            began = time.monotonic()
            try:
                answer = person.get(address)
                met, doors = answer.status, asked(answer)
            except OSError as error:
                met, doors = repr(error), []
            seen.reads.append((address, met, time.monotonic() - began, doors))


def write_until(stop, person, stranger, seen):
    """This will send comments, each with one token until it is taken, and look whether strangers see it then."""
    while not stop.wait(0.1):
        body, token, answer = f"Number {uuid.uuid4()}.", uuid.uuid4(), None
        end = time.monotonic() + PATIENCE
        while answer is None or answer.status in TRY_AGAIN:
            assert time.monotonic() < end, "A comment was never taken."
            answer = person.send_comment(body, token)
            if answer.status in TRY_AGAIN:
                seen.refused.append(answer.status)
        if answer.status != 302:
            seen.refused.append((answer.status, answer.body))
            continue
        seen.acknowledged.append(body)
        page, _, anchor = answer.headers["location"].partition("#")
        began = time.monotonic()
        shown = stranger.get(page)
        if shown.status == 200 and f'id="{anchor}"' not in shown.body.decode():
            seen.stale.append((began, body, asked(shown)))


@contextmanager
def crowd(site, *, readers=(("/", ARTICLE),) * 3, members=((ARTICLE,),), writers=2, reads=40):
    """This will have people read and write in the block: strangers, members who read, and members who write."""
    seen, stop, cookies = Seen(), Event(), iter(site.cookies)
    acts = [(read_until, site.person(), addresses) for addresses in readers]
    acts += [(read_until, site.person(next(cookies)), addresses) for addresses in members]
    acts += [(write_until, site.person(next(cookies)), site.person()) for _ in range(writers)]
    threads = [Thread(target=act, args=(stop, *given, seen), daemon=True) for act, *given in acts]
    for thread in threads:
        thread.start()
    try:
        seen.wait_for_more(reads=reads)
        seen.quiet = seen.slowest
        yield seen
    finally:
        stop.set()
        for thread in threads:
            thread.join(PATIENCE)
        if seen.failed_reads:
            print("What was said meanwhile:", *site.what_was_said(), sep="\n")
    assert not any(thread.is_alive() for thread in threads)
