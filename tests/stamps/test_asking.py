"""A stamp is told as it is at the moment of asking, whoever raised it, however little is asked."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from blog.stamps.lookup import read
from blog.stamps.models import SITE, of_post
from blog.stamps.watch import WATCH
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def rename(topic, name):
    topic.name = name
    topic.save()
    return read(SITE)


def elsewhere(action):
    """This will do something on a connection of its own, as another process would."""

    def act():
        try:
            return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        return other.submit(act).result()


@pytest.fixture
def topic():
    return factories.topic()


def test_a_change_of_ones_own(topic):
    (before,) = read(SITE)

    (after,) = rename(topic, "Lasers")

    assert after > before
    assert read(SITE) == (after,)


def test_a_change_by_another(topic):
    before = read(SITE)

    after = elsewhere(lambda: rename(topic, "Lasers"))

    assert read(SITE) == after > before


def test_what_was_taken_back(topic):
    before = read(SITE)

    with transaction.atomic():
        assert rename(topic, "Lasers") > before
        transaction.set_rollback(True)

    assert read(SITE) == before


def test_what_another_has_not_committed(topic):
    before = read(SITE)

    with transaction.atomic():
        rename(topic, "Lasers")
        assert elsewhere(lambda: read(SITE)) == before

    assert elsewhere(lambda: read(SITE)) > before


def test_one_that_was_never_raised_is_nought(topic):
    assert read(SITE, of_post(404))[1] == 0
    assert read(of_post(404), SITE) == (0, *read(SITE))


def test_while_nothing_changes_the_table_is_not_read_again(topic, django_assert_num_queries):
    read(SITE)

    with django_assert_num_queries(0 if connection.vendor == "sqlite" else 1):
        read(SITE)


def test_at_the_door_every_commit_shows_and_nothing_else_does(topic):
    before = WATCH.read(SITE)

    with transaction.atomic():
        inside = rename(topic, "Lasers")
        assert WATCH.read(SITE) == before < inside

    assert WATCH.read(SITE) == inside
    assert WATCH.read(of_post(404), SITE) == (0, *inside)
    assert elsewhere(lambda: rename(topic, "Peels")) == WATCH.read(SITE)


def test_at_the_door_nothing_is_asked_while_nothing_changes(topic):
    WATCH.read(SITE)

    with CaptureQueriesContext(WATCH.together.connection) as asked:
        WATCH.read(SITE)

    assert len(asked) == (0 if connection.vendor == "sqlite" else 1)
