"""The words of a text as search knows them: the same for what was signed and for what is asked, on both databases."""

import re
import unicodedata
from pathlib import Path

LONGEST_TEXT = 250_000  # characters; PostgreSQL refuses an entry beyond 1 MB
LONGEST_WORD = 60  # characters; PostgreSQL refuses a word beyond 2 kB

WORD = re.compile(r"[^\W_]+")
APOSTROPHE = re.compile(r"['’]")

# What PostgreSQL's english dictionary leaves out, and the same words run together. Both databases are asked without.
STOP_WORDS = frozenset(Path(__file__).with_name("stop_words.txt").read_text().split())


def words_in(text):
    """This will give the words of a text in their order: small letters without accents, nothing but letters and digits.

    A flood of combining marks goes before anything is taken apart, or putting them in order would take minutes.
    """
    bare = without_marks(text[:LONGEST_TEXT])
    bare = without_marks(unicodedata.normalize("NFKD", bare)).casefold()
    bare = APOSTROPHE.sub("", bare)
    return [word[:LONGEST_WORD] for word in WORD.findall(bare)]


def without_marks(text):
    """This will leave out combining marks, what shows nothing, and halves of letters."""
    if text.isascii():
        return text
    return "".join(letter for letter in text if letter < "\u00ad" or not is_mark(letter))


def is_mark(letter):
    return unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf", "Cs")
