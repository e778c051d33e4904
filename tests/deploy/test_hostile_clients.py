"""Floods, slow clients, bodies and headers that are not right: the right status, bounded memory, and others read on."""

import re
import socket
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic

import pytest

HOST = b"Host: clinic.example\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
MOST_MORE = 60  # megabytes that a door may take on top while it is pressed


def memory(front):
    """This will give the megabytes that the larger door holds, at its highest so far."""
    tops = [
        re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
        for door in ("reading", "writing")
        for pid in front.workers(door)
    ]
    return max(int(top[1]) for top in tops) / 1024


def others_read(visitor):
    began = monotonic()
    answer = visitor.get("/")
    return answer.status == 200 and monotonic() - began < 5


@contextmanager
def many(visitor, count, sent):
    """This will open connections, then send the same on each, and keep them open in the block."""
    with ExitStack() as all_of_them:
        opened = [all_of_them.enter_context(visitor.connection()) for _ in range(count)]
        for one in opened:
            one.sendall(sent)
        yield opened


def test_forms_in_a_flood_are_refused_with_a_sentence_and_others_read(visitor):
    form = b"POST /no/such/page/ HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 3\r\nConnection: close\r\n\r\na=1"
    with many(visitor, 90, form) as senders:
        assert others_read(visitor)
        answers = [one.makefile("rb").read() for one in senders]

    refused = [answer for answer in answers if answer.startswith(b"HTTP/1.1 429 ")]
    assert {answer[9:12] for answer in answers} <= {b"404", b"429", b"503"}  # not here, too often, too busy
    assert len(refused) > 5
    assert b"\r\nRetry-After: 10\r\n" in refused[0]
    assert b"your words are still in the form" in refused[0]


@pytest.mark.parametrize(("address", "size"), [("/posts/x/comments/", 60_000_000), ("/admin/", 60_000_000)])
def test_sixty_megabytes_are_refused_before_they_are_read(visitor, address, size):
    before = memory(visitor.front)

    line = visitor.send(
        f"POST {address} HTTP/1.1\r\n".encode() + HOST + FORM + f"Content-Length: {size}\r\n\r\n".encode()
    )

    assert line == b"HTTP/1.1 413 Request Entity Too Large"
    assert memory(visitor.front) - before < MOST_MORE
    assert others_read(visitor)


def test_sixty_megabytes_in_pieces_without_a_length_are_refused_too(visitor):
    piece = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    with visitor.connection() as one:
        one.sendall(b"POST /posts/x/comments/ HTTP/1.1\r\n" + HOST + FORM + b"Transfer-Encoding: chunked\r\n\r\n")
        try:
            for _ in range(920):
                one.sendall(piece)
        except OSError:
            pass  # hung up on, as it should be
        else:
            assert one.recv(100).startswith(b"HTTP/1.1 413")

    assert memory(visitor.front) < 400
    assert others_read(visitor)


def test_eleven_megabytes_reach_only_what_takes_pictures(visitor):
    body = b"x" * 11_000_000

    statuses = [visitor.ask("POST", address, body).status for address in ("/admin/", "/accounts/login/")]

    assert statuses[0] in (302, 403)
    assert statuses[1] == 413


def test_many_who_send_a_byte_now_and_then_keep_nobody_waiting(visitor):
    begun = b"POST /accounts/login/ HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 1000\r\n\r\n"
    with many(visitor, 40, begun) as slow:
        for _ in range(10):
            for one in slow:
                one.sendall(b"a")
            assert others_read(visitor)
            assert visitor.get("/accounts/login/").status == 200


def test_many_who_read_a_byte_now_and_then_keep_nobody_waiting(visitor):
    before = memory(visitor.front)
    with many(visitor, 40, asking(b"GET /", b"Cookie: sessionid=abc")) as slow:
        for one in slow:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)  # what they do not read stays with us
        for _ in range(10):
            assert [len(one.recv(1)) for one in slow] == [1] * len(slow)
            assert others_read(visitor)
            assert visitor.get("/accounts/login/").status == 200

    assert memory(visitor.front) - before < MOST_MORE


def test_many_who_never_end_their_headers_keep_nobody_waiting(visitor):
    with many(visitor, 80, b"GET / HTTP/1.1\r\nX: a"):
        assert others_read(visitor)


def test_who_opens_too_many_at_once_is_refused(visitor):
    begun = b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: 10\r\n\r\n"
    with many(visitor, 101, begun):
        refused = visitor.get("/").status

    assert refused == 429


def asking(first_line, *headers):
    return first_line + b" HTTP/1.1\r\n" + HOST + b"".join(header + b"\r\n" for header in headers) + b"\r\n"


GAMES = {
    "TRACE": (asking(b"TRACE /"), 405),
    "another method": (asking(b"BREW /"), 405),
    "a method that is none": (asking(b"ge\xfft /"), 400),
    "HEAD": (asking(b"HEAD /"), 200),
    "no host": (b"GET / HTTP/1.1\r\n\r\n", 400),
    "two hosts": (asking(b"GET /", b"Host: evil.example"), 400),
    "two lengths": (asking(b"POST /", b"Content-Length: 5", b"Content-Length: 6") + b"abcdef", 400),
    "a length and pieces": (
        asking(b"POST /", b"Content-Length: 5", b"Transfer-Encoding: chunked") + b"0\r\n\r\n",
        400,
    ),
    "a length below nothing": (asking(b"POST /", b"Content-Length: -1"), 400),
    "a length beyond all": (asking(b"POST /", b"Content-Length: 99999999999999999999999"), 400),
    "a NUL in a header": (asking(b"GET /", b"X: a\0b"), 400),
    "a header of 40 kB": (asking(b"GET /", b"X: " + b"a" * 40_000), 400),
    "300 headers": (asking(b"GET /", *(b"X-%d: a" % number for number in range(300))), 431),
    "an address of 40 kB": (asking(b"GET /" + b"a" * 40_000), 414),
    "a NUL in the address": (asking(b"GET /\0"), 400),
    "another HTTP": (b"GET / HTTP/9.9\r\n" + HOST + b"\r\n", 505),
    "ranges that overlap": (asking(b"GET /", b"Range: bytes=" + b",".join([b"0-"] * 500)), 200),
    "a range of nothing": (asking(b"GET /", b"Range: bytes=9-1"), 200),
    "conditions that make no sense": (
        asking(b"GET /", b'If-None-Match: W/"', b"If-Modified-Since: yesterday"),
        200,
    ),
    "half of an encoding": (asking(b"GET /", b"Accept-Encoding: br;q=,;gzip;q=zzz"), 200),
    "a cookie of nonsense": (asking(b"GET /", b'Cookie: =;;,"\x01\xff=sessionid'), None),
    "TLS inside TLS": (b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 400),
}


def test_games_with_headers_get_the_right_status(visitor):
    for game, (sent, status) in GAMES.items():
        line = visitor.send(sent)

        code = int(line.split()[1])
        assert code == status if status else code < 500, (game, code)
        assert others_read(visitor), game
