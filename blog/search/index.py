"""Keeps the index in step with the editions: an entry is written in the transaction that makes an edition's words."""

from django.db import transaction

from blog.editions.made import told_when_made
from blog.editions.models import Edition
from blog.search import spelling, triggers
from blog.search.engine import engine
from blog.search.synonyms import signs_in
from blog.search.words import words_in

BATCH = 200


@told_when_made
def write(edition):
    """This will write an edition's entry and learn its words. What is not live yet waits there unseen."""
    spelling.learn(put(edition))


def put(edition):
    """This will write an edition's entry and give its words."""
    words = [words_in(part) for part in parts_of(edition)]
    engine().put(edition.pk, *(" ".join([*some, *signs_in(some)]) for some in words))
    return set().union(*words)


def parts_of(edition):
    """This will give the signed words of an edition that search reads: title, lead and text."""
    tags = [tag for tag in edition.tags if isinstance(tag, str)]
    return edition.title, "\n".join([edition.standfirst, edition.topic_name, *tags]), edition.text


def write_missing(using="default"):
    """This will write the entry of every edition that has none: those signed before there was an index."""
    if not triggers.is_ready(using):
        return  # in the middle of the migrations
    missing, last = [], 0
    while keys := list(Edition.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        missing += sorted(set(keys) - set(engine().indexed_ids(last, BATCH)))
        last = keys[-1]
    for start in range(0, len(missing), BATCH):
        write_batch(to_index().filter(pk__in=missing[start : start + BATCH]))
    if missing:
        engine().settle()


@transaction.atomic
def write_batch(batch, known=frozenset()):
    """This will write the entries of some editions and give their words; the known ones are not learnt again."""
    words = set().union(*map(put, batch))
    spelling.learn(words - known)
    return words


def write_all(say=lambda count: None):
    """This will write every entry anew, take away those of no edition, forget words that none holds; and count them.

    say: is told after each batch how many are written.
    """
    count, words, known = 0, set(), set(spelling.known_words())
    for batch in batches():
        words |= write_batch(batch, words)
        count += len(batch)
        say(count)
    drop_strays()
    spelling.forget(known - words)
    engine().settle()
    return count


def drop_strays():
    """This will take away the entries of no edition."""
    last = 0
    while there := engine().indexed_ids(last, BATCH):
        engine().drop(set(there) - set(Edition.objects.filter(pk__in=there).values_list("pk", flat=True)))
        last = there[-1]


def to_index():
    return Edition.objects.only("title", "standfirst", "topic_name", "tags", "text").order_by("pk")


def batches():
    """This will yield every edition in the order of their keys, in lists."""
    last = 0
    while batch := list(to_index().filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk
