"""The door in front of Django: a page that is kept and still right is answered here."""

from datetime import UTC, datetime, timedelta

from django.db import DatabaseError, connection

from blog.editions.moments import SHARED
from blog.reading.page_cache.entries import Entry
from blog.reading.page_cache.keys import key_of, without_tracking
from blog.reading.page_cache.store import Store
from blog.stamps.lookup import let_go, read
from blog.stamps.marks import KEPT, MARK, SHOWN
from blog.stamps.models import SITE

MOST_BYTES = 64 * 1024 * 1024
# While the database does not answer, nothing can change there either; how long a page is trusted without asking it.
TRUSTED_FOR = timedelta(seconds=60)
MADE_WITHIN = 10  # seconds that others wait for whoever makes a page anew


class PageCache:
    """A WSGI application around Django's.

    Right by comparison, not by age: the stamps an entry was made under are compared with the database's at every
    request, so an entry is stale from the commit of a change on, in every process and on every machine.

    on_read(environ, post_id) is called for every page that shows an article, whether Django made it or it was kept.
    """

    def __init__(self, application, *, most_bytes=MOST_BYTES, on_read=lambda environ, post_id: None):
        self.application, self.on_read = application, on_read
        self.store = Store(most_bytes)

    def __call__(self, environ, start_response):
        environ["QUERY_STRING"] = without_tracking(environ.get("QUERY_STRING", ""))
        answer = self.answer(environ, start_response)
        if SHOWN in environ:
            self.on_read(environ, environ[SHOWN])
        return answer

    def answer(self, environ, start_response):
        """This will answer from memory what may be, and have Django answer the rest."""
        key = key_of(environ)
        if key is None:
            return self.application(environ, start_response)
        entry = self.store.get(key)
        if entry is None:
            return self.make(key, environ, start_response)
        if is_right(entry):
            environ[KEPT] = True
            return entry.answer_to(environ, start_response)
        return self.make_once(entry, key, environ, start_response)

    def make_once(self, stale, key, environ, start_response):
        """This will make a page anew, and let those who ask for it meanwhile have the same one."""
        has_turn = stale.is_being_made_anew.acquire(timeout=MADE_WITHIN)
        try:
            entry = self.store.get(key)
            if entry is not None and entry is not stale and is_right(entry):
                environ[KEPT] = True
                return entry.answer_to(environ, start_response)
            return self.make(key, environ, start_response)
        finally:
            if has_turn:
                stale.is_being_made_anew.release()

    def make(self, key, environ, start_response):
        """This will have Django answer, and keep the page if its view said that it may be kept."""
        if environ["REQUEST_METHOD"] == "HEAD":
            return self.application(environ, start_response)
        now, stamps = datetime.now(UTC), stamps_of_the_site()
        told = []
        environ.pop(MARK, None)
        made = self.application(environ, lambda *answer: told.append(answer))
        status, headers = told[0][:2]
        if stamps is None or not may_be_kept(environ, status, headers):
            start_response(*told[0])
            return made
        body = b"".join(made)
        getattr(made, "close", lambda: None)()
        stamps |= environ[MARK]
        entry = Entry(
            headers=headers,
            body=body,
            stamps=stamps,
            until=right_until(now),
            seen_right_at=now,
            shown=environ.get(SHOWN),
        )
        self.store.put(key, entry)
        return entry.answer_to(environ, start_response)


def stamps_of_the_site():
    try:
        return {SITE: read(SITE)[0]}
    except DatabaseError:
        connection.close_if_unusable_or_obsolete()
        return None


def right_until(now):
    """This will give the moment at which a page made now may change by itself: at once, if nobody can tell."""
    try:
        return SHARED.of(now).until
    except DatabaseError:
        return now
    finally:
        let_go(connection)


def may_be_kept(environ, status, headers):
    """This will tell whether an answer is whole, marked by its view, and sets no cookie."""
    return MARK in environ and status.startswith("200") and all(name.lower() != "set-cookie" for name, _ in headers)


def is_right(entry):
    """This will tell whether nothing has changed since an entry was made."""
    now = datetime.now(UTC)
    if now >= entry.until:
        return False
    try:
        is_same = read(*entry.keys) == entry.numbers
    except DatabaseError:
        connection.close_if_unusable_or_obsolete()
        return now - entry.seen_right_at < TRUSTED_FOR
    if is_same:
        entry.seen_right_at = now
    return is_same
