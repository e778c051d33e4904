"""Plates: an article's cover, drawn from its topic's motif, its slug and the clinic's hue."""

import hashlib
import random

from blog.images.inks import inks
from blog.images.motifs import MOTIFS
from blog.images.pen import HEIGHT, WIDTH, ground

SHADES = ("light", "dark")


def plate(motif, seed, hue, *, is_dark=False):
    """This will draw one plate as SVG; the same motif, seed and hue give the same plate for life.

    The same numbers are drawn for both shades, so a plate and its dark twin differ in their inks alone.
    """
    chance = random.Random(int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big"))
    mixed = inks(hue, is_dark=is_dark)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f"{ground(mixed['ground'])}{''.join(MOTIFS[motif](chance, mixed))}</svg>"
    )
