"""`?next=` is kept on every way in, with its fragment, and never leads to another host."""

from urllib.parse import quote

import pytest

from tests import factories
from tests.accounts.conftest import joining, log_in, logged_in

NEXT = "?next=/posts/x/%23leave-a-comment"
BACK = "/posts/x/#leave-a-comment"
QUOTED = "?next=%2Fposts%2Fx%2F%23leave-a-comment"

ELSEWHERE = [
    "https://evil.example/",
    "http://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "////evil.example",
    "/\\evil.example/",
    "\\\\evil.example/",
    "\t//evil.example/",
    " https://evil.example/",
    "https:evil.example",
    "https:/evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "https://evil.example#testserver",
    "http://[",
    "http://[::1",
    "http://localhost/",
    "//testserver:8000/",
    "\x08//evil.example",
    "/" + "a" * 5000,
]

A_FEW = ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)", "http://["]

pytestmark = pytest.mark.django_db


def test_logging_in_with_a_password_goes_back(client, priya):
    done = log_in(client, priya, next=BACK)

    assert (done.status_code, done["Location"]) == (302, BACK)


def test_every_form_of_the_log_in_page_carries_the_way_back(client):
    page = client.get("/accounts/login/" + NEXT).content.decode()

    assert page.count(f'<input type="hidden" name="next" value="{BACK}">') == 3


def test_logging_in_with_a_code_goes_back(client, priya, code):
    asked = client.post("/accounts/login/code/", {"email": priya.email, "next": BACK})
    page = client.get(asked["Location"])
    done = client.post("/accounts/login/code/confirm/", {"code": code(), "next": page.context["redirect_field_value"]})

    assert asked["Location"] == "/accounts/login/code/confirm/" + QUOTED
    assert f'<input type="hidden" name="next" value="{BACK}">' in page.content.decode()
    assert (done.status_code, done["Location"]) == (302, BACK)


def test_from_logging_in_to_joining_the_way_back_is_carried_on(client):
    page = client.get("/accounts/login/" + NEXT)

    assert f'href="/accounts/signup/{QUOTED}"' in page.content.decode()


def test_from_joining_to_logging_in_too(client):
    page = client.get("/accounts/signup/" + NEXT)

    assert f'href="/accounts/login/{QUOTED}"' in page.content.decode()


def test_joining_goes_back(client, code):
    sent = client.post("/accounts/signup/", joining(next=BACK))
    done = client.post("/accounts/confirm-email/", {"code": code()})

    assert sent["Location"] == "/accounts/confirm-email/" + QUOTED
    assert (done.status_code, done["Location"]) == (302, BACK)


def test_a_new_password_goes_back(client, priya, code):
    asked = client.post("/accounts/password/reset/", {"email": priya.email, "next": BACK})
    proved = client.post(asked["Location"], {"code": code()})
    done = client.post(proved["Location"], {"password1": "a kettle of herons", "next": BACK})

    assert asked["Location"] == "/accounts/password/reset/confirm/" + QUOTED
    assert proved["Location"] == "/accounts/password/reset/complete/" + QUOTED
    assert (done.status_code, done["Location"]) == (302, BACK)
    assert logged_in(client) == str(priya.pk)


def test_after_three_wrong_codes_the_way_back_is_still_there(client, priya):
    client.post("/accounts/login/code/", {"email": priya.email, "next": BACK})
    for _ in range(3):
        over = client.post("/accounts/login/code/confirm/", {"code": "AAA-AAA", "next": BACK})

    assert over["Location"] == "/accounts/login/code/" + QUOTED


def test_after_a_code_that_was_too_old_too(client, priya, code, settings):
    client.post("/accounts/login/code/", {"email": priya.email, "next": BACK})
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1

    over = client.post("/accounts/login/code/confirm/", {"code": code(), "next": BACK})

    assert over["Location"] == "/accounts/login/code/" + QUOTED


def test_who_waits_for_a_code_can_still_log_in_with_a_password(client, priya):
    client.post("/accounts/login/code/", {"email": priya.email, "next": BACK})

    page = client.get("/accounts/login/" + NEXT)
    done = log_in(client, priya, next=BACK)

    assert page.status_code == 200
    assert done["Location"] == BACK
    assert logged_in(client) == str(priya.pk)


def test_who_waits_for_the_joining_code_is_led_to_it_with_the_way_back(client):
    client.post("/accounts/signup/", joining())

    assert client.get("/accounts/login/" + NEXT)["Location"] == "/accounts/confirm-email/" + QUOTED


def test_who_is_logged_in_goes_straight_back(client, priya):
    client.force_login(priya)

    assert client.get("/accounts/login/" + NEXT)["Location"] == BACK
    assert client.get("/accounts/signup/" + NEXT)["Location"] == BACK


@pytest.mark.parametrize("address", ELSEWHERE)
def test_a_password_never_leads_elsewhere(client, priya, address):
    done = log_in(client, priya, next=address)

    assert (done.status_code, done["Location"]) == (302, "/")


@pytest.mark.parametrize("address", A_FEW)
def test_a_code_never_leads_elsewhere(client, priya, code, address, no_limits):
    asked = client.post("/accounts/login/code/", {"email": priya.email, "next": address})
    done = client.post("/accounts/login/code/confirm/", {"code": code(), "next": address})

    assert asked["Location"].startswith("/accounts/login/code/confirm/")
    assert (done.status_code, done["Location"]) == (302, "/")


@pytest.mark.parametrize("address", A_FEW)
def test_joining_never_leads_elsewhere(client, code, address):
    client.post("/accounts/signup/", joining(next=address))

    done = client.post("/accounts/confirm-email/?next=" + quote(address), {"code": code(), "next": address})

    assert (done.status_code, done["Location"]) == (302, "/")


@pytest.mark.parametrize("address", ELSEWHERE)
def test_logging_out_and_an_open_session_never_lead_elsewhere(client, priya, address):
    client.force_login(priya)

    already_in = client.get("/accounts/login/", {"next": address})
    out = client.post("/accounts/logout/", {"next": address})

    assert already_in["Location"] == "/"
    assert out["Location"] == "/"


def test_a_way_back_that_is_ours_in_full_is_followed(client, priya):
    done = log_in(client, priya, next="http://testserver/posts/x/")

    assert done["Location"] == "http://testserver/posts/x/"


def test_on_https_the_way_back_never_leaves_it(client, priya):
    done = client.post(
        "/accounts/login/",
        {"login": priya.email, "password": factories.PASSWORD, "next": "http://testserver/posts/x/"},
        secure=True,
    )

    assert done["Location"] == "/"


def test_a_line_break_in_the_way_back_stays_inside_it(client, priya):
    done = log_in(client, priya, next="/posts/x/\r\nSet-Cookie: a=b")

    assert done["Location"] == "/posts/x/%0D%0ASet-Cookie:%20a=b"
    assert "a" not in done.cookies


@pytest.mark.parametrize("door", ["/accounts/login/", "/accounts/signup/"])
@pytest.mark.parametrize(
    "back", ["/accounts/login/", "/accounts/signup/?next=/", "http://testserver/accounts/login/", "../login/", ""]
)
def test_whoever_is_logged_in_is_not_sent_round_and_round_between_the_doors(client, priya, door, back):
    client.force_login(priya)

    sent_on = client.get(door, {"next": back})

    assert (sent_on.status_code, sent_on["Location"]) == (302, "/")
