"""Putting mail in the outbox, and sending what is due."""

from datetime import timedelta

from django.core.mail import EmailMessage
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import timezone

from blog import rules
from blog.outbox.models import Message

CLAIM = timedelta(minutes=10)
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440)]


def put(*, key, to, template, context, at, headers=None, not_before=None):
    """This will put one mail in the outbox, in the transaction of what caused it; the worker sends it after the commit.

    The template's first line is the subject, a blank line, then the text. A key that is there already is left alone.
    not_before: the moment before which it is not sent, for what may still be taken back. Returns the Message, or None
    if there was one.
    """
    subject, text = render_to_string(template, context).strip().split("\n\n", 1)
    message, is_new = Message.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": " ".join(subject.split())[:200],
            "text": text.strip() + "\n",
            "headers": headers or {},
            "created_at": at,
            "not_before": not_before or at,
        },
    )
    return message if is_new else None


def withdraw(*, keys=(), prefix=""):
    """This will take mails back that nobody has begun to send: those with these keys, or that begin with a prefix."""
    named = Q(key__in=keys) | Q(key__startswith=prefix) if prefix else Q(key__in=keys)
    Message.objects.filter(named, tries=0, sent_at=None).delete()


def deliver(pk, *, at=None):
    """This will send one message if it is due, and tell whether it went; a failure plans the next try.

    The message is claimed first, in a short transaction of its own: two workers never send it both, and no writer
    waits for the mail server. A worker that dies in the middle leaves it to be sent again when the claim runs out.
    """
    at = at or timezone.now()
    if not Message.objects.due(at).filter(pk=pk).update(not_before=at + CLAIM, tries=F("tries") + 1):
        return False
    message = Message.objects.get(pk=pk)
    try:
        EmailMessage(message.subject, message.text, to=[message.to], headers=message.headers).send()
    except OSError as error:  # smtplib's errors are OSErrors
        put_off(message, error, at)
        return False
    Message.objects.filter(pk=pk).update(sent_at=at, last_error="")
    return True


def put_off(message, error, at):
    """This will plan the next try, or give up after the last."""
    message.last_error = f"{type(error).__name__}: {error}"[:200]
    if message.tries <= len(WAITS):
        message.not_before = at + WAITS[message.tries - 1]
    else:
        message.given_up_at = at
    message.save(update_fields=["last_error", "not_before", "given_up_at"])


def deliver_due(*, at=None, most=200):
    """This will send what is waiting, and return how many went."""
    at = at or timezone.now()
    return sum(deliver(pk, at=at) for pk in Message.objects.due(at).values_list("pk", flat=True)[:most])


def send_again(*, keys, by, at):
    """This will take mail that was given up back into the queue, with all its tries, and return how many."""
    rules.require(rules.refusal_to_manage(by))
    given_up = Message.objects.filter(pk__in=list(keys), sent_at=None, given_up_at__isnull=False)
    return given_up.update(given_up_at=None, tries=0, not_before=at)
