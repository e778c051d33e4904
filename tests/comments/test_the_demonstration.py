"""The demonstration shows every state a conversation can be in, and changes nothing when it is run again."""

import pytest
from django.core.management import call_command
from django.db.models import F

from blog.comments.models import Appeal, Block, CannedReply, Comment, Conversation, Decision, Report, Subscription
from blog.comments.recount import faults
from blog.outbox.models import Message


@pytest.fixture
def demonstration(db, capsys):
    call_command("demo")
    return capsys.readouterr().out


def by_state():
    return {state: list(Comment.objects.filter(state=state)) for state in Comment.State.values}


def codes(comments):
    return sorted({reason["code"] for comment in comments for reason in comment.reasons})


def everything():
    return [list(model.objects.order_by("pk").values_list()) for model in (Comment, Conversation, Decision, Report)]


def test_it_shows_every_state_and_can_be_repeated(demonstration, capsys):
    states = by_state()
    assert all(states.values()), {state: len(comments) for state, comments in states.items()}
    assert codes(states["held"]) == ["first", "link", "pom-botulinum-name", "read-first", "red-flag-breathing"]
    assert [comment.is_urgent for comment in states["held"]].count(True) == 1
    assert {comment.is_stone for comment in states["removed"]} == {True, False}
    assert [comment.is_stone for comment in states["deleted"]] == [True]
    assert states["rejected"][0].decisions.get().reason == "advertising"
    assert states["hidden"][0].reports.count() == 3
    assert any(comment.has_open_reports for comment in states["published"])
    assert any(comment.edited_at and comment.wordings.count() == 1 for comment in states["published"])
    assert any(comment.practitioner_id for comment in states["published"])
    assert any(comment.parent_id not in (None, comment.root_id) for comment in states["published"])
    assert any(comment.asks_before_adopting for comment in states["published"])
    assert [comment.state for comment in Comment.objects.exclude(escalated_at=None)] == ["held"]
    assert not Comment.objects.filter(created_at__lt=F("author__date_joined")).exists()
    assert Appeal.objects.filter(answered_at=None).count() == 1
    assert (Block.objects.count(), CannedReply.objects.count(), Subscription.objects.count()) == (1, 3, 2)
    assert set(Conversation.objects.values_list("policy", flat=True)) == {"open", "locked", "read_first", "off"}
    assert list(faults()) == []
    assert not Message.objects.exists()  # nobody is written to about what is made up

    before = everything()
    call_command("demo")

    assert everything() == before
    assert capsys.readouterr().out == demonstration
