from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils.http import http_date

from blog.comments import feeds
from blog.comments.actions import delete_comment
from tests import factories
from tests.comments.conftest import PAGE, URL

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def article(edition, easy_clinic):
    return edition


def entries(client):
    response = client.get(URL + "feed/")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


def test_it_holds_public_comments_newest_first(client, edition, priya, sam, joan, now):
    first = factories.comment(edition, by=priya, body="A <b>question</b>", at=now - timedelta(hours=1))
    factories.comment(edition, by=joan, parent=first, body="An answer")
    factories.comment(edition, by=sam, body="Held", held=True)

    found = entries(client)

    assert [entry.findtext(f"{ATOM}title") for entry in found] == [
        "Answer by Joan Ellery, Nurse prescriber",
        "Comment by Priya",
    ]
    assert found[1].findtext(f"{ATOM}summary") == "<p>A &lt;b&gt;question&lt;/b&gt;</p>"
    assert found[1].find(f"{ATOM}link").get("href") == f"http://localhost:8000/comments/{first.pk}/"


def test_it_holds_the_newest_only(client, edition, priya, monkeypatch):
    monkeypatch.setattr(feeds, "NEWEST", 2)
    for number in range(3):
        factories.comment(edition, by=priya, body=f"Number {number}")

    assert [entry.findtext(f"{ATOM}summary") for entry in entries(client)] == ["<p>Number 2</p>", "<p>Number 1</p>"]


def test_who_has_it_already_is_told_so(client, edition, priya):
    factories.comment(edition, by=priya)
    tag = client.get(URL + "feed/")["ETag"]

    assert client.get(URL + "feed/", headers={"if-none-match": tag}).status_code == 304
    factories.comment(edition, by=priya, body="One more.")
    assert client.get(URL + "feed/", headers={"if-none-match": tag}).status_code == 200


def test_who_has_only_its_date_hears_of_a_comment_that_went(client, edition, priya, sam, now):
    factories.comment(edition, by=priya, at=now - timedelta(hours=1))
    gone = factories.comment(edition, by=sam, at=now - timedelta(minutes=30))
    since = http_date(now.timestamp())
    delete_comment(comment_id=gone.pk, by=sam, at=now)

    assert client.get(URL + "feed/", headers={"if-modified-since": since}).status_code == 200
    assert len(entries(client)) == 1


def test_an_article_without_comments_has_an_empty_feed(client, edition):
    assert entries(client) == []

    feed = ElementTree.fromstring(client.get(URL + "feed/").content)
    assert datetime.fromisoformat(feed.findtext(f"{ATOM}updated")) == edition.first_published_at


def test_nothing_has_no_feed(client):
    assert client.get("/posts/nothing-here/comments/feed/").status_code == 404
    assert client.post(URL + "feed/").status_code == 405


def test_the_page_leads_to_it(client, edition, priya, text_of):
    factories.comment(edition, by=priya)

    assert f'href="{URL}feed/" type="application/atom+xml"' in text_of(client.get(PAGE))


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_four_queries(client, edition, priya, sam, joan, count, django_assert_num_queries):
    for _ in range(count):
        factories.comment(edition, by=joan, parent=factories.comment(edition, by=priya))

    with django_assert_num_queries(4):  # the edition, its stamp, the policy, the comments
        client.get(URL + "feed/")
