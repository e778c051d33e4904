"""What a name looks like at a glance: two names with one skeleton would be taken for each other."""

import unicodedata

# The letter readers see, and what is written in its place: Cyrillic, Greek, other scripts, figures.
DRAWN_LIKE = {
    "a": "аәαɑ4@", "b": "вьβ8", "c": "сϲ", "d": "ԁɗđ", "e": "еєεɛ3", "f": "ғƒ", "g": "ԍɡ9", "h": "һн", "j": "јϳ",
    "k": "кκ", "l": "iіɩιıӏ1|!ł", "m": "м", "n": "ոпηи", "o": "оοσө0ø", "p": "рρ", "q": "ԛ", "r": "гʀ", "s": "ѕ5$",
    "t": "тτ7+", "u": "υցս", "v": "ѵν", "w": "ѡшωԝ", "x": "хχ", "y": "уүγʏ", "z": "ᴢ2",
}  # fmt: skip
READ_AS = str.maketrans({sign: letter for letter, signs in DRAWN_LIKE.items() for sign in signs})


def skeletons(text):
    """This will give the skeleton of each word: no accents, no capitals, look-alikes as what they are taken for."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    words = "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(READ_AS).split()
    return ["".join(filter(str.isalpha, word)) for word in words]


def skeleton(text):
    """This will give the skeleton of a whole text, its words run together: "A d m i n" is "admin"."""
    return "".join(skeletons(text))
