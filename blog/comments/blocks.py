"""Blocking a member, and letting them comment again."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog import rules
from blog.audit.actions import record
from blog.audit.models import Entry
from blog.comments.models import Block

BLOCKED_ALREADY = _("Somebody has blocked this member already.")
NOT_BLOCKED = _("This member is not blocked any more.")


def standing(at):
    """This will find the blocks in force at the moment `at`."""
    return Block.objects.filter(Q(until=None) | Q(until__gt=at), lifted_at=None)


@transaction.atomic
def block(*, member_id, by, at, reason, days=None):
    """This will keep a member from commenting for some days, or until somebody lifts it. They are told the reason.

    What they wrote stays as it is. Raises `Refused`.
    """
    member = User.objects.select_for_update().get(pk=member_id)
    rules.require(rules.refusal_to_block(by, member))
    if standing(at).filter(user=member).exists():
        raise rules.Refused(BLOCKED_ALREADY)
    Block.objects.filter(user=member, lifted_at=None).update(lifted_at=at)  # one that ran out
    until = at + timedelta(days=days) if days else None
    made = Block.objects.create(user=member, reason=" ".join(reason.split()), at=at, by=by, until=until)
    note(Entry.Act.BLOCKED, made, by=by, at=at)
    return made


@transaction.atomic
def lift(*, member_id, by, at):
    """This will let a member comment again. Raises `Refused`."""
    member = User.objects.select_for_update().get(pk=member_id)
    rules.require(rules.refusal_to_block(by, member))
    made = standing(at).filter(user=member).first()
    if made is None:
        raise rules.Refused(NOT_BLOCKED)
    made.lifted_at = at
    made.save(update_fields=["lifted_at"])
    note(Entry.Act.UNBLOCKED, made, by=by, at=at)
    return made


def note(act, made, *, by, at):
    until = made.until.isoformat() if made.until else ""
    record(at=at, by=by, act=act, subject=made.user.display_name, member=made.user_id, reason=made.reason, until=until)
