"""Pictures in templates: plates and seals."""

from django import template
from django.utils.safestring import mark_safe

from blog.clinic import colour
from blog.images import seals
from blog.reading.covers import LARGE

register = template.Library()


@register.inclusion_tag("blog/images/_plate.html", takes_context=True)
def plate(context, motif, seed, lazy=False):
    """This will show a plate, light or dark as the reader's device asks. It is decoration, so it has no alt text."""
    return {"motif": motif, "seed": seed, "hue": hue_of(context), "lazy": lazy}


@register.inclusion_tag("blog/images/_front.html", takes_context=True)
def front(context, edition, place):
    """This will show an article's cover, or its plate where it has none or none that may be shown. place: of PLACES."""
    shown = edition.cover.html(place) if edition.cover else ""
    return {"edition": edition, "shown": shown, "hue": hue_of(context), "lazy": place not in LARGE}


def hue_of(context):
    """This will give the clinic's accent, in which its drawings are made too."""
    clinic = context.get("clinic")
    return clinic.hue if clinic else colour.DEFAULT


@register.simple_tag
def seal(digest):
    return mark_safe(seals.seal(digest))
