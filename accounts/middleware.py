"""What every account page has in common: it is private, keeps the way back, and says when something was not right."""

import time
from urllib.parse import urlencode, urlsplit

from allauth.account.utils import get_next_redirect_url
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.urls import Resolver404, resolve
from django.utils.cache import add_never_cache_headers

from accounts.fields import WRONG_CODE

WITH_A_CODE = {
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_confirm_password_reset_code",
    "account_complete_password_reset",
}
WITHOUT = {"account_login", "account_request_login_code", "account_signup", "account_reset_password", "account_email"}


def account_pages(get_response):
    """This will finish the answers of allauth's pages and leave every other answer alone."""

    def middleware(request):
        response = get_response(request)
        page = request.resolver_match.url_name if request.resolver_match else None
        if is_account_page(page):
            add_never_cache_headers(response)
            say_when_not_right(response)
            if response.status_code == 302 and page != "account_logout":
                finish_redirect(request, response, page)
        return response

    return middleware


OF_ALLAUTH = ("account_", "mfa_", "usersessions_", "socialaccount_", "google_", "apple_")


def is_account_page(name):
    return bool(name) and (name == "account" or name.startswith(OF_ALLAUTH))


def say_when_not_right(response):
    """This will give a form that is shown again because of its errors the status 422, and a limit its end."""
    form = (getattr(response, "context_data", None) or {}).get("form")
    if response.status_code == 200 and form is not None and form.is_bound and form.errors:
        response.status_code = 422
    if response.status_code == 429:
        response.headers["Retry-After"] = "300"


def finish_redirect(request, response, page):
    """This will carry `?next=` on to the next account page, and say why a code is asked for again."""
    address = urlsplit(response["Location"])
    try:
        target = resolve(address.path).url_name
    except Resolver404:
        return
    if not is_account_page(target):
        return
    come_back_to = get_next_redirect_url(request)
    if come_back_to and not address.query:
        response["Location"] += "?" + urlencode({"next": come_back_to})
    if request.method == "POST" and page in WITH_A_CODE and target in WITHOUT:
        say_that_the_code_is_over(request)


def say_that_the_code_is_over(request):
    """This will say so where allauth has not: it goes back to the start without a word when a code is too old."""
    if not messages.get_messages(request).added_new:
        messages.error(request, WRONG_CODE)


LISTED = "listed_at"
HOW_OFTEN = 10 * 60  # seconds; noted at every page, each page would write to the database


def sessions_are_listed(get_response):
    """This will note every ten minutes which browser somebody uses, for the list of sessions that they can end.

    It looks only where the page itself did: a picture that is the same for everybody stays so for the caches.
    """

    def middleware(request):
        response = get_response(request)
        if request.session.accessed and request.user.is_authenticated:
            note_session(request)
        return response

    return middleware


def note_session(request):
    if time.time() - request.session.get(LISTED, 0) > HOW_OFTEN:
        UserSession.objects.create_from_request(request)
        request.session[LISTED] = time.time()
