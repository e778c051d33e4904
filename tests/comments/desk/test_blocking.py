"""Blocking a member with a reason they are told, and letting them comment again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog import rules
from blog.audit.models import Entry
from blog.comments import blocks
from blog.comments.actions import blocked_because
from blog.comments.models import Block
from tests.comments.desk.conftest import DESK
from tests.posts.conftest import at, text_of

REASON = "Three of your comments sold something."


def test_a_blocked_member_is_told_why_and_cannot_comment(client, mo, sam, edition):
    response = at(client, mo).post(f"{DESK}blocks/{sam.pk}/", {"reason": REASON, "days": "7"}, follow=True)

    assert "Sam cannot comment any more" in text_of(response)
    assert blocked_because(sam, timezone.now()).endswith(REASON)
    page = at(client, sam).post(f"/posts/{edition.slug}/comments/", {"body": "More."})
    assert REASON in text_of(page)
    assert Entry.objects.get(act="blocked").subject == "Sam"


def test_a_block_runs_out(mo, sam, now):
    blocks.block(member_id=sam.pk, by=mo, at=now - timedelta(days=7), reason=REASON, days=7)

    assert blocked_because(sam, now) is None
    assert blocks.block(member_id=sam.pk, by=mo, at=now, reason="Again.").until is None
    assert Block.objects.filter(lifted_at=None).count() == 1


def test_a_block_is_lifted(client, mo, sam, now):
    blocks.block(member_id=sam.pk, by=mo, at=now, reason=REASON)
    page = at(client, mo).get(f"{DESK}blocks/")
    assert f"Sam Until somebody lifts it. By Mo: “{REASON}”" in text_of(page)

    response = client.post(f"{DESK}blocks/{sam.pk}/", {"lift": "yes"}, follow=True)

    assert "Nobody is blocked." in text_of(response)
    assert blocked_because(sam, timezone.now()) is None
    assert Entry.objects.filter(act="unblocked").count() == 1
    assert client.post(f"{DESK}blocks/{sam.pk}/", {"lift": "yes"}).status_code == 409


def test_two_who_block_at_once_are_one_block(client, mo, grace, sam, now):
    at(client, mo)
    blocks.block(member_id=sam.pk, by=grace, at=now, reason="First.")

    response = client.post(f"{DESK}blocks/{sam.pk}/", {"reason": REASON, "days": "1"})

    assert response.status_code == 409
    assert Block.objects.get().reason == "First."


@pytest.mark.parametrize(
    "typed",
    [{"days": "7"}, {"reason": REASON}, {"reason": REASON, "days": "8"}, {"reason": "\0", "days": "7"},
     {"reason": "x" * 301, "days": "7"}, {}],
)  # fmt: skip
def test_a_form_that_is_not_whole_blocks_nobody(client, mo, sam, typed):
    assert at(client, mo).post(f"{DESK}blocks/{sam.pk}/", typed).status_code == 422
    assert not Block.objects.exists()


@pytest.mark.parametrize("who", ["mo", "grace", "ben"])
def test_the_clinic_s_own_people_are_not_blocked_here(client, mo, who, request):
    person = request.getfixturevalue(who)

    assert at(client, mo).post(f"{DESK}blocks/{person.pk}/", {"reason": REASON, "days": "7"}).status_code == 403
    assert not Block.objects.exists()


@pytest.mark.parametrize("who", ["amara", "ben", "priya"])
def test_only_moderators_block(request, sam, now, who):
    with pytest.raises(rules.Refused):
        blocks.block(member_id=sam.pk, by=request.getfixturevalue(who), at=now, reason=REASON)


def test_nobody_who_is_not_there_is_blocked(client, mo):
    assert at(client, mo).get(f"{DESK}blocks/{'9' * 40}/").status_code == 404
