"""Many who ask at the same moment share one question, and nobody is told what was so before they asked."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import DatabaseError, OperationalError

from blog.stamps.together import Together

MANY = 16


class Server:
    """Stands for a database: it tells what a number was when the question arrived, and waits with the answer."""

    def __init__(self):
        self.number, self.asked = 0, []
        self.has_arrived, self.may_answer = Event(), Event()

    def ask(self, connection, keys):
        self.asked.append(set(keys))
        number = self.number
        self.has_arrived.set()
        assert self.may_answer.wait(10)
        return dict.fromkeys(keys, number)


@pytest.fixture
def server():
    return Server()


@pytest.fixture
def together(server):
    return Together(server.ask)


@pytest.fixture
def threads():
    with ThreadPoolExecutor(MANY + 1) as threads:
        yield threads


def gathered(together, threads, *, keys):
    """This will have each of these asked by a thread of its own, and wait until all of them have joined a question."""
    answers = [threads.submit(together.read, each) for each in keys]
    while len(together.gathering.keys) < len(set().union(*keys)):
        pass
    return answers


def test_one_alone_asks_at_once(server, together):
    server.may_answer.set()

    assert together.read(("site", "post:1")) == {"site": 0, "post:1": 0}
    assert server.asked == [{"site", "post:1"}]


def test_those_who_come_while_a_question_is_on_its_way_share_the_next(server, together, threads):
    first = threads.submit(together.read, ("site",))
    assert server.has_arrived.wait(10)
    server.number = 1  # a change is committed: whoever asks from here on must see it

    others = gathered(together, threads, keys=[("site", f"post:{number}") for number in range(MANY)])
    server.may_answer.set()

    assert first.result() == {"site": 0}
    assert [set(other.result().values()) for other in others] == [{1}] * MANY
    assert server.asked == [{"site"}, {"site", *(f"post:{number}" for number in range(MANY))}]


def test_what_goes_wrong_is_told_to_all_who_share_it_and_to_nobody_after(server, together, threads):
    threads.submit(together.read, ("site",))
    assert server.has_arrived.wait(10)
    others = gathered(together, threads, keys=[(f"post:{number}",) for number in range(MANY)])
    ask = together.ask

    def fail(connection, keys):
        raise OperationalError("gone")

    together.ask = fail
    server.may_answer.set()

    for other in others:
        with pytest.raises(DatabaseError, match="gone"):
            other.result()
    together.ask = ask
    assert together.read(("site",)) == {"site": 0}


def test_nobody_is_told_what_was_so_before_they_asked():
    state = {"site": 0}
    together, begin = Together(lambda connection, keys: {key: state[key] for key in keys}), Barrier(MANY)

    def change_and_ask(mine):
        begin.wait()
        for number in range(1, 200):
            state[mine] = number
            assert together.read((mine,))[mine] == number

    with ThreadPoolExecutor(MANY) as threads:
        names = [f"post:{number}" for number in range(MANY)]
        state |= dict.fromkeys(names, 0)
        list(threads.map(change_and_ask, names))
