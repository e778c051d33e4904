"""Whether a form came from a page of this site, told by the browser instead of by a cookie."""

from urllib.parse import urlsplit


def is_from_here(request):
    """This will tell whether a browser says that one of our own pages sent this.

    `Sec-Fetch-Site` says it in every browser of today, and no page can set it (Fetch Metadata, W3C). Where it is not
    sent, `Origin` or else `Referer` has to name our own host. Nothing that says neither is believed.
    """
    if told := request.headers.get("Sec-Fetch-Site"):
        return told == "same-origin"
    came_from = request.headers.get("Origin") or request.headers.get("Referer") or ""
    try:
        return urlsplit(came_from).netloc.lower() == request.get_host().lower()
    except ValueError:
        return False
