"""What happens at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection


@pytest.fixture
def at_once(transactional_db):
    """This will give a function that starts all it is given together, and gives each one's answer or error."""

    def run(*acts):
        start = Barrier(len(acts))

        def do(act):
            try:
                start.wait()
                return act()
            except Exception as error:
                return error
            finally:
                connection.close()

        with ThreadPoolExecutor(len(acts)) as threads:
            return list(threads.map(do, acts))

    return run
