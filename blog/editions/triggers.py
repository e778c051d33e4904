"""The database's own word on editions: what was signed cannot change, and no two editions are live at once.

Installed after every migrate. Both databases refuse the same things with the same sentences.
"""

from django.db import connections

from blog.editions.models import Edition

FROZEN = "A signed edition cannot change."
OVERLAP = "Two editions of one article, or at one address, cannot be live at the same time."

TABLE = "blog_edition"
NAMES = ("edition_is_frozen", "edition_overlaps_on_insert", "edition_overlaps_on_update")


def install(using="default"):
    """This will put the triggers (and on PostgreSQL the exclusion constraints) in place, replacing what is there."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    statements = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}[connection.vendor]()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def sqlite_statements():
    changed = " OR ".join(f'NEW."{column}" IS NOT OLD."{column}"' for column in Edition.SIGNED)
    overlap = f"""
        SELECT RAISE(ABORT, '{OVERLAP}') WHERE EXISTS (
            SELECT 1 FROM {TABLE} other
            WHERE other.id IS NOT NEW.id AND (other.post_id = NEW.post_id OR other.slug = NEW.slug)
            AND (NEW.live_until IS NULL OR other.live_from < NEW.live_until)
            AND (other.live_until IS NULL OR NEW.live_from < other.live_until)
            AND (NEW.live_until IS NULL OR NEW.live_from < NEW.live_until)
            AND (other.live_until IS NULL OR other.live_from < other.live_until)
        );"""
    yield from (f"DROP TRIGGER IF EXISTS {name}" for name in NAMES)
    yield (
        f"CREATE TRIGGER edition_is_frozen BEFORE UPDATE ON {TABLE} WHEN {changed} "
        f"BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"
    )
    yield f"CREATE TRIGGER edition_overlaps_on_insert BEFORE INSERT ON {TABLE} BEGIN {overlap} END"
    yield (
        f"CREATE TRIGGER edition_overlaps_on_update BEFORE UPDATE OF live_from, live_until ON {TABLE} "
        f"BEGIN {overlap} END"
    )


def postgresql_statements():
    # JSON columns have no equality of their own on PostgreSQL when kept as json; jsonb has, and Django uses jsonb.
    changed = " OR ".join(f'NEW."{column}" IS DISTINCT FROM OLD."{column}"' for column in Edition.SIGNED)
    yield f"""
        CREATE OR REPLACE FUNCTION refuse_to_change_an_edition() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{FROZEN}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""
    yield f"DROP TRIGGER IF EXISTS edition_is_frozen ON {TABLE}"
    yield (
        f"CREATE TRIGGER edition_is_frozen BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN ({changed}) "
        "EXECUTE FUNCTION refuse_to_change_an_edition()"
    )
    yield "CREATE EXTENSION IF NOT EXISTS btree_gist"
    for column in ("post_id", "slug"):
        name = f"edition_overlaps_by_{column}"
        yield f"""
            DO $$ BEGIN
                IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{name}') THEN
                    ALTER TABLE {TABLE} ADD CONSTRAINT {name}
                    EXCLUDE USING gist ({column} WITH =, tstzrange(live_from, live_until) WITH &&);
                END IF;
            END $$"""
