"""The one way to the index of signed words, the same on both databases.

Each database has a module with these functions:

    put(edition_id, title, lead, text)      writes an edition's entry, over the one before it; each is the words that
                                            `words_in` gives and the signs of their synonyms, with spaces between
    indexed_ids(after, most)                the keys of editions that have an entry, in order, those above `after`
    drop(edition_ids)                       takes entries away
    settle()                                tidies up after many entries were written
    candidates(parts, editions, most)       up to `most` (tier, score, edition's key), the newest of the best tiers
    holds(parts, editions)                  the key of an edition that holds all parts, or None

`parts` are those of a Question; an edition must hold all of them. `editions` is a queryset of what may be found, and
is asked anew each time. Tiers: 0, all words stand in the title; 1, in the title or the lead (standfirst, topic, tags);
2, anywhere. In the last one a score, a whole number, is higher for what answers better; in the others it is 0.
"""

from django.db import connections, router

from blog.editions.models import Edition
from blog.search import postgresql, sqlite

MOST = 300  # editions that one question finds, so that a word in every article costs no more than one in some


def engine():
    return {"sqlite": sqlite, "postgresql": postgresql}[connections[router.db_for_read(Edition)].vendor]


def ranked(parts, editions):
    """This will give the (tier, -score, -key) of the editions that hold all parts, the best first, at most MOST.

    Each edition stands in its best tier. There the newest is first, in the last tier among equals.
    """
    return (
        sorted((tier, -score, -key) for tier, score, key in engine().candidates(parts, editions, MOST)) if parts else []
    )
