"""The way back: where somebody goes on after logging in, joining or logging out. Never to another host."""

from urllib.parse import urljoin, urlsplit

from django.contrib.auth.views import redirect_to_login
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

DOORS = "account_login", "account_signup"


def is_ours(address, request):
    """This will tell whether a browser sent to the address stays on this host, and on https, and gets anywhere.

    A door sends on whoever is logged in; from one to the other they would go round and round.
    """
    is_here = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    doors = set(map(reverse, DOORS))
    return is_here and not (request.path in doors and urlsplit(urljoin(request.path, address)).path in doors)


def to_log_in(request, come_back_to):
    """This will redirect to the log-in page with the way back, or with the front page where the way is not ours."""
    return redirect_to_login(come_back_to if is_ours(come_back_to, request) else "/")
