"""What may be a public name."""

import re
import unicodedata

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.lookalikes import skeleton, skeletons

LONGEST = 50  # characters
MAX_MARKS = 3  # combining marks on one letter; more is a tower that covers its neighbours

# Letters, joiners and spaces that show nothing. Without them a name cannot be blank or look the same as another.
INVISIBLE = re.compile("[\u00ad\u115f\u1160\u200b-\u200d\u2060\u3164\ufeff\uffa0]")

A_TITLE = r"\b(?!(?:dr|mr|mrs|ms|mx|prof|rev|st)\.)"  # "Dr.Amara" lacks a space; it is not the address of a site
LOOKS_LIKE_AN_ADDRESS = re.compile(rf"@|://|\bwww\.|{A_TITLE}[\w-]{{2,}}\.[a-z]{{2,}}", re.IGNORECASE)


# Words that make readers think somebody speaks for the clinic.
OFFICIAL_WORDS = ("admin", "administrator", "administration", "moderator", "staff", "official", "support", "clinic")
OFFICIAL = frozenset(map(skeleton, OFFICIAL_WORDS))
TITLES = frozenset(map(skeleton, ["dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "nurse", "sister"]))

CHECKS = []  # other apps' own: functions given (name, person or None) that return the sentence of a refusal, or None


def clean_display_name(name):
    """This will tidy a typed name: what shows nothing is left out, white space folded, accents put on their letters."""
    name = INVISIBLE.sub("", name[: LONGEST * 4])
    return " ".join(unicodedata.normalize("NFC", name).split())


def validate_display_name(name):
    """This will refuse a name that is an address, cannot be shown, or has no letter in it."""
    if LOOKS_LIKE_AN_ADDRESS.search(name):
        raise ValidationError(gettext("Choose a name that is not an e-mail or web address: everyone can see it."))
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Cn", "Co", "Cs") for letter in name):
        raise ValidationError(gettext("There is a character in this name that cannot be shown. Type it again."))
    if has_a_tower(name):
        raise ValidationError(gettext("There are too many accents on one letter. Take some off."))
    if not any(letter.isalpha() for letter in name):
        raise ValidationError(gettext("Choose a name with at least one letter in it."))


def has_a_tower(name):
    """This will tell whether more marks stand on one letter than any written language puts there."""
    marks = 0
    for letter in name:
        marks = marks + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        if marks > MAX_MARKS:
            return True
    return False


def unlike_others(name, person=None):
    """This will give back a name that somebody chose for themselves, if nobody would take them for the clinic's staff.

    person: who chooses it, or None for somebody new. What managers call people is theirs to say.
    """
    if refusal := refusal_to_be_called(name, person):
        raise ValidationError(refusal)
    return name


def refusal_to_be_called(name, person=None):
    if sounds_official(name):
        return gettext("That sounds as if you spoke for the clinic. Choose another name.")
    others = get_user_model().objects.filter(is_staff=True).exclude(pk=person.pk if person else None)
    if any(looks_like(name, theirs) for theirs in others.values_list("display_name", flat=True)):
        return SOMEBODY_HERE
    return next(filter(None, (check(name, person) for check in CHECKS)), None)


SOMEBODY_HERE = _("Somebody who works here is called that. Choose another name.")


def sounds_official(name):
    return not OFFICIAL.isdisjoint([*skeletons(name), skeleton(name)])


def looks_like(name, theirs):
    """This will tell whether a name holds somebody's full name, titles apart. A first name is everybody's."""
    words = [word for word in skeletons(theirs) if word not in TITLES]
    return len(words) > 1 and "".join(words) in skeleton(name)
