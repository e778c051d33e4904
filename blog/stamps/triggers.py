"""The one list of what changes which stamp, and the database triggers that are made from it.

A trigger cannot be forgotten by new code, and it works in the transaction of the change, whoever makes it.
"""

from blog import frozen

# What any page may show. Any change of a table raises the site's stamp. Where columns are named only an update of those
# does: somebody who joins changes no page.
SITE = {
    "blog_clinic": (),
    "blog_practitioner": (),
    "blog_topic": (),
    "blog_tag": (),
    "blog_edition": (),
    "blog_edition_tagged": (),
    "blog_withdrawal": (),
    "blog_image": (),
    "blog_imageconsent": (),
    "blog_rendition": (),
    "blog_beforeafter": (),
    "blog_page": (),
    "accounts_user": ("display_name",),
}
# What only the pages of one article's conversation show: the row's post_id says which.
POST = ("blog_comment", "blog_conversation")

RAISED_ON_SQLITE = """
    INSERT OR IGNORE INTO blog_stamp (key, n) VALUES ({key}, 0);
    UPDATE blog_stamp SET n = n + 1 WHERE key = {key};"""
RAISED_ON_POSTGRESQL = """
    INSERT INTO blog_stamp (key, n) VALUES ({key}, 1) ON CONFLICT (key) DO UPDATE SET n = blog_stamp.n + 1;"""


def install(using="default"):
    """This will put the triggers in place, replacing what is there; a table that is not there yet gets none."""
    if not frozen.columns_of(using, "blog_stamp"):
        return
    frozen.execute(using, {"postgresql": postgresql_functions(), "sqlite": ()})
    for table, columns in SITE.items():
        if {*columns} < {*frozen.columns_of(using, table)}:
            frozen.execute(
                using, {"sqlite": sqlite_site(table, columns), "postgresql": postgresql_site(table, columns)}
            )
    for table in POST:
        if frozen.columns_of(using, table):
            frozen.execute(using, {"sqlite": sqlite_post(table), "postgresql": postgresql_post(table)})


def events(columns):
    """This will give the kinds of change that count: all three, or only an update of the columns that are named."""
    if columns:
        return [("update", f"UPDATE OF {', '.join(columns)}")]
    return [("insert", "INSERT"), ("update", "UPDATE"), ("delete", "DELETE")]


def sqlite_site(table, columns):
    return sqlite(table, columns, lambda row: "'site'")


def sqlite_post(table):
    return sqlite(table, (), lambda row: f"'post:' || {row}.post_id")


def sqlite(table, columns, key_of):
    for name, event in events(columns):
        raised = RAISED_ON_SQLITE.format(key=key_of("OLD" if name == "delete" else "NEW"))
        yield f"DROP TRIGGER IF EXISTS {table}_stamped_on_{name}"
        yield f"CREATE TRIGGER {table}_stamped_on_{name} AFTER {event} ON {table} BEGIN {raised} END"


def postgresql_functions():
    for name, key in (
        ("site", "'site'"),
        ("post", "'post:' || COALESCE(NEW.post_id, OLD.post_id)"),
    ):
        yield (
            f"CREATE OR REPLACE FUNCTION raise_stamp_of_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN {RAISED_ON_POSTGRESQL.format(key=key)} RETURN NULL; END $$"
        )


def postgresql_site(table, columns):
    return postgresql(table, columns, "STATEMENT", "site")


def postgresql_post(table):
    return postgresql(table, (), "ROW", "post")


def postgresql(table, columns, each, stamp):
    for name, event in events(columns):
        yield f"DROP TRIGGER IF EXISTS {table}_stamped_on_{name} ON {table}"
        yield (
            f"CREATE TRIGGER {table}_stamped_on_{name} AFTER {event} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION raise_stamp_of_{stamp}()"
        )
