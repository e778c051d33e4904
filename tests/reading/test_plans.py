"""How SQLite finds what a list shows. The plan is what counts: a test has few articles, and a clock tells nothing."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.editions import tags
from tests import factories

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a small table as a whole")

LISTS = (
    "/", "/?page=2", "/topics/how-skin-works/", "/topics/how-skin-works/?page=2", "/people/dr-amara-okafor/",
    f"/archive/{timezone.localdate().year}/", "/feed/", "/feed.json", "/topics/how-skin-works/feed/", "/nothing-here/",
    "/tags/sun/", "/tags/sun/?page=2",
)  # fmt: skip
# What carries a tag that is not a common one is sorted, and a part read in another order.
SORTED = ("/tags/shade/", "/sitemaps/articles-1.xml")
COUNTS = ("/topics/", "/people/", "/archive/", "/sitemap.xml")
BY_KEY = re.compile(r"SEARCH \w+ USING (INTEGER PRIMARY KEY \(rowid=\?\))")
ALIASES = re.compile(r'"(\w+)" ([A-Z]\d+)\b')


@pytest.fixture(params=["no statistics", "many clinicians", "one clinician"])
def articles(request, clinic, publish, topic, amara, joan, monkeypatch):
    """Eleven articles, in a database that knows nothing of its size or believes that there are 20,000.

    Their tag is a common one, that of the article elsewhere is not.
    """
    monkeypatch.setattr(tags, "COMMON", 2)
    elsewhere = factories.topic("Aftercare")
    for number in range(11):
        publish(f"Article {number}", topic=topic, tags=["Sun"])
    publish("Elsewhere", topic=elsewhere, by=joan, tags=["Shade"])
    if request.param != "no statistics":
        believe_in_many(clinicians={"many clinicians": 20, "one clinician": 1}[request.param])


def believe_in_many(*, clinicians, editions=20_000):
    """This will give SQLite the statistics of a large site, which last until the test's transaction ends."""
    one_of = {"signed_by_id": clinicians, "signer_id": clinicians, "topic_id": 8, "tag_id": 50}
    rows = {"blog_edition": editions, "blog_edition_tagged": 2 * editions, "blog_topic": 8}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("SELECT tbl, idx FROM sqlite_stat1 WHERE tbl IN ('blog_edition', 'blog_edition_tagged')")
        for table, index in cursor.fetchall():
            cursor.execute(f'PRAGMA index_info("{index}")')
            columns = [name for _, _, name in cursor.fetchall()]
            first = max(rows[table] // one_of.get(columns[0], rows[table]), 1)
            stat = " ".join(map(str, [rows[table], first, *[1] * (len(columns) - 1)]))
            cursor.execute("UPDATE sqlite_stat1 SET stat = %s WHERE idx = %s", [stat, index])
        cursor.execute("ANALYZE sqlite_schema")


def plans_of(client, address):
    """This will give, for each question of a page that names editions, its SQL and the steps of its plan."""
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    for query in asked.captured_queries:
        if "blog_edition" in query["sql"] and query["sql"].startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                yield query["sql"], cursor.fetchall()


def scans(sql, steps):
    """This will give the steps that go through all editions, or all of their tags."""
    names = {alias for table, alias in ALIASES.findall(sql) if table.startswith("blog_edition")}
    names |= {"blog_edition", "blog_edition_tagged"}
    return [step for *_, step in steps if step.startswith("SCAN ") and step.split()[1] in names]


def sorts(steps):
    """This will give the steps that sort, but for the last of a question that has found its editions by their keys."""
    has_keys = any(parent == 0 and BY_KEY.match(step) for _, parent, _, step in steps)
    return [step for _, parent, _, step in steps if "FOR ORDER BY" in step and not (parent == 0 and has_keys)]


@pytest.mark.parametrize("address", LISTS)
def test_a_list_is_chosen_in_the_order_of_an_index_and_read_by_its_keys(client, articles, address):
    plans = list(plans_of(client, address))

    assert any("ORDER BY" in sql for sql, _ in plans)
    for sql, steps in plans:
        assert [step for step in scans(sql, steps) if "USING COVERING INDEX" not in step] == [], sql
        assert sorts(steps) == [], sql


@pytest.mark.parametrize("address", SORTED)
def test_no_list_goes_through_the_editions_themselves(client, articles, address):
    plans = list(plans_of(client, address))

    [lines] = [steps for sql, steps in plans if '"standfirst"' in sql]
    assert any(parent == 0 and BY_KEY.match(step) for _, parent, _, step in lines)
    assert [step for sql, steps in plans for step in scans(sql, steps) if " INDEX " not in step] == []


@pytest.mark.parametrize("address", COUNTS)
def test_what_is_counted_is_counted_in_an_index_alone(client, articles, address):
    plans = list(plans_of(client, address))

    assert plans
    for sql, steps in plans:
        assert [step for step in scans(sql, steps) if "USING COVERING INDEX" not in step] == [], sql
