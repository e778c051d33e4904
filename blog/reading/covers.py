"""The clinic's own photographs in the place of drawings: as they were signed, and asked for consent each time."""

from dataclasses import dataclass

from django.conf import settings

from blog.images.html import address, ended, picture, showable
from blog.images.models import Image, Rendition

PAGE = "calc(100vw - 2rem)"
# Where a cover stands: how wide the place is from which width of the window on, and its shape (width by height).
PLACES = {
    "article": [("(min-width: 60em)", "24rem", 1), ("", PAGE, 2)],
    "lead": [("(min-width: 80em)", "38rem", 5 / 4), ("(min-width: 60em)", "49vw", 5 / 4), ("", PAGE, 3 / 2)],
    "newest": [("(min-width: 44em)", "11rem", 3 / 2), ("", "5.5rem", 1)],
    "related": [("(min-width: 80em)", "24rem", 3 / 2), ("(min-width: 40em)", "31vw", 3 / 2), ("", "7rem", 3 / 2)],
}
LARGE = ("article", "lead")  # at the top of a page: loaded at once, and described; beside a headline it is decoration
SHARED_WIDTH = 1280  # pixels: what a shared link shows


@dataclass
class Cover:
    """One photograph, which may be shown now, with the words that were signed about it."""

    image: Image
    details: dict

    def html(self, place, *, origin=""):
        """This will give it for a place on a page. origin: the site's own, for what is read away from the site."""
        is_large = place in LARGE
        return picture(
            self.image,
            sizes=sizes(place, self.image.width / self.image.height),
            alt=self.details["alt"],
            is_decorative=self.details["is_decorative"] or not is_large,
            eager=is_large,
            focal_x=self.details["focal_x"],
            focal_y=self.details["focal_y"],
            origin=origin,
            name="plate",
        )

    @property
    def printed(self):
        """Its caption and credit, which the drawing's place has no room for."""
        return ended(self.details["caption"], self.details["credit"])

    def shared_address(self, *, at):
        """This will give the address for shared links, in full; nothing without a consent to social media."""
        found = self.largest_address()
        return found if found and self.image.may_be_shown(at, "social") else ""

    def largest_address(self):
        """This will give the address, in full, of its largest file for other sites; nothing where there is none yet."""
        files = [one for one in self.image.renditions.all() if one.format == Rendition.Format.JPEG]
        if not files:
            return ""
        fitting = [one for one in files if one.width <= SHARED_WIDTH] or files
        return settings.SITE_URL + address(self.image, max(fitting, key=lambda one: one.width))


def sizes(place, shape):
    """This will say how wide a picture of this shape is drawn; one wider than its place is cut at the sides."""
    told = []
    for window, wide, place_shape in PLACES[place]:
        cut = round(max(1, shape / place_shape), 2)
        told.append(f"{window} {wide if cut == 1 else f'calc({wide} * {cut})'}".strip())
    return ", ".join(told)


def put_on(editions, *, at, library=None):
    """This will give every edition its `cover`: a Cover, or None where its topic's drawing stands.

    Asks the database twice, however many there are, and not at all where none has a photograph, or where the caller
    has asked already: library is what `showable` found.
    """
    signed = [(edition, edition.frozen_cover()) for edition in editions]
    keys = {details["id"] for _, details in signed if details}
    if library is None:
        library = showable(keys, at, "site") if keys else {}
    for edition, details in signed:
        image = library.get(details["id"]) if details else None
        is_same = image is not None and image.sha256 == details["sha256"]
        edition.cover = Cover(image, details) if is_same else None
    return editions
