"""The topics, and the page of one."""

from datetime import timedelta

import pytest

from tests import factories
from tests.reading.page import headlines, part, words


def test_topics_with_something_to_read_are_listed_by_name(client, publish, topic, clinic):
    publish("One", topic=topic)
    publish("Two", topic=topic)
    publish("Three", topic=factories.topic("Aftercare"))
    factories.topic("Nothing in it")

    response = client.get("/topics/")

    assert words(part(response, '<ul class="topic-grid', "</ul>").split(">", 1)[1]) == (
        "Aftercare 1 article How skin works 2 articles"
    )


def test_a_topic_lists_its_own_articles_newest_first(client, publish, topic, now):
    publish("Older", topic=topic, at=now - timedelta(days=2))
    publish("Newer", topic=topic, at=now - timedelta(days=1))
    publish("Elsewhere", topic=factories.topic("Aftercare"))

    response = client.get("/topics/how-skin-works/")

    assert headlines(response) == ["Newer", "Older"]
    assert words(part(response, "<h1>", "</h1>")) == "How skin works"


def test_a_topic_in_which_nothing_is_signed_is_not_there(client, post, clinic):
    assert client.get("/topics/how-skin-works/").status_code == 404
    assert "How skin works" not in client.get("/topics/").content.decode()


def test_a_topic_nobody_made_is_not_there(client, edition, clinic):
    assert client.get("/topics/no-such-topic/").status_code == 404


def test_a_long_topic_has_a_second_page(client, publish, topic, now):
    for number in range(11):
        publish(f"Article {number}", topic=topic, at=now - timedelta(days=number))

    assert headlines(client.get("/topics/how-skin-works/?page=2")) == ["Article 10"]


@pytest.mark.parametrize("page", ["0", "2", "x", "%00"])
def test_a_page_of_a_topic_that_is_not_there_is_not_found(client, edition, clinic, page):
    assert client.get(f"/topics/how-skin-works/?page={page}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_topics_take_two_queries_however_many_there_are(client, publish, clinic, django_assert_num_queries, count):
    for number in range(count):
        publish(f"Article {number}", topic=factories.topic(f"Topic {number}"))
    client.get("/topics/")

    with django_assert_num_queries(2):  # topics, clinic
        client.get("/topics/")


@pytest.mark.parametrize("count", [1, 3])
def test_a_topic_takes_four_queries_however_much_is_in_it(
    client, publish, clinic, topic, django_assert_num_queries, count
):
    for number in range(count):
        publish(f"Article {number}", topic=topic)
    client.get("/topics/how-skin-works/")

    with django_assert_num_queries(4):  # the topic, its articles, all topics, clinic
        client.get("/topics/how-skin-works/")
