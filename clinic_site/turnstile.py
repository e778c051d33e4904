"""A turnstile before Django: a flood of comments waits its turn, and does not take every thread from those who read.

Kept pages are answered in front of it. What Django has to make passes a few requests at a time, and what writes has
fewer places than what reads. A moment of waiting is normal; whoever would wait too long is told so.
"""

from threading import BoundedSemaphore

from blog import away
from clinic_site.bodies import NotTaken, take_whole

AT_ONCE, WRITING_AT_ONCE = 4, 1
MAY_WAIT = 48  # requests; with those that are being answered fewer than a server's threads
PATIENCE = 10  # seconds
READS = {"GET", "HEAD", "OPTIONS"}


class Turnstile:
    """A WSGI application around another that takes a few requests at a time.

    A request that finds too many waiting, or waits longer than `patience` seconds, is answered 503 with Retry-After and
    never reaches the application: nothing of it is stored.
    """

    def __init__(self, application, *, at_once=AT_ONCE, writing=WRITING_AT_ONCE, may_wait=MAY_WAIT, patience=PATIENCE):
        self.application, self.patience = application, patience
        self.places = BoundedSemaphore(at_once)
        self.places_to_write = BoundedSemaphore(writing)
        self.waiting = BoundedSemaphore(may_wait)

    def __call__(self, environ, start_response):
        try:
            body = take_whole(environ)
        except NotTaken as why:
            return refuse(why, start_response)
        try:
            return self.in_turn(environ, start_response)
        finally:
            if body is not None:
                body.close()

    def in_turn(self, environ, start_response):
        needed = [self.places] if environ["REQUEST_METHOD"] in READS else [self.places_to_write, self.places]
        held = self.wait_for(needed)
        if held is None:
            return away.say(away.BUSY, environ, start_response)
        try:
            return self.application(environ, start_response)
        finally:
            for place in held:
                place.release()

    def wait_for(self, needed):
        """This will take all the places that are needed, in order; None, and no place taken, if that takes too long."""
        if all_at_once := take(needed, timeout=0):
            return all_at_once
        if not self.waiting.acquire(blocking=False):
            return None
        try:
            return take(needed, timeout=self.patience)
        finally:
            self.waiting.release()


def take(places, *, timeout):
    held = []
    for place in places:
        if not (place.acquire(timeout=timeout) if timeout else place.acquire(blocking=False)):
            for each in held:
                each.release()
            return None
        held.append(place)
    return held


def refuse(why, start_response):
    body = f"{why.sentence}\n".encode()
    headers = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
    }
    start_response(why.status, list(headers.items()))
    return [body]
