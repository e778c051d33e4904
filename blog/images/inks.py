"""The colours of a plate: six inks mixed from one hue, after Masson's trichrome, the stain of microscopists."""

from blog.clinic.colour import linear_rgb


def inks(hue, *, is_dark):
    """This will mix the six inks of a plate, as #rrggbb by name.

    hue: an OKLCH angle in degrees. The counterstain sits 216 degrees away, green collagen and red keratin; where that
    would be purple it is red.
    """
    other = (hue + 216) % 360
    other = 28 if 265 < other < 335 else other
    if is_dark:
        return {
            "ground": oklch(0.275, 0.03, hue),
            "wash": oklch(0.34, 0.045, hue),
            "stain": oklch(0.52, 0.085, hue),
            "line": oklch(0.80, 0.06, hue),
            "counter": oklch(0.64, 0.145, other),
            "blush": oklch(0.40, 0.07, other),
        }
    return {
        "ground": oklch(0.945, 0.016, hue),
        "wash": oklch(0.885, 0.035, hue),
        "stain": oklch(0.62, 0.09, hue),
        "line": oklch(0.33, 0.06, hue),
        "counter": oklch(0.64, 0.165, other),
        "blush": oklch(0.875, 0.055, other),
    }


def oklch(lightness, chroma, hue):
    """This will turn an OKLCH colour into #rrggbb, giving up chroma until sRGB can show it."""
    rgb = linear_rgb(lightness, chroma, hue)
    while chroma > 0 and not all(-0.0005 <= part <= 1.0005 for part in rgb):
        chroma -= 0.004
        rgb = linear_rgb(lightness, chroma, hue)
    return "#" + "".join(f"{round(255 * gamma(min(1, max(0, part)))):02x}" for part in rgb)


def gamma(part):
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
