"""Collagen, woven, with the spindle cells that make it."""

import math

from blog.images.pen import ellipse, ground, number, outline, shape

ROPES = ((60, 120), (500, 60), (180, 470), (1080, 240), (600, 440), (300, 800), (960, 640), (760, 860))
SPINDLES = ((350, 250, 0.5, 54), (905, 330, -0.5, 62), (520, 640, -0.45, 48), (1080, 560, 0.5, 40))
SPINDLE = ((-2.7, 0.1), (-1, -0.42), (0, -0.62), (1.1, -0.4), (2.8, -0.08), (1, 0.46), (0, 0.6), (-1.1, 0.42))
LENGTH = 1800  # of a rope, so that it leaves the plate at both ends


def fibres(chance, inks):
    lean = chance.uniform(-0.08, 0.08)
    pieces = [ground(inks["wash"])]
    for i, (x, y) in enumerate(ROPES):
        angle = (-0.5 if i % 2 == 0 else 0.55) + lean + chance.uniform(-0.06, 0.06)
        strands = chance.choice((5, 7, 9))
        pieces += rope(x, y, angle, strands, inks[("stain", "ground", "blush")[i * 2 % 3]], chance, inks)
    for x, y, angle, size in SPINDLES:
        pieces += spindle(x + chance.uniform(-20, 20), y + chance.uniform(-20, 20), angle + lean, size, inks)
    return pieces


def rope(x, y, angle, strands, fill, chance, inks):
    cos, sin, turn = math.cos(angle), math.sin(angle), chance.uniform(0, 6)
    spine = []
    for t in range(-LENGTH // 2, LENGTH // 2 + 1, 120):
        off = 30 * math.sin(t / 190 + turn) + 8 * math.sin(t / 83 + turn)
        spine.append((x + t * cos - off * sin, y + t * sin + off * cos))
    yield outline(spine, fill="none", stroke=inks["wash"], stroke_width=strands * 13 + 16)
    yield outline(spine, fill="none", stroke=fill, stroke_width=strands * 13)
    for i in range(strands + 1):
        off = (i - strands / 2) * 13
        strand = [(u - off * sin, v + off * cos) for u, v in spine]
        yield outline(strand, fill="none", stroke=inks["line"], stroke_width=4 if i in (0, strands) else 1.8)


def spindle(x, y, angle, size, inks):
    cos, sin = math.cos(angle), math.sin(angle)
    points = [(x + size * (u * cos - v * sin), y + size * (u * sin + v * cos)) for u, v in SPINDLE]
    yield shape(points, fill=inks["counter"], stroke=inks["line"], stroke_width=4)
    turned = f"rotate({number(math.degrees(angle))} {number(x)} {number(y)})"
    yield ellipse(x, y, size * 0.5, size * 0.27, fill=inks["line"], transform=turned)
