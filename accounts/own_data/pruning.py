"""What nobody uses: sessions that are over and accounts never proved go quietly, those that sleep are asked first."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string

from accounts import letters
from accounts.models import User
from accounts.own_data.leaving import ask_to_leave

WARNED_BEFORE = timedelta(days=30)


def prune(*, at):
    """This will delete accounts whose address was never proved, and warn and then delete those that sleep."""
    Session.objects.filter(expire_date__lte=at).delete()
    never_proved(at).delete()
    if not settings.DORMANT_AFTER_DAYS:
        return
    for user in dormant(at).filter(warned_at=None):
        warn(user, at=at)
    for user in dormant(at).filter(warned_at__lte=at - WARNED_BEFORE):
        ask_to_leave(user=user, keep_words=True, at=at)
    User.objects.filter(warned_at__isnull=False, last_login__gt=at - WARNED_BEFORE).update(warned_at=None)


def never_proved(at):
    """This will find the accounts whose address nobody has proved in time, and that nothing hangs on."""
    proved = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    old = User.objects.filter(date_joined__lte=at - timedelta(days=settings.UNPROVED_AFTER_DAYS))
    return old.filter(~Exists(proved), is_staff=False, is_superuser=False, last_login=None)


def dormant(at):
    """This will find the members who have not logged in for as long as the setting says."""
    since = at - timedelta(days=settings.DORMANT_AFTER_DAYS)
    users = User.objects.alias(seen=Coalesce("last_login", "date_joined"))
    return users.filter(Q(leaving=None), seen__lte=since, is_active=True, is_staff=False, is_superuser=False)


@transaction.atomic
def warn(user, *, at):
    """This will tell somebody that their account is to go, unless another worker just has."""
    if not User.objects.filter(pk=user.pk, warned_at=None).update(warned_at=at):
        return
    context = {"person": user, "on": at + WARNED_BEFORE, "SITE_URL": settings.SITE_URL}
    subject, body = render_to_string("accounts/mail/asleep.txt", context).strip().split("\n\n", 1)
    letters.send(letters.Letter(user.email, subject, body, settings.DEFAULT_FROM_EMAIL, person_id=user.pk))
