"""/admin/blog/comment/balance/: whether critical comments are taken away more often than kind ones."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.comments import moderate
from blog.comments.balance import balance, warning
from tests import factories
from tests.comments.desk.conftest import DESK, decide
from tests.posts.conftest import at, text_of

KIND, CRITICAL, NEITHER = "Lovely and helpful.", "Rude, rushed and useless.", "Which day is it?"


@pytest.fixture
def write(edition):
    """Leaves some comments, each by somebody of their own, some minutes ago."""

    def write(body, count=1, **how):
        start = len(factories.Comment.objects.all())
        return [
            factories.comment(edition, by=factories.member(f"W{start + n}"), body=body, **how) for n in range(count)
        ]

    return write


def found():
    at = timezone.now()
    shares = balance(since=at - timedelta(days=1), until=at + timedelta(days=1))
    return {tone: (share.published, share.taken) for tone, share in shares.items()}


def test_each_tone_is_counted_as_published_and_as_taken_away(write, mo):
    write(KIND, 3)
    write(NEITHER)
    gone = write(CRITICAL, 2)
    decide(gone[0], "removed", by=mo, reason="abusive")
    decide(write(KIND, held=True)[0], "rejected", by=mo, reason="spam")
    write(CRITICAL, held=True)

    assert found() == {"positive": (3, 1), "critical": (1, 1), "neither": (1, 0)}


def test_what_was_undone_or_published_later_was_not_taken_away(write, mo, now):
    first, second = write(CRITICAL, 2)
    moderate.undo(decision_id=decide(first, "removed", by=mo, reason="abusive").pk, by=mo, at=timezone.now())
    decide(second, "removed", by=mo, reason="abusive")
    decide(second, "approved", by=mo)

    assert found()["critical"] == (2, 0)


def test_the_clinic_s_own_words_and_other_days_do_not_count(write, edition, amara, mo, now):
    factories.comment(edition, by=amara, body=KIND)
    old = write(CRITICAL, 2, at=now - timedelta(days=9))
    decide(old[0], "removed", by=mo, reason="abusive", at=now - timedelta(days=8))

    assert found() == {"positive": (0, 0), "critical": (0, 0), "neither": (0, 0)}


def test_a_manager_is_warned_when_critical_ones_go_more_often(client, write, mo, grace):
    write(KIND, 5)
    for comment in write(CRITICAL, 5):
        decide(comment, "removed", by=mo, reason="abusive")

    page = text_of(at(client, grace).get(f"{DESK}balance/"))

    assert "Critical comments go more often than kind ones: 100 of a hundred against 0." in page
    assert "Kind 5 0 0" in page
    assert "Critical 0 5 100" in page
    assert "Advertising Standards Authority" in page


def test_nobody_is_warned_where_kind_ones_go_as_often_or_too_few_went(write, mo):
    at = timezone.now()
    for comment in [*write(KIND, 5), *write(CRITICAL, 5)]:
        decide(comment, "removed", by=mo, reason="abusive")
    even = balance(since=at - timedelta(days=1), until=at + timedelta(days=1))
    few = {tone: type(share)(share.name, published=1, taken=0) for tone, share in even.items()}
    few["critical"].taken = 4

    assert warning(even) is None
    assert warning(few) is None


@pytest.mark.parametrize("count", [1, 3])
def test_three_comments_take_as_many_queries_as_one(write, mo, count, django_assert_num_queries, now):
    for comment in write(CRITICAL, count):
        decide(comment, "removed", by=mo, reason="abusive")

    with django_assert_num_queries(2):
        balance(since=now - timedelta(days=1), until=now + timedelta(days=1))


@pytest.mark.parametrize(
    "query",
    [{"since": "x"}, {"since": "2026-01-01"}, {"since": "0001-01-01", "until": "9999-12-31"},
     {"since": "\0", "until": "2026-01-01"}, {"since": "2026-02-01", "until": "2026-01-01"}],
)  # fmt: skip
def test_a_span_that_is_none_is_said_at_its_field(client, grace, query):
    response = at(client, grace).get(f"{DESK}balance/", query)

    assert response.status_code == 422
    assert response.context["form"].errors
    assert response.context["shares"] is None


def test_a_span_is_counted_to_the_end_of_its_last_day(client, grace, write):
    write(KIND)
    today = timezone.localdate().isoformat()

    page = at(client, grace).get(f"{DESK}balance/", {"since": today, "until": today})

    assert "Kind 1 0 0" in text_of(page)
