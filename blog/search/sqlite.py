"""The index on SQLite: an FTS5 table whose rows have the keys of the editions."""

from django.db import connection

TABLE = "blog_search"
COLUMNS = ("title : ", "{title lead} : ", "")  # of each tier
LAST = len(COLUMNS) - 1
WEIGHTS = "10.0, 4.0, 1.0"  # of a word in the title, in the lead, in the text


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
    """This will ask tier by tier, in one query that ends when there are enough. FTS5 gives the newest rows first."""
    queries, values = [], []
    for tier, columns in enumerate(COLUMNS):
        asked = f"{columns}({expression(parts)})"
        if tier:
            asked += f" NOT {COLUMNS[tier - 1]}({expression(parts)})"
        score = f"CAST(-1e9 * bm25({TABLE}, {WEIGHTS}) AS INTEGER)" if tier == LAST else "0"
        query, asked_for = matching(f"{tier}, {score}, {TABLE}.rowid", asked, editions)
        queries.append(f"SELECT * FROM ({query} ORDER BY {TABLE}.rowid DESC LIMIT {most:d})")
        values += asked_for
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(queries)} LIMIT {most:d}", values)
        return cursor.fetchall()


def holds(parts, editions):
    query, values = matching(f"{TABLE}.rowid", expression(parts), editions)
    with connection.cursor() as cursor:
        cursor.execute(f"{query} LIMIT 1", values)
        return next((key for (key,) in cursor.fetchall()), None)


def matching(columns, asked, editions):
    """This will write a query for the entries of editions that match, and its values. CROSS: the index comes first."""
    live, values = editions.order_by().values("id").query.sql_with_params()
    query = f"SELECT {columns} FROM {TABLE} CROSS JOIN ({live}) live ON live.id = {TABLE}.rowid WHERE {TABLE} MATCH %s"
    return query, [*values, asked]


def expression(parts):
    """This will write parts as FTS5 reads them. Words are letters and digits, and quoted: nothing in them is a sign."""
    return " AND ".join(f"({' OR '.join(map(way, part.ways))})" for part in parts)


def way(phrases):
    return "(" + " AND ".join(f'"{" ".join(words)}"' for words in phrases) + ")"
