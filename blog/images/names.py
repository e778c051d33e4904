"""The name a file had on somebody's computer, made fit to keep and to read out."""

import re
import unicodedata

LONGEST = 100
NOT_IN_A_NAME = re.compile(r"[^\w .()&'+-]+")


def clean_name(name):
    """This will keep letters, figures and a little punctuation of a file name, without its folder."""
    last = re.split(r"[/\\]", name[-500:])[-1]
    letters = unicodedata.normalize("NFC", "".join(letter for letter in last if unicodedata.category(letter)[0] != "M"))
    tidy = " ".join(NOT_IN_A_NAME.sub("-", letters).split()).strip(" .-")
    stem, dot, suffix = tidy.rpartition(".")
    if len(tidy) > LONGEST:
        tidy = f"{stem[: LONGEST - 10]}{dot}{suffix[:9]}" if dot and stem else tidy[:LONGEST]
    return tidy or "picture"
