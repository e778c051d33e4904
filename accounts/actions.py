"""What managers do with people: let them in, let them begin anew with a second factor, and shut them out."""

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from accounts import rules, signals
from accounts.models import User
from accounts.own_data.own import end_sessions


@transaction.atomic
def invite(*, person, by):
    """This will keep the address of somebody new, to be proved with their first code, and write how they come in."""
    if refusal := rules.refusal_to_manage_people(by):
        raise rules.Refused(refusal)
    EmailAddress.objects.create(user=person, email=person.email, primary=True)
    get_adapter().send_mail("account/email/invitation", person.email, {"person": person, "by": by})


@transaction.atomic
def end_access(*, person, by, at):
    """This will shut somebody out at once: no log-in, no work here, every session and second factor gone, no mail.

    The password goes too, which also ends the sessions that are on no list: each carries a mark made of it.
    """
    if refusal := rules.refusal_to_end_access(by, person):
        raise rules.Refused(refusal)
    person = User.objects.select_for_update().get(pk=person.pk)
    person.is_active = person.is_staff = person.is_superuser = False
    person.set_unusable_password()
    person.save()
    for session in UserSession.objects.filter(user=person):
        session.end()
    Authenticator.objects.filter(user=person).delete()
    signals.access_ended.send(sender=User, person=person, by=by, at=at)
    return person


@transaction.atomic
def reset_second_factor(*, person, by, at):
    """This will take away the passkeys, app and recovery codes that somebody lost, and log them out everywhere.

    They are written to. Nothing else changes: they log in as before, and staff are then led to make a new one.
    """
    if refusal := rules.refusal_to_reset_second_factor(by, person):
        raise rules.Refused(refusal)
    person = User.objects.select_for_update().get(pk=person.pk)
    Authenticator.objects.filter(user=person).delete()
    UserSession.objects.filter(user=person).delete()
    end_sessions(person)
    signals.second_factor_reset.send(sender=User, person=person, by=by, at=at)
    get_adapter().send_notification_mail("account/email/second_factor_reset", person, {"by": by})
    return person
