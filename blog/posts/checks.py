"""What stands between a post and its signature: the guard's findings, and pictures without words."""

from dataclasses import dataclass

from blog.editions.body import plain_text_of
from blog.guard import check
from blog.images.signing import missing_for_signing

# Which of the guard's surfaces each signed field is, and what staff call it.
SURFACES = {
    "title": ("title", "Title"),
    "slug": ("slug", "Address"),
    "standfirst": ("body", "Standfirst"),
    "body": ("body", "Article"),
    "interests": ("body", "Interests"),
    "search_title": ("meta", "Search title"),
    "search_description": ("meta", "Search description"),
    "social_title": ("social", "Social title"),
    "social_description": ("social", "Social description"),
    "change_note": ("body", "Change note"),
}


@dataclass
class Checked:
    """A finding where staff see it: the field's name, its label, the text it is in, and whether it stops signing."""

    field: str
    label: str
    text: str
    finding: object

    @property
    def matched(self):
        return self.text[self.finding.start : self.finding.end]

    @property
    def stops(self):
        return self.finding.severity == "block"


def texts_of(words):
    """This will give (field, surface, label, text) for every text a patient or a search engine would read."""
    for field, (surface, label) in SURFACES.items():
        text = words.get(field) or ""
        yield field, surface, label, plain_text_of(text) if field == "body" else text
    for name in words.get("tags") or ():
        yield "tags", "tag", "Tag", name
    for picture in words["pictures"]:
        for surface, label in (("alt", "Alt text"), ("caption", "Caption"), ("filename", "File name")):
            yield "pictures", surface, label, picture.get(surface) or ""


def findings(words):
    """This will read every surface and return what the guard found, blocking findings first."""
    found = []
    for field, surface, label, text in texts_of(words):
        for finding in check(text, surface=surface) if text else ():
            found.append(Checked(field, label, text, finding))
    order = ("block", "hold", "warn", "note")
    return sorted(found, key=lambda checked: order.index(checked.finding.severity))


def findings_of(post):
    """This will read a post as it stands."""
    words = post.words | {"change_note": post.change_note}
    return findings(words)


def report(post, *, at):
    """This will give a staff page everything that stands between a post and its signature, and what to look at."""
    images, pairs = post.pictures()
    return {"findings": findings_of(post), "missing": missing_for_signing(images, at=at, pairs=pairs)}


def refusal_of_words(post, *, change_note, at):
    """This will return the sentence against signing this, or None: what the guard stops is mended first.

    So are pictures without words, and pictures of people without a consent that holds now.
    """
    images, pairs = post.pictures()
    if missing := missing_for_signing(images, at=at, pairs=pairs):
        return missing[0]
    words = post.words | {"change_note": change_note}
    stopping = [checked for checked in findings(words) if checked.stops]
    if stopping:
        first = stopping[0]
        more = f" There are {len(stopping)} such places." if len(stopping) > 1 else ""
        return f"{first.label}: “{first.matched}”. {first.finding.reason}{more}"
