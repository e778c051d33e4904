"""Pictures as HTML: `picture` for one, `put_in_pictures` for all those a text has marks for.

A mark is `<img data-image-id="12">` or `<figure data-before-after="3"></figure>`. Which picture stands where, and the
words about it, are signed and frozen; whether it may be shown is asked anew each time.
"""

import re

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.images.models import BeforeAfter, Image, Rendition

IN_THE_TEXT = "(min-width: 80em) 53rem, (min-width: 44em) 40rem, calc(100vw - 2rem)"
UPRIGHT_IN_THE_TEXT = "(min-width: 30em) 26rem, calc(100vw - 2rem)"
HALF_OF_THE_TEXT = "(min-width: 80em) 26rem, (min-width: 44em) 20rem, calc(100vw - 2rem)"
AVIF, WEBP, JPEG = Rendition.Format

IMAGE_MARK = r'<img(?=[^>]* data-image-id="([0-9]{1,18})")[^>]*>'
PAIR_MARK = r'<figure(?=[^>]* data-before-after="([0-9]{1,18})")[^>]*>\s*</figure>'
MARK = re.compile(rf"(?:<p>|<figure(?: [^>]*)?>)\s*{IMAGE_MARK}\s*(?:</p>|</figure>)|{IMAGE_MARK}|{PAIR_MARK}")


def picture(image, *, sizes, alt, is_decorative, eager=False, focal_x=None, focal_y=None, origin="", name=""):
    """This will give a <picture> of the formats that exist, or nothing where there is not one file yet.

    sizes: as in HTML, how wide it will be shown. eager: for the one picture at the top of a page. origin: such as
    https://clinic.example, for addresses that are read away from the site. name: its class. Asks the database nothing
    if the image's renditions were prefetched. Whether it may be shown is the caller's question.
    """
    files = {format: [] for format in (AVIF, WEBP, JPEG)}
    for rendition in sorted(image.renditions.all(), key=lambda rendition: rendition.width):
        files[rendition.format].append(rendition)
    if not files[JPEG]:
        return mark_safe("")
    sources = format_html_join(
        "",
        '<source type="image/{}" srcset="{}" sizes="{}">',
        ((format, srcset(image, files[format], origin), sizes) for format in (AVIF, WEBP) if files[format]),
    )
    return format_html(
        '<picture{}>{}<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" decoding="async"{}{}>'
        "</picture>",
        format_html(' class="{}"', name) if name else "",
        sources,
        origin + address(image, middle(files[JPEG])),
        srcset(image, files[JPEG], origin),
        sizes,
        image.width,
        image.height,
        "" if is_decorative else alt,
        focal_class(image.focal_x if focal_x is None else focal_x, image.focal_y if focal_y is None else focal_y),
        mark_safe(' fetchpriority="high"' if eager else ' loading="lazy"'),
    )


def srcset(image, renditions, origin):
    return ", ".join(f"{origin}{address(image, rendition)} {rendition.width}w" for rendition in renditions)


def address(image, rendition):
    return reverse("picture", args=[image.sha256, rendition.width, rendition.format])


def middle(renditions):
    """This will choose the file for a browser that knows no srcset: the widest up to 960 pixels."""
    return next((one for one in reversed(renditions) if one.width <= 960), renditions[0])


def focal_class(x, y):
    """This will give the class that keeps the focal point in view, in steps of 25, or nothing for the middle."""
    x, y = (25 * round(place / 25) for place in (x, y))
    return "" if (x, y) == (50, 50) else format_html(' class="focal-{}-{}"', x, y)


def ids_in(html):
    """This will give what a text has marks for: (keys of images, keys of before-and-after pairs), in its order."""
    images, pairs = [], []
    for found in MARK.finditer(html):
        (pairs if found[3] else images).append(int(found[1] or found[2] or found[3]))
    return list(dict.fromkeys(images)), list(dict.fromkeys(pairs))


def put_in_pictures(
    html, *, at, channel="site", images=None, pairs=None, origin="", with_placeholders=True, library=None
):
    """This will put figures in place of the marks, and nothing in place of what may not be shown at the moment `at`.

    images, pairs: the frozen details by key, each as `Image.printed` and `BeforeAfter.printed` gave them (keys may be
    words, as JSON has them). Without them, as in a preview, what the library says now is used. Asks the database
    nothing without a mark and twice with any; once more for pairs that are not frozen. library: what `showable` found
    already, for a caller that has many texts.
    """
    image_ids, pair_ids = ids_in(html)
    if not image_ids and not pair_ids:
        return html
    images = by_number(images) if images is not None else None
    pairs = by_number(pairs) if pairs is not None else live_pairs(pair_ids)
    if library is None:
        wanted = {*image_ids, *(pair[side] for key, pair in pairs.items() if key in pair_ids for side in SIDES)}
        library = showable(wanted, at, channel)

    def figure(found):
        if found[3]:
            return pair_figure(pairs.get(int(found[3])), library, images, origin)
        key = int(found[1] or found[2])
        return image_figure(library.get(key), details_of(key, library, images), origin, with_placeholders)

    return mark_safe(MARK.sub(figure, html))


SIDES = ("before_id", "after_id")


def by_number(details):
    return {int(key): value for key, value in details.items()}


def live_pairs(keys):
    return {pair.pk: pair.printed for pair in BeforeAfter.objects.filter(pk__in=keys)} if keys else {}


def showable(keys, at, channel):
    """This will find the pictures that may be shown, by key, with their renditions, in two queries."""
    return Image.objects.may_be_shown(at, channel).prefetch_related("renditions").in_bulk(keys)


def details_of(key, library, frozen):
    """This will give the words about a picture: the frozen ones, or the library's where nothing is frozen."""
    if frozen is not None:
        return frozen.get(key)
    return library[key].printed if key in library else None


def image_figure(image, details, origin, with_placeholder):
    if image is None or details is None or details.get("sha256", image.sha256) != image.sha256:
        return ""
    is_upright = image.height > image.width
    shown = drawn(image, details, UPRIGHT_IN_THE_TEXT if is_upright else IN_THE_TEXT, origin)
    if not shown:
        return ""
    if with_placeholder and image.placeholder and not image.master.endswith(".png"):
        shown = format_html('<span class="blurred"><img src="{}" alt="">{}</span>', image.placeholder, shown)
    return format_html(
        '<figure class="figure picture{}">{}{}</figure>',
        " upright" if is_upright else "",
        shown,
        caption(details.get("caption", ""), details.get("credit", "")),
    )


def drawn(image, details, sizes, origin):
    return picture(
        image,
        sizes=sizes,
        alt=details.get("alt", ""),
        is_decorative=details.get("is_decorative", False),
        focal_x=details.get("focal_x", 50),
        focal_y=details.get("focal_y", 50),
        origin=origin,
    )


def caption(*sentences):
    """This will give a <figcaption> of sentences, or nothing."""
    said = ended(*sentences)
    return format_html("<figcaption>{}</figcaption>", said) if said else mark_safe("")


def ended(*sentences):
    """This will give the sentences that are not empty in a row, each ended with a full stop."""
    return " ".join(words if words[-1] in ".!?…" else f"{words}." for words in map(str.strip, sentences) if words)


def pair_figure(pair, library, frozen, origin):
    """This will give both pictures, each with its label, and the declaration; nothing if either cannot be shown."""
    if pair is None or not all(pair[name] for name in ("same_conditions", "unretouched", "typical_result")):
        return ""
    sides = [(library.get(pair[side]), details_of(pair[side], library, frozen)) for side in SIDES]
    if any(image is None or details is None for image, details in sides):
        return ""
    pictures = [drawn(image, details, HALF_OF_THE_TEXT, origin) for image, details in sides]
    if not all(pictures):
        return ""
    credits = dict.fromkeys(details.get("credit", "") for _, details in sides)
    labelled = zip((_("Before"), _("After")), pictures, strict=True)
    return format_html(
        '<figure class="figure before-after"><div class="pair">{}</div>{}</figure>',
        format_html_join("", "<div><p>{}</p>{}</div>", labelled),
        caption(pair.get("caption", ""), declaration(pair["weeks_between"]), *credits),
    )


def declaration(weeks):
    """This will give the words that stand under every pair."""
    said = ngettext(
        "Both pictures were taken in the same conditions, %(weeks)s week apart. Neither was retouched, and the result "
        "is typical.",
        "Both pictures were taken in the same conditions, %(weeks)s weeks apart. Neither was retouched, and the result "
        "is typical.",
        weeks,
    )
    return said % {"weeks": weeks}
