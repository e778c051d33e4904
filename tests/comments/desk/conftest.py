"""What the tests of the moderation desk share: comments that wait, and the forms on their cards."""

import pytest
from django.utils import timezone

from blog.comments.models import Appeal, Comment, Decision, Report
from blog.comments.moderate import decide_on
from tests import factories
from tests.posts.conftest import at

DESK = "/admin/blog/comment/"


@pytest.fixture(autouse=True)
def open_clinic(clinic):
    return clinic


@pytest.fixture
def held(edition, priya):
    return factories.comment(edition, by=priya, body="Is there a list of the plant ones?", held=True)


@pytest.fixture
def public(edition, sam):
    return factories.comment(edition, by=sam, body="They were late and rude.")


@pytest.fixture
def urgent(edition, mallory):
    return factories.comment(edition, by=mallory, body="One side is white and I can’t see out of that eye.", held=True)


def report(comment, *, by, reason="abusive", note=""):
    made = Report.objects.create(comment=comment, by=by, reason=reason, note=note, at=timezone.now())
    Comment.objects.filter(pk=comment.pk).update(has_open_reports=True)
    return made


def answer(decision, body="I only said what happened."):
    made = Appeal.objects.create(decision=decision, body=body, at=timezone.now())
    Comment.objects.filter(pk=decision.comment_id).update(is_appealed=True)
    return made


def decide(comment, act, *, by, at=None, reason="", note=""):
    """This will decide on a comment as it stands."""
    stands = Comment.objects.get(pk=comment.pk)
    return decide_on(
        comment_id=comment.pk, act=act, by=by, at=at or timezone.now(), seen=stands.state, reason=reason, note=note
    )


def card_of(page, comment):
    return next(card for card in page.context["cards"] if card.comment.pk == comment.pk)


@pytest.fixture
def shown(client):
    """Opens the desk for somebody and gives the fields that a card's forms hold."""

    def shown(comment, *, by):
        card = card_of(at(client, by).get(DESK), comment)
        return {"seen": card.comment.state, "version": card.version}

    return shown


@pytest.fixture
def press(client, shown):
    """Opens the desk and presses a button of a card, with what was typed beside it."""

    def press(comment, act, *, by, fields=None, **typed):
        fields = fields or shown(comment, by=by)
        return at(client, by).post(f"{DESK}{comment.pk}/change/", fields | {"act": act} | typed)

    return press


def state(comment):
    return Comment.objects.get(pk=comment.pk).state


def acts(comment):
    return list(Decision.objects.filter(comment=comment).order_by("pk").values_list("act", flat=True))
