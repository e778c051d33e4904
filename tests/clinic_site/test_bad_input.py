"""Whatever is sent to the site, the answer is never an error of ours."""

import pytest
from django.test import Client

FORM = "application/x-www-form-urlencoded"
NASTY = {
    "more fields than anybody fills in": {"data": b"&".join(b"a%d=1" % n for n in range(1500))},
    "a body of 3 MB": {"data": b"body=" + b"x" * 3_000_000},
    "a broken multipart": {"data": b"--x\r\nnonsense", "content_type": "multipart/form-data; boundary=x"},
    "a multipart without a boundary": {"data": b"x", "content_type": "multipart/form-data"},
    "bytes that are no text": {"data": b"body=\xff\xfe\xfd"},
    "a NUL": {"data": b"body=a%00b&token=%00&parent=%00"},
    "half a letter": {"data": b"body=%ed%a0%80&parent=1"},
    "numbers beyond any database": {"data": b"body=x&parent=" + b"9" * 40},
    "a token that is none": {"data": b"body=x&token=" + b"z" * 400},
}


@pytest.mark.parametrize("logged_in", [True, False], ids=["member", "visitor"])
@pytest.mark.parametrize("nasty", NASTY.values(), ids=NASTY)
@pytest.mark.parametrize("checks", [True, False], ids=["without key", "with key"])
def test_a_nasty_form_is_never_an_error_of_ours(clinic, edition, priya, nasty, logged_in, checks):
    client = Client(enforce_csrf_checks=checks, raise_request_exception=False)
    if logged_in:
        client.force_login(priya)

    for address in (f"/posts/{edition.slug}/comments/", "/accounts/login/", "/no/such/page/"):
        response = client.generic("POST", address, **({"content_type": FORM} | nasty))

        assert response.status_code < 500, address


@pytest.mark.parametrize(
    "address",
    [
        "/?page=\0",
        "/?page=-1",
        "/?page=99999999999999999999999",
        "/?page=%FF",
        "/?page=1&page=2",
        "/search/?q=%00",
        "/search/?q=%ED%A0%80",
        "/search/?q=" + "a+" * 3000,
        "/search/?q='\"*(",
        "/posts/x%00y/",
        "/comments/99999999999999999999999999999999999999999/",
        "/topics/how-skin-works/?page=\0",
        "/plates/layers/x-99999999999999999999999999-light.svg",
        "/plates/layers/x-172-purple.svg",
        "/accounts/login/?next=%00",
    ],
)
def test_a_nasty_address_is_never_an_error_of_ours(clinic, edition, address):
    response = Client(raise_request_exception=False).get(address)

    assert response.status_code < 500


def test_a_form_that_is_too_large_is_refused_as_such(clinic, client):
    response = client.generic("POST", "/accounts/login/", b"login=" + b"x" * 3_000_000, content_type=FORM)

    assert response.status_code == 413
