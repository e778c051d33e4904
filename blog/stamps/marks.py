"""How a view says that its page may be kept. What does not say so is never kept."""

from functools import wraps

from django.conf import settings

from blog.stamps.lookup import noted, read
from blog.stamps.models import of_post

MARK = "blog.may_be_kept"
KEPT = "blog.was_kept"  # set on a request that was answered from memory
SHOWN = "blog.shown_article"  # the key of the article that a page shows to somebody who is not the clinic's own staff


def keep(request, *, post_id=None):
    """This will mark the answer to a visitor without a session as the same for everybody.

    One with a session is somebody, and theirs is not. Call it before anything that the page shows is read, with the
    article whose conversation the page shows: the stamp is noted here, so that a comment that arrives while the page is
    made makes it stale. The stamp of the site was noted before Django began.

    Which article it is, is noted for everybody but staff, so that reads can be counted.
    """
    is_somebody = settings.SESSION_COOKIE_NAME in request.COOKIES
    if post_id and not (is_somebody and request.user.is_staff):
        request.environ[SHOWN] = post_id
    if is_somebody:
        return
    key = post_id and of_post(post_id)
    request.environ[MARK] = {key: read(key)[0]} if key else {}


def notes_stamps(view):
    """This will decorate a view that only reads, so that it asks for each stamp once."""

    @wraps(view)
    def noting(request, *args, **kwargs):
        with noted():
            return view(request, *args, **kwargs)

    return noting


def is_the_same_for_everybody(view):
    """This will decorate a view whose pages show nothing of a conversation and nothing of who reads."""

    @wraps(view)
    def kept(request, *args, **kwargs):
        with noted():
            keep(request)
            return view(request, *args, **kwargs)

    return kept
