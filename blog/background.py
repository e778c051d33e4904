"""Work done after the answer was sent, by `manage.py work`. Everything that is a task imports `task` from here.

Django 6 has tasks of its own, in another registry than the package that brings them to Django 5.2; the rest of the
code does not need to know which of the two it is on.

A task can be done twice: by a worker that was thought dead and is only slow, and by the one that took its place. So it
looks first at what is there, and its writing is such that the second time changes nothing.
"""

import logging
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

try:
    from django.tasks import task
except ImportError:
    from django_tasks import task

__all__ = ["forget_done", "take_back", "task", "try_again"]

log = logging.getLogger(__name__)

WAITS = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
CLAIM = timedelta(minutes=10)  # the slowest task, a picture of 40 million points, takes one
MOST_CLAIMS = 4  # a task that has ended this many workers is not given to another
KEPT = timedelta(days=30)


def try_again(failed, *, tries, **arguments):
    """This will put a failed task back in the queue, three times at most, with a longer wait each time.

    tries: how often it was put back before. The task takes `tries` as one of its arguments.
    """
    if tries < len(WAITS):
        failed.using(run_after=timezone.now() + WAITS[tries]).enqueue(tries=tries + 1, **arguments)


def take_back(*, at):
    """This will put back in the queue what a worker began and did not end: it was killed. Returns how many.

    By a conditional update for each, so that two workers who look together put it back once.
    """
    running = DBTaskResult.objects.running().filter(Q(started_at__lte=at - CLAIM) | Q(started_at__gt=at + CLAIM))
    count = 0
    for key, began_at, claims in running.values_list("pk", "started_at", "worker_ids"):
        mine = DBTaskResult.objects.running().filter(pk=key, started_at=began_at)
        if len(claims) >= MOST_CLAIMS:
            if mine.update(status="FAILED", finished_at=at, traceback="Every worker that began it was killed."):
                log.error("Task %s is given up: it has ended %d workers.", key, len(claims))
        else:
            count += mine.update(status="READY", started_at=None)
    return count


def forget_done(*, at):
    """This will delete what is kept about tasks that ended a month ago."""
    DBTaskResult.objects.finished().filter(finished_at__lte=at - KEPT).delete()
