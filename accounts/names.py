"""What may be a public name."""

import re
import unicodedata

from django.core.exceptions import ValidationError

LONGEST = 50  # characters
MAX_MARKS = 3  # combining marks on one letter; more is a tower that covers its neighbours

# Letters, joiners and spaces that show nothing. Without them a name cannot be blank or look the same as another.
INVISIBLE = re.compile("[\u00ad\u115f\u1160\u200b-\u200d\u2060\u3164\ufeff\uffa0]")

A_TITLE = r"\b(?!(?:dr|mr|mrs|ms|mx|prof|rev|st)\.)"  # "Dr.Amara" lacks a space; it is not the address of a site
LOOKS_LIKE_AN_ADDRESS = re.compile(rf"@|://|\bwww\.|{A_TITLE}[\w-]{{2,}}\.[a-z]{{2,}}", re.IGNORECASE)


def clean_display_name(name):
    """This will tidy a typed name: what shows nothing is left out, white space folded, accents put on their letters."""
    name = INVISIBLE.sub("", name[: LONGEST * 4])
    return " ".join(unicodedata.normalize("NFC", name).split())


def validate_display_name(name):
    """This will refuse a name that is an address, cannot be shown, or has no letter in it."""
    if LOOKS_LIKE_AN_ADDRESS.search(name):
        raise ValidationError("Choose a name that is not an e-mail or web address: everyone can see it.")
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Cn", "Co", "Cs") for letter in name):
        raise ValidationError("There is a character in this name that cannot be shown. Type it again.")
    if has_a_tower(name):
        raise ValidationError("There are too many accents on one letter. Take some off.")
    if not any(letter.isalpha() for letter in name):
        raise ValidationError("Choose a name with at least one letter in it.")


def has_a_tower(name):
    """This will tell whether more marks stand on one letter than any written language puts there."""
    marks = 0
    for letter in name:
        marks = marks + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        if marks > MAX_MARKS:
            return True
    return False
