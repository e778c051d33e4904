"""Search: from a typed question to signed articles."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from tests import factories
from tests.reading.page import part, words


def found(response):
    """This will give the titles of the results, in their order."""
    return [unescape(title) for title in re.findall(r'<h2><a href="/posts/[^"]*">([^<]*)<', response.content.decode())]


@pytest.fixture
def articles(publish, topic, clinic, now):
    publish("Sun and skin", topic=topic, at=now - timedelta(days=3), body="<p>Collagen breaks in the sun.</p>")
    publish("Can you eat collagen?", topic=topic, at=now - timedelta(days=2), body="<p>No, not as such.</p>")
    publish(
        "Needles",
        topic=topic,
        at=now - timedelta(days=1),
        body="<p>Small wounds.</p>",
        standfirst="New COLLAGEN takes weeks.",
    )


def test_title_hits_come_first_and_then_the_newest(client, articles):
    response = client.get("/search/?q=collagen")

    assert found(response) == ["Can you eat collagen?", "Needles", "Sun and skin"]
    assert words(part(response, '<p id="found" class="meta">', "</p>")) == "3 articles mention “ collagen ”."


def test_an_article_must_hold_every_word(client, articles):
    response = client.get("/search/?q=collagen+SUN")

    assert found(response) == ["Sun and skin"]
    assert words(part(response, '<p id="found" class="meta">', "</p>")) == "1 article mentions “ collagen SUN ”."


def test_a_result_shows_the_line_with_the_word_marked_and_who_signed_it(client, articles):
    response = client.get("/search/?q=breaks")

    signed = f"{timezone.localtime(timezone.now() - timedelta(days=3)):%-d %B %Y}"
    assert part(response, '<p class="snippet">', "</p>") == "Collagen <mark>breaks</mark> in the sun."
    assert (
        words(part(response, "in the sun.</p>", "</li>")) == f"How skin works · Signed off by Dr Amara Okafor, {signed}"
    )


def test_nothing_found_says_so_and_offers_topics(client, articles):
    response = client.get("/search/?q=xyz")

    assert "Nothing here mentions “ xyz ”. Try a plainer word, or choose a topic." in words(response)
    assert "How skin works" in words(part(response, '<ul class="topics">', "</ul>"))


@pytest.mark.parametrize("question", ["", "%20%20"])
def test_without_a_question_there_are_the_form_and_the_topics(client, articles, question):
    response = client.get(f"/search/?q={question}")

    assert response.status_code == 200
    assert "Nothing here mentions" not in words(response)
    assert 'name="q" value=""' in response.content.decode()
    assert "How skin works" in words(part(response, '<ul class="topics">', "</ul>"))


def test_what_nobody_has_signed_is_not_found(client, edition, clinic):
    type(edition.post).objects.update(standfirst="Unsigned exosomes.")

    assert found(client.get("/search/?q=exosomes")) == []


def test_what_is_signed_for_tomorrow_or_was_replaced_is_not_found(client, post, amara, clinic, now):
    factories.signed(post, by=amara, at=now - timedelta(days=2))
    type(post).objects.update(standfirst="Now it says hyaluronic.")
    factories.signed(post, by=amara, at=now - timedelta(days=1))
    type(post).objects.update(standfirst="Tomorrow it says peptide.")
    factories.signed(post, by=amara, at=now + timedelta(days=1))

    assert found(client.get("/search/?q=hyaluronic")) == ["Your skin barrier, in one page"]
    assert found(client.get("/search/?q=outermost")) == []
    assert found(client.get("/search/?q=peptide")) == []


def test_an_article_that_passed_its_review_date_says_so(client, post, amara, clinic, now):
    edition = factories.signed(post, by=amara, at=now - timedelta(days=40), review_in_days=30)

    response = client.get("/search/?q=skin")

    due = f"{timezone.localtime(edition.review_due_at):%-d %B %Y}"
    assert words(part(response, '<p class="notice">', "</p>")) == (
        f"This article passed its review date on {due} . A clinician is reading it again."
    )


def test_an_article_before_its_review_date_does_not_say_so(client, edition, clinic):
    assert "passed its review date" not in words(client.get("/search/?q=skin"))


def test_a_question_may_have_two_hundred_characters_and_no_more(client, articles):
    fits, long = client.get(f"/search/?q={'a' * 200}"), client.get(f"/search/?q={'a' * 201}")

    assert fits.status_code == 200
    assert long.status_code == 422
    assert words(part(long, '<span class="error" id="q-error">', "</span>")) == (
        "That is more than we can look for at once. Use up to 200 characters."
    )
    assert f'value="{"a" * 201}"' in long.content.decode()


def test_a_character_that_cannot_be_read_is_refused_in_words(client, articles):
    response = client.get("/search/?q=col%00lagen")

    assert response.status_code == 422
    assert words(part(response, '<span class="error" id="q-error">', "</span>")) == (
        "There is a character in this that cannot be read. Type the words again."
    )
    assert "\0" not in response.content.decode()


@pytest.mark.parametrize(
    "question",
    [
        "'",
        '"',
        "%25",
        "_",
        "*",
        "(",
        "\\",
        "' OR 1=1 --",
        "<script>",
        "%FF%FE",
        "%ED%A0%80",
        "🧴",
        "é",
        "a" * 199,
        "a+" * 99,
    ],
)
def test_no_question_breaks_the_page(client, articles, question):
    response = client.get(f"/search/?q={question}")

    assert response.status_code == 200
    assert "<script>" not in response.content.decode()


@pytest.mark.parametrize("question", ["%25", "_", "c_llagen"])
def test_signs_that_mean_something_to_a_database_mean_nothing_here(client, articles, question):
    response = client.get(f"/search/?q={question}")

    assert found(response) == []
    assert "Nothing here mentions" in words(response)


def test_twenty_results_make_a_page_and_the_question_is_kept(client, publish, topic, clinic, now):
    for number in range(21):
        publish(f"Skin & {number}", topic=topic, at=now - timedelta(days=number))

    first, second = client.get("/search/?q=skin+%26"), client.get("/search/?q=skin+%26&page=2")

    assert len(found(first)) == 20
    assert 'href="?q=skin%20%26&amp;page=2"' in first.content.decode()
    assert found(second) == ["Skin & 20"]
    assert "21 articles" in words(second)


@pytest.mark.parametrize("page", ["0", "2", "x", "%00", "9" * 30])
def test_a_page_of_results_that_is_not_there_is_not_found(client, articles, page):
    assert client.get(f"/search/?q=collagen&page={page}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_search_takes_two_queries_however_much_it_finds(
    client, publish, topic, clinic, django_assert_num_queries, count
):
    for number in range(count):
        publish(f"Skin {number}", topic=topic)
    client.get("/search/?q=skin")

    with django_assert_num_queries(2):  # the results, clinic
        client.get("/search/?q=skin")
