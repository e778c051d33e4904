"""What the accounts tell other apps."""

from django.dispatch import Signal

# Sent in the transaction in which a manager ended somebody's access: person, by (a User), at (a moment).
access_ended = Signal()

# Sent in the same way when they took away the second factors that somebody had lost: person, by, at.
second_factor_reset = Signal()

# Sent when somebody's address was changed, by themselves or by a manager: person, old, new (addresses).
address_changed = Signal()
