"""Mail about accounts: told to whoever carries mail here, so that no page waits for a mail server or fails with it.

Another app takes it over with `@carried_by` in `ready()`. Where none does, it is sent at once.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.core.mail import EmailMessage

log = logging.getLogger(__name__)

CARRIERS = []


@dataclass(frozen=True)
class Letter:
    """One mail to one address. lasts: after so long it is of no use, such as a code; it is not kept once sent."""

    to: str
    subject: str
    text: str
    sender: str
    person_id: int | None = None  # whose account it is about, whatever address it goes to
    lasts: timedelta | None = None


def carried_by(carrier):
    """This will give all mail about accounts to a function (letter), called in the transaction of what caused it."""
    if carrier not in CARRIERS:
        CARRIERS.append(carrier)
    return carrier


def send(letter):
    """This will hand a letter over, or send it where nobody carries any. A page never fails because of its mail."""
    for carrier in CARRIERS:
        return carrier(letter)
    try:
        EmailMessage(letter.subject, letter.text, letter.sender, [letter.to]).send()
    except (OSError, ValueError) as error:  # smtplib's errors are OSErrors; an address that cannot be written is not
        log.error("A mail about an account could not be sent: %s", type(error).__name__)
