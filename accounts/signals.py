"""What the accounts tell other apps."""

from django.dispatch import Signal

# Sent in the transaction in which a manager ended somebody's access: person, by (a User), at (a moment).
access_ended = Signal()
