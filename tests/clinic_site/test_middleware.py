"""Requests we do not speak are refused before anything reads them; every answer carries the same headers."""

import pytest
from django.test import Client

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "NONSENSE"])
def test_other_methods_are_refused(client, method):
    response = client.generic(method, "/")

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, POST, OPTIONS"


FORM = "application/x-www-form-urlencoded; charset="


@pytest.mark.parametrize(
    "charset", ["latin-1", "utf-16", "utf-7", "utf8", "us-ascii", "base64", "nonsense", '"latin-1"']
)
def test_a_form_in_another_charset_is_refused_with_a_sentence(client, charset):
    response = client.generic("POST", "/accounts/login/", b"login=x", content_type=FORM + charset)

    assert response.status_code == 415
    assert response.content.decode() == "Send forms as UTF-8."


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"'])
def test_a_form_in_utf_8_is_read(client, clinic, charset):
    response = client.generic("POST", "/accounts/login/", b"login=caf%C3%A9", content_type=FORM + charset)

    assert response.status_code == 422
    assert 'value="café"' in response.content.decode()


def test_a_form_in_another_charset_is_refused_before_its_key_is_looked_for():
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["csrftoken"] = "x" * 32

    response = strict.generic("POST", "/accounts/login/", b"a=1", content_type=FORM + "latin-1")

    assert response.status_code == 415


@pytest.mark.parametrize("charset", ["latin-1", "utf-16", "base64", "idna", "nonsense"])
def test_a_charset_named_by_somebody_who_only_reads_is_ignored(client, clinic, charset):
    response = client.generic("GET", "/search/?q=caf%C3%A9", content_type=FORM + charset)

    assert response.status_code == 200
    assert "café" in response.content.decode()


@pytest.mark.parametrize("address", ["/", "/accounts/login/", "/no/such/page/", "/admin/"])
def test_every_answer_carries_the_policies(client, clinic, address):
    headers = client.get(address).headers

    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Permissions-Policy"].startswith("publickey-credentials-get=(self), publickey-credentials-create")


def test_a_laptop_is_not_sent_to_https(client, clinic):
    response = client.get("/")

    assert response.status_code == 200
    assert "Strict-Transport-Security" not in response.headers


@pytest.mark.django_db
def test_a_members_page_is_not_kept_anywhere(client, priya):
    client.force_login(priya)

    assert client.get("/")["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_a_visitors_page_may_be_kept_and_is_asked_about_each_time(client):
    assert client.get("/").headers["Cache-Control"] == "public, no-cache"
