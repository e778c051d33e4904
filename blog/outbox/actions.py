"""Putting mail in the outbox, and sending what is due."""

import hashlib
import uuid
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.module_loading import import_string

from blog import rules
from blog.outbox import html
from blog.outbox.models import Message

CLAIM = timedelta(minutes=10)
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440)]
# While a mail is being sent it has a try without an error.
IS_NOT_ON_ITS_WAY = Q(tries=0) | ~Q(last_error="")


def put(*, key, to, template, context, at, headers=None, not_before=None, about="", only_if=None, lasts=None):
    """This will put one mail in the outbox, in the transaction of what caused it; the worker sends it after the commit.

    The template's first line is the subject, a blank line, then the text. A key that is there already is left alone.
    not_before: the moment before which it is not sent, for what may still be taken back. about: what it is about, to
    find it by. only_if: {"ask": the dotted name of a function, "with": its arguments}; unless that function says yes
    at the moment of sending, the mail is dropped. lasts: how long it is of use, where it is for a moment; it is deleted
    once it is sent. Returns the Message, or None if there was one.
    """
    subject, text = render_to_string(template, context).strip().split("\n\n", 1)
    written = {
        "to": to,
        "subject": one_line(subject),
        "text": text.strip() + "\n",
        "headers": headers or {},
        "created_at": at,
        "not_before": not_before or at,
        "about": about,
        "only_if": only_if or {},
        "useless_at": at + lasts if lasts else None,
    }
    message, is_new = Message.objects.get_or_create(key=key, defaults=written)
    return message if is_new else None


def one_press(address):
    """This will give the headers by which a mail program ends the mail with one press. Source: RFC 8058."""
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def one_line(subject):
    return " ".join(subject.split())[:200]


def put_letter(letter, *, at):
    """This will put a letter of the accounts in the outbox, with its sender and whose account it is about.

    One that is for a moment is a secret as long as it works, or is to an address that may be nobody's: it is deleted
    once it is sent, and when its moment is over at the latest.
    """
    return Message.objects.create(
        key=f"account-{uuid.uuid4().hex}",
        to=letter.to,
        subject=one_line(letter.subject),
        text=letter.text,
        headers={"From": letter.sender},
        about=about_person(letter.person_id) if letter.person_id else "",
        useless_at=at + letter.lasts if letter.lasts else None,
        created_at=at,
        not_before=at,
    )


def about_person(person_id):
    return f"person-{person_id}"


def withdraw(*, keys=(), about=None, prefix=""):
    """This will take mails back that have not gone: those with these keys, or about something with such a key.

    What is being sent at this moment is left alone, or it could be put in again and go twice.
    """
    named = Q(key__in=keys)
    if about:
        named |= Q(about=about, key__startswith=prefix)
    Message.objects.filter(named, IS_NOT_ON_ITS_WAY, sent_at=None).delete()


def forget(*, about):
    """This will take back what is waiting about something, and erase the words of what has gone."""
    withdraw(about=about)
    Message.objects.filter(about=about).update(text="", subject="")


def erase(*, about):
    """This will leave nothing of the mail about something: neither what is waiting nor that something went."""
    Message.objects.filter(about=about).delete()


def deliver(pk, *, at=None):
    """This will send one message if it is due, and tell whether it went; a failure plans the next try.

    The message is claimed first, in a short transaction of its own: two workers never send it both, and no writer
    waits for the mail server. A worker that dies in the middle leaves it to be sent again when the claim runs out.
    """
    at = at or timezone.now()
    claim = {"not_before": at + CLAIM, "tries": F("tries") + 1, "last_error": ""}
    if not Message.objects.due(at).filter(pk=pk).update(**claim):
        return False
    message = Message.objects.get(pk=pk)
    if not is_wanted(message, at=at):
        message.delete()
        return False
    try:
        mail_of(message).send()
    except (OSError, ValueError) as error:  # smtplib's errors are OSErrors; an address that cannot be written is not
        put_off(message, error, at)
        return False
    if message.useless_at:
        message.delete()
    else:
        Message.objects.filter(pk=pk).update(sent_at=at, last_error="")
    return True


def is_wanted(message, *, at):
    """This will tell whether a message is still of use, and ask whoever put it in whether it should still go."""
    if message.useless_at and message.useless_at <= at:
        return False
    return not message.only_if or import_string(message.only_if["ask"])(at=at, **message.only_if["with"])


def mail_of(message):
    """This will make the mail of a message: its text, and beside it the same as HTML. A code comes as text alone."""
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": name_of(message.key)} | message.headers
    sender = headers.pop("From", None)
    mail = EmailMultiAlternatives(message.subject, message.text, sender, [message.to], headers=headers)
    if not message.useless_at:
        mail.attach_alternative(html.page(message.subject, message.text), "text/html")
    return mail


def name_of(key):
    """This will give the Message-ID for a key: the same for every try, so that a mail that went twice counts as one."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{urlsplit(settings.SITE_URL).hostname}>"


def put_off(message, error, at):
    """This will plan the next try, or give up after the last. What is for a moment is not tried for longer."""
    message.last_error = f"{type(error).__name__}: {error}"[:200]
    if message.useless_at:
        message.not_before = min(at + WAITS[min(message.tries, len(WAITS)) - 1], message.useless_at)
    elif message.tries <= len(WAITS):
        message.not_before = at + WAITS[message.tries - 1]
    else:
        message.given_up_at = at
    message.save(update_fields=["last_error", "not_before", "given_up_at"])


def deliver_due(*, at=None, most=200):
    """This will send what is waiting, and return how many went.

    It looks anew for each: a code that is asked for meanwhile goes before the notices that wait.
    """
    went = 0
    for _ in range(most):
        now = at or timezone.now()
        pk = Message.objects.due(now).values_list("pk", flat=True).first()
        if pk is None:
            break
        went += deliver(pk, at=now)
    return went


def send_again(*, keys, by, at):
    """This will take mail that was given up back into the queue, with all its tries, and return how many."""
    rules.require(rules.refusal_to_manage(by))
    given_up = Message.objects.filter(pk__in=list(keys), sent_at=None, given_up_at__isnull=False)
    return given_up.update(given_up_at=None, tries=0, not_before=at)
