"""What one process has answered since it began: counted at the outermost door, where kept pages pass too."""

from collections import Counter
from threading import Lock

from blog.stamps.marks import KEPT, MARK


class Counted:
    """A WSGI application around the page cache. It tells the proxy's log, by X-Kept, which pages came from memory."""

    def __init__(self, kept_pages):
        self.kept_pages = kept_pages
        self.lock, self.answers, self.hits, self.misses = Lock(), Counter(), 0, 0

    def __call__(self, environ, start_response):
        def started(status, headers, *error):
            self.note(status[0], environ)
            if KEPT in environ:
                headers.append(("X-Kept", "yes"))
            return start_response(status, headers, *error)

        return self.kept_pages(environ, started)

    def note(self, status_class, environ):
        with self.lock:
            self.answers[status_class] += 1
            if KEPT in environ:
                self.hits += 1
            elif MARK in environ:
                self.misses += 1

    def numbers(self, door):
        """This will yield (name, type, what it is, labels, number) of what was answered, and of the memory it took."""
        text = "Answers by the first digit of their status."
        for status_class, count in sorted(self.answers.items()):
            labels = {"status": f"{status_class}xx", "door": door}
            yield "clinic_answers_total", "counter", text, labels, count
        store, labels = self.kept_pages.store, {"door": door}
        yield "clinic_kept_hits_total", "counter", "Pages sent from memory.", labels, self.hits
        yield "clinic_kept_misses_total", "counter", "Pages that may be kept and had to be made.", labels, self.misses
        yield "clinic_kept_bytes", "gauge", "What the kept pages take.", labels, store.bytes
        yield "clinic_kept_pages", "gauge", "How many pages are kept.", labels, len(store.entries)
