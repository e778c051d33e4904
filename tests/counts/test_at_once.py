"""Several processes that write the same number at the same moment, and a buffer's own thread."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from blog.counts.buffer import MOST, Buffer, write
from blog.counts.models import Reads

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 7, 13)


def test_nothing_is_lost_when_eight_write_at_once(edition):
    def write_ten(_):
        try:
            for _ in range(10):
                write({(edition.post_id, DAY): 1})
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write_ten, range(8)))

    assert Reads.objects.get().count == 80


def test_the_thread_writes_a_full_buffer_by_itself(edition):
    buffer = Buffer()
    written = []
    quietly = buffer.write_quietly
    buffer.write_quietly = lambda: written.append(quietly())

    for _ in range(MOST):
        buffer.add(edition.post_id, DAY)

    for _ in range(1000):
        if written:
            break
        buffer.writer.join(0.01)
    assert Reads.objects.get().count == MOST
