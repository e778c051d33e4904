"""/plates/<motif>/<seed>-<hue>-<shade>.svg"""

import gzip

import pytest

from blog.images.plates import plate

ADDRESS = "/plates/vesicles/what-exosomes-are-172-light.svg"


def test_a_plate_is_served_as_a_picture_that_browsers_may_keep_for_good(client):
    response = client.get(ADDRESS)

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.content.decode() == plate("vesicles", "what-exosomes-are", 172)


def test_a_browser_that_can_unpack_gets_it_packed(client):
    response = client.get(ADDRESS, headers={"accept-encoding": "br, gzip"})

    assert response.headers["Content-Encoding"] == "gzip"
    assert response.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(response.content).decode() == plate("vesicles", "what-exosomes-are", 172)


def test_the_dark_plate_is_another_one(client):
    response = client.get("/plates/vesicles/what-exosomes-are-172-dark.svg")

    assert response.content.decode() == plate("vesicles", "what-exosomes-are", 172, is_dark=True)


def test_a_plate_needs_no_database(client):
    assert client.get("/plates/mosaic/after-filler-172-light.svg").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/plates/unicorns/a-172-light.svg",
        "/plates/vesicles/a-172-grey.svg",
        "/plates/vesicles/a-360-light.svg",
        "/plates/vesicles/a-99999999999999999999-light.svg",
        f"/plates/vesicles/a-{'9' * 5000}-light.svg",
        f"/plates/vesicles/{'a' * 101}-172-light.svg",
        "/plates/vesicles/172-light.svg",
        "/plates/vesicles/a-172.svg",
    ],
)
def test_what_cannot_be_drawn_is_not_found(client, clinic, address):
    assert client.get(address).status_code == 404


def test_a_plate_takes_no_form(client):
    assert client.post(ADDRESS).status_code == 405
