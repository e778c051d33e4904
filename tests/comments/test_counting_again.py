"""manage.py count_comments: the counts and places kept with comments, looked at and put right."""

import pytest
from django.core.management import CommandError, call_command

from blog.comments.actions import delete_comment
from blog.comments.models import Comment, Conversation
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
    factories.comment(edition, by=mo, parent=first)
    return {"first": first, "stone": reply, "deeper": deeper, "held": held, "answer": answer}


def kept():
    rows = Comment.objects.order_by("pk").values_list("pk", "is_shown", "is_from_staff", "practitioner_id")
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
