"""What is said while the database cannot be reached: 504, so that a proxy with several hosts asks another of them."""

from functools import cache

from django.template.loader import render_to_string

STATUS, REASON = 504, "Gateway Timeout"
HEADERS = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", "Retry-After": "10"}


@cache
def page():
    return render_to_string("503.html").encode()


def say(environ, start_response):
    """This will answer as a WSGI application does."""
    start_response(f"{STATUS} {REASON}", [*HEADERS.items(), ("Content-Length", str(len(page())))])
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else page()]
