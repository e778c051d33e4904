"""Making a complaint, and answering one."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog import rules
from blog.audit.actions import record
from blog.audit.models import Entry
from blog.clinic.letterhead import letterhead
from blog.complaints.models import Complaint
from blog.outbox.actions import put

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is read for another
A_DAY_PER_ADDRESS = 3
AN_HOUR = 30


class TooMany(rules.Refused):
    """The refusal of one more complaint in a short time: each sends a mail to an address that nobody has proved."""


@transaction.atomic
def complain(*, about, name, email, words, at):
    """This will store a complaint and acknowledge it by mail, with its reference and the day it is answered by."""
    recent = Complaint.objects.filter(received_at__gt=at - timedelta(days=1))
    if recent.filter(email__iexact=email).count() >= A_DAY_PER_ADDRESS:
        raise TooMany(_("You have written to us several times today, and we have all of it. We will answer by mail."))
    if recent.filter(received_at__gt=at - timedelta(hours=1)).count() >= AN_HOUR:
        raise TooMany(_("Too many complaints have come in this hour. Try again later, or write to us by post."))
    complaint = Complaint.objects.create(
        reference=new_reference(at),
        about=about,
        name=name,
        email=email,
        words=words,
        received_at=at,
        due_at=at + Complaint.ANSWER_WITHIN,
    )
    send(complaint, "received", at=at)
    return complaint


def new_reference(at):
    """This will make a reference that nobody can guess, such as 2026-7QK4M2."""
    return f"{timezone.localdate(at):%Y}-{''.join(secrets.choice(LETTERS) for _ in range(6))}"


@transaction.atomic
def answer(*, complaint_id, by, at, answer):
    """This will record what came of a complaint and send it to whoever made it, once."""
    rules.require(rules.refusal_to_manage(by))
    complaint = Complaint.objects.select_for_update().get(pk=complaint_id)
    if complaint.answered_at:
        raise rules.Refused(_("This complaint was answered already."))
    complaint.answer, complaint.answered_at, complaint.answered_by = answer, at, by
    complaint.save(update_fields=["answer", "answered_at", "answered_by"])
    send(complaint, "answered", at=at)
    record(
        at=at,
        by=by,
        act=Entry.Act.ANSWERED_COMPLAINT,
        subject=_("Complaint %(reference)s") % {"reference": complaint.reference},
    )
    return complaint


def send(complaint, what, *, at):
    put(
        key=f"complaint-{complaint.reference}-{what}",
        to=complaint.email,
        template=f"blog/complaints/mail/{what}.txt",
        context=letterhead() | {"complaint": complaint},
        at=at,
    )
