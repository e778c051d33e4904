"""Who is told of an answer, when, and in which words."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import transaction

from blog.comments import subscriptions
from blog.comments.actions import delete_comment, edit_comment, leave_comment
from blog.comments.models import Block, Comment, Subscription
from blog.comments.moderate import UNDO_WITHIN, decide_on, undo
from blog.comments.notices import to_tell
from blog.outbox.actions import deliver_due
from blog.outbox.models import Message
from tests import factories

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture(autouse=True)
def house(easy_clinic):
    return easy_clinic


@pytest.fixture
def question(edition, priya, now):
    """Priya's comment; she wants to hear of answers."""
    subscriptions.wish(user=priya, post_id=edition.post_id, at=now)
    return factories.comment(edition, by=priya, body="Is daily too often?", at=now)


def answer(question, *, by, body="Every other day is kinder.", **how):
    return factories.comment(question.edition, by=by, body=body, parent=question, **how)


def sent(at):
    """This will send what is due, and give to whom."""
    deliver_due(at=at)
    return [to for message in mail.outbox for to in message.to]


# ---- Whom


def test_who_asked_is_told_of_an_answer_once(question, sam, now):
    answer(question, by=sam, at=now)

    assert sent(now) == ["priya@example.org"]
    assert sent(now + timedelta(days=1)) == ["priya@example.org"]


def test_who_did_not_ask_is_not_told(edition, sam, priya, now):
    answer(factories.comment(edition, by=priya), by=sam, at=now)

    assert sent(now) == []


def test_nobody_is_told_of_their_own_answer(question, priya, now):
    answer(question, by=priya, at=now)

    assert sent(now) == []


def test_a_comment_that_answers_nothing_tells_nobody(question, edition, sam, amara, now):
    factories.comment(edition, by=sam, at=now)
    factories.comment(edition, by=amara, at=now)

    assert sent(now) == []


def test_others_in_the_thread_are_not_told_of_a_readers_answer(question, edition, sam, mallory, now):
    subscriptions.wish(user=sam, post_id=edition.post_id, at=now)
    answer(question, by=sam, at=now)

    answer(question, by=mallory, at=now)

    assert sent(now) == ["priya@example.org", "priya@example.org"]


def test_everybody_in_the_thread_who_asked_is_told_of_a_clinic_answer(question, edition, sam, mallory, amara, now):
    lou = factories.member("Lou")
    for user in (sam, lou):
        subscriptions.wish(user=user, post_id=edition.post_id, at=now)
    answer(question, by=sam, at=now)
    answer(question, by=mallory, at=now)  # never asked to be told
    factories.comment(edition, by=lou, at=now)  # another thread
    sent(now)
    mail.outbox.clear()

    answer(question, by=amara, at=now)

    assert sent(now) == ["priya@example.org", "sam@example.org"]
    assert mail.outbox[0].subject == "The clinic answered you: Your skin barrier, in one page"
    assert mail.outbox[1].subject == "The clinic answered: Your skin barrier, in one page"
    assert "answered in a conversation you are part of" in mail.outbox[1].body


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": "new@example.org"}])
def test_nobody_is_told_who_cannot_be_reached_as_themselves(question, priya, sam, now, change):
    type(priya).objects.filter(pk=priya.pk).update(**change)

    answer(question, by=sam, at=now)

    assert sent(now) == []


def test_nobody_is_told_at_an_address_that_was_not_shown_to_be_theirs(question, priya, sam, now):
    EmailAddress.objects.filter(user=priya).update(verified=False)

    answer(question, by=sam, at=now)

    assert sent(now) == []


@pytest.mark.parametrize(("until", "told"), [(None, 0), (MINUTE, 0), (-MINUTE, 1)])
def test_somebody_blocked_is_not_told(question, priya, sam, mo, now, until, told):
    Block.objects.create(user=priya, reason="Rest.", at=now, by=mo, until=until and now + until)

    answer(question, by=sam, at=now)

    assert len(sent(now)) == told


def test_somebody_blocked_no_longer_is_told(question, priya, sam, mo, now):
    Block.objects.create(user=priya, reason="Rest.", at=now, by=mo, lifted_at=now)

    answer(question, by=sam, at=now)

    assert sent(now) == ["priya@example.org"]


@pytest.mark.parametrize("state", ["deleted", "rejected", "removed"])
def test_who_has_left_the_conversation_is_not_told(question, sam, now, state):
    reply = answer(question, by=sam, held=True, at=now)
    Comment.objects.filter(pk=question.pk).update(state=state)

    factories.settle(reply, Comment.State.PUBLISHED, at=now)

    assert sent(now) == []


def test_who_ended_it_is_not_told(question, edition, priya, sam, now):
    subscriptions.end(user_id=priya.pk, post_id=edition.post_id, at=now)

    answer(question, by=sam, at=now)

    assert sent(now) == []


# ---- When


def test_nothing_is_told_of_what_readers_cannot_see(question, sam, now):
    answer(question, by=sam, held=True, at=now)

    assert sent(now + timedelta(days=3)) == []


def test_an_answer_that_is_published_by_a_moderator_is_told_after_the_time_to_undo(question, sam, mo, now):
    held = answer(question, by=sam, held=True, at=now)

    decide_on(comment_id=held.pk, act="approved", by=mo, at=now, seen="held")

    assert sent(now + UNDO_WITHIN - SECOND) == []
    assert sorted(sent(now + UNDO_WITHIN)) == ["priya@example.org", "sam@example.org"]


def test_a_decision_undone_tells_nobody_and_made_again_tells_once(question, sam, mo, now):
    held = answer(question, by=sam, held=True, at=now)
    decision = decide_on(comment_id=held.pk, act="approved", by=mo, at=now, seen="held")

    undo(decision_id=decision.pk, by=mo, at=now + MINUTE)

    assert sent(now + timedelta(hours=1)) == []
    decide_on(comment_id=held.pk, act="approved", by=mo, at=now + timedelta(hours=2), seen="held")
    assert sorted(sent(now + timedelta(hours=3))) == ["priya@example.org", "sam@example.org"]


@pytest.mark.parametrize("state", ["hidden", "held", "removed"])
def test_what_is_taken_from_view_before_the_mail_went_is_not_told(question, sam, now, state):
    reply = answer(question, by=sam, at=now)

    factories.settle(reply, state, at=now)

    assert not Message.objects.exists()


def test_what_comes_back_is_told_then_if_it_was_not_before(question, sam, now):
    reply = answer(question, by=sam, at=now)
    factories.settle(reply, "hidden", at=now)

    factories.settle(reply, "published", at=now)

    assert sent(now) == ["priya@example.org"]


def test_what_comes_back_is_not_told_twice(question, sam, now):
    reply = answer(question, by=sam, at=now)
    sent(now)

    factories.settle(reply, "hidden", at=now)
    factories.settle(reply, "published", at=now)

    assert sent(now) == ["priya@example.org"]


def test_at_the_moment_of_sending_it_is_asked_again_whether_readers_can_see_it(question, sam, now):
    reply = answer(question, by=sam, at=now)
    Comment.objects.filter(pk=reply.pk).update(state="hidden")  # past every action

    assert sent(now) == []
    assert not Message.objects.exists()


def test_at_the_moment_of_sending_it_is_asked_again_whether_it_is_wanted(question, edition, priya, sam, now):
    answer(question, by=sam, at=now)

    subscriptions.end(user_id=priya.pk, post_id=edition.post_id, at=now)

    assert sent(now) == []


def test_an_answer_deleted_before_the_mail_went_is_not_told(question, sam, now):
    reply = answer(question, by=sam, at=now)

    delete_comment(comment_id=reply.pk, by=sam, at=now)

    assert sent(now) == []


def test_the_words_of_a_deleted_answer_do_not_stay_in_the_outbox(question, sam, now):
    reply = answer(question, by=sam, body="My own secret is out.", at=now)
    sent(now)
    assert Message.objects.filter(text__contains="secret").exists()

    delete_comment(comment_id=reply.pk, by=sam, at=now)

    assert not Message.objects.filter(text__contains="secret").exists()
    assert sent(now) == ["priya@example.org"]


def test_the_mail_holds_the_words_as_they_were_last_changed(question, sam, now):
    reply = answer(question, by=sam, body="Ring me on the old number.", at=now)

    edit_comment(comment_id=reply.pk, by=sam, body="I took the number out.", at=now + SECOND)

    assert sent(now + SECOND) == ["priya@example.org"]
    assert "> I took the number out." in mail.outbox[0].body
    assert "old number" not in mail.outbox[0].body


def test_nothing_goes_if_the_comment_is_not_stored_after_all(question, sam, now):
    with transaction.atomic():
        answer(question, by=sam, at=now)
        transaction.set_rollback(True)

    assert sent(now) == []


# ---- In which words


def test_the_mail_says_who_answered_and_where_and_what(question, joan, edition, settings, now):
    settings.SITE_URL = "https://clinic.example"
    reply = answer(question, by=joan, body="Every other day.\n\nTry that first.", at=now)

    sent(now)

    [message] = mail.outbox
    assert message.body.startswith("Priya,\n\nJoan Ellery, Nurse prescriber, answered your comment on “Your skin")
    assert "> Every other day.\n> \n> Try that first." in message.body
    assert f"https://clinic.example/comments/{reply.pk}/" in message.body.splitlines()


def test_every_link_starts_with_our_address(question, sam, settings, now):
    settings.SITE_URL = "https://clinic.example"
    answer(question, by=sam, body="See https://elsewhere.example/ please.", at=now)

    sent(now)

    html = mail.outbox[0].alternatives[0].content
    assert html.count("<a href=") == html.count('<a href="https://clinic.example/') == 2
    assert "https://elsewhere.example/" in html


def test_what_people_are_called_and_say_is_not_read_as_html(question, sam, priya, now):
    for user, name in ((sam, "<script>alert(1)</script>"), (priya, "<b>Priya</b>")):
        type(user).objects.filter(pk=user.pk).update(display_name=name)
    sam.refresh_from_db()

    answer(question, by=sam, body="<img src=x onerror=alert(2)>", at=now)
    sent(now)

    html = mail.outbox[0].alternatives[0].content
    assert "<script" not in html
    assert "<b>" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; answered your comment" in html
    assert "> <img src=x onerror=alert(2)>" in mail.outbox[0].body


def test_what_the_reader_had_written_is_not_in_the_mail(question, sam, now):
    answer(question, by=sam, at=now)

    sent(now)

    assert "Is daily too often?" not in mail.outbox[0].message().as_string()


# ---- The wish itself


def test_a_wish_is_for_one_article(question, sam, priya, topic, ben, amara, now):
    other = factories.signed(factories.post(topic=topic, writer=ben, title="Light and lasers"), by=amara)

    answer(factories.comment(other, by=priya, at=now), by=sam, at=now)

    assert sent(now) == []


def test_a_wish_made_twice_is_one(edition, priya, now):
    subscriptions.wish(user=priya, post_id=edition.post_id, at=now)
    subscriptions.wish(user=priya, post_id=edition.post_id, at=now + MINUTE)

    assert Subscription.objects.get().created_at == now


def test_a_wish_after_an_end_starts_anew(edition, priya, now):
    subscriptions.wish(user=priya, post_id=edition.post_id, at=now)
    subscriptions.end(user_id=priya.pk, post_id=edition.post_id, at=now + MINUTE)

    again = subscriptions.wish(user=priya, post_id=edition.post_id, at=now + 2 * MINUTE)

    assert (again.created_at, again.ended_at) == (now + 2 * MINUTE, None)


def test_without_an_address_that_is_shown_to_be_theirs_nobody_can_wish(edition, priya, now):
    EmailAddress.objects.filter(user=priya).update(verified=False)

    assert subscriptions.wish(user=priya, post_id=edition.post_id, at=now) is None
    assert not Subscription.objects.exists()


def test_ending_all_ends_nobody_elses(edition, priya, sam, now):
    for user in (priya, sam):
        subscriptions.wish(user=user, post_id=edition.post_id, at=now)

    subscriptions.end_all(user_id=priya.pk, at=now)

    assert [each.user for each in Subscription.objects.filter(ended_at=None)] == [sam]


@pytest.mark.parametrize("count", [1, 3])
def test_who_is_to_be_told_is_found_in_one_query(question, edition, amara, now, count, django_assert_num_queries):
    for number in range(count):
        member = factories.member(f"Member {number}")
        subscriptions.wish(user=member, post_id=edition.post_id, at=now)
        answer(question, by=member, at=now)
    reply = leave_comment(edition=edition, author=amara, body="I read them all.", at=now, parent=question)

    with django_assert_num_queries(1):
        assert len(to_tell(reply, at=now)) == count + 1
