"""Other readings of a word: spelled out, in leetspeak, masked, cut by a dot, stretched, or glued into a hashtag.

A reading only counts if it is a word that some rule looks for, and it never reaches across a space, except over
letters that each stand alone ("b o t o x").
"""

import re

from .lookalikes import LEET
from .patterns import NUMBER

_LONGEST = 24
_JOINERS = frozenset("-._/·•~*'")
_SIGNS = frozenset("@$!|€")
_STRETCHED = re.compile(r"(.)\1{2,}")
_NUMBER = re.compile(
    r"\d+(?:st|nd|rd|th)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred"
)
_REPEATED = re.compile(r"(.)\1+")
_SHORTEST = 4
_MANY = 8


def collapse(word):
    """This will give a word with each run of one letter made single."""
    return _REPEATED.sub(r"\1", word)


def readings(tokens, i, index, known):
    """This will list (word, position after it) for everything that can be read at word i.

    known: what single words were read as before, in this text.
    """
    word, gap = tokens.words[i], tokens.gaps[i]
    if word not in known:
        known[word] = _one_word(word, index)
        if _NUMBER.fullmatch(word):
            known[word].append(NUMBER)
    found = [(one, i + 1) for one in known[word]]
    if i in tokens.humps:
        whole = "".join(tokens.words[i : tokens.humps[i]][: _LONGEST + 1])[: _LONGEST + 1]
        found += [(one, tokens.humps[i]) for one in _one_word(whole, index)]
    following = tokens.gaps[i + 1] if i + 1 < len(tokens.words) else ""
    if len(word) == 1 and len(following) <= _SHORTEST:
        found += _spelled_out(tokens, i, index)
    if following in _SIGNS or (len(word) <= _SHORTEST and following in _JOINERS):
        found += _joined(tokens, i, index)
    if "*" in (following or tokens.tail):
        found += _masked(tokens, i, index)
    if gap.endswith("$") and i not in tokens.glued:
        found += [(one, i + 1) for one in _in(index.words, ["s" + word])]
    return found


def _one_word(word, index):
    plain = _in(index.words, [word, word.removesuffix("'s")])
    if plain:
        return plain
    if word.isascii() and word.isalpha() and len(word) >= _SHORTEST and not _REPEATED.search(word):
        tries = [word.replace("vv", "w"), word.replace("rn", "m")] if "rn" in word or "vv" in word else []
        return _in(index.distinctive, tries)
    if not _SHORTEST <= len(word) <= _LONGEST:
        return []
    bare = word.replace("'", "")
    return (
        _in(
            index.words,
            [*_leet(bare), _STRETCHED.sub(r"\1\1", bare), _STRETCHED.sub(r"\1", bare), bare.replace("ß", "ss")],
        )
        or _in(index.distinctive, [bare.strip("0123456789"), bare, bare.removesuffix("s"), bare.replace("vv", "w")])
        or _in(index.distinctive, [index.collapsed.get(collapse(bare), "")])
    )[:1]


def _in(known, tries):
    return [word for word in dict.fromkeys(tries) if word in known]


def _leet(word):
    """This will give the ways to read a word in which digits or signs stand for letters; none if it has no letter."""
    if (word.isalpha() and "ß" not in word) or not any(sign.isalpha() for sign in word):
        return []
    ways = [""]
    for sign in word:
        ways = [way + letter for way in ways for letter in LEET.get(sign, sign)][:_MANY]
    return ways


def _joined(tokens, i, index):
    """This will read short pieces with one sign between them as a word: "bo-tox", "b.otox", "m!racle"."""
    found, is_disguised = [], False
    nodes = _follow([index.letters], tokens.words[i])
    is_bare = tokens.surface not in ("slug", "filename", "tag")
    for j in range(i + 1, min(i + _LONGEST, len(tokens.words))):
        gap, piece = tokens.gaps[j], tokens.words[j]
        if gap in _SIGNS:
            nodes, is_disguised = _follow(nodes, gap), True
        elif gap not in _JOINERS or len(piece) > _SHORTEST or not is_bare:
            break
        nodes = _follow(nodes, piece)
        if not nodes:
            break
        words = index.words if is_disguised else index.distinctive
        found += [(node[""], j + 1) for node in nodes if len(node.get("", "")) >= _SHORTEST and node[""] in words]
    return found


def _spelled_out(tokens, i, index):
    """This will read letters that stand alone as a word: "b o t o x", "B.O.T.O.X"."""
    found, nodes = [], _follow([index.letters], tokens.words[i])
    for j in range(i + 1, min(i + _LONGEST, len(tokens.words))):
        letter = tokens.words[j]
        if len(letter) != 1 or len(tokens.gaps[j]) > _SHORTEST:
            break
        nodes = _follow(nodes, letter)
        if not nodes:
            break
        found += [(node[""], j + 1) for node in nodes if len(node.get("", "")) >= _SHORTEST]
    return found


def _follow(nodes, signs):
    """This will go down the tree of letters, along every way in which the signs can be read."""
    for sign in signs:
        ways = LEET.get(sign, sign)
        nodes = [node[way] for node in nodes for way in ways if way in node]
    return nodes


def _fits(shape, word):
    return all(sign in (".", letter) for sign, letter in zip(shape, word, strict=True))


def _masked(tokens, i, index):
    """This will read a word with asterisks for letters: "b*tox", "Oz**pic", "boto*"."""
    shape, end = tokens.words[i], len(tokens.words)
    for j in range(i + 1, min(i + 4, end + 1)):
        gap = tokens.gaps[j] if j < end else tokens.tail
        stars = len(gap) - len(gap.lstrip("*"))
        is_inside = stars == len(gap) and j < end
        if not 1 <= stars <= _SHORTEST:
            break
        shape += "." * stars + (tokens.words[j] if is_inside else "")
        if len(shape) - shape.count(".") >= 2 and len(shape) <= _LONGEST:
            likely = index.by_shape.get((shape[0], len(shape)), ())
            found = [word for word in likely if shape[-1] in (".", word[-1]) and _fits(shape, word)]
            if found:
                return [(found[0], j + 1 if is_inside else j)]
        if not is_inside:
            break
    return []
