"""Work done after the answer was sent, by `manage.py db_worker`. Everything that is a task imports `task` from here.

Django 6 has tasks of its own, in another registry than the package that brings them to Django 5.2; the rest of the
code does not need to know which of the two it is on.
"""

from datetime import timedelta

from django.utils import timezone

try:
    from django.tasks import task
except ImportError:
    from django_tasks import task

__all__ = ["task", "try_again"]

WAITS = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))


def try_again(failed, *, tries, **arguments):
    """This will put a failed task back in the queue, three times at most, with a longer wait each time.

    tries: how often it was put back before. The task takes `tries` as one of its arguments.
    """
    if tries < len(WAITS):
        failed.using(run_after=timezone.now() + WAITS[tries]).enqueue(tries=tries + 1, **arguments)
