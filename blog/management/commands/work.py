"""Everything that happens without anybody looking: slow tasks, mail, reminders, tidying up."""

import logging
import signal
import time
from datetime import timedelta

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from accounts.own_data.erased import erase_again
from accounts.own_data.leaving import let_go
from accounts.own_data.pruning import prune
from blog.background import forget_done, take_back
from blog.comments.digest import send_digest
from blog.counts.buffer import prune_counts
from blog.editions.reminders import remind
from blog.following.telling import tell, tidy_followers
from blog.images.actions import tidy
from blog.outbox.actions import deliver_due
from blog.posts.drafts import clear_old
from blog.posts.rereading import reread
from blog.usefulness.actions import forget_old

log = logging.getLogger(__name__)


def send_mail(*, at):
    """This will send some of the mail that waits, and leave the rest to the next look: a mail server may be slow."""
    deliver_due(most=20)


# What is done again and again, and how often. Each can be repeated without harm and by several workers at once.
CHORES = [
    (send_mail, timedelta(0)),  # somebody may wait at a page for a code
    (take_back, timedelta(minutes=1)),
    (let_go, timedelta(minutes=1)),
    (erase_again, timedelta(hours=1)),
    (prune, timedelta(hours=6)),
    (tidy, timedelta(hours=1)),
    (clear_old, timedelta(hours=1)),
    (remind, timedelta(hours=1)),
    (send_digest, timedelta(minutes=5)),
    (tell, timedelta(minutes=1)),
    (tidy_followers, timedelta(hours=1)),
    (prune_counts, timedelta(hours=6)),
    (reread, timedelta(hours=1)),
    (forget_old, timedelta(hours=6)),
    (forget_done, timedelta(hours=6)),
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
            self.look(due, timezone.now())
            if self.is_stopping:
                return
            time.sleep(PAUSE)

    def stop(self, number, frame):
        """This will end the work after what is being done now."""
        self.is_stopping = True

    def look(self, due, at):
        """This will do every chore whose time has come and the tasks that wait, and look for mail between them all.

        After a pause of days each is done once. One that is due later than it ever could be waits for a clock that was
        put right meanwhile: it is done now.
        """
        for chore, every in CHORES:
            if due[chore] <= at or due[chore] > at + every:
                due[chore] = at + every
                do(chore, at)
                do(send_mail, timezone.now())
        while run_a_task():
            do(send_mail, timezone.now())
        close_old_connections()


def run_a_task():
    """This will run the task that has waited longest, and tell whether there was one."""
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id="clinic",
        excluded_queue_names=[],
    )
    worker.run()
    return worker._run_tasks


def do(chore, at):
    """This will do one chore; one that fails is logged and done again at its next turn."""
    try:
        chore(at=at)
    except Exception:
        log.exception("%s failed", chore.__name__)
