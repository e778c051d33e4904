"""What a typed question asks for: its words, its “phrases”, and other names for them."""

import re
from dataclasses import dataclass

from blog.search.synonyms import name_at_the_start, sign_of
from blog.search.words import STOP_WORDS, words_in

PHRASE = re.compile(r'["“”„]([^"“”„]*)["“”„]')
MOST_PARTS = 24  # more words than that narrow nothing down


@dataclass(frozen=True)
class Part:
    """Something an article must hold in one of some ways.

    A way is a tuple of phrases, all of which must stand somewhere; a phrase is a tuple of words that stand next to each
    other. words: those that were typed; names: all that may be marked in a text, each a tuple of words.
    """

    words: tuple
    ways: tuple
    names: tuple


def one_word(word):
    return Part((word,), (((word,),),), ((word,),))


def phrase(words):
    return Part(words, ((words,),), (words,))


def name(words, groups):
    """This will make the part for a name that has others: any of them will do, or its own words wherever they stand."""
    others = tuple(name for group in groups for name in group)
    ways = tuple(((sign_of(group),),) for group in groups)
    apart = tuple((word,) for word in words)
    return Part(words, (*ways, apart) if len(words) > 1 else ways, (*apart, *others))


def parts_of(question):
    """This will take a question apart. Words that stand in every text are left out, except in a phrase."""
    parts = []
    for position, piece in enumerate(PHRASE.split(question)):
        words = tuple(words_in(piece))
        if position % 2 == 0:
            parts += plain_parts(words)
        elif not STOP_WORDS.issuperset(words):
            parts.append(phrase(words))
    return list(dict.fromkeys(parts))[:MOST_PARTS]


def plain_parts(words):
    while words:
        count, groups = name_at_the_start(words)
        if groups:
            yield name(words[:count], groups)
        elif words[0] not in STOP_WORDS:
            yield one_word(words[0])
        words = words[count:]
