"""Skin in section: flakes, living cells, collagen, fat."""

import math

from blog.images.pen import HEIGHT, WIDTH, circle, curve, ellipse, number, outline, wave


def layers(chance, inks):
    phase = chance.uniform(0, 6)
    top, base = wave(chance, 96, 14, 900, 100), wave(chance, 662, 15, 700, 100)

    def border(x):
        """The ridged line between the two upper layers."""
        return 372 + 58 * math.sin(x / 96 + phase) + 12 * math.sin(x / 39)

    junction = [(x, border(x)) for x in range(-50, WIDTH + 101, 50)]
    return [
        band(top, junction, inks["blush"]),
        band(junction, base, inks["wash"]),
        *flakes(chance, inks),
        *living_cells(border, chance, inks),
        *collagen(chance, inks),
        f'<path d="{curve(base)}V{HEIGHT}H-100Z" fill="{inks["counter"]}"/>',
        *fat(chance, inks),
        *(outline(line, fill="none", stroke=inks["line"], stroke_width=4) for line in (junction, base)),
    ]


def band(upper, lower, fill):
    return f'<path d="{curve(upper)}L{curve(lower[::-1])[1:]}Z" fill="{fill}"/>'


def flakes(chance, inks):
    for i in range(8):
        yield outline(
            [(x, y + i * 12) for x, y in wave(chance, 96, 10, 900, 150)], fill="none", stroke=inks["counter"],
            stroke_width=number(8 - i * 0.7), stroke_dasharray=f"{chance.randint(110, 260)} {chance.randint(8, 18)}",
        )  # fmt: skip


def living_cells(border, chance, inks):
    for row in range(6):
        for column in range(-1, 30):
            x = column * 44 + row % 2 * 22 + chance.uniform(-4, 4)
            y = 214 + row * 37 + chance.uniform(-3, 3)
            rx, ry = 19 - row * 0.7, 8 + row * 1.7
            if y + ry + 8 < border(x):
                yield ellipse(x, y, rx, ry, fill=inks["ground"], stroke=inks["line"], stroke_width=2)
                yield circle(x, y, 3.5 + row * 0.5, fill=inks["line"])


def collagen(chance, inks):
    for i in range(17):
        turn = chance.uniform(0, 6)
        points = [
            (x, 474 + i * 11 + 17 * math.sin(x / 118 + turn) + chance.uniform(-3, 3))
            for x in range(-70, WIDTH + 141, 70)
        ]
        is_fine = i % 3 == 0
        yield outline(
            points, fill="none", stroke=inks["line" if is_fine else "stain"], stroke_width=2 if is_fine else 7,
            stroke_linecap="round", stroke_dasharray=f"{chance.randint(240, 620)} {chance.randint(16, 50)}",
        )  # fmt: skip


def fat(chance, inks):
    for row in range(3):
        for column in range(-1, 13):
            yield circle(
                column * 106 + row % 2 * 53 + chance.uniform(-6, 6), 722 + row * 78, chance.uniform(46, 54),
                fill=inks["blush"], stroke=inks["line"], stroke_width=2.5,
            )  # fmt: skip
