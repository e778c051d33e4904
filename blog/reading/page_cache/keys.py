"""Which requests may be answered from memory, and what tells one page from another."""

import re

from django.conf import settings

# What public pages read from a query, and which pages read it. A request with anything else goes to Django and is not
# kept, so nobody can fill the memory with made-up queries; past the last page of a list there is none to keep.
READ = re.compile(r"(?:page=[1-9][0-9]{0,5})?(?:(?:^|&)show=answers)?")
HAVE_PAGES = re.compile(r"/|/(?:topics|tags|people|archive)/[^/]+/|/posts/[^/]+/comments/")
# What mails and advertisements hang on links to tell readers apart. Nothing here reads it; it is taken off at the door.
TRACKING = re.compile(r"(?:^|&)(?:utm_[a-z]+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid)=[^&]*", re.IGNORECASE)

# Files, and pages that are never the same for everybody: sent straight on, without a look at the stamps.
NEVER_KEPT = (settings.STATIC_URL, "/pictures/", "/plates/", "/admin/", "/accounts/", "/account/", "/health/")


def without_tracking(query):
    return TRACKING.sub("", query).removeprefix("&") if query else query


def key_of(environ):
    """This will give the key of the page that is asked for; None if the answer may be somebody's own, or nobody's.

    Whoever sends a session's cookie, or says who they are in another way, is somebody.
    """
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or is_somebody(environ):
        return None
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    scheme = environ.get("HTTP_X_FORWARDED_PROTO", "")
    if query and not (READ.fullmatch(query) and HAVE_PAGES.fullmatch(path)):
        return None
    if scheme not in ("", "http", "https") or path.startswith(NEVER_KEPT):
        return None
    return environ["wsgi.url_scheme"], scheme, environ.get("HTTP_HOST", ""), path, query


def is_somebody(environ):
    cookie = environ.get("HTTP_COOKIE", "")
    return settings.SESSION_COOKIE_NAME in cookie or "HTTP_AUTHORIZATION" in environ
