"""Plates: an article's cover, drawn from its topic's motif, its slug and the clinic's hue."""

import hashlib
import random

from blog.images.inks import inks
from blog.images.motifs import MOTIFS
from blog.images.pen import HEIGHT, WIDTH, ground

SHADES = ("light", "dark")
CLOSEST = {"vesicles": 0.8, "layers": 0.5, "fibres": 0.6, "light": 0.7, "mosaic": 0.6}  # of the whole width


def plate(motif, seed, hue, *, is_dark=False):
    """This will draw one plate as SVG; the same motif, seed and hue give the same plate for life.

    The same numbers are drawn for both shades, so a plate and its dark twin differ in their inks alone.
    """
    chance = random.Random(int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big"))
    mixed = inks(hue, is_dark=is_dark)
    drawn = "".join(MOTIFS[motif](chance, mixed))
    box = " ".join(map(str, view(motif, chance)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{WIDTH}" height="{HEIGHT}">'
        f"{ground(mixed['ground'])}{drawn}</svg>"
    )


def view(motif, chance):
    """This will choose the part of the drawing that shows, as (left, top, width, height) of the shape of the whole.

    Near or far, here or there: otherwise all articles of a topic would seem to have the same picture.
    """
    near = chance.uniform(CLOSEST[motif], 1)
    width, height = round(WIDTH * near), round(HEIGHT * near)
    return round(chance.uniform(0, WIDTH - width)), round(chance.uniform(0, HEIGHT - height)), width, height
