"""The index on SQLite: an FTS5 table whose rows have the keys of the editions."""

from django.db import connection

TABLE = "blog_search"
TITLE, LEAD = "title :", "{title lead} :"
# The weights of a word in the title, in the lead, in the text.
SCORE = f"CAST(-1e9 * bm25({TABLE}, 10.0, 4.0, 1.0) AS INTEGER)"


def put(edition_id, title, lead, text):
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE rowid = %s", [edition_id])
        cursor.execute(
            f"INSERT INTO {TABLE} (rowid, title, lead, words) VALUES (%s, %s, %s, %s)", [edition_id, title, lead, text]
        )


def indexed_ids(after, most):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid FROM {TABLE} WHERE rowid > %s ORDER BY rowid LIMIT %s", [after, most])
        return [key for (key,) in cursor.fetchall()]


def drop(edition_ids):
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [[key] for key in edition_ids])


def settle():
    """This will merge the index into one piece: until then words that are gone may still lie in the file."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")


def candidates(parts, editions, most):
    """This will ask tier by tier until there are enough. FTS5 gives the newest rows first.

    Whatever stands in the title stands in the first two columns, so the title is asked alone only if those hold some.
    The last tier's score counts how often each word stands in the whole index, which is dear: it comes last.
    """
    asked, live = expression(parts), editions.order_by().values("id").query.sql_with_params()
    lead = newest(f"{LEAD} ({asked})", live, most)
    title = newest(f"{TITLE} ({asked})", live, most) if lead else []
    anywhere = newest(asked, live, most, score=SCORE) if len(lead) < most else []
    best = {}
    for tier, found in enumerate((title, lead, anywhere)):
        for key, score in found:
            best.setdefault(key, (tier, score, key))
    return list(best.values())[:most]


def newest(asked, live, most, score="0"):
    query, values = matching(f"{TABLE}.rowid, {score}", asked, live)
    with connection.cursor() as cursor:
        cursor.execute(f"{query} ORDER BY {TABLE}.rowid DESC LIMIT {most:d}", values)
        return cursor.fetchall()


def holds(parts, editions):
    live = editions.order_by().values("id").query.sql_with_params()
    query, values = matching(f"{TABLE}.rowid", expression(parts), live)
    with connection.cursor() as cursor:
        cursor.execute(f"{query} LIMIT 1", values)
        return next((key for (key,) in cursor.fetchall()), None)


def matching(columns, asked, live):
    """This will write a query for the entries of editions that match, and its values. CROSS: the index comes first.

    live: the query for the keys of what may be found, and its values.
    """
    live, values = live
    query = f"SELECT {columns} FROM {TABLE} CROSS JOIN ({live}) live ON live.id = {TABLE}.rowid WHERE {TABLE} MATCH %s"
    return query, [*values, asked]


def expression(parts):
    """This will write parts as FTS5 reads them. Words are letters and digits, and quoted: nothing in them is a sign."""
    return " AND ".join(f"({' OR '.join(map(way, part.ways))})" for part in parts)


def way(phrases):
    return "(" + " AND ".join(f'"{" ".join(words)}"' for words in phrases) + ")"
