"""The tags of an article, and the page of one."""

from datetime import timedelta

import pytest

from blog.editions.models import Edition, Tag
from blog.posts.models import Post
from tests import factories
from tests.posts.conftest import at
from tests.reading.page import headlines, part, words


def tags_on(response):
    return part(response, "<dt>Tags</dt><dd>", "</dd>")


def test_a_tag_lists_its_articles_newest_first(client, publish, topic, clinic, now):
    publish("Older", topic=topic, tags=["First days"], at=now - timedelta(days=2))
    publish("Newer", topic=factories.topic("Aftercare"), tags=["First days", "Sun"], at=now - timedelta(days=1))
    publish("Elsewhere", topic=topic, tags=["Sun"])

    response = client.get("/tags/first-days/")

    assert headlines(response) == ["Newer", "Older"]
    assert words(part(response, "<h1>", "</h1>")) == "First days"


def test_an_article_names_its_tags_and_leads_to_them(client, publish, topic, clinic):
    edition = publish("One", topic=topic, tags=["Sun", "First days"])

    assert tags_on(client.get(edition.get_absolute_url())) == (
        '<a href="/tags/first-days/">First days</a>, <a href="/tags/sun/">Sun</a>'
    )


def test_an_article_without_tags_has_no_line_for_them(client, edition, clinic):
    assert "<dt>Tags</dt>" not in client.get(edition.get_absolute_url()).content.decode()


def test_a_tag_that_no_live_article_has_is_not_there(client, publish, topic, ben, clinic, now):
    factories.post(topic=topic, writer=ben, title="Not signed", tags=["Draft"])
    publish("Tomorrow", topic=topic, tags=["Planned"], at=now + timedelta(days=1))
    Edition.objects.filter(pk=publish("Over", topic=topic, tags=["Over"]).pk).update(live_until=now)

    found = {slug: client.get(f"/tags/{slug}/").status_code for slug in ("draft", "planned", "over", "no-such-tag")}

    assert found == dict.fromkeys(found, 404)


def test_a_tag_taken_off_a_working_copy_stays_until_somebody_signs(client, publish, topic, amara, clinic, now):
    edition = publish("One", topic=topic, tags=["Sun"], at=now - timedelta(days=1))
    edition.post.tags.clear()
    assert headlines(client.get("/tags/sun/")) == ["One"]

    factories.signed(edition.post, by=amara)

    assert client.get("/tags/sun/").status_code == 404


def test_a_tag_renamed_since_is_printed_as_it_was_signed_and_still_leads_there(client, publish, topic, clinic):
    edition = publish("One", topic=topic, tags=["Sun"])
    Tag.objects.update(name="Sunlight")

    assert tags_on(client.get(edition.get_absolute_url())) == '<a href="/tags/sun/">Sun</a>'
    assert words(part(client.get("/tags/sun/"), "<h1>", "</h1>")) == "Sunlight"


def test_a_preview_names_the_tags_that_would_be_signed(client, topic, ben, clinic):
    post = factories.post(topic=topic, writer=ben, tags=["Sun"])

    assert tags_on(at(client, ben).get(f"/admin/blog/post/{post.pk}/preview/")) == "Sun"


def test_what_is_typed_into_a_tag_is_shown_as_text(client, publish, topic, clinic):
    edition = publish("One", topic=topic, tags=["<b>Sun</b>"])

    assert "&lt;b&gt;Sun&lt;/b&gt;" in tags_on(client.get(edition.get_absolute_url()))


@pytest.mark.parametrize("page", ["0", "2", "x", "%00", "9" * 40])
def test_a_page_of_a_tag_that_is_not_there_is_not_found(client, publish, topic, clinic, page):
    publish("One", topic=topic, tags=["Sun"])

    assert client.get(f"/tags/sun/?page={page}").status_code == 404


def test_a_long_tag_has_a_second_page(client, publish, topic, clinic, now):
    for number in range(11):
        publish(f"Article {number}", topic=topic, tags=["Sun"], at=now - timedelta(days=number))

    assert headlines(client.get("/tags/sun/?page=2")) == ["Article 10"]


@pytest.mark.parametrize("common", [3, 500])
def test_a_common_tag_lists_the_same_as_another(client, publish, topic, amara, ben, clinic, now, monkeypatch, common):
    monkeypatch.setattr("blog.editions.tags.COMMON", common)
    for number in (2, 3, 1):
        publish(f"Article {number}", topic=topic, tags=["Sun", "Rain"], at=now - timedelta(days=number))
    publish("Without", topic=topic, at=now - timedelta(days=2))
    publish("Another's", topic=topic, tags=["Rain"], at=now - timedelta(days=2))
    planned = factories.post(topic=topic, writer=ben, title="Tomorrow", tags=["Sun"])
    factories.signed(planned, by=amara, at=now, live_from=now + timedelta(days=1))

    assert headlines(client.get("/tags/sun/")) == ["Article 1", "Article 2", "Article 3"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_tag_takes_five_queries_however_many_articles_have_it(
    client, publish, clinic, topic, django_assert_num_queries, count
):
    for number in range(count):
        publish(f"Article {number}", topic=topic, tags=["Sun"])
    client.get("/tags/sun/")

    with django_assert_num_queries(5):  # the tag, whether it is a common one, its articles, topics, clinic
        client.get("/tags/sun/")


@pytest.mark.parametrize("count", [1, 3])
def test_tags_cost_an_article_one_query_however_many(client, publish, clinic, topic, django_assert_num_queries, count):
    edition = publish("One", topic=topic, tags=[f"Tag {number}" for number in range(count)])
    client.get(edition.get_absolute_url())

    # the edition, its stamp, change notes, its tags, related, neighbours, the count of comments,
    # comments, clinic
    with django_assert_num_queries(9):
        client.get(edition.get_absolute_url())


def test_tags_are_words_to_be_signed(publish, topic):
    edition = publish("One", topic=topic, tags=["Sun", "First days"])

    assert edition.tags == ["First days", "Sun"]
    assert edition.digest == Post.objects.get().digest
    Post.objects.get().tags.remove(Tag.objects.get(name="Sun"))
    assert edition.digest != Post.objects.get().digest
