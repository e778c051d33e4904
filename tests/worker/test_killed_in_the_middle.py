"""A worker that is killed while it works: the next one does the job, and what it does is there once."""

import signal
import time
from datetime import timedelta
from functools import partial

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blog.background import CLAIM, KEPT, MOST_CLAIMS, forget_done, take_back
from blog.images.models import Rendition
from blog.images.tasks import make_slow_renditions
from blog.management.commands.work import CHORES
from tests.backup.conftest import Place, source  # noqa: F401  a fixture
from tests.concurrency.conftest import at_once  # noqa: F401  a fixture
from tests.images import files

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60  # seconds
SECOND = timedelta(seconds=1)


def wait_until(is_so):
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until, "It never happened."
        time.sleep(0.005)


def states():
    """This will tell how the encoding of pictures stands. An upload leaves another task, which looks an hour later."""
    encoding = DBTaskResult.objects.filter(task_path__endswith="make_slow_renditions")
    return list(encoding.order_by("enqueued_at").values_list("status", flat=True))


@pytest.fixture
def begun(db, now):
    """A task that a worker has begun and not ended."""
    task = DBTaskResult.objects.get(pk=make_slow_renditions.enqueue(image_id=0).id)
    task.claim("clinic")
    DBTaskResult.objects.filter(pk=task.pk).update(started_at=now)
    return task


def test_a_picture_whose_encoder_is_killed_is_encoded_once_by_the_next_workers(source: Place, add, at_once):  # noqa: F811
    make_slow_renditions.enqueue(image_id=0)
    worker = source.start("work")
    wait_until(lambda: states() == ["SUCCESSFUL"])  # it has done its chores, and from now on looks for tasks
    picture = add(files.jpeg(width=2600, height=1900))
    wait_until(lambda: states() == ["SUCCESSFUL", "RUNNING"])
    worker.send_signal(signal.SIGKILL)
    worker.communicate()
    assert not picture.renditions.filter(format="avif").exists()
    DBTaskResult.objects.running().update(started_at=timezone.now() - CLAIM)

    answers = at_once(*[partial(source.manage, "work", "--once")] * 2)

    assert [status for status, *_ in answers] == [0, 0]
    assert states() == ["SUCCESSFUL", "SUCCESSFUL"]
    widths = sorted(picture.renditions.filter(format="avif").values_list("width", flat=True))
    assert widths == [320, 640, 960, 1280, 1920]
    assert all(default_storage.size(one.file) == one.bytes for one in Rendition.objects.all())


def test_what_a_worker_is_doing_is_left_to_it_until_its_claim_ends(begun, now):
    assert take_back(at=now + CLAIM - SECOND) == 0
    assert states() == ["RUNNING"]

    assert take_back(at=now + CLAIM) == 1
    assert states() == ["READY"]
    assert take_back(at=now + CLAIM) == 0


def test_a_claim_from_a_clock_that_went_wrong_ends_too(begun, now):
    DBTaskResult.objects.update(started_at=now + timedelta(days=400))

    assert take_back(at=now) == 1


def test_workers_who_look_together_take_it_back_once(begun, now, at_once):  # noqa: F811
    assert sum(at_once(*[partial(take_back, at=now + CLAIM)] * 4)) == 1


def test_a_task_that_ends_every_worker_is_given_up(begun, now, caplog):
    DBTaskResult.objects.update(worker_ids=["clinic"] * MOST_CLAIMS)

    assert take_back(at=now + CLAIM) == 0
    assert states() == ["FAILED"]
    assert "is given up: it has ended 4 workers." in caplog.text


def test_what_ended_a_month_ago_is_forgotten(begun, now):
    begun.set_successful(1)
    make_slow_renditions.enqueue(image_id=0)

    forget_done(at=timezone.now() + KEPT - SECOND)
    assert DBTaskResult.objects.count() == 2
    forget_done(at=timezone.now() + KEPT)
    assert states() == ["READY"]


def test_the_worker_does_both():
    assert {take_back, forget_done} <= {chore for chore, _ in CHORES}
