"""A kept page borrows a connection and gives it back: a server has more threads than a pool has connections."""

import pytest
from django.db import connection

from blog.stamps.lookup import noted, read
from blog.stamps.models import SITE

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has a pool of connections"),
]


def test_after_a_page_is_made_and_after_it_is_kept_no_connection_is_held(clinic, edition, site):
    connection.close()

    held = []
    for _ in range(3):
        assert site.get("/posts/your-skin-barrier-in-one-page/").status == 200
        held.append(connection.connection is not None)

    assert site.made == 1
    assert held[1:] == [False, False]


def test_a_view_keeps_the_connection_that_it_asks_for_a_stamp_with():
    connection.close()

    with noted():
        read(SITE)
        assert connection.connection is not None

    connection.close()
    read(SITE)
    assert connection.connection is None
