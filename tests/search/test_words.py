"""The words of a text, their stems, and other names for them."""

import re
import sqlite3
from pathlib import Path

import pytest
from django.conf import settings

from blog.search import synonyms
from blog.search.questions import parts_of
from blog.search.stems import key, stem
from blog.search.words import words_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What is “Collagen”?", ["what", "is", "collagen"]),
        ("Dr Amara’s café, isn't it", ["dr", "amaras", "cafe", "isnt", "it"]),
        ("face/neck, 0.5 ml; CO₂", ["face", "neck", "0", "5", "ml", "co2"]),
        ("İSTANBUL ẞ", ["istanbul", "ss"]),
        ("soft\u00adhyphen zero\u200bwidth", ["softhyphen", "zerowidth"]),
        ("?! \x00 \ud800", []),
        ("x" * 70, ["x" * 60]),
    ],
)
def test_a_text_becomes_small_bare_words(text, found):
    assert words_in(text) == found


def test_stems_are_those_of_the_database():
    texts = (settings.BASE_DIR / "blog/management/demo/articles").glob("*.html")
    words = sorted({word for text in texts for word in re.findall("[a-z]+", text.read_text().lower())})
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE words USING fts5(word, tokenize = 'porter unicode61 remove_diacritics 2')")
    index.execute("CREATE VIRTUAL TABLE stems USING fts5vocab(words, 'instance')")
    index.executemany("INSERT INTO words (rowid, word) VALUES (?, ?)", enumerate(words))

    assert len(words) > 1500
    theirs = {words[number]: found for found, number in index.execute("SELECT term, doc FROM stems")}
    assert {word: stem(word) for word in words} == theirs


def test_every_group_of_synonyms_has_names_that_differ():
    assert all(len({key(name) for name in group}) == len(group) > 1 for group in synonyms.GROUPS)
    assert all(all(group) for group in synonyms.GROUPS)
    signs = [synonyms.sign_of(group) for group in synonyms.GROUPS]
    assert len(set(signs)) == len(signs)


def test_the_file_of_synonyms_is_in_plain_small_letters():
    path = Path(synonyms.__file__).with_suffix(".toml")

    names = re.findall(r'"([^"]*)"', re.sub(r"#.*", "", path.read_text()))

    assert [name for name in names if " ".join(words_in(name)) != name] == []


def test_the_longest_name_is_taken():
    assert [part.words for part in parts_of("lip fillers swelling")] == [("lip", "fillers"), ("swelling",)]


def test_a_question_is_no_longer_than_anybody_needs():
    assert len(parts_of(" ".join(f"word{number}" for number in range(99)))) == 24
