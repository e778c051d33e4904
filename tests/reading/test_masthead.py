"""What stands on every page: the way round, the way in, notices, and the clinic's own details."""

import pytest
from django.contrib import messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.shortcuts import render
from django.utils.html import escape

from tests.reading.page import part, words


def menu(response):
    return part(response, '<nav aria-label="Main">', "</nav>")


def test_a_visitor_can_find_topics_people_search_and_the_way_in(client, clinic):
    assert words(menu(client.get("/"))) == "Topics People Search Log in"


def test_a_member_finds_their_name_and_the_way_out(client, clinic, priya):
    client.force_login(priya)

    response = client.get("/")

    assert words(menu(response)) == "Topics People Search Priya , your account Log out"
    assert '<a href="/account/"><bdi>Priya</bdi>' in menu(response)
    assert 'href="/accounts/logout/"' in menu(response)


def test_a_member_does_not_find_the_admin(client, clinic, priya):
    client.force_login(priya)

    assert "/admin/" not in client.get("/").content.decode()


def test_staff_find_the_admin(client, clinic, ben):
    client.force_login(ben)

    assert words(menu(client.get("/"))) == "Topics People Search For staff Ben Hartley , your account Log out"


@pytest.mark.parametrize(
    ("address", "log_in"),
    [
        ("/", "/accounts/login/?next=/"),
        ("/topics/", "/accounts/login/?next=/topics/"),
        ("/search/?q=skin&page=1", "/accounts/login/?next=/search/%3Fq%3Dskin%26page%3D1"),
        ("/nothing/", "/accounts/login/"),
        ("/accounts/login/", "/accounts/login/"),
    ],
)
def test_logging_in_leads_back_to_where_one_was(client, clinic, edition, address, log_in):
    response = client.get(address)

    assert f'<a href="{escape(log_in)}"' in menu(response)


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("/topics/", '<a href="/topics/" aria-current="page">'),
        ("/topics/how-skin-works/", '<a href="/topics/" aria-current="true">'),
        ("/people/", '<a href="/people/" aria-current="page">'),
        ("/people/dr-amara-okafor/", '<a href="/people/" aria-current="true">'),
        ("/search/", '<a href="/search/" aria-current="page">'),
    ],
)
def test_the_menu_marks_where_one_is(client, clinic, edition, address, link):
    found = menu(client.get(address))

    assert link in found
    assert found.count("aria-current") == 1


def test_the_footer_names_the_clinic_and_where_help_is(client, clinic):
    clinic.address, clinic.opening_hours = "12 Alder Row, Harrowby", "Monday to Saturday"
    clinic.save()

    response = client.get("/")

    assert words(part(response, '<footer class="footer">', "</footer>")) == (
        "Alder Row Skin Clinic 12 Alder Row, Harrowby 01632 960114 , Monday to Saturday "
        "If you need help now These pages are not for emergencies. Call 999 if a life is at risk. Call 111 for urgent "
        "advice, day or night. About these pages Newest articles All articles by year Topics Who signs them "
        "House rules Your rights Privacy Cookies Accessibility Complaints"
    )
    assert 'href="tel:+441632960114"' in response.content.decode()


def test_a_site_whose_clinic_is_not_filled_in_has_pages(client, db):
    response = client.get("/")

    assert response.status_code == 200
    assert words(part(response, "<title>", "</title>")) == "Articles – The clinic"


@pytest.mark.parametrize(("level", "look"), [("success", "good"), ("info", "good"), ("error", "bad"), ("warning", "")])
def test_messages_are_shown_once_as_notices(rf, clinic, priya, level, look):
    request = rf.get("/")
    request.user, request.session, request.resolver_match = priya, {}, None
    request._messages = FallbackStorage(request)
    getattr(messages, level)(request, "Done & <dusted>.")

    page = render(request, "base.html").content.decode()

    expected = f"notice gap-small {look}".strip()
    assert f'<p class="{expected}" role="status">Done &amp; &lt;dusted&gt;.</p>' in page


PUBLIC = (
    "/", "/topics/", "/topics/how-skin-works/", "/people/", "/people/dr-amara-okafor/", "/search/", "/search/?q=skin",
    "/posts/your-skin-barrier-in-one-page/", "/nothing/",
    "/plates/layers/your-skin-barrier-in-one-page-172-light.svg",
)  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_reading_sets_no_cookie_and_meets_no_form_to_send(client, edition, clinic, address):
    response = client.get(address)

    assert not response.cookies
    assert 'method="post"' not in response.content.decode().lower()
    assert "csrfmiddlewaretoken" not in response.content.decode()


@pytest.mark.parametrize("address", PUBLIC)
def test_nothing_is_fetched_from_elsewhere_and_nothing_is_inline(client, edition, clinic, address):
    page = client.get(address).content.decode()

    assert "<style" not in page
    assert " style=" not in page
    page = page.replace('<script type="application/ld+json">', "")  # data, which is never run
    assert "<script" not in page.replace('<script type="module" src="/static/js/', "")
    assert 'src="http' not in page
    assert 'srcset="http' not in page


def test_the_browser_name_is_not_the_brand_alone(client, edition, clinic):
    assert words(part(client.get("/"), "<title>", "</title>")) == "Explained and signed – Alder Row"
