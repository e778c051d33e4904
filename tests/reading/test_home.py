"""The front page: the newest articles."""

from datetime import timedelta

import pytest

from tests import factories
from tests.reading.page import headlines, part, words


def test_the_newest_article_leads_and_the_others_follow_by_age(client, publish, topic, now):
    publish("Oldest", topic=topic, at=now - timedelta(days=3))
    publish("Newest", topic=topic, at=now - timedelta(days=1))
    publish("Middle", topic=topic, at=now - timedelta(days=2))

    response = client.get("/")

    assert headlines(response) == ["Newest", "Middle", "Oldest"]
    assert words(part(response, "<h1>", "</h1>")) == "Newest"


def test_an_article_keeps_its_place_when_it_is_signed_again(client, publish, topic, now, amara):
    first = publish("First", topic=topic, at=now - timedelta(days=9))
    publish("Second", topic=topic, at=now - timedelta(days=5))
    factories.signed(first.post, by=amara, at=now - timedelta(days=1))

    response = client.get("/")

    assert headlines(response) == ["Second", "First"]


def test_what_nobody_has_signed_is_not_listed(client, post, clinic):
    response = client.get("/")

    assert headlines(response) == []
    assert "Nothing can be read here yet." in words(response)


def test_what_is_signed_for_tomorrow_is_not_listed_today(client, publish, topic, now):
    publish("Today", topic=topic, at=now)
    publish("Tomorrow", topic=topic, at=now + timedelta(days=1))

    response = client.get("/")

    assert headlines(response) == ["Today"]


def test_ten_articles_make_a_page_and_the_rest_are_older(client, publish, topic, now):
    for number in range(11):
        publish(f"Article {number}", topic=topic, at=now - timedelta(days=number))

    first, second = client.get("/"), client.get("/?page=2")

    assert headlines(first) == [f"Article {number}" for number in range(10)]
    assert words(part(first, 'aria-label="More articles">', "</nav>")) == "Older articles"
    assert headlines(second) == ["Article 10"]
    assert words(part(second, 'aria-label="More articles">', "</nav>")) == "Newer articles"


def test_ten_articles_have_no_second_page(client, publish, topic, now):
    for number in range(10):
        publish(f"Article {number}", topic=topic, at=now - timedelta(days=number))

    assert "More articles" not in client.get("/").content.decode()
    assert client.get("/?page=2").status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "2", "x", "1e3", "%00", "9" * 40, "१०", "1,5"])
def test_a_page_that_is_not_there_is_not_found(client, edition, clinic, page):
    assert client.get(f"/?page={page}").status_code == 404


@pytest.mark.parametrize("page", ["", "1"])
def test_the_first_page_may_be_asked_for_by_its_number(client, edition, clinic, page):
    response = client.get(f"/?page={page}")

    assert headlines(response) == ["Your skin barrier, in one page"]


def test_topics_are_counted_by_what_can_be_read(client, publish, topic, ben, now):
    aftercare = factories.topic("Aftercare")
    factories.topic("Nothing in it")
    publish("One", topic=topic)
    publish("Two", topic=topic)
    publish("Three", topic=aftercare)
    publish("Tomorrow", topic=aftercare, at=now + timedelta(days=1))
    factories.post(topic=aftercare, writer=ben, title="Not signed")

    response = client.get("/")

    listed = part(response, '<ul class="topics">', "</ul>")
    assert words(listed) == "Aftercare 1 article How skin works 2 articles"


@pytest.mark.parametrize("count", [1, 3])
def test_the_front_page_takes_three_queries_however_much_there_is(
    client, publish, clinic, django_assert_num_queries, count
):
    for number in range(count):
        publish(f"Article {number}", topic=factories.topic(f"Topic {number}"))
    client.get("/")

    with django_assert_num_queries(3):  # articles, topics, clinic
        client.get("/")


def test_a_form_cannot_be_sent_to_the_front_page(client, clinic):
    assert client.post("/").status_code == 405
