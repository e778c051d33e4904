"""The database's own word on the index: when an edition's words change or go, its entry goes in the same statement.

So a change that forgets to write the entry anew leads to an article that is not found, never to one that is found by
words that are no longer in it.
"""

from blog import frozen

TABLE, INDEX = "blog_edition", "blog_search"
COLUMNS = "title, standfirst, topic_name, tags, text"


def install(using="default"):
    """This will put the triggers in place, replacing what is there."""
    if is_ready(using):
        frozen.execute(using, {"sqlite": sqlite(), "postgresql": postgresql()})


def is_ready(using):
    """This will tell whether there are editions and an index: in the middle of the migrations there may not be."""
    return bool(frozen.columns_of(using, TABLE) and frozen.columns_of(using, INDEX))


def sqlite():
    for name, event in events():
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (f"CREATE TRIGGER {name} AFTER {event} ON {TABLE} BEGIN DELETE FROM {INDEX} WHERE rowid = OLD.id; END")


def postgresql():
    yield (
        "CREATE OR REPLACE FUNCTION forget_in_search() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN DELETE FROM {INDEX} WHERE edition_id = OLD.id; RETURN NULL; END $$"
    )
    for name, event in events():
        yield f"DROP TRIGGER IF EXISTS {name} ON {TABLE}"
        yield f"CREATE TRIGGER {name} AFTER {event} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION forget_in_search()"


def events():
    return ("search_forgets_words", f"UPDATE OF {COLUMNS}"), ("search_forgets_edition", "DELETE")
