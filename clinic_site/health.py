"""What machines ask: is the process alive, is it ready for readers? Answered before hosts, cookies and https matter."""

import shutil
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.utils import timezone

LEAST_FREE = 200 * 1024 * 1024  # bytes: less, and a picture or a backup may not fit any more
OLDEST_TASK = timedelta(hours=1)  # a large picture takes minutes
OLDEST_MAIL = timedelta(minutes=15)  # a code is worth nothing by then; the worker has stopped


def machines_are_answered(get_response):
    """This will answer /health/live and /health/ready itself, and pass everything else on."""

    def middleware(request):
        if request.path == "/health/live":
            return said("live")
        if request.path == "/health/ready":
            faults = list(what_is_wrong(timezone.now()))
            return said("\n".join(faults) or "ready", status=503 if faults else 200)
        return get_response(request)

    return middleware


def said(words, *, status=200):
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(words + "\n", status=status, content_type="text/plain; charset=utf-8", headers=headers)


def what_is_wrong(at):
    """This will yield a line for everything that keeps readers or staff from being served."""
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            yield "migrations: some are missing"
        elif mail_waits_since(at - OLDEST_MAIL):
            yield "mail: some has waited for more than 15 minutes; is the worker running?"
        elif a_task_waits_since(at - OLDEST_TASK):
            yield "tasks: some has waited for more than an hour; is the worker running?"
    except DatabaseError:
        yield "database: no answer"
    if shutil.disk_usage(settings.DATA_DIR).free < LEAST_FREE:
        yield "disk: less than 200 MB are free"


def mail_waits_since(moment):
    from blog.outbox.models import Message

    return Message.objects.due(moment).exists()


def a_task_waits_since(moment):
    from clinic_site.metrics.state import tasks_due

    return tasks_due().filter(due_at__lt=moment).exists()
