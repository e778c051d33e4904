"""Tags: free labels, typed as names with commas between them, each kept once whatever its capitals."""

import unicodedata

from django.db.models import Exists, OuterRef
from django.utils.text import slugify
from django.utils.translation import gettext as _

from blog.editions.models import Edition, Tag
from blog.editions.moments import SHARED

MOST = 10
LONGEST = 40  # characters of one name; the column is as wide
COMMON = 500  # editions that carry a tag, from which on it is a common one


def names_in(typed):
    """This will give the names in a line such as "Aftercare, filler", each once, as it was first written."""
    found = {}
    for name in map(squeezed, typed.split(",")):
        if name:
            found.setdefault(name.casefold(), name)
    return list(found.values())


def squeezed(name):
    """This will make two names that look the same one: composed letters, single spaces, nothing that is not seen."""
    seen = " ".join(unicodedata.normalize("NFC", name).split())
    return "".join(letter for letter in seen if not unicodedata.category(letter).startswith("C")).strip()


def refusal(names):
    """This will return the sentence against these names, or None."""
    if len(names) > MOST:
        return _("Choose %(most)d tags at most.") % {"most": MOST}
    if long := next((name for name in names if len(name) > LONGEST), None):
        return _("“%(name)s…” is too long: a tag has %(longest)d characters at most.") % {
            "name": long[:LONGEST],
            "longest": LONGEST,
        }


def named(names):
    """This will give the tag of each name, made where there is none yet."""
    found = {tag.name.casefold(): tag for tag in Tag.objects.all()}
    return [found.get(name.casefold()) or make(name) for name in names]


def make(name):
    return Tag.objects.get_or_create(name=name, defaults={"slug": free_slug(name)})[0]


def slug_of(name):
    return slugify(name)[:46].strip("-") or "tag"  # with room for a number


def free_slug(name):
    """This will make an address that no tag has yet: two names may differ in an accent alone."""
    base = slug_of(name)
    taken = set(Tag.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in [base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))] if slug not in taken)


def labels(edition):
    """This will give (name, address) for each tag as it was signed; no address where its tag cannot be told.

    A tag that was renamed since is known by its address, which stays.
    """
    if not edition.tags:
        return []
    tags = list(edition.tagged.all()) if edition.pk else []
    by_name = {tag.name.casefold(): tag for tag in tags}
    by_slug = {tag.slug: tag for tag in tags}
    found = ((name, by_name.get(name.casefold()) or by_slug.get(slug_of(name))) for name in edition.tags)
    return [(name, tag.get_absolute_url() if tag else "") for name, tag in found]


def carrying(editions, tag, *, at):
    """This will keep the editions that carry a tag, to be listed a page at a time.

    Those of a common tag are come upon while the list of all is read in its order: to take them all and put them in
    order would cost by how many they are. Those of another tag are soon taken, and far apart in that list.
    """
    if SHARED.get(("is common", tag.pk), lambda: is_common(tag), at=at):
        return editions.filter(Exists(carried().filter(tag_id=tag.pk, edition_id=OuterRef("pk"))))
    return editions.filter(tagged=tag)


def is_common(tag):
    return carried().filter(tag_id=tag.pk)[:COMMON].count() == COMMON


def carried():
    return Edition.tagged.through.objects.all()
