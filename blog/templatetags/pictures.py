"""Pictures in templates: plates and seals."""

from django import template
from django.utils.safestring import mark_safe

from blog.images import seals
from blog.images.plates import HUE

register = template.Library()


@register.inclusion_tag("blog/images/_plate.html")
def plate(motif, seed, lazy=False):
    """This will show a plate, light or dark as the reader's device asks. It is decoration, so it has no alt text."""
    return {"motif": motif, "seed": seed, "hue": HUE, "lazy": lazy}


@register.simple_tag
def seal(digest):
    return mark_safe(seals.seal(digest))
