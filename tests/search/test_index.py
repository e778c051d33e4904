"""The index: derived from the editions, and to be had again from them."""

from importlib import import_module
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from blog.editions.models import Edition
from blog.search.engine import engine
from blog.search.models import Spelling

only_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's index knows places by itself")
only_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite rebuilds a table to alter it")


def entries():
    """This will give everything that the index holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM blog_search")
        return sorted(cursor.fetchall())


def spellings():
    return sorted(Spelling.objects.values_list("word", "letters"))


def index_articles():
    said = StringIO()
    call_command("index_articles", stdout=said)
    return said.getvalue()


@pytest.fixture
def three(write, clinic):
    return [write(title, "About filler, in the café.", tags=["First days"]) for title in ("One", "Two", "Three")]


def test_dropped_and_made_again_it_is_the_same(three, titles):
    before = entries(), spellings()
    engine().drop([edition.pk for edition in three])
    Spelling.objects.all().delete()
    assert titles("cafe") == []

    assert index_articles() == "Editions indexed: 3.\n"

    assert (entries(), spellings()) == before
    assert sorted(titles("cafe")) == ["One", "Three", "Two"]


def test_making_it_again_changes_nothing_that_is_right(three):
    before = entries(), spellings()

    index_articles()

    assert (entries(), spellings()) == before


def test_entries_of_no_edition_and_words_that_none_holds_go(three, monkeypatch):
    monkeypatch.setattr("blog.search.index.BATCH", 2)
    before = entries(), spellings()
    for key in range(three[2].pk + 1, three[2].pk + 6):
        engine().put(key, "stray", "stray", "stray")
    Spelling.objects.create(word="stray", letters="<st")

    index_articles()

    assert (entries(), spellings()) == before


def test_the_next_migrate_indexes_what_is_not(three, titles):
    before = entries()
    engine().drop([three[1].pk])

    call_command("migrate", verbosity=0)

    assert entries() == before
    assert sorted(titles("cafe")) == ["One", "Three", "Two"]


def test_every_edition_has_an_entry(three):
    assert engine().indexed_ids(0, 10) == sorted(edition.pk for edition in three)


def test_an_edition_without_words_has_one_too(write, titles, clinic):
    write("?", "<br>", standfirst="…")

    assert len(engine().indexed_ids(0, 10)) == 1


def test_a_very_long_article_can_be_signed_and_found(write, titles, clinic):
    write("Long", " ".join(f"word{number}" for number in range(40_000)) + " end" + " x" * 10_000 + "y" * 5_000)

    assert titles("word17") == ["Long"]


@only_sqlite
def test_it_outlives_a_rebuild_of_the_table_of_editions(transactional_db, three, titles):
    field = Edition._meta.get_field("change_note")
    wider = models.CharField(max_length=301, blank=True, default="")
    wider.set_attributes_from_name("change_note")
    wider.model = Edition
    with connection.schema_editor() as editor:
        editor.alter_field(Edition, field, wider)
    with connection.schema_editor() as editor:
        editor.alter_field(Edition, wider, field)
    call_command("migrate", verbosity=0)

    assert sorted(titles("cafe")) == ["One", "Three", "Two"]
    Edition.objects.update(text="Taken out.")
    assert titles("cafe") == []


@only_postgresql
def test_entries_from_before_phrases_had_an_index_are_found_by_them(write, titles, clinic):
    migration = import_module("blog.migrations.0020_phrases")
    with connection.schema_editor(atomic=False) as editor:
        migration.drop(None, editor)
        write("Signed before", "The skin barrier.")
        migration.make(None, editor)

    assert titles("“skin barrier”") == ["Signed before"]


@only_postgresql
def test_a_phrase_of_common_words_is_looked_up_and_not_looked_for_in_every_article(write, titles, clinic):
    write("The one", "The skin barrier.")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO blog_search (edition_id, title, lead, words) SELECT 1000000 + number, '', '', "
            "to_tsvector('pg_catalog.english', 'barrier of lipids in the skin') FROM generate_series(1, 3000) AS number"
        )
    engine().settle()

    with CaptureQueriesContext(connection) as asked:
        assert titles("“skin barrier”") == ["The one"]

    [ranking] = [query["sql"] for query in asked.captured_queries if "ts_rank" in query["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")  # or it would begin with the one article that is live
        cursor.execute(f"EXPLAIN {ranking}")
        plan = "\n".join(step for (step,) in cursor.fetchall())
    assert "blog_search_neighbours" in plan
    assert "blog_search_pkey" not in plan
