"""The database's own word on editions: what was signed cannot change or go, and no two editions are live at once.

Both databases refuse the same things. On PostgreSQL an exclusion constraint sees overlaps between transactions too;
SQLite has one writer at a time, so a trigger is enough.
"""

from blog import frozen
from blog.editions.models import Edition

FROZEN = "A signed edition cannot change."
OVERLAP = "Two editions of one article, or at one address, cannot be live at the same time."
TABLE = "blog_edition"


def install(using="default"):
    """This will put the triggers (and on PostgreSQL the exclusion constraints) in place, replacing what is there."""
    frozen.freeze(using, table=TABLE, columns=Edition.SIGNED, sentence=FROZEN)
    if frozen.columns_of(using, TABLE):
        frozen.execute(using, {"sqlite": sqlite_overlap(), "postgresql": postgresql_overlap()})


def sqlite_overlap():
    check = f"""
        SELECT RAISE(ABORT, '{OVERLAP}') WHERE EXISTS (
            SELECT 1 FROM {TABLE} other
            WHERE other.id IS NOT NEW.id AND (other.post_id = NEW.post_id OR other.slug = NEW.slug)
            AND (NEW.live_until IS NULL OR other.live_from < NEW.live_until)
            AND (other.live_until IS NULL OR NEW.live_from < other.live_until)
            AND (NEW.live_until IS NULL OR NEW.live_from < NEW.live_until)
            AND (other.live_until IS NULL OR other.live_from < other.live_until)
        );"""
    for event, name in (
        ("INSERT", "edition_overlaps_on_insert"),
        ("UPDATE OF live_from, live_until", "edition_overlaps"),
    ):
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} BEGIN {check} END"


def postgresql_overlap():
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
