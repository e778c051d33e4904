"""What somebody who found nothing may have meant: mistyped words, and fewer of them.

Every word that is offered is read out of an edition that is live at that moment, so no word of what is not public can
be: not of what waits to be signed, is planned, was withdrawn or was replaced.
"""

import re

from blog.editions.models import Edition
from blog.search.engine import engine
from blog.search.index import parts_of as texts_of
from blog.search.questions import one_word
from blog.search.spelling import near, nearest
from blog.search.stems import stem
from blog.search.words import words_in

MOST_WORDS = 6  # of a question; each costs queries
MOST_TRIED = 4  # words that may be meant by one
TYPED = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def guess(question, parts, editions):
    """This will give the question with every word that stands in no live edition replaced by one that does, or ""."""
    words = list(dict.fromkeys(word for part in parts for word in part.words))
    if len(words) > MOST_WORDS:
        return ""
    unknown = [word for word in words if not holds(word, editions)]
    meant = {word: meaning_of(word, editions) for word in unknown}
    if not meant or not all(meant.values()):
        return ""
    return TYPED.sub(lambda typed: meant.get("".join(words_in(typed[0])), typed[0]), question)


def holds(word, editions):
    """This will give the key of an edition that holds a word, or None."""
    return engine().holds([one_word(word)], editions)


def meaning_of(word, editions):
    """This will give a word of a live edition that a mistyped one is nearest to, or None."""
    for candidate in near(word)[:MOST_TRIED]:
        if key := holds(candidate, editions):
            there = {each for text in texts_of(Edition.objects.get(pk=key)) for each in words_in(text)}
            alike = [candidate] if candidate in there else [each for each in there if stem(each) == stem(candidate)]
            if meant := nearest(sorted(alike), word):
                return meant[0]


def words_that_are_there(parts, editions):
    """This will give the words of a question that would find something by themselves."""
    words = list(dict.fromkeys(word for part in parts for word in part.words))[:MOST_WORDS]
    return [word for word in words if holds(word, editions)] if len(words) > 1 else []
