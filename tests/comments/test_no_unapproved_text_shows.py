"""Whatever people do, in whatever order: nobody but its writer reads a text that is not published, counts are right,
and no published answer is lost with what it answers."""

from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blog import rules
from blog.comments.actions import LookAgain, delete_comment, edit_comment, leave_comment
from blog.comments.models import Comment, Conversation, Decision
from blog.comments.moderate import decide_on, undo
from blog.comments.reports import report_comment
from tests import factories
from tests.comments.conftest import PAGE, URL

STEPS = 25
KINDS = ["plain words", "see https://x.example/", "I cannot see out of one eye", "ring 07700 900123", "ring me"]


class Walk:
    """People doing things at random. Every text has a number of its own, so that it can be looked for on a page."""

    def __init__(self, seed, *, edition, members, mo, at):
        self.chance, self.edition, self.members, self.mo, self.at = Random(seed), edition, members, mo, at
        self.texts = {}  # each text ever sent: its writer

    def step(self):
        act = self.chance.choice([self.leave, self.leave, self.edit, self.decide, self.decide, self.report, self.take])
        self.at += timedelta(seconds=40)
        with suppress(rules.Refused, LookAgain):
            act()

    def body(self, writer):
        text = f"{self.chance.choice(KINDS)} text{len(self.texts):03}end"
        self.texts[text[-10:]] = writer
        return text

    def any(self):
        found = list(Comment.objects.order_by("pk"))
        return self.chance.choice(found) if found else None

    def leave(self):
        writer, has_looked = self.chance.choice(self.members), self.chance.random() < 0.7
        leave_comment(
            edition=self.edition, author=writer, body=self.body(writer), at=self.at, is_limited=False,
            parent=self.chance.choice([None, self.any()]), has_looked_again=has_looked,
        )  # fmt: skip

    def edit(self):
        if comment := self.any():
            body = self.body(comment.author)
            edit_comment(comment_id=comment.pk, by=comment.author, body=body, at=self.at, has_looked_again=True)

    def decide(self):
        if comment := self.any():
            act = self.chance.choice(["approved", "approved", "rejected", "removed", "kept"])
            how = {"comment_id": comment.pk, "by": self.mo, "at": self.at, "seen": comment.state}
            decision = decide_on(act=act, reason="spam", **how)
            if self.chance.random() < 0.2:
                undo(decision_id=decision.pk, by=self.mo, at=self.at)

    def report(self):
        if comment := self.any():
            for member in self.members:
                report_comment(comment_id=comment.pk, by=member, reason="spam", at=self.at)

    def take(self):
        if comment := self.any():
            delete_comment(comment_id=comment.pk, by=comment.author, at=self.at)


def read(user):
    client = Client()
    if user:
        client.force_login(user)
    return "".join(client.get(address).content.decode() for address in (PAGE, URL, URL + "feed/"))


def check(walk):
    published = {comment.body[-10:] for comment in Comment.objects.public()}
    assert Conversation.objects.filter(public_count=len(published)).exists() or not published
    for reader in (None, walk.mo, *walk.members):
        page = read(reader)
        seen = {text for text in walk.texts if text in page}
        not_theirs = {text for text in seen - published if walk.texts[text] != reader}
        assert not_theirs == set(), f"{reader} reads what is not published"
        assert published <= seen, f"{reader} does not find what is published"


@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_no_sequence_of_acts_shows_what_is_not_published(edition, easy_clinic, priya, sam, mallory, mo, now, seed):
    clear()
    walk = Walk(seed, edition=edition, members=[priya, sam, mallory], mo=mo, at=now + timedelta(days=1))
    for number in range(STEPS):
        walk.step()
        if number % 5 == 4:
            check(walk)


def clear():
    """The walks of one test share its database; the record of decisions cannot be emptied, so their comments stay."""
    for comment in Comment.objects.exclude(state="deleted"):
        delete_comment(comment_id=comment.pk, by=comment.author, at=comment.created_at)


@pytest.mark.parametrize("act", ["removed", "hidden", "deleted"])
def test_what_happens_to_a_parent_never_hides_its_published_answers(client, edition, clinic, priya, sam, mo, now, act):
    parent = factories.comment(edition, by=priya, body="The parent.")
    child = factories.comment(edition, by=sam, body="The child.", parent=parent)
    factories.comment(edition, by=priya, body="The grandchild.", parent=child)

    if act == "removed":
        decide_on(comment_id=parent.pk, act="removed", by=mo, at=now, seen="published", reason="spam")
    elif act == "deleted":
        delete_comment(comment_id=parent.pk, by=priya, at=now)
    else:
        for name in ("One", "Two", "Three"):
            report_comment(comment_id=parent.pk, by=factories.member(name), reason="spam", at=now)

    page = client.get(PAGE).content.decode()
    assert "The parent." not in page
    assert "The child." in page
    assert "The grandchild." in page
    assert Conversation.objects.get().public_count == 2
    assert Decision.objects.count() == (act != "deleted")
