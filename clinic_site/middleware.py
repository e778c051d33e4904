"""Requests we do not speak, refused before anything else reads them; and headers on every answer."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _

from blog.stamps.marks import MARK

METHODS = ("GET", "HEAD", "POST", "OPTIONS")

# Passkeys need the two publickey features; everything else a page could ask a browser for is off.
POLICY = (
    "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), microphone=(), geolocation=(), "
    "payment=(), usb=(), interest-cohort=(), browsing-topics=()"
)


def refuse_what_we_do_not_speak(get_response):
    """This will answer 405 to other methods and 415 to a form in another charset than UTF-8.

    Django reads such a form a second time inside its own error page and fails there, which would be a bare 500. It
    would also read the query of an address in a charset that the request names, and some are not for text at all.
    """

    def middleware(request):
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if request.content_params.get("charset", "utf-8").lower() != "utf-8":
            if request.method == "POST":
                return HttpResponse(_("Send forms as UTF-8."), status=415, content_type="text/plain; charset=utf-8")
            request.encoding = "utf-8"
        return get_response(request)

    return middleware


def permissions_policy(get_response):
    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        return response

    return middleware


def what_is_personal_is_not_kept(get_response):
    """This will tell browsers and proxies to keep no page that was made for somebody with a session.

    A page that is the same for everybody may be kept, and is asked about each time: a consent may be withdrawn, or an
    article, and from then on nobody may show the old one.
    """

    def middleware(request):
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-store")
        elif MARK in request.environ:
            response.headers.setdefault("Cache-Control", "public, no-cache")
        return response

    return middleware
