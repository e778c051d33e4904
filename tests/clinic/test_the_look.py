"""The clinic's accent and logo: chosen in the admin, readable whatever is chosen, and on every page."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from blog.clinic import colour
from blog.clinic.models import Clinic
from blog.templatetags.pictures import hue_of
from tests.images import files
from tests.posts.test_other_desks import at, clinic_form

CSS = Path(settings.BASE_DIR, "static/css/site.css").read_text()


def token(theme, name):
    """This will read a token's lightness and chroma from the stylesheet. theme: 0 light, 1 dark."""
    found = re.findall(rf"--{name}: oklch\(([\d.]+) ([\d.]+) var\(--hue\)\)", CSS)[theme]
    return tuple(float(part) for part in found)


@pytest.mark.parametrize("hue", colour.HUES)
def test_links_can_be_read_in_every_accent_that_can_be_chosen(hue):
    assert colour.worst(hue) >= 7


@pytest.mark.parametrize("name", ["accent", "paper", "sunk", "tint"])
def test_what_is_checked_is_what_the_stylesheet_has(name):
    assert (token(0, name), token(1, name)) == (colour.LIGHT[name], colour.DARK[name])


def test_the_stylesheet_knows_every_hue_and_starts_with_the_default():
    chosen = [(int(one), int(other)) for one, other in re.findall(r'\[data-hue="(\d+)"\] \{ --hue: (\d+); \}', CSS)]

    assert chosen == [(hue, hue) for hue in colour.HUES]
    assert re.findall(r":root \{\s+color-scheme: light dark;\s+--hue: (\d+);", CSS) == [str(colour.DEFAULT)]
    assert hue_of({}) == colour.DEFAULT


def test_black_on_white_is_21_to_1_and_a_colour_on_itself_1():
    assert colour.between(colour.luminance(0, 0, 0), colour.luminance(1, 0, 0)) == pytest.approx(21, abs=0.01)
    assert colour.between(0.3, 0.3) == 1


@pytest.mark.parametrize(("brand", "hue"), [("#2c8a73", 172), ("2C8A73", 172), ("#c00020", 28), ("#0050ff", 268)])
def test_a_brand_gets_the_accent_nearest_to_it(client, clinic, grace, brand, hue):
    at(client, grace).post("/admin/blog/clinic/1/change/", clinic_form(brand=brand))

    assert Clinic.current().hue == hue


@pytest.mark.parametrize(
    ("brand", "sentence"),
    [
        ("teal", "Write the colour as six digits, such as #2c8a73."),
        ("#12345", "Write the colour as six digits, such as #2c8a73."),
        ("#808080", "That is a grey, and has no hue. Choose one from the list."),
    ],
)
def test_what_is_no_colour_is_refused_at_the_field(client, clinic, grace, brand, sentence):
    response = at(client, grace).post("/admin/blog/clinic/1/change/", clinic_form(brand=brand))

    assert response.context["adminform"].form.errors == {"brand": [sentence]}
    assert Clinic.current().hue == 172


def test_a_hue_that_is_not_in_the_list_is_refused(client, clinic, grace):
    at(client, grace).post("/admin/blog/clinic/1/change/", clinic_form(hue=173))

    assert Clinic.current().hue == 172


def test_the_admin_says_how_the_accent_reads(client, clinic, grace):
    page = at(client, grace).get("/admin/blog/clinic/1/change/").content.decode()

    assert re.search(r"Links: \d\.\d to 1 on light paper, \d+\.\d to 1 in the dark\.", page)


def test_every_page_and_its_drawings_are_in_the_accent(client, clinic, edition):
    Clinic.objects.update(hue=28)

    page = client.get("/").content.decode()

    assert '<html lang="en-GB" data-hue="28">' in page
    assert re.findall(r"/plates/[a-z]+/[a-z-]+-(\d+)-light\.svg", page) == ["28"]


def test_the_logo_stands_beside_the_name(client, clinic, add):
    Clinic.objects.update(logo=add(files.jpeg(400)))

    page = client.get("/").content.decode()

    address = re.search(r'<img class="logo" src="([^"]+)"', page)[1]
    assert client.get(address).status_code == 200


def test_a_logo_that_came_to_show_a_person_is_not_shown(client, clinic, add):
    Clinic.objects.update(logo=add(files.jpeg(400), shows_person=True))

    assert 'class="logo"' not in client.get("/").content.decode()


def test_a_booking_link_is_read_by_the_guard(client, clinic, grace):
    response = at(client, grace).post(
        "/admin/blog/clinic/1/change/",
        clinic_form(booking_words="Book Botox today", booking_address="https://x.example/"),
    )

    assert "booking_words" in response.context["adminform"].form.errors
    assert Clinic.current().booking_address == ""


def test_a_booking_link_leads_to_https(client, clinic, grace):
    response = at(client, grace).post(
        "/admin/blog/clinic/1/change/", clinic_form(booking_address="javascript:alert(1)")
    )

    assert "booking_address" in response.context["adminform"].form.errors
