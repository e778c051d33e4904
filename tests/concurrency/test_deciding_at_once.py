"""Two people act on one comment at the same moment: one decision, nothing lost, and no unread words in public."""

from datetime import timedelta
from functools import partial

import pytest
from django.core import mail

from blog.clinic.models import Clinic
from blog.comments import subscriptions
from blog.comments.actions import delete_comment, edit_comment, leave_comment
from blog.comments.models import Comment, Decision
from blog.comments.moderate import Overtaken, decide_on, newest_of, version_of
from blog.comments.recount import faults
from blog.comments.reports import report_comment
from blog.outbox.actions import deliver_due
from blog.outbox.models import Message
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 8


@pytest.fixture
def house(clinic):
    """The first two comments of everybody are read before they appear; nobody has to wait between them."""
    Clinic.objects.update(comments_pause_seconds=0, comments_per_ten_minutes=1000, comments_per_day=1000)
    Clinic.objects.update(comments_new_per_hour=1000)


@pytest.fixture
def held(house, edition, now):
    """This will give a function that makes a comment which waits, each time by another member."""

    def make(body="The words that Mo reads."):
        author = factories.member(f"Member {Comment.objects.count()}")
        return leave_comment(edition=edition, author=author, body=body, at=now)

    return make


def deciding(comment, act, *, by, at, reason=""):
    """This will give the act of somebody who looks at a comment as it is now, and presses the button later."""
    shown = {"seen": comment.state, "version": version_of(comment, newest_of(comment))}
    return partial(decide_on, comment_id=comment.pk, act=act, by=by, at=at, reason=reason, **shown)


def test_two_moderators_at_once_make_one_decision(held, mo, grace, now, at_once):
    for _ in range(ROUNDS):
        comment = held()

        answers = at_once(
            deciding(comment, "approved", by=mo, at=now), deciding(comment, "rejected", by=grace, at=now, reason="spam")
        )

        [decision] = Decision.objects.filter(comment=comment)
        comment.refresh_from_db()
        assert sorted(type(answer).__name__ for answer in answers) == ["Decision", "Overtaken"]
        assert comment.state == {"approved": "published", "rejected": "rejected"}[decision.act]
        [overtaken] = [answer for answer in answers if isinstance(answer, Overtaken)]
        assert overtaken.sentence.startswith(decision.by_name)
        assert Message.objects.filter(key=f"decision-{decision.pk}").count() == 1
    assert Message.objects.count() == ROUNDS
    assert list(faults()) == []


def test_words_changed_while_a_moderator_approves_others_do_not_appear(held, mo, now, at_once):
    for _ in range(ROUNDS):
        comment = held()
        change = partial(
            edit_comment, comment_id=comment.pk, by=comment.author, body="Words that nobody has read.", at=now
        )

        approved, changed = at_once(deciding(comment, "approved", by=mo, at=now), change)

        comment.refresh_from_db()
        assert not isinstance(changed, Exception)
        assert isinstance(approved, Decision | Overtaken)
        assert (comment.body, comment.state) == ("Words that nobody has read.", "held")
        assert comment.wordings.get().body == "The words that Mo reads."
    assert Comment.objects.public().count() == 0
    assert list(faults()) == []


def test_words_changed_before_a_moderator_presses_are_not_approved(held, mo, now):
    comment = held()
    approve = deciding(comment, "approved", by=mo, at=now)
    edit_comment(comment_id=comment.pk, by=comment.author, body="Words that nobody has read.", at=now)

    with pytest.raises(Overtaken):
        approve()

    comment.refresh_from_db()
    assert comment.state == "held"
    deciding(comment, "approved", by=mo, at=now)()
    comment.refresh_from_db()
    assert comment.state == "published"


def test_reported_while_another_report_is_answered_it_waits_again_or_is_closed(house, edition, priya, mo, now, at_once):
    for number in range(ROUNDS):
        comment = factories.comment(edition, by=priya, body=f"Said for the time number {number}.")
        report_comment(comment_id=comment.pk, by=factories.member(f"First {number}"), reason="spam", at=now)
        second = factories.member(f"Second {number}")

        answers = at_once(
            deciding(comment, "kept", by=mo, at=now),
            partial(report_comment, comment_id=comment.pk, by=second, reason="abusive", at=now),
        )

        comment.refresh_from_db()
        assert [answer for answer in answers if isinstance(answer, Exception)] == []
        assert comment.has_open_reports == comment.reports.filter(closed_at=None).exists()
        assert comment.state == "published"


def test_removed_while_it_is_reported_there_is_nothing_left_open(house, edition, priya, mo, sam, now, at_once):
    for number in range(ROUNDS):
        comment = factories.comment(edition, by=priya, body=f"Said for the time number {number}.")

        at_once(
            deciding(comment, "removed", by=mo, at=now, reason="spam"),
            partial(report_comment, comment_id=comment.pk, by=sam, reason="spam", at=now),
        )

        comment.refresh_from_db()
        assert (comment.state, comment.has_open_reports) == ("removed", False)
        assert not comment.reports.filter(closed_at=None).exists()
    assert list(faults()) == []


def test_deleted_while_it_is_approved_it_is_deleted(held, mo, now, at_once):
    for _ in range(ROUNDS):
        comment = held()

        at_once(
            deciding(comment, "approved", by=mo, at=now),
            partial(delete_comment, comment_id=comment.pk, by=comment.author, at=now),
        )

        comment.refresh_from_db()
        assert (comment.state, comment.body, comment.is_shown) == ("deleted", "", False)
    assert list(faults()) == []
    assert deliver_due(at=now) == 0


def test_an_answer_approved_while_the_wish_ends_tells_at_most_once(edition, house, priya, sam, mo, now, at_once):
    subscriptions.wish(user=priya, post_id=edition.post_id, at=now)
    question = factories.comment(edition, by=priya)
    answer = factories.comment(edition, by=sam, parent=question, held=True)

    at_once(
        deciding(answer, "approved", by=mo, at=now),
        partial(subscriptions.end, user_id=priya.pk, post_id=edition.post_id, at=now),
    )

    deliver_due(at=now + timedelta(days=1))
    assert [message.to for message in mail.outbox] == [["sam@example.org"]]


def test_two_workers_send_each_notice_once(edition, easy_clinic, priya, now, at_once):
    subscriptions.wish(user=priya, post_id=edition.post_id, at=now)
    question = factories.comment(edition, by=priya)
    for number in range(10):
        factories.comment(edition, by=factories.member(f"Person {number}"), parent=question, at=now)

    at_once(*[partial(deliver_due, at=now)] * 4)

    assert len(mail.outbox) == 10
    assert len({message.subject for message in mail.outbox}) == 10
