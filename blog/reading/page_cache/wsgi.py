"""The door in front of Django: a page that is kept and still right is answered here."""

import logging
from datetime import UTC, datetime, timedelta
from threading import Event
from time import monotonic

from django.db import DatabaseError, connection

from blog import away
from blog.editions.moments import SHARED
from blog.reading.page_cache.entries import Entry
from blog.reading.page_cache.keys import key_of, without_tracking
from blog.reading.page_cache.store import Store
from blog.stamps.lookup import let_go, read
from blog.stamps.marks import KEPT, MARK, SHOWN
from blog.stamps.models import SITE
from blog.stamps.watch import WATCH

MOST_BYTES = 64 * 1024 * 1024
# While the database does not answer, nothing can change there either; how long a page is trusted without asking it.
TRUSTED_FOR = timedelta(seconds=60)
MADE_WITHIN = 10  # seconds that others wait for whoever makes a page anew
WAITS = 1  # second for the database to answer somebody again
AT_ONCE = 0.5  # seconds within which a connection that is dead has said so
log = logging.getLogger(__name__)


class PageCache:
    """A WSGI application around Django's.

    Right by comparison, not by age: the stamps an entry was made under are compared with the database's at every
    request, so an entry is stale from the commit of a change on, in every process and on every machine.

    on_read(environ, post_id) is called for every page that shows an article, whether Django made it or it was kept.
    breaker (may_ask, answered, failed) keeps requests from waiting one by one for a database that does not answer.
    """

    def __init__(self, application, *, most_bytes=MOST_BYTES, on_read=lambda environ, post_id: None, breaker=None):
        self.application, self.on_read, self.breaker = application, on_read, breaker
        self.store, self.answered_at, self.is_answered = Store(most_bytes), 0, Event()

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
        if self.is_right(entry):
            environ[KEPT] = True
            return entry.answer_to(environ, start_response)
        return self.make_once(entry, key, environ, start_response)

    def make_once(self, stale, key, environ, start_response):
        """This will make a page anew, and let those who ask for it meanwhile have the same one."""
        has_turn = stale.is_being_made_anew.acquire(timeout=MADE_WITHIN)
        try:
            entry = self.store.get(key)
            if entry is not None and entry is not stale and self.is_right(entry):
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
        now, site = datetime.now(UTC), self.ask(read, SITE, patience=WAITS)
        if site is None:
            return away.say(away.NO_DATABASE, environ, start_response)
        told = []
        environ.pop(MARK, None)
        made = self.application(environ, lambda *answer: told.append(answer))
        status, headers = told[0][:2]
        if not may_be_kept(environ, status, headers):
            start_response(*told[0])
            return made
        body = b"".join(made)
        getattr(made, "close", lambda: None)()
        entry = Entry(
            headers=headers,
            body=body,
            stamps={SITE: site[0]} | environ[MARK],
            until=right_until(now),
            seen_right_at=now,
            shown=environ.get(SHOWN),
        )
        self.store.put(key, entry)
        return entry.answer_to(environ, start_response)

    def is_right(self, entry):
        """This will tell whether nothing has changed since an entry was made."""
        now = datetime.now(UTC)
        if now >= entry.until:
            return False
        numbers = self.ask(WATCH.read, *entry.keys)
        if numbers is None:
            return now - entry.seen_right_at < TRUSTED_FOR
        if numbers == entry.numbers:
            entry.seen_right_at = now
        return numbers == entry.numbers

    def ask(self, question, *keys, patience=0, is_last_try=False):
        """This will give the numbers of these stamps by question(*keys); None while the database does not answer.

        While it is left alone, whoever has no page to show waits `patience` seconds for somebody else to be answered.
        Where only a connection had gone, it is asked once more: a page may be shown unasked only while nobody is
        answered. That is so if others were answered meanwhile, or if the failure came at once: a dead connection says
        so, a database that is away keeps its caller waiting.
        """
        if self.breaker and not self.breaker.may_ask() and not self.is_answered.wait(patience):
            return None
        asked_at = monotonic()
        try:
            numbers = question(*keys)
        except DatabaseError as error:
            connection.close_if_unusable_or_obsolete()
            came_at_once = monotonic() - asked_at < AT_ONCE
            if (self.answered_at >= asked_at or came_at_once) and not is_last_try:
                return self.ask(question, *keys, patience=patience, is_last_try=True)
            self.is_answered.clear()
            if self.breaker is None or self.breaker.failed():
                log.warning("The database does not answer: %s", error)
            return None
        self.answered_at = monotonic()
        if self.breaker:
            self.breaker.answered()
        if not self.is_answered.is_set():
            self.is_answered.set()
        return numbers


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
