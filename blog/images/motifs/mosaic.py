"""The surface from above: cells side by side, some of them dividing."""

import math

from blog.images.pen import circle, ellipse, ground, number

SIZE = 74  # of a cell, from its middle to a corner


def mosaic(chance, inks):
    corners = {}
    pieces = [ground(inks["line"])]
    for row in range(-1, 9):
        for column in range(-1, 11):
            points = cell(column * SIZE * 1.732 + row % 2 * SIZE * 0.866, row * SIZE * 1.5, corners, chance)
            x, y = sum(x for x, _ in points) / 6, sum(y for _, y in points) / 6
            is_hot, fill = colour(math.hypot(x - 690, y - 380), chance, inks)
            pieces.append(body(points, x, y, fill))
            if is_hot and chance.random() < 0.45:
                pieces += (circle(x + side * 17, y, 13, fill=inks["line"]) for side in (-1, 1))
            else:
                pieces.append(nucleus(x, y, chance, inks["line"]))
    return pieces


def cell(x, y, corners, chance):
    """This will give the six corners of a cell, each a little out of place, and shared with its neighbours."""
    points = []
    for i in range(6):
        u, v = x + SIZE * math.sin(i * 1.0472), y + SIZE * math.cos(i * 1.0472)
        place = round(u), round(v)
        if place not in corners:
            corners[place] = u + chance.uniform(-15, 15), v + chance.uniform(-15, 15)
        points.append(corners[place])
    return points


def colour(distance, chance, inks):
    """This will tell whether a cell at this distance from the middle is hot, and give its ink."""
    if distance < 175 + chance.uniform(-50, 50):
        return True, inks["counter"]
    if distance < 330 + chance.uniform(-60, 60):
        return False, inks["blush"]
    return False, chance.choice((inks["wash"], inks["wash"], inks["stain"], inks["ground"]))


def body(points, x, y, fill):
    inset = [(x + (u - x) * 0.93, y + (v - y) * 0.93) for u, v in points]
    edge = "L".join(f"{number(u)} {number(v)}" for u, v in inset)
    return f'<path d="M{edge}Z" fill="{fill}" stroke="{fill}" stroke-width="8" stroke-linejoin="round"/>'


def nucleus(x, y, chance, ink):
    rx, ry = chance.uniform(14, 19), chance.uniform(11, 15)
    turned = f"rotate({chance.randint(0, 170)} {number(x)} {number(y)})"
    return ellipse(x, y, rx, ry, fill=ink, transform=turned)
