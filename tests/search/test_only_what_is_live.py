"""Search follows what is public at once: publication, planning, a new signature, cancelling, withdrawal."""

from datetime import timedelta

import pytest
from django.db import transaction

from blog.editions import actions
from blog.editions.deriving import derive_again
from blog.editions.models import Edition
from blog.posts.models import Post
from tests import factories

SECOND = timedelta(seconds=1)


@pytest.fixture
def sign(post, amara, now):
    """Signs the article with these words as its standfirst."""

    def sign(words, at=None, **how):
        Post.objects.filter(pk=post.pk).update(standfirst=words)
        return factories.signed(post, by=amara, at=at or now - timedelta(days=1), **how)

    return sign


def test_what_nobody_has_signed_is_not_found(post, titles, clinic):
    Post.objects.update(standfirst="Unsigned zebrafish.")

    assert titles("zebrafish") == []


def test_what_was_signed_is_found_at_once(sign, titles, clinic, now):
    sign("Signed zebrafish.", at=now)

    assert titles("zebrafish") == ["Your skin barrier, in one page"]


def test_what_is_planned_is_found_from_its_second_on(sign, titles, clinic, now):
    sign("Planned zebrafish.", at=now, live_from=now + 60 * SECOND)

    assert titles("zebrafish", at=now + 59 * SECOND) == []
    assert titles("zebrafish", at=now + 60 * SECOND) == ["Your skin barrier, in one page"]


def test_what_ends_is_found_until_then(sign, titles, clinic, now):
    sign("Ending zebrafish.", at=now, live_until=now + 60 * SECOND)

    assert titles("zebrafish", at=now + 59 * SECOND) == ["Your skin barrier, in one page"]
    assert titles("zebrafish", at=now + 60 * SECOND) == []


def test_what_was_replaced_is_not_found(sign, titles, clinic, now):
    sign("It said zebrafish.", at=now - timedelta(days=2))
    sign("It says goldfish.", at=now - timedelta(days=1))

    assert titles("zebrafish") == []
    assert titles("goldfish") == ["Your skin barrier, in one page"]


def test_what_was_cancelled_is_never_found(sign, titles, clinic, ben, now):
    planned = sign("Planned zebrafish.", at=now, live_from=now + 60 * SECOND)

    actions.cancel(edition_id=planned.pk, by=ben, at=now)

    assert titles("zebrafish", at=now + 90 * SECOND) == []


@pytest.mark.parametrize(("outcome", "found"), [("removed", []), ("kept", ["Your skin barrier, in one page"])])
def test_what_was_withdrawn_is_found_only_if_its_page_stays(sign, titles, clinic, ben, now, outcome, found):
    edition = sign("About zebrafish.")

    actions.withdraw(edition_id=edition.pk, by=ben, at=now, reason="It changed.", outcome=outcome)

    assert titles("zebrafish", at=now + SECOND) == found


def test_words_made_anew_are_found_and_the_old_ones_are_not(edition, titles, clinic, now):
    Edition.objects.update(text="It was made to say zebrafish.")
    derive_again(edition_id=edition.pk)

    assert titles("zebrafish") == []
    assert titles("keeps water in") == ["Your skin barrier, in one page"]


def test_words_that_go_are_not_found_even_where_nobody_tells_the_index(edition, titles, clinic):
    assert titles("water") == ["Your skin barrier, in one page"]

    Edition.objects.update(text="Taken out.")

    assert titles("water") == []


def test_a_signature_that_is_undone_leaves_nothing_in_the_index(sign, titles, clinic, now):
    with transaction.atomic():
        sign("About zebrafish.", at=now)
        assert titles("zebrafish") == ["Your skin barrier, in one page"]
        transaction.set_rollback(True)

    assert titles("zebrafish") == []
