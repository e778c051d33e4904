"""What has to be put right about pictures before anybody may sign a text that holds them."""

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
    return f"The picture “{image}” has no description. Write one, or mark it as decoration."


def without_consent(image, channel):
    where = {"site": "on this website", "social": "on social media", "print": "in print"}[channel]
    return f"The picture “{image}” shows a person, and no consent allows it {where}. Record one, or take it out."


def undeclared(pair):
    return (
        f"The before-and-after pair of “{pair.before}” and “{pair.after}” lacks a declaration: that both were taken in "
        "the same conditions, that neither is retouched, and that the result is typical. Tick all three if they are so."
    )
