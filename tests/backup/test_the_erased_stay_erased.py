"""A backup that is older than somebody's leaving brings them back for a moment only."""

import shutil
from datetime import timedelta

import pytest
from django.core.files.storage import storages

from accounts.models import User
from accounts.own_data import own
from accounts.own_data.erased import FOLDER, erase_again
from accounts.own_data.leaving import CHANGE_ONE_S_MIND, ask_to_leave, let_go
from blog.comments.models import Comment
from blog.management.commands.work import CHORES
from tests import factories


@pytest.fixture
def leaver(full, edition):
    """Somebody with a comment, who will leave after the backup."""
    user = factories.member("Zebedee")
    factories.comment(edition, by=user, body="Words of Zebedee.")
    return user


def leave(user, at, *, keep_words=False):
    ask_to_leave(user=user, keep_words=keep_words, at=at)
    let_go(at=at + CHANGE_ONE_S_MIND)


def bring_back(user):
    """As a restored backup does: the account is as it was."""
    fields = ("email", "display_name", "is_active", "date_joined")
    User.objects.filter(pk=user.pk).update(**{name: getattr(user, name) for name in fields})
    Comment.objects.filter(author=user).update(body="Words of Zebedee.", state="published")


def test_restored_with_the_list_beside_it_they_are_erased_again(full, leaver, empty, tmp_path, now):
    full.manage("backup", tmp_path / "clinic.tar")
    leave(leaver, now)
    shutil.copytree(full.folder / "private" / FOLDER, empty.folder / "private" / FOLDER)

    status, said, complained = empty.manage("restore", tmp_path / "clinic.tar")

    assert (status, complained) == (0, "")
    assert said.endswith("Accounts that were erased since, and are erased again: 1.\n")
    words = str(empty.rows())
    assert "Words of Zebedee" not in words
    assert "zebedee@example.org" not in words
    assert "priya@example.org" in words


def test_the_list_names_nobody(leaver, full, now):
    leave(leaver, now)

    [path] = (full.folder / "private" / FOLDER).iterdir()
    assert path.name.startswith(f"{leaver.pk}-")
    assert "zebedee" not in (path.name + path.read_text()).lower()
    assert path.stat().st_mode & 0o077 == 0


def test_the_worker_erases_again_what_was_brought_back_and_does_so_once(leaver, now):
    leave(leaver, now)
    bring_back(leaver)

    assert [erase_again(at=now), erase_again(at=now)] == [1, 0]
    assert own.is_gone(User.objects.get(pk=leaver.pk))
    assert not Comment.objects.filter(body="Words of Zebedee.").exists()
    assert erase_again in [chore for chore, _ in CHORES]


def test_the_words_that_were_to_stay_stay(leaver, now):
    leave(leaver, now, keep_words=True)
    bring_back(leaver)

    erase_again(at=now)

    assert own.is_gone(User.objects.get(pk=leaver.pk))
    assert Comment.objects.filter(body="Words of Zebedee.").count() == 1


def test_somebody_new_who_has_the_number_of_an_erased_account_is_left_alone(leaver, now):
    leave(leaver, now)
    bring_back(leaver)
    User.objects.filter(pk=leaver.pk).update(date_joined=now + timedelta(days=1), email="new@example.org")

    assert erase_again(at=now) == 0
    assert User.objects.get(pk=leaver.pk).email == "new@example.org"


def test_nobody_is_erased_again_who_never_left(leaver, priya, now):
    leave(leaver, now)

    assert erase_again(at=now) == 0
    assert User.objects.get(pk=priya.pk).is_active


@pytest.mark.parametrize("name", ["nonsense", "-", "9" * 40 + "-1.000000", "x-1.000000", "1"])
def test_any_other_file_there_is_passed_over(full, now, name):
    (full.folder / "private" / FOLDER).mkdir(parents=True)
    (full.folder / "private" / FOLDER / name).touch()

    assert erase_again(at=now) == 0


def test_a_leaving_is_not_undone_because_the_list_cannot_be_written(leaver, full, now, caplog):
    (full.folder / "private" / FOLDER).touch()

    leave(leaver, now)

    assert own.is_gone(User.objects.get(pk=leaver.pk))
    assert "Error calling" in caplog.text
    assert storages["private"].exists(FOLDER)
