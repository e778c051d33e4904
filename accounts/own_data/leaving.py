"""Deleting an account: asked for, taken back within a day, and then complete."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from accounts import letters
from accounts.models import Leaving, User
from accounts.own_data import erased

CHANGE_ONE_S_MIND = timedelta(hours=24)
TRY_RECEIPT = timedelta(days=3)


@transaction.atomic
def ask_to_leave(*, user, keep_words, at):
    """This will have an account deleted in 24 hours. Asking again changes the choice, and not the time."""
    leaving, _ = Leaving.objects.get_or_create(user=user, defaults={"asked_at": at, "due_at": at + CHANGE_ONE_S_MIND})
    leaving.keep_words = keep_words
    leaving.save(update_fields=["keep_words"])
    return leaving


def stay_after_all(*, user):
    """This will take back the wish, if there is still time. Tells whether there was one."""
    return bool(Leaving.objects.filter(user=user, done_at=None).delete()[0])


def let_go(*, at):
    """This will erase every account whose day is over, and send the receipts. Safe to repeat."""
    for key in Leaving.objects.filter(done_at=None, due_at__lte=at).values_list("pk", flat=True):
        erase(key, at=at)
    for key in Leaving.objects.exclude(done_at=None).values_list("pk", flat=True):
        send_receipt(key)


@transaction.atomic
def erase(key, *, at):
    """This will erase one account, everywhere in one transaction. Its address is kept until the receipt is sent."""
    leaving = Leaving.objects.select_for_update().filter(pk=key, done_at=None, due_at__lte=at).first()
    if leaving is None:
        return  # taken back, or done by another worker
    user = User.objects.select_for_update(no_key=True).get(pk=leaving.user_id)
    leaving.address, leaving.done_at = user.email, at
    leaving.save(update_fields=["address", "done_at"])
    erased.everything(user, keep_words=leaving.keep_words, at=at)


@transaction.atomic
def send_receipt(key):
    """This will hand over the receipt for whoever left, once, and forget where they were written to.

    It lasts for days and no longer, so the letter with their address is not kept once it is sent.
    """
    leaving = Leaving.objects.select_for_update().filter(pk=key).exclude(done_at=None).first()
    if leaving is None:
        return  # handed over by another worker
    text = render_to_string("accounts/mail/gone.txt", {"leaving": leaving, "SITE_URL": settings.SITE_URL})
    subject, body = text.strip().split("\n\n", 1)
    letters.send(letters.Letter(leaving.address, subject, body, settings.DEFAULT_FROM_EMAIL, lasts=TRY_RECEIPT))
    leaving.delete()
