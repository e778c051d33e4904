"""Leaving a service alone for a moment when it does not answer, so that not every request waits for it."""

import time
from threading import Lock


class Breaker:
    """Shared by all threads of a process. After a failure nobody asks for `pause` seconds; then one does, at a time."""

    def __init__(self, pause):
        self.pause, self.closed_until, self.lock = pause, None, Lock()

    def may_ask(self):
        """This will tell whether to ask the service now. Whoever may is counted on to say how it went."""
        if self.closed_until is None:
            return True
        with self.lock:
            now = time.monotonic()
            if self.closed_until is not None and now < self.closed_until:
                return False
            self.closed_until = now + self.pause  # the others wait for how it goes for this one
            return True

    def answered(self):
        self.closed_until = None

    def failed(self):
        """This will close it, and tell whether it was open before: the moment for a line in the log."""
        with self.lock:
            was_open, self.closed_until = self.closed_until is None, time.monotonic() + self.pause
            return was_open
