"""Characters that are drawn like a Latin letter, and the letter they are read as.

Only what Unicode's own compatibility forms do not already undo: full-width, bold, circled and accented letters are
folded in `normalise`.
"""

# The letter readers see, and what is written in its place: Cyrillic, Greek, other scripts, strokes, small capitals.
_DRAWN_LIKE = {
    "a": "аӑӓәαᎪɑɐɒᴀⲁ",
    "b": "бвьъβϐɓƀƃƅʙᴃᏏᏴⲃ",
    "c": "сϲςᏟⅽƈɕᴄꮯⲥ",
    "d": "ԁδɗđɖᎠᴅꭰ",
    "e": "еёэєεҽɛəɘǝᎬᴇⲉ",
    "f": "ғƒꜰϝ",
    "g": "ցɡɠɢԍᏀᏳ",
    "h": "һнհħɦʜᎻ",
    "i": "іїıɩɪιΐϊӏᎥ",
    "j": "јϳյȷɟᴊᎫ",
    "k": "кқκƙĸᴋᏦ",
    "l": "łɭƚʟᏞǀ∣",
    "m": "мɱᴍᎷ",
    "n": "пηռոɲŋɴи",
    "o": "оӧөοόσωθօӨ०০੦૦೦൦ᴏⲟøɵᎾ",
    "p": "рρϱþƥᴘᏢⲣ",
    "q": "ԛգʠ",
    "r": "гʀɼɾᎡ",
    "s": "ѕʂꜱᏚ",
    "t": "тτŧƭʈᴛᎢⲧ",
    "u": "υʉμսᴜц",
    "v": "ѵνᴠʋᏙ",
    "w": "ԝшщɯʍᴡⱳᎳ",
    "x": "хҳχξ×✕✖✗ⲭⅹ",
    "y": "уүұγƴʏᎩ",
    "z": "ʐƶᴢᏃ",
    "oe": "œɶ",
    "ae": "æ",
}
_LETTER_BLOCKS = (0x1F130, 0x1F150, 0x1F170, 0x1F1E6)  # squared, circled and flag letters, A to Z each

LOOKALIKES = {sign: letters for letters, signs in _DRAWN_LIKE.items() for sign in signs}
LOOKALIKES |= {chr(first + place): chr(ord("a") + place) for first in _LETTER_BLOCKS for place in range(26)}

# Digits and signs that stand for letters inside a word ("b0tox", "gu@ranteed"). More than one reading is tried.
LEET = {
    "0": "o",
    "1": "il",
    "2": "z",
    "3": "e",
    "4": "a",
    "5": "s",
    "6": "bg",
    "7": "t",
    "8": "b",
    "9": "g",
    "@": "a",
    "$": "s",
    "!": "il",
    "|": "il",
    "+": "t",
    "€": "e",
    "£": "l",
    "ß": "b",
}
