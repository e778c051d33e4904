"""What stands between a post and its signature: the guard's findings, and pictures without words."""

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from blog.editions.body import plain_text_of
from blog.guard import check
from blog.images.signing import missing_for_signing

# Which of the guard's surfaces each signed field is, and what staff call it.
SURFACES = {
    "title": ("title", _("Title")),
    "slug": ("slug", _("Address")),
    "standfirst": ("body", _("Standfirst")),
    "body": ("body", _("Article")),
    "interests": ("body", _("Interests")),
    "search_title": ("meta", _("Search title")),
    "search_description": ("meta", _("Search description")),
    "social_title": ("social", _("Social title")),
    "social_description": ("social", _("Social description")),
    "change_note": ("body", _("Change note")),
}
ABOUT_PICTURES = {"alt": _("Alt text"), "caption": _("Caption"), "filename": _("File name")}
HOW_SERIOUS = {
    "block": pgettext_lazy("how serious", "Block"),
    "hold": pgettext_lazy("how serious", "Hold"),
    "warn": pgettext_lazy("how serious", "Warn"),
    "note": pgettext_lazy("how serious", "Note"),
}


@dataclass
class Checked:
    """A finding where staff see it: the field's name, its label, the text it is in, and whether it stops signing.

    override: the Override of this finding in this very text, or None.
    """

    field: str
    label: str
    text: str
    finding: object
    override: object = None

    @property
    def matched(self):
        return self.text[self.finding.start : self.finding.end]

    @property
    def may_stop(self):
        return self.finding.severity == "block"

    @property
    def stops(self):
        return self.may_stop and not (self.override and self.override.is_agreed)

    @property
    def key(self):
        """What an override is bound to: the rule, the field and the text, so that an edit brings the finding back."""
        return self.finding.rule, self.field, hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def texts_of(words):
    """This will give (field, surface, label, text) for every text a patient or a search engine would read."""
    for field, (surface, label) in SURFACES.items():
        text = words.get(field) or ""
        yield field, surface, str(label), plain_text_of(text) if field == "body" else text
    for name in words.get("tags") or ():
        yield "tags", "tag", gettext("Tag"), name
    for picture in words["pictures"]:
        for surface, label in ABOUT_PICTURES.items():
            yield "pictures", surface, str(label), picture.get(surface) or ""


def findings(words, *, overrides=()):
    """This will read every surface and return what the guard found, blocking findings first.

    overrides: those of the post; each belongs to the finding it is bound to.
    """
    by_key = {(override.rule, override.field, override.text_digest): override for override in overrides}
    found = []
    for field, surface, label, text in texts_of(words):
        for finding in check(text, surface=surface) if text else ():
            checked = Checked(field, label, text, finding)
            checked.override = by_key.get(checked.key) if by_key else None
            found.append(checked)
    order = ("block", "hold", "warn", "note")
    return sorted(found, key=lambda checked: order.index(checked.finding.severity))


def findings_of(post):
    """This will read a post as it stands."""
    words = post.words | {"change_note": post.change_note}
    return findings(words, overrides=overrides_of(post))


def overrides_of(post):
    """This will give what was let stand in a post; nothing for one that is not stored yet."""
    return () if post is None else post.overrides.select_related("clinician", "manager")


def report(post, *, at):
    """This will give a staff page everything that stands between a post and its signature, and what to look at."""
    images, pairs = post.pictures()
    found = findings_of(post)
    return {
        "findings": found,
        "missing": missing_for_signing(images, at=at, pairs=pairs),
        "may_override": any(checked.may_stop for checked in found),
    }


def refusal_of_words(post, *, change_note, at):
    """This will return the sentence against signing this, or None: what the guard stops is mended first.

    So are pictures without words, and pictures of people without a consent that holds now.
    """
    images, pairs = post.pictures()
    if missing := missing_for_signing(images, at=at, pairs=pairs):
        return missing[0]
    words = post.words | {"change_note": change_note}
    stopping = [checked for checked in findings(words, overrides=overrides_of(post)) if checked.stops]
    if stopping:
        first = stopping[0]
        return f"{first.label}: “{first.matched}”. {first.finding.reason}{and_more(len(stopping))}"


def and_more(count):
    """This will give the sentence on how many places there are besides the one that is named, or nothing."""
    if count < 2:
        return ""
    return " " + ngettext("There is %(count)s such place.", "There are %(count)s such places.", count) % {
        "count": count
    }
