"""The clinic's accent: one hue for the whole site, chosen from thirty, and how well it can be read.

The lightness and chroma of every colour are fixed in the stylesheet's tokens, so a clinic chooses the hue alone and no
choice is harder to read than another: every text has a contrast of 7 to 1 and better (WCAG 2.2, 1.4.6, level AAA).
"""

import math
import re

from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

DEFAULT = 172
STEP = 12
HUES = range(DEFAULT % STEP, 360, STEP)
NAMES = {  # from this hue on
    0: _("Rose"), 20: _("Red"), 45: _("Orange"), 70: _("Amber"), 95: _("Olive"), 130: _("Green"), 165: _("Pine"),
    190: _("Teal"), 225: _("Blue"), 270: _("Indigo"), 295: _("Violet"), 320: _("Plum"), 345: _("Rose"),
}  # fmt: skip
CHOICES = [
    (hue, format_lazy("{name}, {hue}", name=NAMES[max(first for first in NAMES if first <= hue)], hue=hue))
    for hue in HUES
]

# (lightness, chroma) of the tokens that an accent stands in and on, as the stylesheet has them.
LIGHT = {"accent": (0.405, 0.07), "paper": (0.99, 0.003), "sunk": (0.967, 0.007), "tint": (0.945, 0.022)}
DARK = {"accent": (0.83, 0.08), "paper": (0.195, 0.012), "sunk": (0.232, 0.014), "tint": (0.285, 0.03)}
ENOUGH = 7  # to 1

HEX = re.compile(r"#?([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")
# Of OKLab (Björn Ottosson, 2020, https://bottosson.github.io/posts/oklab/), from linear light to it.
FROM_RGB = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
FROM_CONES = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
BRIGHTNESS = (0.2126, 0.7152, 0.0722)  # of linear red, green and blue (WCAG 2.2, "relative luminance")


def contrast(hue, tokens):
    """This will give the worst contrast, to 1, of the accent with what it stands on in one theme."""
    accent = luminance(*tokens["accent"], hue)
    grounds = (luminance(*tokens[name], hue) for name in ("paper", "sunk", "tint"))
    return min(between(accent, ground) for ground in grounds)


def worst(hue):
    """This will give the worst contrast of an accent in either theme."""
    return min(contrast(hue, LIGHT), contrast(hue, DARK))


def between(one, other):
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def luminance(lightness, chroma, hue):
    """This will give the relative luminance (0 black, 1 white) of an OKLCH colour as an sRGB screen can show it."""
    linear = linear_rgb(lightness, chroma, hue)
    return sum(weight * min(1, max(0, value)) for weight, value in zip(BRIGHTNESS, linear, strict=True))


def linear_rgb(lightness, chroma, hue):
    """This will give linear red, green and blue, by Björn Ottosson's matrices (bottosson.github.io/posts/oklab)."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def nearest(colour):
    """This will give the hue of the thirty that is nearest to a colour such as #2c8a73.

    Raises ValueError for what is no colour, and for a grey, which has no hue.
    """
    found = HEX.fullmatch(colour.strip())
    if not found:
        raise ValueError(gettext("Write the colour as six digits, such as #2c8a73."))
    linear = [linear_of(int(part, 16) / 255) for part in found.groups()]
    cones = [math.copysign(abs(value) ** (1 / 3), value) for value in times(FROM_RGB, linear)]
    _, a, b = times(FROM_CONES, cones)
    if math.hypot(a, b) < 0.02:
        raise ValueError(gettext("That is a grey, and has no hue. Choose one from the list."))
    hue = math.degrees(math.atan2(b, a)) % 360
    return min(HUES, key=lambda each: min(abs(each - hue), 360 - abs(each - hue)))


def linear_of(value):
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def times(matrix, vector):
    return [sum(one * other for one, other in zip(row, vector, strict=True)) for row in matrix]
