"""The small language in which the packs write their phrases.

injection+           the word and its plural (possessives always match)
inject~              the verb: inject, injects, injected, injecting
(lip|face) filler    one of these          [baby] botox      with or without
anti-wrinkle         also "anti wrinkle" and "antiwrinkle"
{months}             any entry of the list `months` in the pack's [lists] or in contexts.toml
<n>                  a number, in digits or words
^ hurry $            here a clause begins, here it ends: a full stop, a comma, a dash, or the text's edge
a .. b               at most three words between        a ..8 b     at most eight
"""

import re
from dataclasses import dataclass
from itertools import product

NUMBER = "<n>"
BEGIN, END = "^", "$"
_MOST_FORMS = 6000
_FEW_FORMS = 4
_PARTS = re.compile(r"\.\.\d*|<n>|\{[\w-]+\}|[()\[\]|^$%£]|[^\s()\[\]|^$%£{}<>]+")
_VOWELS = "aeiou"


class BadPattern(ValueError):
    """A phrase in a pack cannot be read."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Runs of words, and how many other words may stand between one run and the next.

    A run is a set of sequences; an item of a sequence is a word, or a set of sequences any of which may stand there.
    """

    runs: tuple[frozenset[tuple], ...]
    gaps: tuple[int, ...]


def parse(phrase, lists=None):
    """This will read a phrase of a pack into a `Pattern`."""
    runs, gaps, run = [], [], []
    for part in _PARTS.findall(phrase.lower()):
        if part.startswith(".."):
            runs.append(run)
            gaps.append(int(part[2:] or 3))
            run = []
        else:
            run.append(part)
    runs.append(run)
    forms = tuple(frozenset(_forms(run, phrase, lists or {})) for run in runs)
    if any(not run or () in run for run in forms):
        raise BadPattern(f"Nothing to look for in: {phrase}")
    return Pattern(forms, tuple(gaps))


def _forms(parts, phrase, lists, *, spread=False):
    """This will list every sequence of words that a run without gaps stands for.

    Unless `spread`, a list and a bracket with many entries stay one item, a frozenset of sequences.
    """
    return _alternatives(list(parts), phrase, lists, spread)[0]


def _alternatives(parts, phrase, lists, spread, closing=""):
    found, sequence = set(), [()]
    while parts:
        part = parts.pop(0)
        if part == closing:
            return found | set(sequence), parts
        if part == "|":
            found |= set(sequence)
            sequence = [()]
        elif part in ")]":
            raise BadPattern(f"A bracket too many in: {phrase}")
        elif part in "([":
            options, parts = _alternatives(parts, phrase, lists, True, ")" if part == "(" else "]")
            empty = {()} if part == "[" else set()
            sequence = _extend(sequence, _bundle(options - {()}, spread) | empty | (options & {()}), phrase)
        elif part.startswith("{"):
            if part[1:-1] not in lists:
                raise BadPattern(f"There is no list {part} for: {phrase}")
            entries = lists[part[1:-1]]
            options = {form for one in entries for form in _forms(_PARTS.findall(one.lower()), one, lists, spread=True)}
            sequence = _extend(sequence, _bundle(options, spread), phrase)
        else:
            sequence = _extend(sequence, set(_word(part)), phrase)
    if closing:
        raise BadPattern(f"A bracket is not closed in: {phrase}")
    return found | set(sequence), parts


def _bundle(options, spread):
    """This will make one item of many forms. Those that begin with the end of a clause hold no word, so they stay."""
    if spread or len(options) <= _FEW_FORMS:
        return options
    ends = {form for form in options if form[0] == END}
    return {(frozenset(options - ends),)} | ends


def _extend(sequence, options, phrase):
    longer = [left + right for left, right in product(sequence, options)]
    if len(longer) > _MOST_FORMS:
        raise BadPattern(f"Too many forms ({len(longer)}) in: {phrase}")
    return longer


def _word(part):
    """This will give the forms of one word of a phrase, each a tuple of words as the text is cut."""
    if part in (NUMBER, BEGIN, END, "%", "£"):
        return [(part,)]
    mark = part[-1] if part[-1] in "+~" and len(part) > 1 and not part[:-1].isdigit() else ""
    stem = part.removesuffix(mark) if mark else part
    pieces = [piece for piece in re.split(r"[-/]", stem) if piece]
    if not pieces:
        return []
    ends = {"+": plurals, "~": verb_forms}.get(mark, lambda word: [word])(pieces[-1])
    forms = [(*pieces[:-1], end) for end in ends]
    if len(pieces) > 1:
        forms += [("".join(form),) for form in forms]
    forms += [tuple(word.replace("'", "") for word in form) for form in forms if _may_drop_apostrophe(form)]
    return [_split_plus(form) for form in forms]


def _may_drop_apostrophe(form):
    return any("'" in word for word in form) and not set(form) & {"i'll", "we'll", "we're", "he'll", "she'll", "we'd"}


def _split_plus(form):
    return tuple(
        bit for word in form for bit in ((word[:-1], "+") if word[:-1].isdigit() and word[-1] == "+" else (word,))
    )


def plurals(word):
    """This will give a noun and its plural."""
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return [word, word + "es"]
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return [word, word[:-1] + "ies"]
    return [word, word + "s"]


def verb_forms(word):
    """This will give a regular verb with -s, -ed and -ing."""
    if word.endswith("e"):
        return [word, word + "s", word + "d", word[:-1] + "ing"]
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return [word, word[:-1] + "ies", word[:-1] + "ied", word + "ing"]
    stem = word + word[-1] if _doubles(word) else word
    return [word, plurals(word)[1], stem + "ed", stem + "ing"]


def _doubles(word):
    """Short verbs like "stop" and "jab" double their last letter."""
    return (
        len(word) <= 4
        and word[-1] not in "wxyaeiou"
        and word[-2:-1] in tuple(_VOWELS)
        and word[-3:-2] not in tuple(_VOWELS)
    )
