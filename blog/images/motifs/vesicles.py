"""A membrane seen close, and the parcels it lets go."""

import math

from blog.images.pen import HEIGHT, WIDTH, circle

RADIUS = 860  # of the cell, most of which lies outside the plate


def vesicles(chance, inks):
    centre = -140 + chance.uniform(-30, 30), 1010
    return [*membrane(centre, inks), *sac(centre, chance, inks), *parcels(centre, chance, inks)]


def membrane(centre, inks):
    yield circle(*centre, RADIUS, fill=inks["wash"])
    yield circle(*centre, RADIUS - 46, fill=inks["stain"])
    for radius in (RADIUS, RADIUS - 46):
        yield circle(*centre, radius, fill="none", stroke=inks["line"], stroke_width=5)
    for radius in (RADIUS - 13, RADIUS - 33):  # the two rows of lipid heads
        yield circle(
            *centre, radius, fill="none", stroke=inks["line"], stroke_width=9, stroke_linecap="round",
            stroke_dasharray="0 21",
        )  # fmt: skip


def sac(centre, chance, inks):
    """Vesicles that are still inside the cell."""
    x, y = centre[0] + 530, centre[1] - 372
    yield circle(x, y, 122, fill=inks["wash"], stroke=inks["line"], stroke_width=5)
    for i in range(7):
        turn, distance = i * 2.4 + chance.random(), 0 if i == 0 else 74
        yield circle(
            x + distance * math.cos(turn), y + distance * math.sin(turn), chance.choice((24, 28, 31)),
            fill=inks["counter"], stroke=inks["line"], stroke_width=4,
        )  # fmt: skip


def parcels(centre, chance, inks):
    for i, (x, y, radius) in enumerate(places(centre, chance)):
        is_full = chance.random() < 0.42
        fill = inks["counter"] if is_full else inks["blush"] if radius > 22 else "none"
        yield circle(x, y, radius, fill=fill, stroke=inks["line"], stroke_width=4 if radius > 14 else 3)
        if radius > 26:
            yield circle(x, y, radius - 9, fill="none", stroke=inks["line"], stroke_width=1.6)
            yield from cargo(x, y, radius, turned=i, ink=inks["line"])


def places(centre, chance):
    """This will find room for up to 34 parcels outside the membrane that do not touch each other."""
    found = []
    for _ in range(4000):
        if len(found) == 34:
            break
        turn, gap = chance.uniform(-1.42, -0.06), chance.expovariate(1 / 190)
        radius = max(9, min(96, chance.paretovariate(1.15) * 13)) * (1 if gap > 30 else 0.55)
        away = RADIUS + radius + 22 + gap
        x, y = centre[0] + away * math.cos(turn), centre[1] + away * math.sin(turn)
        is_in_sight = -radius / 3 < x < WIDTH + radius / 3 and -radius / 3 < y < HEIGHT + radius / 3
        if is_in_sight and all(math.hypot(x - u, y - v) > radius + other + 16 for u, v, other in found):
            found.append((x, y, radius))
    return found


def cargo(x, y, radius, *, turned, ink):
    count = int(radius / 9)
    for j in range(count):
        turn, distance = j * 2.4 + turned, (radius - 22) * math.sqrt((j + 0.5) / count)
        yield circle(x + distance * math.cos(turn), y + distance * math.sin(turn), 4.5, fill=ink)
