"""The stem of an English word, to mark in a text what the database found by it.

Source: M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980: the same as FTS5's porter tokenizer.
"""

import re
from functools import lru_cache

C, V = "[^aeiou]", "[aeiouy]"
CONSONANTS, VOWELS = f"{C}[^aeiouy]*", f"{V}[aeiou]*"
MORE_THAN_0 = re.compile(f"^(?:{CONSONANTS})?{VOWELS}{CONSONANTS}")
IS_1 = re.compile(f"^(?:{CONSONANTS})?{VOWELS}{CONSONANTS}(?:{VOWELS})?$")
MORE_THAN_1 = re.compile(f"^(?:{CONSONANTS})?{VOWELS}{CONSONANTS}{VOWELS}{CONSONANTS}")
HAS_VOWEL = re.compile(f"^(?:{CONSONANTS})?{V}")
SHORT_END = re.compile(f"^{CONSONANTS}{V}[^aeiouwxy]$")

STEP_2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log",
}  # fmt: skip
STEP_3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
STEP_4 = (
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti",
    "ous", "ive", "ize",
)  # fmt: skip


def longest_ending(word, endings):
    return next((end for end in sorted(endings, key=len, reverse=True) if word.endswith(end)), None)


@lru_cache(maxsize=50_000)
def stem(word):
    """This will give the stem of a word in small letters; what is no English word stays as it is."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return word
    word = past_and_present(plural(word))
    if word.endswith("y") and HAS_VOWEL.search(word[:-1]):
        word = word[:-1] + "i"
    for endings in (STEP_2, STEP_3):
        if (end := longest_ending(word, endings)) and MORE_THAN_0.search(word[: -len(end)]):
            word = word[: -len(end)] + endings[end]
    return tidy_end(without_ending(word))


def plural(word):
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def past_and_present(word):
    if word.endswith("eed"):
        return word[:-1] if MORE_THAN_0.search(word[:-3]) else word
    end = longest_ending(word, ("ed", "ing"))
    if not end or not HAS_VOWEL.search(word[: -len(end)]):
        return word
    word = word[: -len(end)]
    if word.endswith(("at", "bl", "iz")) or (SHORT_END.search(word)):
        return word + "e"
    return word[:-1] if re.search(r"([^aeioulsz])\1$", word) else word


def without_ending(word):
    end = longest_ending(word, STEP_4)
    if not end or not MORE_THAN_1.search(word[: -len(end)]):
        return word
    if end == "ion" and word[-4] not in "st":
        return word
    return word[: -len(end)]


def tidy_end(word):
    if word.endswith("e"):
        bare = word[:-1]
        if MORE_THAN_1.search(bare) or (IS_1.search(bare) and not SHORT_END.search(bare)):
            word = bare
    return word[:-1] if word.endswith("ll") and MORE_THAN_1.search(word) else word


def key(words):
    """This will give the stems of some words: the same for every form of a name."""
    return tuple(map(stem, words))
