"""Which words stand next to each other, on PostgreSQL: a phrase is found without unpacking the vectors of all articles.

SQLite's index knows it already. The column is the database's own work, so the version before goes on writing entries.
"""

from django.db import migrations

POSTGRESQL = [
    # One number for each two words that follow each other and how far apart they stand: small words, which the vector
    # leaves out, may stand between them. The words themselves would take many times the room; two pairs that happen to
    # have the same number do no harm, because the vector is asked as well.
    "CREATE FUNCTION blog_search_neighbours(vector tsvector) RETURNS integer[] LANGUAGE plpgsql IMMUTABLE "
    "PARALLEL UNSAFE AS $$ BEGIN RETURN ARRAY("
    "SELECT DISTINCT hashtext(before || ' ' || distance || ' ' || lexeme) FROM ("
    "SELECT lexeme, lag(lexeme) OVER by_place AS before, place - lag(place) OVER by_place AS distance "
    "FROM unnest(vector) AS word, unnest(word.positions) AS place WINDOW by_place AS (ORDER BY place)"
    ") AS follows WHERE before IS NOT NULL ORDER BY 1); END $$",
    "ALTER TABLE blog_search ADD COLUMN neighbours integer[] NOT NULL "
    "GENERATED ALWAYS AS (blog_search_neighbours(words)) STORED",
    "CREATE INDEX blog_search_neighbours ON blog_search USING gin (neighbours)",
    "ANALYZE blog_search",  # or the planner would take every phrase for a rare one
]
BACK = [
    "ALTER TABLE blog_search DROP COLUMN neighbours",
    "DROP FUNCTION blog_search_neighbours(tsvector)",
]


def run(schema_editor, statements):
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)


def make(apps, schema_editor):
    run(schema_editor, POSTGRESQL)


def drop(apps, schema_editor):
    run(schema_editor, BACK)


class Migration(migrations.Migration):
    dependencies = [("blog", "0019_more_names")]

    operations = [migrations.RunPython(make, drop)]
