"""`sign_off`: the one place where an edition comes to be. And `live`, which tells what of it is public when."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from blog import rules
from blog.clinic.models import Clinic
from blog.editions.models import WORDS, Edition, digest_of
from blog.posts import actions
from blog.posts.models import Post
from tests import factories

SECOND = timedelta(seconds=1)


@pytest.fixture
def sign(post, amara, now):
    """Signs the post as it stands, as the product does."""

    def sign(by=amara, at=now, **how):
        return factories.signed(post, by=by, at=at, **how)

    return sign


def live(at):
    return list(Edition.objects.live(at))


def test_a_signature_makes_a_live_edition_of_the_words(sign, post, now):
    edition = sign()

    assert edition.words == post.words
    assert edition.digest == post.digest == digest_of(post.words)
    assert (edition.live_from, edition.live_until) == (now, None)
    assert edition.first_published_at == edition.last_reviewed_at == edition.signed_at == now


def test_it_prints_the_practitioner_as_they_were_called_that_day(sign, amara):
    edition = sign()
    amara.practitioner.name = "Dr Amara Nwosu"
    amara.practitioner.save()

    edition.refresh_from_db()
    assert (edition.signed_by_name, edition.signed_by_role, edition.signed_by_registration) == (
        "Dr Amara Okafor",
        "Consultant dermatologist",
        "GMC 0000000",
    )


def test_it_keeps_the_topic_as_it_was_called_that_day(sign, topic):
    edition = sign()
    topic.name = "Renamed"
    topic.save()

    edition.refresh_from_db()
    assert edition.topic_name == "How skin works"


def test_what_is_derived_is_made_once_and_stored(sign):
    edition = sign()

    edition.refresh_from_db()
    assert edition.body_html.startswith('<p>Skin keeps water in.<sup><a href="#source-1"')
    assert edition.contents == [["what-it-does", "What it does"]]
    assert edition.text == "Skin keeps water in.\nWhat it does\nIt keeps other things out."
    assert edition.reading_minutes == 1


# --- When -------------------------------------------------------------------------------------------------------------


def test_an_edition_is_live_from_its_first_moment_to_just_before_its_last(sign, now):
    edition = sign()
    Edition.objects.update(live_until=now + 10 * SECOND)

    moments = [now - SECOND, now, now + 9 * SECOND, now + 10 * SECOND, now + 11 * SECOND]
    assert [live(moment) for moment in moments] == [[], [edition], [edition], [], []]


def test_an_edition_without_an_end_is_live_until_further_notice(sign, now):
    edition = sign()

    assert live(now + timedelta(days=3650)) == [edition]


def test_the_next_edition_begins_at_the_moment_the_last_one_ends(sign, now):
    first, second = sign(), sign(at=now + SECOND)

    assert live(now) == [first]
    assert live(now + SECOND) == [second]
    assert second.first_published_at == now


def test_two_signatures_at_one_moment_leave_one_live(sign, now):
    first, second = sign(), sign()

    assert live(now) == [second]
    assert Edition.objects.get(pk=first.pk).live_until == now


# --- Reviews ----------------------------------------------------------------------------------------------------------


def test_only_a_whole_review_moves_the_day_of_the_last_review(sign, now):
    first = sign(review_in_days=91)
    second = sign(at=now + SECOND, is_whole_review=False, review_in_days=730)
    third = sign(at=now + 2 * SECOND, is_whole_review=True, review_in_days=365)

    assert (second.last_reviewed_at, second.review_due_at) == (first.last_reviewed_at, first.review_due_at)
    assert third.last_reviewed_at == now + 2 * SECOND
    assert third.review_due_at == now + 2 * SECOND + timedelta(days=365)


# --- Refusals ---------------------------------------------------------------------------------------------------------


def refusal(sign, **how):
    with pytest.raises(rules.Refused) as caught:
        sign(**how)
    assert not Edition.objects.exists()
    return caught.value.sentence


def test_nobody_signs_but_a_clinician(sign, ben, grace, priya):
    sentences = {refusal(sign, by=user) for user in (ben, grace, priya, AnonymousUser())}

    assert sentences == {"Only a clinician can sign an article."}


def test_a_clinician_whose_account_is_closed_does_not_sign(sign, amara):
    amara.is_active = False

    assert refusal(sign, by=amara) == "Only a clinician can sign an article."


def test_nobody_signs_their_own_words(sign, post, amara):
    post.writers.add(amara)

    assert refusal(sign) == "You wrote some of these words, so another clinician has to sign them."


def test_the_only_clinician_signs_their_own_words_and_that_is_kept(sign, post, amara):
    Clinic.objects.create(pk=1, name="Alone", short_name="Alone", is_sole_practitioner=True)
    post.writers.add(amara)

    assert sign().is_self_signed is True


def test_words_that_changed_since_they_were_shown_are_not_signed(post, amara, now):
    shown = post.digest
    Post.objects.update(title="Another")

    with pytest.raises(rules.Refused, match="changed while you were reading"):
        actions.sign(
            post_id=post.pk, shown_digest=shown, signer=amara, at=now, change_note="", is_whole_review=True,
            review_in_days=182,
        )  # fmt: skip
    assert not Edition.objects.exists()


def test_a_signature_that_is_refused_leaves_the_live_edition_alone(edition, topic, ben, amara, now):
    other = factories.post(topic=topic, writer=ben, title="Other")
    Post.objects.filter(pk=edition.post_id).update(slug="free")
    Post.objects.filter(pk=other.pk).update(slug=edition.slug)

    with pytest.raises(rules.Refused, match="Another article is live at this address"):
        factories.signed(other, by=amara, at=now)
    assert live(now) == [edition]
    assert list(other.writers.all()) == [ben]


# --- The digest -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", WORDS)
def test_the_digest_hangs_on_every_word(post, name):
    words = post.words

    other = words | {name: words[name] + "." if isinstance(words[name], str) else [{"id": 1}]}

    assert digest_of(other) != digest_of(words)


def test_words_that_move_from_field_to_field_are_other_words(post):
    words = post.words | {"title": "ab", "slug": "c"}

    assert digest_of(words) != digest_of(words | {"title": "a", "slug": "bc"})


def test_an_edition_cannot_be_made_without_its_signer(edition, now):
    copy = Edition.objects.get(pk=edition.pk)
    copy.pk, copy.signer_id, copy.live_from, copy.live_until = None, None, now, now

    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)
