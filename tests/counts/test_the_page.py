"""/admin/blog/reads/: what is read, for those who write."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.counts.buffer import write
from blog.counts.chart import chart
from tests import factories
from tests.posts.conftest import at as logged_in
from tests.posts.conftest import text_of

PAGE = "/admin/blog/reads/"


@pytest.fixture
def article(topic, amara, ben):
    """Signs an article that was read so often, so many days ago."""

    def article(title, reads=()):
        edition = factories.signed(factories.post(topic=topic, writer=ben, title=title), by=amara)
        today = timezone.localdate()
        write({(edition.post_id, today - timedelta(days=ago)): count for ago, count in dict(reads).items()})
        return edition

    return article


def shown(page):
    return [(one.title, one.week, one.month, one.year) for one in page.context["listing"].editions]


def test_each_article_has_its_reads_of_a_week_a_month_and_a_year(client, clinic, article, ben):
    article("Read", {0: 1, 6: 2, 7: 4, 29: 8, 30: 16, 364: 32, 365: 64})
    article("Not read")

    page = logged_in(client, ben).get(PAGE)

    assert shown(page) == [("Read", 3, 15, 63), ("Not read", 0, 0, 0)]
    assert "At most 8 on a day" in page.content.decode()
    assert "Not read" in text_of(page)


def test_it_is_sorted_by_the_span_that_was_chosen(client, clinic, article, ben):
    article("This week", {0: 5})
    article("This month", {20: 6})
    article("This year", {200: 7})

    orders = {by: [row[0] for row in shown(logged_in(client, ben).get(f"{PAGE}?by={by}"))] for by in ("week", "year")}

    assert orders == {
        "week": ["This week", "This month", "This year"],
        "year": ["This year", "This month", "This week"],
    }


def test_without_an_article_it_says_so(client, clinic, ben):
    assert "No article is live yet, so there is nothing to count." in text_of(logged_in(client, ben).get(PAGE))


@pytest.mark.parametrize(
    ("query", "status"),
    [("by=%00", 200), ("by=title", 200), ("by=" + "9" * 40, 200), ("page=0", 404), ("page=" + "9" * 40, 404)],
)
def test_what_it_cannot_be_asked_for_is_no_error_of_ours(client, clinic, article, ben, query, status):
    article("Read")

    assert logged_in(client, ben).get(f"{PAGE}?{query}").status_code == status


def test_there_is_no_style_in_the_page(client, clinic, article, ben):
    article("Read", {0: 1})

    page = logged_in(client, ben).get(PAGE).content.decode()

    assert "<svg" in page
    assert "style=" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_numbers_take_two_queries_however_many_articles(
    client, clinic, article, ben, count, django_assert_num_queries
):
    for number in range(count):
        article(f"Article {number}", {0: number + 1})
    logged_in(client, ben).get(PAGE)

    with django_assert_num_queries(QUERIES):
        client.get(PAGE)


QUERIES = 8  # the two, and those of any page of the admin


def test_the_highest_day_is_as_high_as_the_chart_and_a_single_read_shows():
    made = chart([("Monday", 0), ("Tuesday", 1000), ("Wednesday", 1)])

    assert [(y, height) for _, y, height in made.bars] == [(32, 0), (0, 32), (31, 1)]
    assert (made.most, made.most_on, made.width) == (1000, "Tuesday", 17)
