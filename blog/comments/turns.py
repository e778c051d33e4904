"""Writing about comments, one at a time: what hangs on one comment lies in the rows of others."""

from functools import wraps

from django.db import connection, transaction

TURN = 0x434F4D4D  # any number that nobody else locks


def in_turn(act):
    """This will decorate an act on comments: it runs in one transaction, and after others' that write about them."""

    @wraps(act)
    def acting(*args, **kwargs):
        with transaction.atomic():
            wait_for_turn()
            return act(*args, **kwargs)

    return acting


def wait_for_turn():
    """This will keep every other writer about comments waiting until the caller's transaction ends.

    A reply changes the comment it answers, the first of its thread, the article's count and its stamp; a decision
    touches what else its moderator holds. Two people would lock these rows in two orders, and PostgreSQL would end one
    of them with an error. Whoever locks a person locks them before this. SQLite lets one writer in anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
