"""Typing mistakes: learns words as they are signed, and finds those that a mistyped one is nearest to."""

from itertools import islice

from django.db.models import Count
from django.db.models.functions import Length

from blog.search.models import Spelling

SHORTEST, LONGEST = 4, 30  # letters of a word that is worth a guess
SURE_AT = 7  # letters from which on two mistakes are forgiven instead of one
CANDIDATES = 60
BATCH = 500


def learn(words):
    """This will keep the spelling of words that were not known yet."""
    worth = sorted(word for word in words if SHORTEST <= len(word) <= LONGEST and word.isalpha())
    for batch in batched(worth):
        known = set(known_words().filter(word__in=batch))
        new = [Spelling(word=word, letters=three) for word in batch if word not in known for three in threes(word)]
        Spelling.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)


def forget(words):
    """This will forget these words."""
    for batch in batched(sorted(words)):
        Spelling.objects.filter(word__in=batch).delete()


def known_words():
    return Spelling.objects.filter(letters__startswith="<").values_list("word", flat=True)


def batched(items):
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch


def threes(word):
    """This will give every three letters of a word that stand together, its beginning and end among them."""
    framed = f"<{word}>"
    return sorted({framed[start : start + 3] for start in range(len(framed) - 2)})


def mistakes_forgiven(word):
    return 0 if len(word) < SHORTEST or not word.isalpha() else 1 if len(word) < SURE_AT else 2


def near(word):
    """This will give the known words that a mistyped one may have meant, the nearest first."""
    most = mistakes_forgiven(word)
    if not most or len(word) > LONGEST:
        return []
    alike = (
        Spelling.objects.filter(letters__in=threes(word))
        .annotate(length=Length("word"))
        .filter(length__range=(len(word) - most, len(word) + most))
        .values("word")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "word")[:CANDIDATES]
    )
    return nearest([row["word"] for row in alike], word)


def nearest(words, word):
    """This will order words by how few mistakes lead from them to another; those too far from it are left out."""
    most = mistakes_forgiven(word)
    apart = {other: distance(word, other) for other in words if abs(len(word) - len(other)) <= most and other != word}
    return sorted((other for other in apart if apart[other] <= most), key=apart.get)


def distance(one, other):
    """This will count the letters left out, put in, changed or swapped with the next on the way from word to word."""
    before, row = None, list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        previous, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            steps = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if previous and j > 1 and a == other[j - 2] and one[i - 2] == b:
                steps = min(steps, previous[j - 2] + 1)
            row.append(steps)
    return row[-1]
