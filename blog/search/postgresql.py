"""The index on PostgreSQL: a table of text vectors, english, the words with their accents off.

Its column `neighbours`, which the database fills, holds a number for each two words that follow each other.
"""

from django.db import connection

TABLE = "blog_search"
COLUMNS = ("title", "lead", "blog_search_vector(words)")  # of each tier; each holds the ones before it
LAST = len(COLUMNS) - 1
ASKED = "to_tsquery('pg_catalog.english', %s)"
HOLDS_NEIGHBOURS = "neighbours @> blog_search_neighbours(to_tsvector('pg_catalog.english', %s))"
WEIGHTS = "{0, 0.1, 0.4, 1}"  # of a word in nothing, in the text, in the lead, in the title


def put(edition_id, title, lead, text):
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO {TABLE} (edition_id, title, lead, words)
            SELECT %s, title, title || lead, title || lead || words FROM (
                SELECT setweight(to_tsvector('pg_catalog.english', %s), 'A') AS title,
                       setweight(to_tsvector('pg_catalog.english', %s), 'B') AS lead,
                       setweight(to_tsvector('pg_catalog.english', %s), 'C') AS words
            ) AS made
            ON CONFLICT (edition_id) DO UPDATE
            SET title = EXCLUDED.title, lead = EXCLUDED.lead, words = EXCLUDED.words
            """,
            [edition_id, title, lead, text],
        )


def indexed_ids(after, most):
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT edition_id FROM {TABLE} WHERE edition_id > %s ORDER BY edition_id LIMIT %s", [after, most]
        )
        return [key for (key,) in cursor.fetchall()]


def drop(edition_ids):
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE edition_id = ANY(%s)", [list(edition_ids)])


def settle():
    """This will tell the planner how often each word stands in the index, or it would guess."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {TABLE}")


def candidates(parts, editions, most):
    """This will ask tier by tier, in one query that ends when there are enough. Only what is left of them is rated."""
    phrases = phrases_of(parts)
    live, live_values = editions.order_by().values("id").query.sql_with_params()
    neighbours = f" AND {HOLDS_NEIGHBOURS}" * len(phrases)
    queries, values = [], []
    for tier, column in enumerate(COLUMNS):
        score = f"(1e9 * ts_rank('{WEIGHTS}', words, asked, 1))::bigint" if tier == LAST else "0"
        before = f" AND NOT {COLUMNS[tier - 1]} @@ asked" if tier else ""
        queries.append(
            f"SELECT {tier}, {score}, id FROM ("
            f"SELECT live.id, words, asked FROM {ASKED} AS asked, {TABLE} JOIN ({live}) live "
            f"ON live.id = edition_id WHERE {column} @@ asked{before}{neighbours} "
            f"ORDER BY edition_id DESC LIMIT {most:d}) AS found"
        )
        values += [expression(parts), *live_values, *phrases]
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(queries)} LIMIT {most:d}", values)
        return cursor.fetchall()


def holds(parts, editions):
    """This will look through the index first (OFFSET 0): with a limit of one the planner would try the rows in turn."""
    live, live_values = editions.order_by().values("id").query.sql_with_params()
    query = (
        f"SELECT live.id FROM (SELECT edition_id FROM {TABLE} WHERE {COLUMNS[LAST]} @@ {ASKED} OFFSET 0) "
        f"AS found JOIN ({live}) live ON live.id = edition_id LIMIT 1"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [expression(parts), *live_values])
        return next((key for (key,) in cursor.fetchall()), None)


def phrases_of(parts):
    """This will give the phrases that every answer must hold.

    The indexes of vectors know words but not their places. Where neighbours are not asked for, the vector of each
    article that holds the words of a phrase has to be unpacked to see where they stand.
    """
    ways = (part.ways[0] for part in parts if len(part.ways) == 1)
    return [" ".join(words) for way in ways for words in way if len(words) > 1]


def expression(parts):
    """This will write parts as to_tsquery reads them. Words are letters and digits: nothing in them is a sign."""
    return " & ".join(f"({' | '.join(map(way, part.ways))})" for part in parts)


def way(phrases):
    return "(" + " & ".join(f"({' <-> '.join(words)})" for words in phrases) + ")"
