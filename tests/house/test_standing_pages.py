"""The standing pages: there from the start, for everybody, changed by managers alone."""

import re

import pytest

from accounts import cookies
from blog.audit.models import Entry
from blog.house.actions import first_words, put_in_place
from blog.house.models import Page
from tests.posts.conftest import at, text_of

ADDRESSES = ["/privacy/", "/cookies/", "/house-rules/", "/accessibility/", "/complaints/"]


@pytest.fixture(autouse=True)
def open_clinic(clinic):
    return clinic


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_is_there_from_the_start_and_sets_no_cookie(client, address):
    response = client.get(address)

    assert response.status_code == 200
    assert response.cookies == {}
    assert f"<h1>{response.context['page'].title}</h1>" in response.content.decode()


def test_the_foot_of_every_page_leads_to_them(client):
    page = client.get("/").content.decode()

    assert [address for address in ADDRESSES if f'href="{address}"' not in page] == []


def test_the_page_about_cookies_lists_everything_that_is_kept(client):
    words = text_of(client.get("/cookies/"))

    assert [one.name for one in cookies.everything() if one.name not in words] == []
    assert "sessionid" in words
    assert "14 days" in words


def test_a_manager_changes_one_and_readers_see_it(client, grace):
    response = at(client, grace).post(
        "/admin/blog/page/privacy/change/",
        {"title": "Your data", "body": "<p>We keep <b>little</b>.</p><script>1</script>"},
    )

    page = Page.objects.get(name="privacy")
    assert response.status_code == 302
    assert page.body == "<p>We keep <strong>little</strong>.</p>" or page.body == "<p>We keep little.</p>"
    assert page.changed_at is not None
    assert "We keep" in text_of(client.get("/privacy/"))
    assert Entry.objects.filter(by=grace, subject="Standing page: Your data").exists()


def test_the_guard_reads_them_too(client, grace):
    response = at(client, grace).post("/admin/blog/page/privacy/change/", {"title": "Privacy", "body": "<p>Botox!</p>"})

    assert response.status_code == 200
    assert "“Botox”" in text_of(response)
    assert Page.objects.get(name="privacy").changed_at is None


@pytest.mark.parametrize("who", ["ben", "amara", "mo", "priya"])
def test_nobody_else_changes_one(client, request, who):
    response = at(client, request.getfixturevalue(who)).post(
        "/admin/blog/page/privacy/change/", {"title": "Mine", "body": "<p>Mine</p>"}
    )

    assert response.status_code in (302, 403)
    assert Page.objects.get(name="privacy").title == "Privacy"


def test_what_a_manager_wrote_stays_when_the_site_is_set_up_again(db):
    Page.objects.filter(name="cookies").update(title="Ours")
    Page.objects.filter(name="privacy").delete()

    put_in_place("default")

    assert dict(Page.objects.filter(name__in=["cookies", "privacy"]).values_list("name", "title")) == {
        "cookies": "Ours",
        "privacy": "Privacy",
    }


@pytest.mark.parametrize("name", Page.Name.values)
def test_a_site_in_welsh_begins_with_the_same_pages_in_welsh(name, settings):
    english_title, english = first_words(name)
    settings.LANGUAGE_CODE = "cy"

    title, welsh = first_words(name)

    assert title != english_title
    assert re.findall(r"<[^>]+>", welsh) == re.findall(r"<[^>]+>", english)
    assert re.sub(r"<[^>]+>", "", welsh) != re.sub(r"<[^>]+>", "", english)


def test_a_site_in_a_language_without_them_begins_with_the_english_ones(settings):
    settings.LANGUAGE_CODE = "gd"

    assert first_words("privacy")[0] == "Privacy"
