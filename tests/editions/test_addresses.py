from datetime import timedelta

import pytest

from blog import rules
from blog.editions import actions
from blog.editions.addresses import look_up
from blog.editions.models import Withdrawal
from blog.posts.models import Post
from tests import factories

HOUR = timedelta(hours=1)
SLUG = "your-skin-barrier-in-one-page"


@pytest.fixture
def other(topic, ben, amara, now):
    return factories.signed(factories.post(topic=topic, writer=ben, title="Light and lasers"), by=amara, at=now - HOUR)


def sign_at_new_address(edition, slug, *, by, at):
    Post.objects.filter(pk=edition.post_id).update(slug=slug)
    return factories.signed(Post.objects.get(pk=edition.post_id), by=by, at=at)


def withdraw(edition, outcome, *, by, at, **more):
    return actions.withdraw(
        edition_id=edition.pk, by=by, at=at, reason="The evidence changed.", outcome=outcome, **more
    )


def test_a_live_edition_stands_at_its_address(edition, now):
    found = look_up(SLUG, at=now)

    assert found.edition == edition
    assert found.edition.withdrawn_because is None


def test_nothing_stands_where_nothing_ever_did(edition, now):
    assert look_up("no-such-article", at=now) is None


def test_an_unsigned_or_planned_article_is_nothing_yet(post, amara, now):
    factories.signed(post, by=amara, at=now, live_from=now + HOUR)

    assert look_up(SLUG, at=now) is None


def test_old_addresses_lead_straight_to_the_newest(edition, amara, now):
    sign_at_new_address(edition, "second", by=amara, at=now)
    third = sign_at_new_address(edition, "third", by=amara, at=now + HOUR)

    assert look_up(SLUG, at=now + HOUR).moved_to == third
    assert look_up("second", at=now + HOUR).moved_to == third


def test_going_back_to_an_old_address_makes_no_loop(edition, amara, now):
    sign_at_new_address(edition, "second", by=amara, at=now)
    back = sign_at_new_address(edition, SLUG, by=amara, at=now + HOUR)

    assert look_up(SLUG, at=now + HOUR).edition == back
    assert look_up("second", at=now + HOUR).moved_to == back


def test_an_address_taken_over_by_another_article_is_the_other_articles(edition, other, amara, now):
    sign_at_new_address(edition, "second", by=amara, at=now)
    taken = sign_at_new_address(other, SLUG, by=amara, at=now)

    assert look_up(SLUG, at=now).edition == taken


def test_two_articles_cannot_be_live_at_one_address(edition, other, amara, now):
    Post.objects.filter(pk=edition.post_id).update(slug="moved-but-not-signed")

    with pytest.raises(rules.Refused) as refused:
        sign_at_new_address(other, SLUG, by=amara, at=now)

    assert refused.value.sentence == actions.TAKEN
    assert look_up(SLUG, at=now).edition == edition


def test_a_superseded_article_leads_to_the_other(edition, other, ben, now):
    withdraw(edition, Withdrawal.Outcome.SUPERSEDED, by=ben, at=now, instead=other.post)

    assert look_up(SLUG, at=now).moved_to == other


def test_when_that_one_goes_too_the_address_says_why(edition, other, ben, now):
    withdrawal = withdraw(edition, Withdrawal.Outcome.SUPERSEDED, by=ben, at=now, instead=other.post)
    withdraw(other, Withdrawal.Outcome.REMOVED, by=ben, at=now + HOUR)

    found = look_up(SLUG, at=now + HOUR)

    assert (found.last, found.withdrawal) == (edition, withdrawal)


def test_an_article_cannot_supersede_itself(edition, ben, now):
    with pytest.raises(rules.Refused):
        withdraw(edition, Withdrawal.Outcome.SUPERSEDED, by=ben, at=now, instead=edition.post)

    assert look_up(SLUG, at=now).edition == edition


def test_a_kept_article_stays_with_its_notice(edition, ben, now):
    withdraw(edition, Withdrawal.Outcome.KEPT, by=ben, at=now)

    assert look_up(SLUG, at=now).edition.withdrawn_because == "The evidence changed."


def test_a_removed_article_is_gone_with_its_reason(edition, ben, now):
    withdrawal = withdraw(edition, Withdrawal.Outcome.REMOVED, by=ben, at=now)

    found = look_up(SLUG, at=now)

    assert (found.edition, found.last, found.withdrawal) == (None, edition, withdrawal)


def test_signing_again_lifts_the_withdrawal(edition, ben, amara, now):
    withdraw(edition, Withdrawal.Outcome.REMOVED, by=ben, at=now)
    again = factories.signed(edition.post, by=amara, at=now + HOUR)

    found = look_up(SLUG, at=now + HOUR)

    assert found.edition == again
    assert found.edition.withdrawn_because is None


def test_withdrawing_cancels_what_was_planned(edition, ben, amara, now):
    factories.signed(edition.post, by=amara, at=now, live_from=now + HOUR)

    withdraw(edition, Withdrawal.Outcome.REMOVED, by=ben, at=now)

    assert look_up(SLUG, at=now + 2 * HOUR).edition is None


def test_a_member_cannot_withdraw(edition, priya, now):
    with pytest.raises(rules.Refused):
        withdraw(edition, Withdrawal.Outcome.REMOVED, by=priya, at=now)

    assert look_up(SLUG, at=now).edition == edition
