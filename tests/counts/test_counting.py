"""What counts as a read, and that no read is lost or doubled."""

from datetime import date, timedelta

import pytest

from blog.counts.buffer import Buffer, prune_counts, write
from blog.counts.models import Reads
from blog.counts.readers import is_a_read, is_a_robot
from blog.management.commands.work import CHORES

PAGE = {"REQUEST_METHOD": "GET", "PATH_INFO": "/posts/after-filler/", "HTTP_USER_AGENT": "Mozilla/5.0 (iPhone)"}
DAY = date(2026, 7, 13)


def rows():
    return list(Reads.objects.order_by("post_id", "day").values_list("post_id", "day", "count"))


@pytest.mark.parametrize("more", [{}, {"QUERY_STRING": "from=leaflet"}, {"HTTP_IF_NONE_MATCH": "x"}])
def test_these_are_reads(more):
    assert is_a_read(PAGE | more)


@pytest.mark.parametrize(
    "more",
    [
        {"REQUEST_METHOD": "HEAD"},
        {"REQUEST_METHOD": "POST"},
        {"PATH_INFO": "/posts/after-filler/comments/"},
        {"PATH_INFO": "/comments/3/"},
        {"PATH_INFO": "/"},
        {"QUERY_STRING": "page=2"},
        {"QUERY_STRING": "show=answers"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_X_MOZ": "prefetch"},
        {"HTTP_USER_AGENT": ""},
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
    ],
)
def test_these_are_not(more):
    assert not is_a_read(PAGE | more)


@pytest.mark.parametrize(
    "name", ["bingbot/2.0", "Baiduspider", "curl/8.1", "python-requests/2", "facebookexternalhit/1.1", "GPTBot"]
)
def test_a_robot_that_says_so_is_one(name):
    assert is_a_robot(name)


@pytest.mark.parametrize(
    "name", ["Mozilla/5.0 (Linux; Android 13; CUBOT X50) Chrome/120", "Mozilla/5.0 (Windows NT 10.0) Firefox/130"]
)
def test_a_browser_is_none(name):
    assert not is_a_robot(name)


def test_numbers_are_added_to_what_is_there(edition):
    post = edition.post_id

    write({(post, DAY): 2})
    write({(post, DAY): 3, (post, DAY + timedelta(days=1)): 1})

    assert rows() == [(post, DAY, 5), (post, DAY + timedelta(days=1), 1)]


@pytest.mark.parametrize("count", [1, 3])
def test_writing_takes_one_question_for_all_and_one_for_each(edition, count, django_assert_num_queries):
    counted = {(edition.post_id, DAY + timedelta(days=number)): 1 for number in range(count)}

    with django_assert_num_queries(3 + count):  # with the savepoint around them
        write(counted)


def test_what_could_not_be_written_is_kept_for_the_next_time():
    buffer = Buffer()
    buffer.writer = "stands in"
    for _ in range(3):
        buffer.add(1, DAY)

    taken = buffer.take()
    buffer.add(1, DAY)
    buffer.put_back(taken)

    assert buffer.take() == {(1, DAY): 4}
    assert buffer.waiting == 0


def test_five_hundred_are_written_without_waiting():
    buffer = Buffer()
    buffer.writer = "stands in"

    for _ in range(499):
        buffer.add(1, DAY)
    assert not buffer.is_full.is_set()
    buffer.add(1, DAY)

    assert buffer.is_full.is_set()


def test_numbers_are_kept_for_400_days(edition, now):
    today = now.date()
    write({(edition.post_id, today - timedelta(days=ago)): 1 for ago in (0, 399, 402)})

    prune_counts(at=now)

    assert prune_counts in dict(CHORES)
    assert [day for _, day, _ in rows()] == [today - timedelta(days=399), today]
