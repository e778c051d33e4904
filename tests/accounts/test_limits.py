"""Too many tries answer 429, in words, and the count is shared by all processes."""

import pytest
from django.core import mail
from django.db import connection

from tests import factories
from tests.accounts.conftest import joining, log_in, logged_in

SENTENCE = "Too many tries. Wait five minutes, or use another way to log in."

pytestmark = pytest.mark.django_db


def wrong_password(client, email="priya@example.org", **headers):
    return client.post("/accounts/login/", {"login": email, "password": "something else"}, **headers)


def test_the_sixth_wrong_password_for_an_address_is_too_many(client, priya):
    tries = [wrong_password(client).status_code for _ in range(6)]

    page = wrong_password(client)
    assert tries == [422, 422, 422, 422, 422, 429]
    assert SENTENCE in page.content.decode()
    assert page.templates[0].name == "429.html"
    assert page.headers["Retry-After"] == "300"
    assert "no-store" in page.headers["Cache-Control"]


def test_then_the_right_password_is_not_tried_either(client, priya):
    for _ in range(5):
        wrong_password(client)

    assert log_in(client, priya).status_code == 429
    assert logged_in(client) is None


def test_a_code_is_another_way_in(client, priya, code):
    for _ in range(6):
        wrong_password(client)

    client.post("/accounts/login/code/", {"email": priya.email})
    client.post("/accounts/login/code/confirm/", {"code": code()})

    assert logged_in(client) == str(priya.pk)


def test_another_address_is_not_held_up(client, priya, sam):
    for _ in range(5):
        wrong_password(client)

    assert log_in(client, sam).status_code == 302


def test_an_address_without_an_account_is_held_up_the_same(client):
    tries = [wrong_password(client, "nobody@example.org").status_code for _ in range(6)]

    assert tries == [422, 422, 422, 422, 422, 429]


def test_another_port_in_the_host_header_is_no_way_round_it(client, priya):
    tries = [wrong_password(client, headers={"host": f"testserver:{port}"}).status_code for port in range(8001, 8007)]

    assert tries == [422, 422, 422, 422, 422, 429]


def test_neither_are_capitals(client, priya):
    for _ in range(5):
        wrong_password(client)

    assert wrong_password(client, "PRIYA@example.org").status_code == 429


def test_ten_wrong_passwords_a_minute_from_one_machine_are_too_many(client):
    tries = [wrong_password(client, f"nobody{n}@example.org").status_code for n in range(11)]

    assert tries == [422] * 10 + [429]


def test_who_has_too_many_may_still_read(client, priya):
    for _ in range(6):
        wrong_password(client)

    assert client.get("/accounts/login/").status_code == 200


def test_three_codes_a_minute_to_one_address_are_enough(client, priya):
    tries = [client.post("/accounts/login/code/", {"email": priya.email}).status_code for _ in range(4)]

    assert tries == [302, 302, 302, 429]
    assert len(mail.outbox) == 3


def test_five_new_passwords_a_minute_too(client, priya):
    tries = [client.post("/accounts/password/reset/", {"email": priya.email}).status_code for _ in range(6)]

    assert tries == [302] * 5 + [429]
    assert len(mail.outbox) == 5


def test_twenty_codes_an_hour_are_the_most(client, priya, settings):
    by_the_hour = settings.ACCOUNT_RATE_LIMITS["request_login_code"].split(",")[-1]
    settings.ACCOUNT_RATE_LIMITS = {"request_login_code": by_the_hour}

    tries = [client.post("/accounts/login/code/", {"email": priya.email}).status_code for _ in range(21)]

    assert by_the_hour == "20/h/key"
    assert tries == [302] * 20 + [429]


def test_joining_is_limited_by_machine(client):
    tries = []
    for n in range(21):
        tries.append(client.post("/accounts/signup/", joining(email=f"n{n}@example.org")).status_code)
        client.post("/accounts/logout/")

    assert tries == [302] * 20 + [429]


def test_a_wrong_password_before_a_sensitive_change_counts_too(client, priya):
    client.force_login(priya)

    tries = [client.post("/accounts/reauthenticate/", {"password": "wrong"}).status_code for _ in range(6)]

    assert tries == [422, 422, 422, 422, 422, 429]


def test_the_count_is_kept_in_the_table_that_all_processes_share(client, priya, settings):
    wrong_password(client)

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache WHERE cache_key LIKE %s", ["%login_failed%"])
        assert len(cursor.fetchall()) == 2  # one for the address, one for the machine
    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"


def test_the_right_password_eight_times_is_no_trouble(client, priya):
    for _ in range(8):
        assert (
            client.post("/accounts/login/", {"login": priya.email, "password": factories.PASSWORD}).status_code == 302
        )
        client.post("/accounts/logout/")


def test_the_way_back_is_kept_past_the_limit(client):
    for _ in range(6):
        page = client.post(
            "/accounts/login/", {"login": "q@example.org", "password": "x", "next": "/posts/x/?a=1&b=2#end"}
        )

    assert page.status_code == 429
    assert 'class="button" href="/accounts/login/?next=/posts/x/%3Fa%3D1%26b%3D2%23end"' in page.content.decode()


# --- Behind a proxy


def from_behind(client, n, forwarded):
    """This will try a wrong password by way of the proxy at 10.0.0.1, which adds the address it was asked from."""
    return wrong_password(client, f"n{n}@example.org", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR="10.0.0.1")


def test_two_visitors_behind_one_proxy_are_two(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    first = [from_behind(client, n, "192.0.2.1").status_code for n in range(11)]
    second = from_behind(client, 12, "192.0.2.2").status_code

    assert first == [422] * 10 + [429]
    assert second == 422


def test_what_a_visitor_writes_before_it_is_no_fresh_allowance(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    tries = [from_behind(client, n, f"203.0.113.{n}, 192.0.2.1").status_code for n in range(11)]

    assert tries == [422] * 10 + [429]


def test_without_a_proxy_the_header_is_not_believed(client, settings):
    assert settings.ALLAUTH_TRUSTED_PROXY_COUNT == settings.TRUSTED_PROXY_COUNT == 0

    tries = [from_behind(client, n, f"203.0.113.{n}").status_code for n in range(11)]

    assert tries == [422] * 10 + [429]


@pytest.mark.parametrize("forwarded", ["", ",", "nonsense", "192.0.2.1\x00", "1" * 4000, "::1", "192.0.2.1:80"])
def test_a_header_that_is_no_address_does_not_break_a_page(client, settings, forwarded):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    assert from_behind(client, 1, forwarded).status_code in (302, 422)
    assert logged_in(client) is None
