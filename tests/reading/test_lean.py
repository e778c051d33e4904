"""What a page costs while nothing of the site changes: the questions to the database, counted."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.bench import data

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/posts/your-skin-barrier-in-one-page/"
STAMPS = "blog_stamp"


def questions(client, address=PAGE):
    """This will give what the database is asked besides the stamps: how often, and how often those."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    told = [query["sql"] for query in asked.captured_queries if not query["sql"].startswith("PRAGMA")]
    about_stamps = [sql for sql in told if STAMPS in sql]
    return len(told) - len(about_stamps), len(about_stamps)


@pytest.fixture
def warm(easy_clinic, client, edition, priya):
    factories.comment(edition, by=priya)
    client.get(PAGE)
    return edition


@pytest.mark.parametrize("count", [1, 3, 100, 20_000])
def test_after_comments_an_article_asks_for_the_conversation_alone(client, warm, sam, count):
    data.talk(warm, count, [sam])

    besides, stamps = questions(client)

    assert besides == 2  # what is open there, and the comments on the page
    assert stamps == 2


def test_the_last_of_four_hundred_pages_asks_as_little(client, warm, sam):
    data.talk(warm, 20_000, [sam])
    client.get(f"{PAGE}comments/")

    besides, _ = questions(client, f"{PAGE}comments/?page=400")

    assert besides == 1  # the comments on the page


def test_while_nothing_changes_it_asks_for_nothing(client, warm):
    besides, stamps = questions(client)

    assert besides == 0
    assert stamps == (0 if connection.vendor == "sqlite" else 2)


def test_a_member_costs_five_more(client, warm, sam):
    client.force_login(sam)
    client.get(PAGE)

    besides, _ = questions(client)

    assert besides == 5  # the session, who it is, their unseen comments, their last visit, whether they are blocked


def test_what_changes_on_the_site_is_on_the_next_page(client, warm, topic):
    type(topic).objects.filter(pk=topic.pk).update(name="Renamed", slug="renamed")

    page = client.get(PAGE).content.decode()

    assert "/topics/renamed/" in page


def test_a_member_is_never_shown_what_is_anothers(client, warm, sam, priya):
    def page_of(user):
        client.force_login(user)
        return client.get(PAGE).content.decode()

    factories.comment(warm, by=sam, body="Held for Sam alone.", held=True)
    of_priya, of_sam, of_priya_again = page_of(priya), page_of(sam), page_of(priya)

    assert "Held for Sam alone." in of_sam
    assert "Held for Sam alone." not in of_priya + of_priya_again
    assert of_priya.count("data-own") == of_priya_again.count("data-own") == 1
    client.logout()
    assert "data-own" not in client.get(PAGE).content.decode()
