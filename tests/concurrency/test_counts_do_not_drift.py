"""Real processes do everything there is to comments at once, while another mends: what is kept agrees with the rows."""

from functools import partial

import pytest

from blog.comments.models import Comment, Conversation, Decision, Report
from blog.comments.recount import faults
from blog.posts.models import Post
from tests import factories
from tests.backup.conftest import Place, source  # noqa: F401  a fixture

EACH = 60

A_PROCESS = """
from random import Random
from django.utils import timezone
from accounts.models import User
from accounts.own_data.leaving import ask_to_leave, let_go, CHANGE_ONE_S_MIND
from blog.comments.actions import delete_comment, edit_comment, leave_comment
from blog.comments.models import Comment, Decision
from blog.comments.moderate import decide_on, newest_of, undo, version_of
from blog.comments.reports import report_comment
from blog.editions.models import Edition
from blog.rules import Refused

choose = Random({seed})
members = list(User.objects.filter(is_staff=False).order_by("pk"))
mo = User.objects.get(display_name="Mo")

def say(at):
    edition = choose.choice(list(Edition.objects.all()))
    there = list(edition.comments.order_by("pk"))
    parent = choose.choice([None, *there])
    leave_comment(edition=edition, author=choose.choice(members), body=f"Said {{at}}.", at=at, parent=parent)

def any_comment():
    return choose.choice(list(Comment.objects.order_by("pk")))

def change(at):
    one = any_comment()
    edit_comment(comment_id=one.pk, by=one.author, body=f"Changed {{at}}.", at=at)

def delete(at):
    one = any_comment()
    delete_comment(comment_id=one.pk, by=one.author, at=at)

def report(at):
    report_comment(comment_id=any_comment().pk, by=choose.choice(members), reason="other", at=at)

def decide(at):
    one = any_comment()
    act = choose.choice(["approved", "rejected", "removed", "kept"])
    seen = {{"seen": one.state, "version": version_of(one, newest_of(one))}}
    decide_on(comment_id=one.pk, act=act, by=mo, at=at, reason="spam", **seen)

def take_back(at):
    undo(decision_id=choose.choice(list(Decision.objects.order_by("pk"))).pk, by=mo, at=at)

def leave(at):
    if choose.random() < 0.05:
        ask_to_leave(user=choose.choice(members), keep_words=choose.random() < 0.5, at=at - CHANGE_ONE_S_MIND)
        let_go(at=at)

acts = [say, say, say, change, delete, report, report, decide, decide, decide, take_back, leave]
for _ in range({each}):
    try:
        choose.choice(acts)(timezone.now())
    except (Refused, IndexError):
        pass
"""


@pytest.mark.django_db(transaction=True)
def test_whatever_three_processes_do_at_once_while_a_fourth_mends(
    source: Place,  # noqa: F811
    easy_clinic,
    edition,
    topic,
    ben,
    amara,
    mo,
    at_once,
):
    other = factories.signed(factories.post(topic=topic, writer=ben, title="Light and lasers"), by=amara)
    for number in range(8):
        factories.comment((edition, other)[number % 2], by=factories.member(f"Person {number}"), held=number > 5)

    def act(seed):
        return source.manage("shell", "--no-imports", "-c", A_PROCESS.format(seed=seed, each=EACH))

    def mend():
        return [source.manage("count_comments", "--mend") for _ in range(2)]

    *acted, mended = at_once(*(partial(act, seed) for seed in range(3)), mend)

    assert [(status, complained) for status, _, complained in acted] == [(0, "")] * 3
    assert [(status, said) for status, said, _ in mended] == [(0, "Every count is right.\n")] * 2
    assert list(faults()) == []
    assert Comment.objects.count() > 20
    assert min(Decision.objects.count(), Report.objects.count()) > 3  # enough went on at once
    assert len({*Decision.objects.values_list("act", flat=True)}) >= 3
    kept = dict(Conversation.objects.values_list("post_id", "public_count"))
    for post in Post.objects.all():
        assert kept[post.pk] == Comment.objects.filter(post=post, state="published").count()
