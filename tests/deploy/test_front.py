"""One machine as deploy/ sets it up: who comes in by which door, what is written down, what stays inside."""

import http.client
import re
import ssl
from urllib.parse import urlencode

import pytest

HOST = {"Host": "clinic.example"}


def test_a_page_comes_over_https_and_then_from_memory(visitor):
    first, second = visitor.get("/"), visitor.get("/")

    assert (first.status, second.status, first.body) == (200, 200, second.body)
    assert [line["kept"] for line in visitor.log()] == [False, True]
    assert second.headers["strict-transport-security"].startswith("max-age=31536000")
    assert ("x-kept" in second.headers, second.headers["server"]) == (False, "nginx")


@pytest.mark.parametrize(
    ("method", "address", "cookie", "door"),
    [
        ("GET", "/", "", "reading"),
        ("HEAD", "/", "", "reading"),
        ("GET", "/search/?q=accounts", "", "reading"),
        ("GET", "/?x=/admin/", "", "reading"),
        ("GET", "/", "csrftoken=abc", "reading"),
        ("GET", "/", "sessionid=abc", "writing"),
        ("GET", "/", "csrftoken=abc; sessionid=abc", "writing"),
        ("POST", "/", "", "writing"),
        ("POST", "/posts/x/comments/", "csrftoken=abc", "writing"),
        ("OPTIONS", "/", "", "writing"),
        ("DELETE", "/", "", "writing"),
        ("GET", "/accounts/login/", "", "writing"),
        ("GET", "/account/", "", "writing"),
        ("GET", "/admin/", "", "writing"),
        ("GET", "/%61dmin/", "", "writing"),
        ("GET", "//admin/", "", "writing"),
        ("GET", "/x/../admin/", "", "writing"),
    ],
)
def test_whoever_only_reads_has_a_door_of_their_own(visitor, method, address, cookie, door):
    answer = visitor.ask(method, address, **({"Cookie": cookie} if cookie else {}))

    [line] = visitor.log()
    assert (line["door"], answer.status < 500) == (door, True)


def test_what_is_written_down_tells_nothing_about_people(visitor):
    visitor.get("/search/?q=chlamydia&page=2", User_Agent="Somebody's own", Referer="https://clinic.example/posts/x/")
    visitor.get("/sign/a-secret-key/preview/")

    first, second = visitor.log()
    assert set(first) == {"time", "from", "method", "path", "status", "seconds", "bytes", "door", "upstream", "kept"}
    assert (first["path"], first["from"], first["method"]) == ("/search/", "127.0.0.0/24", "GET")
    assert second["path"] == "/sign/..."
    assert (visitor.front.folder / "clinic.error.log").read_text() == ""


def test_what_a_visitor_says_about_proxies_is_not_believed(visitor):
    forged = {"X_Forwarded_Proto": "http", "X_Forwarded_Host": "evil.example", "Forwarded": "for=1.2.3.4;proto=http"}

    answer = visitor.get("/robots.txt", **forged)

    assert answer.status == 200
    assert b"evil" not in answer.body


def test_a_new_address_in_a_header_does_not_make_a_new_visitor(visitor):
    form = visitor.get("/accounts/login/code/")
    key = re.search(r"csrftoken=(\w+)", form.headers["set-cookie"])[1]
    visitor.cookies["csrftoken"] = key
    statuses = []
    for number in range(22):
        sent = urlencode({"email": f"n{number}@example.org", "csrfmiddlewaretoken": key})
        headers = {"Content_Type": "application/x-www-form-urlencoded", "Referer": "https://clinic.example/"}
        answer = visitor.ask("POST", "/accounts/login/code/", sent, X_Forwarded_For=f"203.0.113.{number}", **headers)
        statuses.append(answer.status)

    assert (statuses[:20], statuses[20:]) == ([302] * 20, [429] * 2)


def test_static_files_come_from_nginx_packed_and_for_good(visitor):
    page = visitor.get("/").body.decode()
    address = re.search(r"/static/css/site\.[0-9a-f]+\.css", page)[0]

    packed, plain = visitor.get(address, Accept_Encoding="gzip"), visitor.get(address)

    assert (packed.headers["content-encoding"], packed.headers["content-type"]) == ("gzip", "text/css; charset=utf-8")
    assert len(packed.body) < len(plain.body) / 3
    assert packed.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert packed.headers["x-content-type-options"] == "nosniff"
    assert [line["path"] for line in visitor.log()] == ["/"]


@pytest.mark.parametrize(
    "address",
    [
        "/health/live",
        "/health/ready",
        "/metrics",
        "/503.html",
        "/media/x",
        "/static/no-such.css",
        "/static../503.html",
        "/static/../503.html",
        "/static/%2e%2e/503.html",
        "/static/staticfiles.json/",
    ],
)
def test_what_is_inside_stays_inside(visitor, address):
    answer = visitor.get(address)

    assert answer.status == 404
    assert b"Back in a few minutes" not in answer.body


def test_plain_http_leads_to_https_and_certbot_is_let_in(visitor):
    for address, status in {"/posts/x/?page=2": 301, "/.well-known/acme-challenge/nothing": 404}.items():
        asked = http.client.HTTPConnection("127.0.0.1", visitor.front.plain_port)
        asked.request("GET", address, headers={"Host": "evil.example"})
        answer = asked.getresponse()

        assert answer.status == status
        if status == 301:
            assert answer.headers["Location"] == "https://clinic.example/posts/x/?page=2"


def test_another_name_gets_no_certificate(visitor):
    visitor.context.check_hostname = False

    with pytest.raises(ssl.SSLError):
        visitor.connection(name="evil.example")


def test_another_name_inside_our_connection_gets_no_answer(visitor):
    assert visitor.send(b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n") == b""


def test_pages_come_while_the_reading_door_is_closed(visitor):
    visitor.front.stop_door("reading")
    try:
        answer = visitor.get("/")
    finally:
        visitor.front.start_door("reading")

    assert answer.status == 200
    assert visitor.log()[0]["upstream"] == "502, 200"
    visitor.get("/")
    assert visitor.log()[0]["upstream"] == "200"


def test_nobody_is_named_in_the_log_of_faults_while_a_door_is_closed_and_its_folder_gone(visitor):
    socket = visitor.front.folder / "reading" / "web.sock"
    visitor.front.stop_door("reading")
    socket.unlink(missing_ok=True)  # as systemd does
    try:
        answer = visitor.get("/search/?q=private")
    finally:
        visitor.front.start_door("reading")

    assert (answer.status, visitor.log()[0]["upstream"]) == (200, "502, 200")
    assert (visitor.front.folder / "clinic.error.log").read_text() == ""


def test_forms_are_asked_to_come_again_while_the_writing_door_is_closed_and_reading_goes_on(visitor):
    visitor.front.stop_door("writing")
    try:
        form, page = visitor.ask("POST", "/accounts/login/", "a=1"), visitor.get("/")
    finally:
        visitor.front.start_door("writing")

    assert (form.status, form.headers["retry-after"], form.headers["cache-control"]) == (503, "30", "no-store")
    assert "most browsers still have your words" in form.body.decode()
    assert page.status == 200


@pytest.mark.parametrize("door", ["reading", "writing"])
def test_a_new_version_takes_over_without_a_failed_read(visitor, door):
    address = {"reading": "/archive/", "writing": "/accounts/login/"}[door]
    before = visitor.front.workers(door)
    visitor.front.reload_door(door)

    statuses = []
    while visitor.front.workers(door) & before or not visitor.front.workers(door):
        statuses.append(visitor.get(address).status)
    statuses.append(visitor.get(address).status)

    # A reader who meets the moment of the change is answered by the other door; a writer may be told to try again.
    assert set(statuses) <= ({200} if door == "reading" else {200, 503})
    assert statuses[-1] == 200
