"""manage.py count_comments: the counts and places kept with comments, looked at and put right."""

import pytest
from django.core.management import CommandError, call_command

from blog.comments.actions import delete_comment
from blog.comments.appeals import answer_decision
from blog.comments.models import Comment, Conversation
from blog.comments.moderate import decide_on, version_of
from blog.comments.recount import faults
from blog.comments.reports import report_comment
from tests import factories


@pytest.fixture
def talk(edition, easy_clinic, priya, sam, joan, mo):
    """A thread with a stone, a held comment, a clinic answer and one by staff who are no clinicians."""
    first = factories.comment(edition, by=priya)
    reply = factories.comment(edition, by=sam, parent=first)
    deeper = factories.comment(edition, by=priya, parent=reply)
    delete_comment(comment_id=reply.pk, by=sam, at=deeper.created_at)
    held = factories.comment(edition, by=sam, held=True)
    answer = factories.comment(edition, by=joan, parent=first)
    reported = factories.comment(edition, by=mo, parent=first)
    report_comment(comment_id=reported.pk, by=sam, reason="other", at=deeper.created_at)
    gone = factories.comment(edition, by=priya)
    report_comment(comment_id=gone.pk, by=sam, reason="other", at=deeper.created_at)
    delete_comment(comment_id=gone.pk, by=priya, at=deeper.created_at)  # its report has nothing to be about any more
    rejected = factories.comment(edition, by=sam, held=True)
    decided = {"seen": "held", "version": version_of(rejected, None)}
    decide_on(comment_id=rejected.pk, act="rejected", reason="spam", by=mo, at=deeper.created_at, **decided)
    answer_decision(comment_id=rejected.pk, by=sam, body="It is not.", at=deeper.created_at)
    return {"first": first, "stone": reply, "held": held, "answer": answer, "reported": reported, "rejected": rejected}


def kept():
    fields = ("pk", "is_shown", "is_from_staff", "practitioner_id", "has_open_reports", "is_appealed")
    rows = Comment.objects.order_by("pk").values_list(*fields)
    return [*rows, *Conversation.objects.values_list("post_id", "public_count")]


def run(capsys, **how):
    call_command("count_comments", **how)
    return capsys.readouterr().out.splitlines()


def test_what_is_right_is_left_alone(talk, capsys):
    before = kept()

    assert run(capsys) == ["Every count is right."]
    assert run(capsys, mend=True) == ["Every count is right."]
    assert kept() == before
    assert Conversation.objects.get().public_count == 4


DRIFTS = [
    (lambda talk: Conversation.objects.update(public_count=40), "the count says 40, and there are 4."),
    (lambda talk: Conversation.objects.update(public_count=0), "the count says 0, and there are 4."),
    (lambda talk: Conversation.objects.all().delete(), "the count says 0, and there are 4."),
    (lambda talk: set_on(talk["first"], is_shown=False), "it has no place on the page, and should."),
    (lambda talk: set_on(talk["stone"], is_shown=False), "it has no place on the page, and should."),
    (lambda talk: set_on(talk["held"], is_shown=True), "it has a place on the page, and should not."),
    (lambda talk: set_on(talk["answer"], is_from_staff=False), "it is a clinic answer, and not marked as from staff."),
    (
        lambda talk: set_on(talk["first"], practitioner_id=talk["answer"].practitioner_id),
        "it bears the name of a clinician who did not write it.",
    ),
    (lambda talk: set_on(talk["first"], has_open_reports=True), "it says that it has open reports, and has none."),
    (lambda talk: set_on(talk["reported"], has_open_reports=False), "it has open reports, and does not say so."),
    (
        lambda talk: set_on(talk["first"], is_appealed=True),
        "it says that its writer has answered a decision, and nothing is open.",
    ),
    (
        lambda talk: set_on(talk["rejected"], is_appealed=False),
        "its writer has answered a decision, and it does not say so.",
    ),
]


def set_on(comment, **fields):
    Comment.objects.filter(pk=comment.pk).update(**fields)


@pytest.mark.parametrize(("drift", "says"), DRIFTS)
def test_what_has_drifted_is_said_and_left(talk, capsys, drift, says):
    drift(talk)
    before = kept()

    with pytest.raises(CommandError) as error:
        call_command("count_comments")

    assert str(error.value) == "Wrong: 1. Put it right with: manage.py count_comments --mend"
    assert capsys.readouterr().out.strip().endswith(says)
    assert kept() == before


@pytest.mark.parametrize(("drift", "says"), DRIFTS)
def test_what_has_drifted_is_mended_when_asked_to(talk, capsys, drift, says):
    right = kept()
    drift(talk)

    lines = run(capsys, mend=True)

    assert lines[0].endswith(says)
    assert lines[1] == "Put right: 1."
    assert kept() == right
    assert run(capsys) == ["Every count is right."]


def test_every_article_is_looked_at(talk, topic, ben, amara, priya, capsys):
    other = factories.signed(factories.post(topic=topic, writer=ben, title="Light and lasers"), by=amara)
    factories.comment(other, by=priya)
    Conversation.objects.update(public_count=9)

    assert run(capsys, mend=True)[-1] == "Put right: 2."


def test_an_answer_by_a_clinician_who_has_left_keeps_their_name(talk, joan, capsys):
    type(joan.practitioner).objects.filter(pk=joan.practitioner.pk).update(user=None)

    assert run(capsys) == ["Every count is right."]


@pytest.mark.parametrize("articles", [1, 3])
def test_where_all_is_right_it_costs_ten_questions_however_many_articles(
    talk, topic, ben, amara, priya, articles, django_assert_num_queries
):
    for number in range(articles - 1):
        other = factories.signed(factories.post(topic=topic, writer=ben, title=f"Another {number}"), by=amara)
        factories.comment(other, by=priya)

    with django_assert_num_queries(10):
        assert list(faults()) == []
