"""Everything that happens without anybody looking: slow tasks, mail, reminders, tidying up."""

import logging
import signal
import time
from datetime import timedelta

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from accounts.own_data.leaving import let_go
from accounts.own_data.pruning import prune
from blog.comments.digest import send_digest
from blog.editions.reminders import remind
from blog.images.actions import tidy
from blog.outbox.actions import deliver_due
from blog.posts.drafts import clear_old
from blog.posts.rereading import reread
from blog.usefulness.actions import forget_old

log = logging.getLogger(__name__)

# What is done again and again, and how often. Each can be repeated without harm and by several workers at once.
CHORES = [
    (deliver_due, timedelta(seconds=2)),
    (let_go, timedelta(minutes=1)),
    (prune, timedelta(hours=6)),
    (tidy, timedelta(hours=1)),
    (clear_old, timedelta(hours=1)),
    (remind, timedelta(hours=1)),
    (send_digest, timedelta(minutes=5)),
    (reread, timedelta(hours=1)),
    (forget_old, timedelta(hours=6)),
]
PAUSE = 1  # seconds between two looks


class Command(BaseCommand):
    help = (
        "Do the slow work, send the mail and keep the clocks, until it is told to stop. Run one beside the web server."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Do what is due and end, for a timer such as cron.")

    def handle(self, *, once, **options):
        self.is_stopping = once
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.stop)
        logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
        due = {chore: timezone.now() for chore, _ in CHORES}
        while True:
            self.look(due)
            if self.is_stopping:
                return
            time.sleep(PAUSE)

    def stop(self, number, frame):
        """This will end the work after what is being done now."""
        self.is_stopping = True

    def look(self, due):
        """This will run the tasks that wait, and every chore whose time has come."""
        waiting_tasks().run()
        at = timezone.now()
        for chore, every in CHORES:
            if due[chore] <= at:
                due[chore] = at + every
                do(chore, at)
        close_old_connections()


def waiting_tasks():
    return Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="clinic",
        excluded_queue_names=[],
    )


def do(chore, at):
    """This will do one chore; one that fails is logged and done again at its next turn."""
    try:
        chore(at=at)
    except Exception:
        log.exception("%s failed", chore.__name__)
