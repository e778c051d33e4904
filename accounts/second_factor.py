"""The second factor: who has one, who is asked for it, and whether this session was opened with it.

A second factor is a passkey or an authenticator app. A recovery code stands in for it, and only beside one.
"""

import time

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

APP, PASSKEY = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN

TO_ENROL, TO_PROVE = "enrol", "prove"
FRESH = 5 * 60  # seconds for which a log-in or a proof is enough to change how one logs in


def kinds(user):
    """This will give the kind of everything somebody can prove themselves with, by key: one query."""
    return dict(Authenticator.objects.filter(user_id=user.pk).values_list("pk", "type"))


def is_asked_of(user, has=None):
    """This will tell whether logging in asks for the second factor.

    It asks everybody who has an app, and staff who have a passkey. To a member a passkey is another way in beside the
    code by e-mail: asked for each time, a lost telephone would shut them out.
    """
    has = set((kinds(user) if has is None else has).values())
    return APP in has or (PASSKEY in has and user.is_staff)


def proofs(request, has):
    """This will give the records of this session that were made with what the user still has."""
    records = get_authentication_records(request, request.user)
    return [record for record in records if record["method"] == "mfa" and record.get("id") in has]


def missing(request):
    """Whoever enters the admin has a second factor and has used it in this session: this names what they have not done.

    The answer is kept for the request, because the admin asks again for every part of a page.
    """
    known = getattr(request, "_second_factor_missing", None)
    if known is None or known[0] != request.user.pk:
        request._second_factor_missing = known = (request.user.pk, find_missing(request))
    return known[1]


def find_missing(request):
    has = kinds(request.user)
    if not {APP, PASSKEY} & set(has.values()):
        return TO_ENROL
    return None if proofs(request, has) else TO_PROVE


def to_what_is_missing(request, come_back_to):
    """This will redirect to the page where staff make a second factor or prove it, and from there on.

    come_back_to: an address of ours.
    """
    if missing(request) == TO_ENROL:
        page = reverse("account_second_factor")
    else:
        page = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
    return redirect(f"{page}?{urlencode({'next': come_back_to})}")


def is_fresh(request):
    """This will tell whether somebody has just logged in or proved themselves, by second factor where asked.

    Otherwise whoever finds an open session, or has stolen a password, could add a second factor of their own.
    """
    has = kinds(request.user)
    if is_asked_of(request.user, has):
        records = proofs(request, has)
    else:
        records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - max(record["at"] for record in records) < FRESH


def count_as_proof(request, user, authenticator, **kwargs):
    """This will take making a second factor as using it. Whoever had one already proved it before they could."""
    request.__dict__.pop("_second_factor_missing", None)
    if authenticator.type in (APP, PASSKEY):
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
