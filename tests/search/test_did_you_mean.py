"""Mistyped words: what is offered, and that it is never a word that readers cannot read."""

from datetime import timedelta

import pytest

from blog.editions import actions
from blog.editions.models import Edition
from blog.posts.models import Post
from blog.search import queries, spelling
from blog.search.models import Spelling
from tests import factories
from tests.reading.page import part, words

MARK = "canaryseven"
MISTYPED = "canarysevne"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("exosmes", "exosomes"),
        ("exsomes", "exosomes"),
        ("exosoems", "exosomes"),
        ("Exosommes", "exosomes"),
        ("hialuronik", "hyaluronic"),
        ("what are exosmes?", "what are exosomes?"),
        ("exosmes hialuronic", "exosomes hyaluronic"),
        ("acid exosmes", "acid exosomes"),
    ],
)
def test_a_mistyped_word_is_taken_for_the_nearest_one_that_is_there(write, now, clinic, typed, meant):
    write("The one", "Exosomes and hyaluronic acid.")

    found = queries.find(typed, at=now)

    assert (found.asked, found.question) == (typed, meant)
    assert [edition.title for edition in found.editions] == ["The one"]


@pytest.mark.parametrize("typed", ["exo", "xyz", "exosomatically", "exosmes zzzzzzz", "4711", "🧴", "exos0mes1"])
def test_what_is_near_nothing_is_left_as_it_is(write, now, clinic, typed):
    write("The one", "Exosomes and hyaluronic acid.")

    found = queries.find(typed, at=now)

    assert (found.question, found.editions) == (typed, [])


def test_where_something_is_found_nothing_is_guessed(write, now, clinic):
    write("The one", "Exosomes.")
    write("Another", "Somebody signed exosmes.")

    found = queries.find("exosmes", at=now)

    assert (found.question, [edition.title for edition in found.editions]) == ("exosmes", ["Another"])


def test_the_page_says_what_was_looked_for_and_shows_it(client, write, clinic):
    write("The one", "Exosomes & more.")

    response = client.get("/search/?q=exosmes+%26")

    assert "Nothing here mentions “ exosmes & ”. Did you mean exosomes & ?" in words(response)
    assert '<a href="?q=exosomes+%26"><bdi>exosomes &amp;</bdi></a>' in response.content.decode()
    assert words(part(response, '<p id="found" class="meta">', "</p>")) == "1 article mentions “ exosomes & ”."
    assert part(response, '<p class="snippet">', "</p>") == "<mark>Exosomes</mark> &amp; more."


def unsigned(post, **_):
    Post.objects.update(standfirst=f"About {MARK}.")


def planned(post, amara, now, **_):
    Post.objects.update(standfirst=f"About {MARK}.")
    factories.signed(post, by=amara, at=now, live_from=now + timedelta(days=1))


def replaced(post, amara, now, **_):
    Post.objects.update(standfirst=f"About {MARK}.")
    factories.signed(post, by=amara, at=now - timedelta(days=2))
    Post.objects.update(standfirst="About something else.")
    factories.signed(post, by=amara, at=now - timedelta(days=1))


def withdrawn(post, amara, ben, now):
    Post.objects.update(standfirst=f"About {MARK}.")
    edition = factories.signed(post, by=amara, at=now - timedelta(days=1))
    actions.withdraw(edition_id=edition.pk, by=ben, at=now, reason="It changed.", outcome="removed")


def taken_out(post, amara, now, **_):
    factories.signed(post, by=amara, at=now - timedelta(days=1))
    Edition.objects.update(text=f"About {MARK}.")
    Spelling.objects.bulk_create(Spelling(word=MARK, letters=three) for three in spelling.threes(MARK))
    Edition.objects.update(text="Taken out.")


@pytest.mark.parametrize("hide", [unsigned, planned, replaced, withdrawn, taken_out])
def test_no_word_of_what_is_not_public_is_offered(client, write, post, amara, ben, now, clinic, hide):
    write("Something to read", "About this and that.")
    hide(post=post, amara=amara, ben=ben, now=now)

    for typed in (MISTYPED, MARK[:-1], f"that {MISTYPED}", f'"{MISTYPED}"'):
        response = client.get("/search/", {"q": typed})

        assert response.status_code == 200
        assert MARK not in response.content.decode()
        assert "Did you mean" not in response.content.decode()


def test_the_same_word_is_offered_once_it_is_public(client, post, amara, now, clinic):
    Post.objects.update(standfirst=f"About {MARK}.")
    factories.signed(post, by=amara, at=now)

    assert f"Did you mean {MARK} ?" in words(client.get("/search/", {"q": MISTYPED}))


def test_a_form_of_a_word_that_only_a_planned_article_has_is_not_offered(client, write, post, amara, now, clinic):
    """The database takes both forms for one word; readers would see the other."""
    write("Something to read", "About an exosome.")
    Post.objects.update(standfirst="About exosomes.")
    factories.signed(post, by=amara, at=now, live_from=now + timedelta(days=1))

    text = words(client.get("/search/?q=exosmes"))

    assert "Did you mean exosome ?" in text
    assert "exosomes" not in text


def test_words_are_counted_apart_by_what_was_mistyped():
    assert spelling.distance("exosmes", "exosomes") == 1
    assert spelling.distance("exosoems", "exosomes") == 1
    assert spelling.distance("hialuronik", "hyaluronic") == 2
    assert spelling.distance("", "skin") == 4
    assert spelling.nearest(["skin", "spin", "grin", "skins"], "skni") == ["skin"]
