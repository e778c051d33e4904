"""The few strokes that plates and seals are drawn with: attributes only, never a style, so a strict CSP holds."""

import math

WIDTH, HEIGHT = 1200, 800


def number(x):
    """This will write a length as short as the eye allows: whole from 20 up, one decimal below."""
    return f"{x:.0f}" if abs(x) >= 20 else f"{x:.1f}".rstrip("0").rstrip(".")


def attributes(named):
    return "".join(f' {name.replace("_", "-")}="{value}"' for name, value in named.items())


def circle(x, y, radius, **look):
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"{attributes(look)}/>'


def ellipse(x, y, rx, ry, **look):
    return f'<ellipse cx="{number(x)}" cy="{number(y)}" rx="{number(rx)}" ry="{number(ry)}"{attributes(look)}/>'


def ground(colour):
    return f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colour}"/>'


def outline(points, **look):
    return f'<path d="{curve(points)}"{attributes(look)}/>'


def shape(points, **look):
    """This will draw a closed outline."""
    first, second, last = points[0], points[1], points[-1]
    return f'<path d="{curve([*points, first], before=last, after=second)}Z"{attributes(look)}/>'


def curve(points, *, before=None, after=None):
    """This will give the path data of a smooth line through the points: Catmull-Rom, as cubic segments."""
    p = [before or points[0], *points, after or points[-1]]
    made = f"M{number(p[1][0])} {number(p[1][1])}"
    for i in range(1, len(p) - 2):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = p[i - 1 : i + 3]
        made += (
            f"C{number(x1 + (x2 - x0) / 6)} {number(y1 + (y2 - y0) / 6)} {number(x2 - (x3 - x1) / 6)} "
            f"{number(y2 - (y3 - y1) / 6)} {number(x2)} {number(y2)}"
        )
    return made


def wave(chance, y, height, length, step):
    """This will give the points of a slightly unsteady wave across the whole plate."""
    phase = chance.uniform(0, 6.28)
    return [
        (x, y + height * math.sin(x / length * 6.28 + phase) + chance.uniform(-height, height) * 0.18)
        for x in range(-step, WIDTH + 2 * step, step)
    ]
