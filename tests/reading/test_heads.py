"""The one address of each page, and what a shared link to it shows."""

import re
from datetime import timedelta

import pytest

from blog.editions.actions import withdraw
from blog.editions.models import Withdrawal
from tests import factories
from tests.crawler import Elements
from tests.reading.page import part, words

HERE = "http://localhost:8000"


def head(response):
    """This will give (the addresses named as the one to keep, what shared links show by name)."""
    found = Elements(response.content.decode()).found
    kept = [attributes["href"] for tag, attributes, _ in found if tag == "link" and attributes["rel"] == "canonical"]
    shared = {
        attributes.get("property") or attributes.get("name"): attributes["content"]
        for tag, attributes, _ in found
        if tag == "meta"
        and re.match("og:|twitter:|article:", attributes.get("property") or attributes.get("name") or "")
    }
    return kept, shared


@pytest.fixture
def library(clinic, publish, edition, topic, now):
    for number in range(11):
        publish(f"Article {number}", topic=topic, tags=["Sun"], at=now - timedelta(days=number))


KEPT = {
    "/": "/",
    "/?page=1": "/",
    "/?page=2": "/?page=2",
    "/?page=2&utm_source=x": "/?page=2",
    "/posts/your-skin-barrier-in-one-page/?utm_source=x": "/posts/your-skin-barrier-in-one-page/",
    "/posts/your-skin-barrier-in-one-page/comments/": "/posts/your-skin-barrier-in-one-page/",
    "/posts/your-skin-barrier-in-one-page/comments/?show=answers": "/posts/your-skin-barrier-in-one-page/",
    "/topics/": "/topics/",
    "/topics/how-skin-works/": "/topics/how-skin-works/",
    "/topics/how-skin-works/?page=2": "/topics/how-skin-works/?page=2",
    "/tags/sun/?page=2": "/tags/sun/?page=2",
    "/people/": "/people/",
    "/people/dr-amara-okafor/?page=2": "/people/dr-amara-okafor/?page=2",
    "/privacy/": "/privacy/",
}


def test_every_page_names_its_one_address(client, library):
    for asked, kept in KEPT.items():
        addresses, shared = head(client.get(asked))

        assert (asked, addresses) == (asked, [HERE + kept])
        assert (asked, shared["og:url"]) == (asked, HERE + kept)
        assert (asked, shared["og:site_name"]) == (asked, "Alder Row")


def test_a_later_page_of_comments_keeps_its_own_address(client, easy_clinic, edition, priya, monkeypatch):
    monkeypatch.setattr("blog.comments.listing.PAGE_SIZE", 1)
    for number in range(2):
        factories.comment(edition, by=priya, body=f"Number {number}")

    addresses, _ = head(client.get("/posts/your-skin-barrier-in-one-page/comments/?page=2"))

    assert addresses == [f"{HERE}/posts/your-skin-barrier-in-one-page/comments/?page=2"]


def test_a_page_that_nobody_should_keep_names_none(client, library):
    for address in ["/no/such/page/", "/topics/how-skin-works/?page=9", "/accounts/login/", "/search/?q=x"]:
        assert (address, *head(client.get(address))) == (address, [], {})


def test_an_article_that_went_names_none(client, clinic, edition, amara, now):
    withdraw(edition_id=edition.pk, by=amara, at=now, reason="It is wrong.", outcome=Withdrawal.Outcome.REMOVED)

    assert head(client.get("/posts/your-skin-barrier-in-one-page/")) == ([], {})


def test_a_preview_names_none(client, clinic, post, ben):
    client.force_login(ben)

    assert head(client.get(f"/admin/blog/post/{post.pk}/preview/")) == ([], {})


def test_a_shared_page_is_called_what_it_calls_itself(client, library):
    for address in [
        "/topics/", "/topics/how-skin-works/", "/tags/sun/", "/people/", "/people/dr-amara-okafor/", "/privacy/",
    ]:  # fmt: skip
        response = client.get(address)

        shared = head(response)[1]
        assert (address, shared["og:type"], shared["twitter:card"]) == (address, "website", "summary")
        assert (address, shared["og:title"]) == (address, words("<h1" + part(response, "<h1", "</h1>")))


def test_a_shared_article_says_what_it_is(client, clinic, publish, topic):
    publish("One & all", topic=topic, slug="one", tags=["Sun"])

    shared = head(client.get("/posts/one/"))[1]

    picture = shared.pop("og:image")
    moments = shared.pop("article:published_time"), shared.pop("article:modified_time")
    assert re.fullmatch(f"{HERE}/posts/one/share-[0-9a-f]{{16}}.jpg", picture)
    assert moments[0] == moments[1]
    assert shared == {
        "og:url": f"{HERE}/posts/one/",
        "og:site_name": "Alder Row",
        "og:locale": "en_GB",
        "og:type": "article",
        "og:title": "One & all",
        "og:description": "The outermost layer does most of the work.",
        "og:image:type": "image/jpeg",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "One & all. How skin works, Alder Row",
        "article:section": "How skin works",
        "article:tag": "Sun",
        "twitter:card": "summary_large_image",
    }


def test_the_addresses_do_not_follow_the_host_that_was_asked(client, clinic, edition, settings):
    settings.ALLOWED_HOSTS = ["elsewhere.example"]

    addresses, shared = head(client.get("/", headers={"host": "elsewhere.example"}))

    assert [*addresses, shared["og:url"]] == [f"{HERE}/", f"{HERE}/"]


# --- The right address typed with other capitals ----------------------------------------------------------------------


def test_capitals_lead_to_the_right_address(client, clinic, edition):
    response = client.get("/posts/Your-SKIN-Barrier-In-One-Page/")

    assert (response.status_code, response["Location"]) == (302, "/posts/your-skin-barrier-in-one-page/")


def test_an_address_that_was_signed_with_capitals_is_found_without(client, clinic, publish, topic):
    publish("Sun", topic=topic, slug="SPF-Explained")

    assert client.get("/posts/spf-explained/")["Location"] == "/posts/SPF-Explained/"
    assert client.get("/posts/SPF-Explained/").status_code == 200


def test_capitals_of_what_is_not_public_lead_nowhere(client, clinic, post, publish, topic, now):
    publish("Tomorrow", topic=topic, at=now + timedelta(days=1))

    assert client.get("/posts/Your-Skin-Barrier-In-One-Page/").status_code == 404
    assert client.get("/posts/Tomorrow/").status_code == 404


def test_capitals_of_what_went_say_so(client, clinic, edition, amara, now):
    withdraw(edition_id=edition.pk, by=amara, at=now, reason="It is wrong.", outcome=Withdrawal.Outcome.REMOVED)

    assert client.get("/posts/Your-Skin-Barrier-In-One-Page/").status_code == 410


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("/topics/How-Skin-Works/", "/topics/how-skin-works/"),
        ("/topics/How-Skin-Works/feed/", "/topics/how-skin-works/feed/"),
        ("/topics/HOW-SKIN-WORKS/feed.json", "/topics/how-skin-works/feed.json"),
        ("/tags/First-Days/", "/tags/first-days/"),
        ("/people/Dr-Amara-Okafor/", "/people/dr-amara-okafor/"),
    ],
)
def test_capitals_of_a_list_or_a_person_lead_there_too(client, clinic, publish, topic, typed, right):
    publish("Sun", topic=topic, tags=["First days"])

    response = client.get(typed)

    assert (response.status_code, response.headers["Location"]) == (302, right)
    assert client.get(right).status_code == 200


def test_capitals_of_a_topic_or_a_tag_with_nothing_signed_lead_nowhere(client, clinic, topic, ben):
    factories.post(topic=topic, writer=ben, tags=["First days"])

    for typed in ("/topics/How-Skin-Works/", "/topics/How-Skin-Works/feed/", "/tags/First-Days/"):
        assert client.get(typed).status_code == 404
