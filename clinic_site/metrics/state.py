"""How the site is, whichever process is asked: what waits, and for how long; the newest backup; room on the disk."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db.models import Case, Count, F, Min, When
from django_tasks_db.models import DBTaskResult, get_date_max

from blog.comments.models import Comment
from blog.outbox.models import Message


def numbers(at):
    """This will yield (name, type, what it is, labels, number). Ages are in seconds, 0 where nothing waits.

    Raises DatabaseError where the database does not answer.
    """
    mail = Message.objects.due(at).order_by().aggregate(count=Count("pk"), first=Min("not_before"))
    yield from waiting("mail", "Mail whose time to be sent has come.", mail, at)
    tasks = tasks_due().aggregate(count=Count("pk"), first=Min("due_at"))
    yield from waiting("tasks", "Slow work that nobody has begun.", tasks, at)
    comments = Comment.objects.waiting().order_by().aggregate(count=Count("pk"), first=Min("created_at"))
    yield from waiting("comments", "Comments that a moderator has to look at.", comments, at)
    given_up = Message.objects.filter(sent_at=None, given_up_at__isnull=False).count()
    yield "clinic_mail_given_up", "gauge", "Mail that could not be sent in three days.", {}, given_up


def of_the_machine(at):
    free = shutil.disk_usage(settings.DATA_DIR).free
    yield "clinic_disk_free_bytes", "gauge", "Room for the data.", {}, free
    if newest := newest_backup():
        age = at.timestamp() - newest
        yield "clinic_backup_age_seconds", "gauge", "Since the newest backup was made.", {}, round(age)


def newest_backup():
    """This will give the moment of the newest file in the folder of backups, in seconds; None if there is none."""
    if not settings.BACKUP_DIR:
        return None
    try:
        return max((file.stat().st_mtime for file in Path(settings.BACKUP_DIR).iterdir()), default=None)
    except OSError:  # no such folder, or not for us; an alarm on a missing number tells
        return None


def waiting(what, text, found, at):
    age = max(0, (at - found["first"]).total_seconds()) if found["first"] else 0
    yield f"clinic_{what}_waiting", "gauge", text, {}, found["count"]
    yield f"clinic_{what}_oldest_seconds", "gauge", f"Age of the oldest. {text}", {}, round(age)


def tasks_due():
    """This will find the tasks that could be begun, each with `due_at`, the moment from which it could."""
    due_at = Case(When(run_after=get_date_max(), then=F("enqueued_at")), default=F("run_after"))
    return DBTaskResult.objects.ready().annotate(due_at=due_at).order_by()
