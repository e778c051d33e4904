"""What is said outside Django while the site cannot answer.

504 if its database cannot be reached: a proxy with several hosts asks another one then. 503 if it has too much to do,
which is no better elsewhere.
"""

from functools import cache
from http import HTTPStatus

from django.template.loader import render_to_string

HEADERS = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", "Retry-After": "10"}
NO_DATABASE, BUSY = HTTPStatus.GATEWAY_TIMEOUT, HTTPStatus.SERVICE_UNAVAILABLE


@cache
def page(status):
    return render_to_string("503.html", {"is_busy": status == BUSY}).encode()


def say(status, environ, start_response):
    """This will answer as a WSGI application does."""
    body = page(status)
    start_response(f"{status} {status.phrase}", [*HEADERS.items(), ("Content-Length", str(len(body)))])
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]
