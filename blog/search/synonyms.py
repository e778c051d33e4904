"""Words that mean the same, from synonyms.toml.

Every group has a sign, a word that nobody writes. It stands in the index beside the names of its group, so a question
for any of them is one for a single word, however many names there are.
"""

import tomllib
from pathlib import Path

from blog.search.stems import key
from blog.search.words import words_in

GROUPS = [
    [tuple(words_in(name)) for name in group]
    for group in tomllib.loads(Path(__file__).with_suffix(".toml").read_text())["groups"]
]


def sign_of(group):
    return f"alike0{''.join(group[0])}0"  # the last figure keeps every stemmer from it


GROUPS_BY_KEY = {}  # the stems of a name -> the groups it stands in
for group in GROUPS:
    for name in group:
        GROUPS_BY_KEY.setdefault(key(name), []).append(group)
LONGEST = max(map(len, GROUPS_BY_KEY))


def signs_in(words):
    """This will give the sign of each name that stands in a text's words, as often as it stands there."""
    stems = key(words)
    for start in range(len(stems)):
        for count in range(1, LONGEST + 1):
            for group in GROUPS_BY_KEY.get(stems[start : start + count], ()):
                yield sign_of(group)


def name_at_the_start(words):
    """This will give how many of the first words are a name for something, and its groups; (1, []) if they are none."""
    stems = key(words[:LONGEST])
    for count in range(len(stems), 0, -1):
        if groups := GROUPS_BY_KEY.get(stems[:count]):
            return count, groups
    return 1, []
