import pytest
from django.db import DatabaseError, transaction

from blog.audit.actions import record
from blog.audit.models import Entry


@pytest.fixture
def entry(db, ben, now):
    return record(at=now, by=ben, act=Entry.Act.WROTE, subject="An article")


def test_an_entry_keeps_the_name_of_the_time(entry, ben):
    ben.display_name = "Benjamin"
    ben.save()

    entry.refresh_from_db()

    assert entry.by_name == "Ben Hartley"


def test_an_entry_cannot_change(entry):
    with pytest.raises(DatabaseError, match="The audit log only grows"), transaction.atomic():
        Entry.objects.update(subject="Something else")

    assert Entry.objects.get().subject == "An article"


def test_an_entry_cannot_go(entry):
    with pytest.raises(DatabaseError, match="The audit log only grows"), transaction.atomic():
        Entry.objects.all().delete()

    assert Entry.objects.count() == 1
