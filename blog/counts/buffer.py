"""Counting in memory, and writing now and then, so that no reader waits for it.

A process that is killed loses what it counted in the last thirty seconds; one that is stopped writes it first.
"""

import logging
from collections import Counter
from contextlib import suppress
from multiprocessing.util import Finalize
from threading import Event, Lock, Thread

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from blog.counts.models import Reads
from blog.counts.readers import is_a_read
from blog.days import today

log = logging.getLogger(__name__)
EVERY = 30  # seconds
MOST = 500  # reads


class Buffer:
    """What one process has counted and not written. Its thread begins with the first read: after the server's fork."""

    def __init__(self):
        self.counted, self.waiting = Counter(), 0
        self.lock, self.is_full = Lock(), Event()
        self.writer = None

    def add(self, post_id, day):
        with self.lock:
            self.counted[post_id, day] += 1
            self.waiting += 1
            if self.writer is None:
                self.start()
        if self.waiting >= MOST:
            self.is_full.set()

    def start(self):
        writer = Thread(target=self.write_now_and_then, name="reads", daemon=True)
        with suppress(RuntimeError):  # a machine without room for one more: the next read tries again
            writer.start()
            self.writer = writer
            # Not atexit, which a server's forked processes leave out when they end.
            Finalize(None, self.write_quietly, exitpriority=10)

    def write_now_and_then(self):
        while True:
            self.is_full.wait(EVERY)
            self.is_full.clear()
            self.write_quietly()

    def write_quietly(self):
        """This will write, and on failure keep the numbers for the next time. It leaves no connection open."""
        counted = self.take()
        if not counted:
            return
        try:
            write(counted)
        except Exception:
            self.put_back(counted)
            log.exception("The reads could not be written")
        finally:
            connection.close()

    def take(self):
        with self.lock:
            counted, self.counted, self.waiting = self.counted, Counter(), 0
        return counted

    def put_back(self, counted):
        with self.lock:
            self.counted.update(counted)
            self.waiting = sum(self.counted.values())


def write(counted):
    """This will add what was counted, by (key of the post, day), to the numbers that are there.

    Each row is made first where there is none, and then raised by the database: right with any number of processes.
    In order, so that two of them never wait for each other.
    """
    with transaction.atomic():
        rows = [Reads(post_id=post_id, day=day) for post_id, day in sorted(counted)]
        Reads.objects.bulk_create(rows, ignore_conflicts=True)
        for (post_id, day), count in sorted(counted.items()):
            Reads.objects.filter(post_id=post_id, day=day).update(count=F("count") + count)


BUFFER = Buffer()


def note_read(environ, post_id):
    """This will count one read of an article, if it was one."""
    if is_a_read(environ):
        BUFFER.add(post_id, today())


def prune_counts(*, at):
    """This will delete the numbers that are too old to compare with."""
    Reads.objects.filter(day__lt=timezone.localdate(at) - Reads.KEPT).delete()
