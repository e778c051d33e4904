"""What may be a public name."""

import re
import unicodedata

from django.core.exceptions import ValidationError

LOOKS_LIKE_AN_ADDRESS = re.compile(r"@|\w\.\w+\.\w|^\S+\.(com|org|net|uk|co)\b", re.IGNORECASE)


def clean_display_name(name):
    """This will tidy a typed name: white space folded, and the compatibility forms of letters made plain."""
    return " ".join(unicodedata.normalize("NFC", name[:200]).split())


def validate_display_name(name):
    """This will refuse a name that is an address, cannot be printed, or has no letter in it."""
    if LOOKS_LIKE_AN_ADDRESS.search(name):
        raise ValidationError("Choose a name that is not an e-mail or web address: everyone can see it.")
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Cn", "Co", "Cs") for letter in name):
        raise ValidationError("There is a character in this name that cannot be shown. Type it again.")
    if not any(letter.isalpha() for letter in name):
        raise ValidationError("Choose a name with at least one letter in it.")
