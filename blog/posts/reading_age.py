"""How old a reader has to be to read a text with ease, roughly: a hint to its writer, never a rule."""

import re

FEWEST = 100  # words; fewer say nothing

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?]+(?=[\s”’\"')]|$)|\n")
VOWELS = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+")
SILENT_END = re.compile(r"(?:[^aeiouyl]e|[^aeiouytd]ed|[^aeiouyscxzg]es)$")


def reading_age(text):
    """This will give the age in whole years, 5 to 25, or None for a text of fewer than a hundred words.

    The Flesch-Kincaid grade, 0.39 x words a sentence + 11.8 x syllables a word - 15.59, and five years, as a child is
    five before the first grade. Source: Kincaid, Fishburne, Rogers and Chissom, "Derivation of New Readability
    Formulas for Navy Enlisted Personnel", Research Branch Report 8-75, 1975. Syllables are counted by their vowels.
    text: plain text; a line, such as a heading or an item of a list, ends a sentence.
    """
    words = WORD.findall(text.lower())
    if len(words) < FEWEST:
        return None
    sentences = sum(1 for sentence in SENTENCE_END.split(text) if WORD.search(sentence))
    grade = 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return min(25, max(5, round(grade + 5)))


def syllables(word):
    """This will count the groups of vowels that are heard in a word in lower case, at least one."""
    heard = len(VOWELS.findall(word)) - bool(SILENT_END.search(word))
    return max(1, heard)
