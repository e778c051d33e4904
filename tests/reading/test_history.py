"""The change notes on an article's page."""

from datetime import timedelta

from blog.posts.actions import edition_from
from blog.reading.history import history
from tests import factories


def notes(edition, at, **how):
    return [change.note for change in history(edition, at=at, **how)]


def test_the_first_edition_without_a_note_reads_first_published(edition, now):
    assert notes(edition, now) == ["First published."]


def test_notes_come_newest_first_with_their_days(post, amara, now):
    first = factories.signed(post, by=amara, at=now - timedelta(days=9))
    last = factories.signed(post, by=amara, at=now - timedelta(days=2), change_note="New evidence.")

    changes = history(last, at=now)

    assert [(change.at, change.note) for change in changes] == [
        (last.live_from, "New evidence."),
        (first.live_from, "First published."),
    ]


def test_a_minor_change_carries_no_note(post, amara, now):
    factories.signed(post, by=amara, at=now - timedelta(days=9))
    last = factories.signed(post, by=amara, at=now - timedelta(days=2))

    assert notes(last, now) == ["First published."]


def test_the_note_of_an_edition_that_is_not_live_yet_is_not_told(post, amara, now):
    first = factories.signed(post, by=amara, at=now - timedelta(days=9))
    planned = factories.signed(post, by=amara, at=now + timedelta(days=2), change_note="Announced tomorrow.")

    assert notes(first, now) == ["First published."]
    assert notes(planned, now + timedelta(days=3)) == ["Announced tomorrow.", "First published."]


def test_an_edition_that_was_never_live_for_a_moment_is_not_told(post, amara, now):
    factories.signed(post, by=amara, at=now - timedelta(days=2), change_note="Nobody ever read this.")
    shown = factories.signed(post, by=amara, at=now - timedelta(days=2), change_note="This they read.")

    assert notes(shown, now) == ["This they read."]


def test_the_notes_of_another_article_are_not_told(edition, topic, ben, amara, now):
    other = factories.post(topic=topic, writer=ben, title="Other")
    factories.signed(other, by=amara, change_note="Elsewhere.")

    assert notes(edition, now) == ["First published."]


def test_a_preview_shows_its_own_note_on_top(edition, now):
    unsaved = edition_from(edition.post, at=now, change_note="What this would say.")

    assert notes(unsaved, now, is_preview=True) == ["What this would say.", "First published."]


def test_a_preview_of_a_first_edition_reads_first_published(post, now):
    assert notes(edition_from(post, at=now), now, is_preview=True) == ["First published."]
