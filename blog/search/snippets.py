"""The line of an article that answers a question, with the asked words marked."""

import re
import unicodedata
from collections import defaultdict

from django.utils.html import escape
from django.utils.safestring import mark_safe

from blog.search.stems import key
from blog.search.words import STOP_WORDS, words_in

LONGEST = 200  # characters
HEADING = 60  # characters that a heading rarely has
BEFORE = 70  # characters before the first marked word, where the line is longer than that


def bare_letters():
    """This will yield the letters with accents, each with the one letter it is without, so that no place moves."""
    for number in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        bare = unicodedata.normalize("NFD", chr(number))[0].lower()
        if bare.isascii():
            yield chr(number), bare


BARE = dict(bare_letters())
ACCENTS = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff]")


class Marker:
    """Finds the words of a question in texts, in whatever form and under whatever name they stand there."""

    def __init__(self, parts):
        names = {name for part in parts for name in part.names}
        self.keys = {key(name) for name in names if not STOP_WORDS.issuperset(name)}
        self.candidates = re.compile("|".join(sorted(map(looks_like, self.keys), key=len, reverse=True)))
        self.known = {}  # what looks like a name -> its key, or None if it is another word
        self.forms = {}  # every name that was marked, as it stands in a text, in the order they were first marked

    def places(self, text):
        """This will yield (start, end, key) of every asked name in a text."""
        if not self.keys:
            return
        bare = ACCENTS.sub(lambda accented: BARE.get(accented[0], accented[0]), text).lower()
        for each in self.candidates.finditer(bare):
            start, end = each.span()
            if begins_a_word(bare, start) and (name := self.asked_key(each[0])):
                yield start, end, name

    def asked_key(self, words):
        if words not in self.known:
            found = key(words_in(words))
            self.known[words] = found if found in self.keys else None
        return self.known[words]

    def snippet(self, text):
        """This will give the line that holds most of the asked words, as HTML with <mark>, or nothing if none does.

        Among equal lines a sentence goes before a heading, and the first before the others: so a text is read no
        further than the first sentence that holds them all.

        text: plain text, a block to a line; everything in it is escaped.
        """
        keys, firsts = defaultdict(set), {}
        for start, _, found in self.places(text):
            line_start = text.rfind("\n", 0, start) + 1
            keys[line_start].add(found)
            firsts.setdefault(line_start, start - line_start)
            if len(keys[line_start]) == len(self.keys) and is_sentence(line_at(text, line_start)):
                break
        if not firsts:
            return ""
        best = max(firsts, key=lambda start: (len(keys[start]), is_sentence(line_at(text, start))))
        return self.marked(cut(line_at(text, best), firsts[best]))

    def marked(self, line):
        """This will give a line as HTML with the asked words marked."""
        pieces, last = [], 0
        for start, end, _ in self.places(line):
            self.forms.setdefault(line[start:end].lower())
            pieces += [escape(line[last:start]), "<mark>", escape(line[start:end]), "</mark>"]
            last = end
        return mark_safe("".join([*pieces, escape(line[last:])]))


def looks_like(key):
    """This will give the pattern of what may be a name: words that begin like its stems, in one line.

    It does not ask for the beginning of a word: so the search can skip from first letter to first letter.
    """
    starts = (re.escape(stem[:-1] if len(stem) > 3 else stem) for stem in key)
    return r"[^\w\n]+".join(rf"{start}\w*" for start in starts)


def begins_a_word(text, start):
    return start == 0 or not text[start - 1].isalnum()


def line_at(text, start):
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]


def is_sentence(line):
    return len(line) > HEADING


def cut(line, place):
    """This will shorten a line to what stands around a place in it, at whole words where there are any."""
    if len(line) <= LONGEST:
        return line
    start = max(line.rfind(" ", 0, max(0, place - BEFORE)) + 1, place - 2 * BEFORE)
    end = start + LONGEST
    if end < len(line):
        space = line.rfind(" ", place, end)
        end = space if space > place else end
    return f"{'… ' if start else ''}{line[start:end].rstrip(' ,;:')}{' …' if end < len(line) else ''}"
