"""How long ago somebody proved who they are."""

import time

from allauth.account.internal.flows.login import get_authentication_records


def logged_in_within(request, *, minutes):
    """This will tell whether whoever sent the request logged in, or proved again who they are, in the last minutes."""
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - max(record["at"] for record in records) < minutes * 60
