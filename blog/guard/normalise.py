"""Folds a text to plain small letters, and remembers which character of the original each one came from.

One pass, one character at a time: composing whole strings with NFKC is quadratic on runs of combining marks.
"""

import re
import unicodedata
from dataclasses import dataclass

from .lookalikes import LOOKALIKES

_CHUNKS = re.compile(r"[\t\n\r\x20-\x7e]+|.", re.DOTALL)
_NEWLINES = frozenset("\x0b\x0c\x85\u2028\u2029")
_APOSTROPHES = frozenset("\u2018\u2019\u201b\u02bc\u02b9\u2032\uff07\u00b4\u0060\u055a\ua78c")
_HYPHENS = frozenset("\u2010\u2011\u2012\u2212\ufe63\uff0d")
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0")  # drawn as nothing, not marked as such
_REMOVED = frozenset({"Cf", "Cc", "Mn", "Me"})  # zero-width, soft hyphen, bidi, controls, accents, tags


@dataclass(frozen=True, slots=True)
class Folded:
    """`lower` and `cased` are equally long; character i of them is text[starts[i]:ends[i]] of the original."""

    lower: str
    cased: str
    starts: range | list[int]
    ends: range | list[int]


def fold(text):
    """This will fold a text to what a reader sees in it, in time linear in its length."""
    if text.isascii() and text.isprintable():
        return Folded(text.lower(), text, range(len(text)), range(1, len(text) + 1))
    lower, cased, starts, ends = [], [], [], []
    known = {}
    for chunk in _CHUNKS.finditer(text):
        at, piece = chunk.start(), chunk.group()
        if piece.isascii() and (len(piece) > 1 or piece.isprintable() or piece in "\t\n\r"):
            lower.append(piece.lower())
            cased.append(piece)
            starts.extend(range(at, at + len(piece)))
            ends.extend(range(at + 1, at + len(piece) + 1))
            continue
        if piece not in known:
            known[piece] = _fold_one(piece)
        small = known[piece]
        if small:
            lower.append(small)
            cased.append(small.upper() if piece.isupper() and len(small.upper()) == len(small) else small)
            starts.extend([at] * len(small))
            ends.extend([at + 1] * len(small))
        elif ends and ends[-1] == at and unicodedata.category(piece) in ("Mn", "Me"):
            ends[-1] = at + 1  # an accent belongs to its letter, so a marked range never cuts it off
    return Folded("".join(lower), "".join(cased), starts, ends)


def _fold_one(sign):
    """This will give what one character is read as: small letters, a space or newline, itself, or nothing."""
    if sign in _NEWLINES:
        return "\n"
    if sign in _APOSTROPHES:
        return "'"
    if sign in _HYPHENS:
        return "-"
    if sign in _BLANKS or unicodedata.category(sign) in _REMOVED:
        return ""
    form = unicodedata.decomposition(sign)
    if form.startswith(("<super>", "<sub>", "<circle>")) and not sign.isalpha() and not "Ⓐ" <= sign <= "ⓩ":
        return " "  # footnote marks and ™ are not part of the word before them
    if sign == "ß":
        return sign  # read as "ss" or, in disguises, as "b": `spellings` tries both
    return "".join(_simple(part) for part in unicodedata.normalize("NFKD", sign))


def _simple(part):
    """This will fold one decomposed part: no accents, small letters, look-alikes once more."""
    if part in LOOKALIKES:
        return LOOKALIKES[part]
    if unicodedata.category(part) in _REMOVED:
        return ""
    return "".join(LOOKALIKES.get(letter, letter) for letter in part.casefold() if unicodedata.category(letter) != "Mn")
