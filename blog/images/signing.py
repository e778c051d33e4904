"""What has to be put right about pictures before anybody may sign a text that holds them."""

from django.utils.translation import gettext as _

from blog.images.models import Image


def missing_for_signing(images, *, at, channels=("site",), pairs=()):
    """This will give a sentence for everything that keeps pictures and before-and-after pairs from being signed.

    images: Images that stand in the text; those of the pairs are looked at too. channels: "site", "social", "print".
    """
    every = {image.pk: image for image in images}
    for pair in pairs:
        every.setdefault(pair.before_id, pair.before)
        every.setdefault(pair.after_id, pair.after)
    sentences = [undescribed(image) for image in every.values() if not image.alt.strip() and not image.is_decorative]
    for channel in channels:
        allowed = set(Image.objects.filter(pk__in=every).may_be_shown(at, channel).values_list("pk", flat=True))
        sentences += [without_consent(image, channel) for key, image in every.items() if key not in allowed]
    return sentences + [undeclared(pair) for pair in pairs if not pair.is_declared]


def undescribed(image):
    said = _("The picture “%(picture)s” has no description. Write one, or mark it as decoration.")
    return said % {"picture": image}


def without_consent(image, channel):
    said = {
        "site": _(
            "The picture “%(picture)s” shows a person, and no consent allows it on this website. "
            "Record one, or take it out."
        ),
        "social": _(
            "The picture “%(picture)s” shows a person, and no consent allows it on social media. "
            "Record one, or take it out."
        ),
        "print": _(
            "The picture “%(picture)s” shows a person, and no consent allows it in print. Record one, or take it out."
        ),
    }
    return said[channel] % {"picture": image}


def undeclared(pair):
    said = _(
        "The before-and-after pair of “%(before)s” and “%(after)s” lacks a declaration: that both were taken in "
        "the same conditions, that neither is retouched, and that the result is typical. Tick all three if they are so."
    )
    return said % {"before": pair.before, "after": pair.after}
