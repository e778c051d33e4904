"""What differs between two versions of an article, word by word. Pure: mappings in, plain text in runs out.

Nothing here makes HTML, so nothing can be smuggled through it: the templates print the runs and escape them.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.editions.models import WORDS
from blog.posts.blocks import (
    blocks_of_body,
    blocks_of_pictures,
    blocks_of_sources,
    blocks_of_tags,
    blocks_of_text,
)

LABELS = {
    "title": _("Title"),
    "slug": _("Address"),
    "standfirst": _("Standfirst"),
    "body": _("Text"),
    "topic_name": _("Topic"),
    "author_name": _("Author"),
    "author_role": _("Author’s role"),
    "author_registration": _("Author’s registration"),
    "interests": _("Interests declared"),
    "search_title": _("Title for search engines"),
    "search_description": _("Description for search engines"),
    "social_title": _("Title when shared"),
    "social_description": _("Description when shared"),
    "sources": _("Sources"),
    "pictures": _("Words about the pictures"),
    "tags": _("Tags"),
}
BLOCKS = {
    "body": blocks_of_body,
    "sources": blocks_of_sources,
    "pictures": blocks_of_pictures,
    "tags": blocks_of_tags,
}

FORMATTING = _("Only the formatting or the spacing changed.")
SAME, ADDED, REMOVED = "same", "added", "removed"
TOKEN = re.compile(r"\w+(?:[-'’.,]\w+)*|\s+|[^\w\s]")
FEW = 40_000  # pairs of blocks: above it they are paired as they come
SHORT = 250_000  # pairs of words: above it difflib may pass over the commonest


@dataclass
class Run:
    """Words that are in both versions, or in only one of them."""

    kind: str
    text: str


@dataclass
class Line:
    """One block of the article and what became of it."""

    label: str
    state: str
    runs: list
    note: str = ""


@dataclass
class Gap:
    """Blocks in a row in which nothing changed."""

    lines: list


@dataclass
class Part:
    """One field of the article: its lines, with long stretches of unchanged ones gathered into gaps."""

    name: str
    label: str
    is_changed: bool
    lines: list
    note: str = ""


def compare(before, after):
    """This will compare two mappings of WORDS, field by field; `before` is None for what was never signed."""
    return [part(name, None if before is None else before[name], after[name]) for name in WORDS]


def part(name, before, after):
    split = BLOCKS.get(name, blocks_of_text)
    new = split(after)
    if before is None:
        return Part(name, LABELS[name], bool(new), [Line(block.kind, ADDED, [Run(SAME, block.text)]) for block in new])
    lines = list(compare_blocks(split(before), new))
    is_changed = before != after
    note = FORMATTING if is_changed and all(line.state == SAME for line in lines) else ""
    return Part(name, LABELS[name], is_changed, with_gaps(lines), note)


def compare_blocks(old, new):
    for kind, i1, i2, j1, j2 in matcher(old, new, few=FEW).get_opcodes():
        if kind == "equal":
            yield from (unchanged(block) for block in new[j1:j2])
        else:
            yield from (line(*pair) for pair in pairs(old[i1:i2], new[j1:j2]))


def matcher(old, new, *, few):
    """This will give difflib's matcher; on long input it may take common words for noise, or it would take minutes."""
    return SequenceMatcher(None, old, new, autojunk=len(old) * len(new) > few)


def unchanged(block):
    return Line(block.kind, SAME, [Run(SAME, block.text)])


def line(old, new):
    """This will show what became of one block: removed, added, or changed inside."""
    if old is None:
        return Line(new.kind, ADDED, [Run(ADDED, new.text)])
    if new is None:
        return Line(old.kind, REMOVED, [Run(REMOVED, old.text)])
    runs = compare_words(old.text, new.text)
    notes = []
    if old.kind != new.kind:
        notes.append(gettext("This was: %(kind)s.") % {"kind": old.kind.lower()})
    elif all(run.kind == SAME for run in runs):
        notes.append(str(FORMATTING))
    return Line(new.kind, "changed", runs, " ".join(notes))


def pairs(old, new):
    """This will find which old block became which new one, keeping their order: the pairing most alike in sum.

    Blocks without a partner are paired with None; two that stand alone are partners.
    """
    if len(old) * len(new) > FEW or len(old) == len(new) == 1:
        rest = max(len(old), len(new))
        yield from zip(old + [None] * (rest - len(old)), new + [None] * (rest - len(new)), strict=True)
        return
    best = alikeness_table(old, new)
    i = j = 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            yield old[i], None
            i += 1
        elif best[i][j] == best[i][j + 1]:
            yield None, new[j]
            j += 1
        else:
            yield old[i], new[j]
            i, j = i + 1, j + 1
    yield from ((block, None) for block in old[i:])
    yield from ((None, block) for block in new[j:])


def alikeness_table(old, new):
    """This will give, for every i and j, how alike old[i:] and new[j:] are when paired as well as they can be."""
    old_words, new_words = ([set(block.text.lower().split()) for block in blocks] for blocks in (old, new))
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            together = alikeness(old_words[i], new_words[j])
            paired = together + best[i + 1][j + 1] if together >= 0.25 else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    return best


def alikeness(old, new):
    """This will give the share of words that two sets have in common, 0 to 1."""
    return len(old & new) / (len(old | new) or 1)


def compare_words(old, new):
    """This will give the runs of words that stayed, went and came, in reading order."""
    old_words, new_words = (TOKEN.findall(" ".join(text.split())) for text in (old, new))
    changes = []
    for kind, i1, i2, j1, j2 in matcher(old_words, new_words, few=SHORT).get_opcodes():
        went, came = "".join(old_words[i1:i2]), "".join(new_words[j1:j2])
        changes.append((kind == "equal", went, came))
    return list(runs_of(joined(changes)))


def joined(changes):
    """This will join changes that only a space stands between, so that a changed phrase reads as one."""
    made = []
    for place, (is_same, went, came) in enumerate(changes):
        is_between = is_same and not came.strip() and 0 < place < len(changes) - 1
        if made and not made[-1][0] and (not is_same or is_between):
            made[-1] = (False, made[-1][1] + went, made[-1][2] + came)
        else:
            made.append((is_same, went, came))
    return made


def runs_of(changes):
    for is_same, went, came in changes:
        if is_same:
            yield Run(SAME, came)
            continue
        if went:
            yield Run(REMOVED, went)
        if came:
            yield Run(ADDED, came)


def with_gaps(lines):
    """This will gather unchanged lines, except those right beside a change, into gaps."""
    is_near = [
        any(lines[near].state != SAME for near in (place - 1, place, place + 1) if 0 <= near < len(lines))
        for place in range(len(lines))
    ]
    made = []
    for shown, each in zip(is_near, lines, strict=True):
        if shown:
            made.append(each)
        elif made and isinstance(made[-1], Gap):
            made[-1].lines.append(each)
        else:
            made.append(Gap([each]))
    return [item.lines[0] if isinstance(item, Gap) and len(item.lines) == 1 else item for item in made]
