"""A backup is made while people write, and processes are killed: it is whole and right, or it is not there."""

import signal
import time
from functools import partial

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from blog.comments.actions import leave_comment
from blog.comments.models import Comment, Wording
from blog.images.actions import withdraw_consent
from blog.images.models import Image, Rendition
from tests import factories
from tests.images import files

pytestmark = pytest.mark.filterwarnings("ignore:No directory at")
PATIENCE = 60  # seconds
TRIES = 5  # to meet a process before it is done, on a machine that is busy with other things


def wait_until(is_so):
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until, "It never happened."
        time.sleep(0.002)


def backed_up(machine, path, is_over):
    """This will make a backup, and then tell the others that it is over, however it went."""
    try:
        return machine.manage("backup", path)
    finally:
        is_over.append(True)


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    process.stderr.close()


def test_comments_that_are_written_meanwhile_are_in_it_whole_or_not_at_all(full, edition, empty, tmp_path, at_once):
    people = [factories.member(f"Person {number}") for number in range(4)]
    is_over = []

    def write(person):
        first = None
        while not is_over:
            first = leave_comment(edition=edition, author=person, body="Mine.", at=timezone.now(), parent=first)
            if first.parent_id:
                first = None

    def save():
        wait_until(lambda: Comment.objects.count() > 20)
        return backed_up(full, tmp_path / "clinic.tar", is_over)

    *written, saved = at_once(*(partial(write, person) for person in people), save)

    assert (saved[0], saved[2], written) == (0, "", [None] * 4)
    assert empty.manage("restore", tmp_path / "clinic.tar")[0] == 0
    [(restored,)] = empty.ask("SELECT count(*) FROM blog_comment")
    assert 20 < restored < Comment.objects.count()
    assert empty.manage("count_comments")[:2] == (0, "Every count is right.\n")
    orphans = "SELECT count(*) FROM blog_comment c LEFT JOIN blog_comment r ON r.id = c.root_id WHERE r.id IS NULL"
    assert empty.ask(f"{orphans} AND c.root_id IS NOT NULL") == [(0,)]


def test_pictures_that_come_and_go_meanwhile_leave_no_row_without_its_file(
    full, add, amara, consent, empty, tmp_path, at_once
):
    is_over = []
    [agreed] = Image.objects.filter(shows_person=True)

    def upload():
        number = 0
        while not is_over:
            number += 1
            add(files.jpeg(width=400 + number), name=f"{number}.jpg")

    def withdraw():
        wait_until(lambda: Image.objects.count() > 3)
        withdraw_consent(consent=agreed.consents.get(), by=amara, at=timezone.now(), reason="They asked us to.")

    def save():
        wait_until(lambda: Image.objects.count() > 2)
        return backed_up(full, tmp_path / "clinic.tar", is_over)

    *acted, saved = at_once(upload, withdraw, save)

    assert (saved[0], saved[2], acted) == (0, "", [None, None])
    assert empty.manage("restore", tmp_path / "clinic.tar")[0] == 0
    there = {name.removeprefix("media/") for name in empty.files()}
    masters = {name for (name,) in empty.ask("SELECT master FROM blog_image")}
    of_others = f"SELECT file FROM blog_rendition WHERE image_id != {agreed.pk}"
    assert 2 < len(masters) <= Image.objects.count()
    assert masters | {name for (name,) in empty.ask(of_others)} <= there


def many_files(count):
    for number in range(count):
        default_storage.save(f"pictures/{number:04}.bin", ContentFile(number.to_bytes(4, "big") * 20_000))


def test_a_backup_that_is_killed_leaves_nothing_of_that_name_and_the_next_one_tidies_up(full, tmp_path):
    many_files(200)
    path, workplace = tmp_path / "clinic.tar", tmp_path / ".clinic-backup.part"
    made = workplace / "made"

    for _ in range(TRIES):
        path.unlink(missing_ok=True)
        process = full.start("backup", path)
        wait_until(lambda: path.exists() or (made.exists() and made.stat().st_size > 3_000_000))
        kill(process)
        if not path.exists():
            break  # it was killed in the middle

    assert (path.exists(), made.exists()) == (False, True)
    assert full.manage("backup", path)[0] == 0
    assert (path.exists(), workplace.exists()) == (True, False)


def test_two_backups_into_one_folder_do_not_spoil_each_other(full, tmp_path, at_once):
    many_files(100)

    answers = at_once(*(partial(full.manage, "backup", tmp_path / f"{number}.tar") for number in range(2)))

    made = sorted(path.name for path in tmp_path.glob("*.tar"))
    assert len(made) == sum(status == 0 for status, *_ in answers) >= 1
    assert all("Another process is at work in" in complained for status, _, complained in answers if status)


def is_empty(place):
    tables = place.tables()
    return "accounts_user" not in tables or place.ask("SELECT count(*) FROM accounts_user") == [(0,)]


@pytest.mark.parametrize("moment", ["at the first file", "among the files", "at the database"])
def test_a_restore_that_is_killed_is_nothing_or_everything_and_can_be_begun_again(full, new_place, tmp_path, moment):
    many_files(120)
    if moment == "at the database":
        grow()
    path = tmp_path / "clinic.tar"
    assert full.manage("backup", path)[0] == 0
    everything = full.rows(), full.files()

    for _ in range(TRIES):
        place = new_place()
        process = place.start("restore", path)
        wait_until(lambda: process.poll() is not None or has_come(moment, place))  # noqa: B023  at once
        kill(process)
        if process.returncode == -signal.SIGKILL:
            break  # it was killed in the middle

    assert process.returncode == -signal.SIGKILL
    wait_until(lambda: nobody_restores(place))
    if not is_empty(place):
        assert (place.rows(), place.files().keys() & everything[1].keys()) == (everything[0], everything[1].keys())
    assert place.manage("restore", path)[::2] == (0, "")
    assert (place.rows(), place.files()) == everything


def has_come(moment, place):
    """This will tell whether a restore has come so far."""
    count = len(list((place.folder / "media" / "pictures").glob("*.bin")))
    if moment == "at the first file":
        return count >= 1
    if moment == "among the files":
        return count >= 60
    if connection.vendor == "sqlite":
        journals = [place.folder / f"clinic.sqlite3-{kind}" for kind in ("wal", "journal")]
        return any(journal.exists() and journal.stat().st_size > 2_000_000 for journal in journals)
    return is_at_work(place)


def is_at_work(place):
    asked = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'psql' AND datname = current_database()"
    return bool(place.ask(asked))


def nobody_restores(place):
    """On PostgreSQL its own program goes on for a moment, and its transaction ends whole or not at all."""
    return connection.vendor == "sqlite" or not is_at_work(place)


def grow():
    """This will make the database large enough that putting it back takes a while."""
    comment = Comment.objects.first()
    Wording.objects.bulk_create(
        Wording(comment=comment, body=f"{number} " * 2_000, until=timezone.now()) for number in range(4_000)
    )


def test_after_a_kill_another_backup_is_not_mixed_in(full, new_place, tmp_path):
    many_files(60)
    full.manage("backup", tmp_path / "first.tar")
    full.manage("backup", tmp_path / "second.tar")
    place = new_place()
    process = place.start("restore", tmp_path / "first.tar")
    wait_until(lambda: has_come("at the first file", place))
    kill(process)

    status, _, complained = place.manage("restore", tmp_path / "second.tar")

    assert status == 1
    assert complained.startswith("CommandError: There are files already, such as ")
    assert Rendition.objects.exists()
