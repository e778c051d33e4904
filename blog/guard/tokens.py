"""Cuts a folded text into words, once, and notes where sentences and clauses end."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[%£]|(?<=\d)\+")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PLAIN = frozenset({" ", "-", ", ", ",", "'", ""})
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]*_]*\s|\n\s*\n|[;|•\t]|[.!?…]{2,}")
_PAUSE = re.compile(r"[:;—–()\[\]]|\s-+\s")
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "prof", "st", "vs", "approx", "etc", "tel", "inc"})
_TURNS = re.compile("but|however|although|though|whereas|while|yet|because|if|when|unless")
_FRESH_START = re.compile(
    "we|we're|we'll|we've|our|ours|you|you're|you'll|your|it|it's|that's|there's|here's|they|i|i'm|i've|just|only|simply|so"
    "|plus|book|get|enjoy|try|this|these|with|come|call|then|now|last|limited|today"
)
_ADDRESS_ENDS = frozenset({"com", "co", "uk", "org", "net", "clinic", "info", "io", "me", "london", "shop", "online"})
_GLUED_SURFACES = frozenset({"slug", "filename", "tag", "display-name"})


@dataclass(slots=True)
class Tokens:
    """The words of a text side by side. `gaps[i]` is what stands between word i - 1 and word i.

    Phrases stay within one block, gaps and contexts within one sentence, negations within one clause. A glued word
    is one that people write without spaces: a hashtag, a handle, part of an address, a slug, a file name, a name.
    """

    surface: str
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    clauses: list[int] = field(default_factory=list)
    glued: set[int] = field(default_factory=set)
    humps: dict[int, int] = field(default_factory=dict)  # first piece of a CamelWord -> the word after its last piece
    inner: set[int] = field(default_factory=set)  # pieces of a CamelWord other than its first
    questions: set[int] = field(default_factory=set)  # sentences that end with a question mark
    tail: str = ""


def tokenise(folded, surface):
    """This will cut a folded text into words."""
    tokens = Tokens(surface)
    for match in _WORDS.finditer(folded.lower):
        start, end = match.span()
        cuts = _humps(folded.cased, start, end)
        if len(cuts) > 2:
            first = len(tokens.words)
            tokens.humps[first] = first + len(cuts) - 1
            tokens.inner.update(range(first + 1, first + len(cuts) - 1))
        for left, right in pairwise(cuts):
            tokens.words.append(folded.lower[left:right])
            tokens.starts.append(left)
            tokens.ends.append(right)
    _measure(tokens, folded)
    return tokens


def _humps(cased, start, end):
    word = cased[start:end]
    if word.islower() or word.isupper() or word[1:].islower():
        return [start, end]
    return [start, *(start + hump.start() for hump in _HUMPS.finditer(word)), end]


def _measure(tokens, folded):
    """This will number blocks, sentences and clauses, and mark the glued words."""
    block = sentence = clause = before = 0
    all_glued = tokens.surface in _GLUED_SURFACES
    for i, word in enumerate(tokens.words):
        start = tokens.starts[i]
        gap = folded.lower[before:start]
        before = tokens.ends[i]
        if gap not in _PLAIN:
            if _ends_block(gap, tokens.words[i - 1] if i else "", word):
                block, sentence, clause = block + 1, sentence + 1, clause + 1
                if "?" in gap:
                    tokens.questions.add(sentence - 1)
            elif "\n" in gap and not folded.cased[start].islower():
                sentence, clause = sentence + 1, clause + 1
            elif _PAUSE.search(gap):
                clause += 1
        if _TURNS.fullmatch(word) or ("," in gap and _FRESH_START.fullmatch(word)):
            clause += 1
        if all_glued or gap.endswith(("#", "@", "://", "www.")):
            tokens.glued.add(i)
        if i and gap in (".", "_") and word in _ADDRESS_ENDS:
            tokens.glued.add(i - 1)
        tokens.gaps.append(gap)
        tokens.blocks.append(block)
        tokens.sentences.append(sentence)
        tokens.clauses.append(clause)
    for first, after in tokens.humps.items():
        if first in tokens.glued:
            tokens.glued.update(range(first, after))
    tokens.tail = folded.lower[before:]
    if "?" in tokens.tail:
        tokens.questions.add(sentence)


def _ends_block(gap, previous, word):
    if not _STOP.search(gap):
        return False
    spelled_out = len(previous) == 1 and len(word) == 1
    return not (gap.startswith(".") and len(gap) < 4 and "\n\n" not in gap and (spelled_out or previous in _TITLES))
