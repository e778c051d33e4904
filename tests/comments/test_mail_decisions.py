"""Mail about decisions, reports and danger: who gets it, and what it never holds."""

from datetime import timedelta

import pytest
from django.core import mail

from blog.comments.actions import delete_comment, edit_comment, leave_comment
from blog.comments.models import Appeal, Comment, Report
from blog.comments.moderate import UNDO_WITHIN, decide_on, escalate, undo
from blog.comments.reports import report_comment
from blog.outbox.actions import deliver_due
from tests import factories

SECOND = timedelta(seconds=1)
DANGER = "Since this morning I cannot see out of my left eye and I am short of breath."


@pytest.fixture(autouse=True)
def house(easy_clinic):
    return easy_clinic


@pytest.fixture
def held(edition, priya, now):
    return factories.comment(edition, by=priya, body="Words of mine.", held=True, at=now)


@pytest.fixture
def public(edition, priya, now):
    return factories.comment(edition, by=priya, body="Words of mine.", at=now)


def decide(comment, act, *, by, at, reason="", **how):
    comment.refresh_from_db()
    return decide_on(comment_id=comment.pk, act=act, by=by, at=at, seen=comment.state, reason=reason, **how)


def sent(at):
    mail.outbox.clear()
    deliver_due(at=at)
    mail.outbox.sort(key=lambda message: message.to)
    return [(message.to[0], message.subject) for message in mail.outbox]


def appeal(decision, at):
    Comment.objects.filter(pk=decision.comment_id).update(is_appealed=True)
    return Appeal.objects.create(decision=decision, body="It was a joke.", at=at)


def test_a_writer_is_told_that_their_comment_appeared(held, mo, now):
    decide(held, "approved", by=mo, at=now)

    assert sent(now + UNDO_WITHIN - SECOND) == []
    assert sent(now + UNDO_WITHIN) == [("priya@example.org", "Your comment is on the page")]
    assert sent(now + timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("start", "act", "subject"),
    [("held", "rejected", "We did not publish your comment"), ("public", "removed", "We removed your comment")],
)
def test_a_writer_is_told_the_reason_and_that_they_can_answer_once(request, start, act, subject, mo, now):
    comment = request.getfixturevalue(start)

    decide(comment, act, by=mo, at=now, reason="off_topic", note="Please ask us by telephone.")

    assert sent(now + UNDO_WITHIN) == [("priya@example.org", subject)]
    body = " ".join(mail.outbox[0].body.split())
    assert "because it is about something other than the article." in body
    assert "tell us once why you think that this is wrong" in body
    assert "Please ask us by telephone." in body
    assert "Words of mine." not in body


def test_a_decision_undone_tells_nobody(held, mo, now):
    undo(decision_id=decide(held, "rejected", by=mo, at=now, reason="spam").pk, by=mo, at=now + SECOND)

    assert sent(now + timedelta(days=1)) == []


def test_who_has_left_is_not_told(held, priya, mo, now):
    type(priya).objects.filter(pk=priya.pk).update(is_active=False)

    decide(held, "approved", by=mo, at=now)

    assert sent(now + UNDO_WITHIN) == []


def test_a_comment_deleted_meanwhile_is_not_written_about(held, priya, mo, now):
    decide(held, "approved", by=mo, at=now)

    delete_comment(comment_id=held.pk, by=priya, at=now + SECOND)

    assert sent(now + UNDO_WITHIN) == []


@pytest.mark.parametrize(
    ("act", "reason", "subject", "words"),
    [
        ("approved", "", "Your comment is on the page", "It is on the page now"),
        (
            "rejected", "spam", "We looked again, and do not publish your comment",
            "Our decision stays, because it is spam.",
        ),
    ],
)  # fmt: skip
def test_what_came_of_an_answer_to_a_decision_is_told(held, mo, grace, now, act, reason, subject, words):
    appeal(decide(held, "rejected", by=mo, at=now, reason="spam"), now)
    sent(now + UNDO_WITHIN)
    later = now + timedelta(hours=3)

    decide(held, act, by=grace, at=later, reason=reason)

    assert sent(later + UNDO_WITHIN) == [("priya@example.org", subject)]
    assert words in mail.outbox[0].body
    assert "We have looked at it again." in mail.outbox[0].body
    assert "tell us once" not in mail.outbox[0].body


def test_who_reported_is_told_what_came_of_it(public, sam, mo, now):
    Report.objects.create(comment=public, by=sam, reason="spam", at=now)
    Comment.objects.filter(pk=public.pk).update(has_open_reports=True)

    decide(public, "kept", by=mo, at=now)

    assert sent(now + UNDO_WITHIN) == [
        ("priya@example.org", "Your comment stays"),
        ("sam@example.org", "What came of your report"),
    ]
    assert "Priya" not in mail.outbox[1].body
    assert "Sam" not in mail.outbox[0].body


def test_who_reported_is_told_when_its_writer_deletes_it(client, public, priya, sam, now):
    report_comment(comment_id=public.pk, by=sam, reason="spam", at=now)

    delete_comment(comment_id=public.pk, by=priya, at=now)

    assert sent(now) == [("sam@example.org", "What came of your report")]
    assert "Its writer has deleted it since, so nobody can read it any more." in mail.outbox[0].body
    assert "Words of mine." not in mail.outbox[0].body
    assert (Report.objects.get().outcome, Report.objects.get().closed_at) == ("deleted", now)
    client.force_login(sam)
    assert "Its writer has deleted it." in client.get("/account/").content.decode()


def test_undone_the_one_who_reported_is_not_told_and_an_older_answer_still_goes(public, sam, mallory, mo, now):
    first = Report.objects.create(comment=public, by=sam, reason="spam", at=now)
    decide(public, "kept", by=mo, at=now)
    Report.objects.create(comment=public, by=mallory, reason="abusive", at=now + SECOND)
    decision = decide(public, "removed", by=mo, at=now + 2 * SECOND, reason="abusive")

    undo(decision_id=decision.pk, by=mo, at=now + 3 * SECOND)

    assert [to for to, _ in sent(now + timedelta(hours=1))] == ["priya@example.org", "sam@example.org"]
    first.refresh_from_db()
    assert first.outcome == "kept"


def test_a_comment_that_may_mean_danger_alerts_every_clinician_at_once(edition, priya, amara, joan, mo, now):
    comment = leave_comment(edition=edition, author=priya, body=DANGER, at=now)

    assert (comment.state, comment.is_urgent) == ("held", True)
    subject = "To be read now: a comment that may mean danger"
    assert sent(now) == [("dr-amara-okafor@example.org", subject), ("joan-ellery@example.org", subject)]


def test_changing_it_again_and_again_alerts_nobody_twice(edition, priya, amara, joan, now):
    comment = leave_comment(edition=edition, author=priya, body=DANGER, at=now)
    sent(now)

    for number in range(3):
        edit_comment(comment_id=comment.pk, by=priya, body=f"{DANGER} {number}", at=now + number * SECOND)

    assert sent(now + 3 * SECOND) == []


def test_a_comment_that_only_comes_to_mean_danger_alerts_them_then(edition, priya, amara, joan, now):
    comment = leave_comment(edition=edition, author=priya, body="Since this morning.", at=now)
    assert sent(now) == []

    edit_comment(comment_id=comment.pk, by=priya, body=DANGER, at=now)

    assert [address for address, _ in sent(now)] == ["dr-amara-okafor@example.org", "joan-ellery@example.org"]


def test_the_alert_holds_no_word_of_the_comment_and_nothing_of_its_writer(edition, priya, amara, now):
    leave_comment(edition=edition, author=priya, body=DANGER, at=now)

    sent(now)

    whole = mail.outbox[0].message().as_string().lower()
    assert [word for word in ("eye", "breath", "priya", "morning") if word in whole] == []


def test_without_a_clinicians_account_the_managers_are_alerted(edition, amara, grace, priya, now):
    amara.groups.clear()

    leave_comment(edition=edition, author=priya, body=DANGER, at=now)

    assert [to for to, _ in sent(now)] == ["grace@example.org"]


def test_clinicians_are_told_when_a_moderator_asks_them_to_look(held, amara, mo, now):
    escalate(comment_id=held.pk, by=mo, at=now, note="Is this safe advice?")

    assert sent(now) == [("dr-amara-okafor@example.org", "A comment for a clinician")]
    assert "They say: Is this safe advice?" in mail.outbox[0].body
    assert "Words of mine." not in mail.outbox[0].body
