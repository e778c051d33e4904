"""Finds telephone numbers, in digits, in words, and half and half ("oh seven seven double oh, 900 123")."""

import re

from .links import is_in_link

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_WORDS = {word: str(value) for value, word in enumerate(_DIGITS)} | dict.fromkeys(("oh", "o", "nought", "nil"), "0")
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_LOOKS = str.maketrans("oil", "011")
_GAP = re.compile(r"[\s().,/+–_*-]{0,4}")
_UK = re.compile(r"0(?:1\d{8,9}|2\d{9}|7\d{9}|[589]\d{8,9})")
_HELPLINE = re.compile(r"0(?:3\d|80)")  # such numbers belong to organisations, not to a person
_CUES = frozenset({"call", "ring", "text", "phone", "tel", "telephone", "mobile", "mob", "whatsapp", "number", "cell"})
_MOST_WORDS = 14
_FEWEST_DIGITS = 10


def telephones(reading):
    """This will find telephone numbers other than the clinic's own, short ones and freephone lines."""
    tokens = reading.tokens
    i = 0
    while i < len(tokens.words):
        after = _number_at(tokens, i)
        if after and not is_in_link(reading, tokens.starts[i]):
            start, end = tokens.starts[i], tokens.ends[after - 1]
            if not reading.is_ours(reading.folded.lower[start:end]) and not reading.is_ours(_digits(tokens, i, after)):
                yield i, after, start, end
        i = after or i + 1


def _number_at(tokens, i):
    """This will give the word after the telephone number that begins at word i, or None."""
    is_abroad = tokens.gaps[i].endswith("+")
    digits, best, j = "", None, i
    first = _digits_of(tokens, i)[0]
    has_cue = not _CUES.isdisjoint(tokens.words[max(0, i - 4) : i])
    if not is_abroad and not first.startswith(tuple("01247") if has_cue else ("0", "4")):
        return None
    while j < len(tokens.words) and j - i < _MOST_WORDS and len(digits) < 16:
        if j > i and (not _GAP.fullmatch(tokens.gaps[j]) or _is_date(tokens, i)):
            break
        more, j_next = _digits_of(tokens, j)
        if not more:
            break
        digits, j = digits + more, j_next
        if len(digits) >= _FEWEST_DIGITS and _is_number(digits, is_abroad, has_cue):
            best = j
    return best


def _is_number(digits, is_abroad, has_cue):
    if is_abroad:
        return 10 <= len(digits) <= 15
    if re.fullmatch(r"(?:00)?44\d{10,11}", digits):
        return True
    if _UK.fullmatch(digits):
        return not _HELPLINE.match(digits)
    return has_cue and bool(re.fullmatch(r"[127]\d{9}", digits))


def _digits(tokens, i, after):
    digits, j = "", i
    while j < after:
        more, j = _digits_of(tokens, j)
        digits += more
    return digits


def _digits_of(tokens, j):
    """This will give the digits that word j stands for, and the place of the word after them."""
    word = tokens.words[j] if j < len(tokens.words) else ""
    if word in _TIMES and j + 1 < len(tokens.words):
        return _one(tokens.words[j + 1]) * _TIMES[word], j + 2
    digits = _one(word)
    if digits and len(digits) == 1 and tokens.words[j + 1 : j + 2] == ["hundred"]:
        return digits + "00", j + 2
    return digits, j + 1


def _one(word):
    if word in _WORDS:
        return _WORDS[word]
    if not word.isascii():
        return ""
    if word.isdecimal():
        return word
    read = word.translate(_LOOKS)
    return read if read.isdecimal() and any(sign.isdecimal() for sign in word) and len(word) > 2 else ""


def _is_date(tokens, i):
    """Three numbers such as 01/02/2024 are a day, whatever follows."""
    parts = tokens.words[i : i + 3]
    return (
        len(parts) == 3
        and len(parts[0]) <= 2
        and len(parts[1]) <= 2
        and parts[2][:2] in ("19", "20")
        and len(parts[2]) == 4
    )
