"""What many pages are put together from, made once for as long as nothing on the site changes."""

from threading import Lock

from django.db import connections
from django.utils import timezone

from blog.stamps.lookup import read
from blog.stamps.models import SITE


class Generation:
    """Values made under one number of the site's stamp, right from `since` until before `until` (None: for good)."""

    def __init__(self, number, since, until):
        self.number, self.since, self.until, self.values = number, since, until, {}

    def is_right(self, number, at):
        return number == self.number and self.since <= at and (self.until is None or at < self.until)


class Shared:
    """Values that are made of what raises the site's stamp, and of nothing else: nothing of a conversation or a reader.

    All of them go at once, when the stamp rises or the clock reaches the next moment at which pages change by
    themselves: ends_at(at) gives it. Everybody is given the same value, so nobody may change it.
    """

    def __init__(self, *, most=200, ends_at=lambda at: None):
        self.most, self.ends_at = most, ends_at
        self.generation, self.lock = None, Lock()

    def get(self, key, make, *, at=None):
        """This will give the value of a key, made with make() where there is none; None is never kept.

        Inside a transaction everything is made anew: what it has changed may yet be taken back.
        """
        if connections["default"].in_atomic_block:
            return make()
        generation = self.of(at or timezone.now())
        value = generation.values.get(key)
        if value is None and (value := make()) is not None:
            self.put(generation, key, value)
        return value

    def of(self, at):
        """This will give the generation that is right at a moment, a new one if something has changed."""
        (number,) = read(SITE)
        if self.generation is None or not self.generation.is_right(number, at):
            self.generation = Generation(number, at, self.ends_at(at))
        return self.generation

    def put(self, generation, key, value):
        with self.lock:
            while len(generation.values) >= self.most:
                generation.values.pop(next(iter(generation.values)))
            generation.values[key] = value

    def forget(self):
        """This will let everything go: for a database whose numbers begin again."""
        self.generation = None
