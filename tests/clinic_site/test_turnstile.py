"""A few at a time into Django: who must wait, who is sent away, and that readers do not wait for writers."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Event

import pytest

from clinic_site.bodies import MOST
from clinic_site.turnstile import Turnstile


class Desk:
    """An application whose answers to /slow take until it is told to go on."""

    def __init__(self):
        self.may_go_on, self.has_begun = Event(), Event()
        self.asked = []

    def __call__(self, environ, start_response):
        self.asked.append((environ["REQUEST_METHOD"], environ["PATH_INFO"]))
        if environ["PATH_INFO"] == "/slow":
            self.has_begun.set()
            assert self.may_go_on.wait(20)
        start_response("200 OK", [])
        return [environ["wsgi.input"].read()]


@pytest.fixture
def desk():
    desk = Desk()
    yield desk
    desk.may_go_on.set()


def ask(application, method="GET", path="/", body=b"", length=None):
    told = []
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "wsgi.input": BytesIO(body)}
    environ["CONTENT_LENGTH"] = str(len(body)) if length is None else length
    answer = b"".join(application(environ, lambda *said: told.append(said)))
    return told[0][0], dict(told[0][1]), answer


@pytest.fixture
def slowly(desk):
    """This will begin a slow request in a thread of its own, and give what it will be answered."""
    with ThreadPoolExecutor(8) as threads:

        def begin(turnstile, method):
            desk.has_begun.clear()
            answer = threads.submit(ask, turnstile, method, "/slow")
            assert desk.has_begun.wait(20)
            return answer

        yield begin
        desk.may_go_on.set()


def test_what_is_sent_arrives_whole(desk):
    status, _, answer = ask(Turnstile(desk), "POST", body=b"words" * 500_000)

    assert (status, answer) == ("200 OK", b"words" * 500_000)


def test_whoever_reads_does_not_wait_for_whoever_writes(desk, slowly):
    turnstile = Turnstile(desk, at_once=2, writing=1, patience=0)
    writer = slowly(turnstile, "POST")

    assert ask(turnstile)[0] == "200 OK"
    assert ask(turnstile, "POST")[0] == "503 Service Unavailable"

    desk.may_go_on.set()
    assert writer.result(20)[0] == "200 OK"


def test_whoever_waited_gets_a_turn(desk, slowly):
    turnstile = Turnstile(desk, at_once=1, writing=1)
    slowly(turnstile, "POST")

    with ThreadPoolExecutor(1) as threads:
        second = threads.submit(ask, turnstile, "POST", "/second")
        desk.may_go_on.set()

    assert second.result(20)[0] == "200 OK"
    assert desk.asked == [("POST", "/slow"), ("POST", "/second")]


def test_too_many_are_sent_away_at_once_in_our_words(desk, slowly):
    turnstile = Turnstile(desk, at_once=1, may_wait=1, patience=20)
    turnstile.waiting.acquire()
    slowly(turnstile, "GET")

    status, headers, page = ask(turnstile)

    assert status == "503 Service Unavailable"
    assert headers["Retry-After"] == "10"
    assert headers["Cache-Control"] == "no-store"
    assert b"Very busy just now" in page
    assert b"your words in the form" in page
    assert desk.asked == [("GET", "/slow")]


def test_after_a_flood_every_place_is_free_again(desk, slowly):
    turnstile = Turnstile(desk, at_once=2, writing=1, patience=0)
    slow = [slowly(turnstile, "POST"), slowly(turnstile, "GET")]
    assert {ask(turnstile, method)[0] for method in ("GET", "POST") * 5} == {"503 Service Unavailable"}

    desk.may_go_on.set()
    assert [each.result(20)[0] for each in slow] == ["200 OK"] * 2

    with ThreadPoolExecutor(2) as threads:
        assert threads.submit(ask, turnstile, "POST").result()[0] == "200 OK"
        assert ask(turnstile)[0] == "200 OK"


def test_an_application_that_fails_gives_its_place_back():
    def failing(environ, start_response):
        raise RuntimeError("as broken code does")

    turnstile = Turnstile(failing, at_once=1, writing=1, patience=0)

    for _ in range(2):
        with pytest.raises(RuntimeError):
            ask(turnstile, "POST")


@pytest.mark.parametrize(
    ("length", "body", "status"),
    [
        (str(MOST + 1), b"", "413 Content Too Large"),
        ("9" * 40, b"", "400 Bad Request"),
        ("-1", b"", "400 Bad Request"),
        ("abc", b"", "400 Bad Request"),
        ("10", b"half", "400 Bad Request"),
    ],
)
def test_half_a_form_or_too_long_a_one_never_reaches_django(desk, length, body, status):
    told, _, sentence = ask(Turnstile(desk), "POST", body=body, length=length)

    assert told == status
    assert sentence.endswith(b"Nothing was kept.\n")
    assert desk.asked == []
