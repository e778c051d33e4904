"""The index of signed words: an FTS5 table on SQLite, text vectors on PostgreSQL; and the spellings of words."""

from django.db import migrations, models

SQLITE = [
    "CREATE VIRTUAL TABLE blog_search USING fts5"
    "(title, lead, words, tokenize = 'porter unicode61 remove_diacritics 2')",
]
POSTGRESQL = [
    "CREATE TABLE blog_search (edition_id bigint PRIMARY KEY, title tsvector NOT NULL, lead tsvector NOT NULL, "
    "words tsvector NOT NULL)",
    # Gives back what it is given. Its cost tells the planner that a long vector has to be fetched and unpacked to be
    # looked at; without it a word in one article of ten makes PostgreSQL read thousands rather than use the index. Not
    # being safe for parallel workers keeps it from starting some, which takes longer than the search.
    "CREATE FUNCTION blog_search_vector(vector tsvector) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL UNSAFE "
    "COST 400 AS $$ BEGIN RETURN vector; END $$",
    "CREATE INDEX blog_search_title ON blog_search USING gin (title)",
    "CREATE INDEX blog_search_lead ON blog_search USING gin (lead)",
    "CREATE INDEX blog_search_words ON blog_search USING gin (blog_search_vector(words))",
    # Tells what is live without reading the editions themselves, which are long.
    "CREATE INDEX blog_search_live ON blog_edition (id) INCLUDE (live_from, live_until, topic_id)",
]
TRIGGERS = ("search_forgets_words", "search_forgets_edition")


def make(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for name in TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}" + (" ON blog_edition" if is_postgresql else ""))
    schema_editor.execute("DROP TABLE blog_search")
    if is_postgresql:
        schema_editor.execute("DROP FUNCTION IF EXISTS forget_in_search()")
        schema_editor.execute("DROP FUNCTION blog_search_vector(tsvector)")
        schema_editor.execute("DROP INDEX blog_search_live")


class Migration(migrations.Migration):
    dependencies = [("blog", "0015_following_and_counts")]

    operations = [
        migrations.CreateModel(
            name="Spelling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("letters", models.CharField(max_length=3)),
                ("word", models.CharField(max_length=30)),
            ],
            options={
                "indexes": [models.Index(fields=["word"], name="spellings_by_word")],
                "constraints": [models.UniqueConstraint(fields=("letters", "word"), name="one_spelling")],
            },
        ),
        migrations.RunPython(make, drop),
    ]
