"""Requests we do not speak, refused before anything else reads them; and one header on every answer."""

from django.http import HttpResponse, HttpResponseNotAllowed

METHODS = ("GET", "HEAD", "POST", "OPTIONS")

# Passkeys need the two publickey features; everything else a page could ask a browser for is off.
POLICY = (
    "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), microphone=(), geolocation=(), "
    "payment=(), usb=(), interest-cohort=(), browsing-topics=()"
)


def refuse_what_we_do_not_speak(get_response):
    """This will answer 405 to other methods and 415 to a form in another charset than UTF-8.

    Django reads such a form a second time inside its own error page and fails there, which would be a bare 500.
    """

    def middleware(request):
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        charset = request.content_params.get("charset", "utf-8").strip('"').lower()
        if request.method == "POST" and charset not in ("utf-8", "utf8", "us-ascii"):
            return HttpResponse("Send forms as UTF-8.", status=415, content_type="text/plain; charset=utf-8")
        return get_response(request)

    return middleware


def permissions_policy(get_response):
    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        return response

    return middleware
