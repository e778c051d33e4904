"""Light going in: rings that cross the surface, change ink, and die away with depth."""

from blog.images.pen import HEIGHT, WIDTH, circle, number, outline, wave

SURFACE = 420


def light(chance, inks):
    sun = chance.uniform(300, 900), 196
    skin = f'<rect y="{SURFACE}" width="{WIDTH}" height="{HEIGHT - SURFACE}"'
    return [
        f'<clipPath id="air"><rect width="{WIDTH}" height="{SURFACE}"/></clipPath>',
        f'<clipPath id="skin">{skin}/></clipPath>{skin} fill="{inks["stain"]}"/>',
        f'<g clip-path="url(#air)">{"".join(rings_in_air(sun, inks))}</g>',
        f'<g clip-path="url(#skin)">{"".join(rings_in_skin(sun, inks))}</g>',
        circle(*sun, 108, fill=inks["counter"]),
        *boundaries(chance, inks),
    ]


def rings_in_air(sun, inks):
    for i, radius in enumerate(range(150, 1160, 34)):
        yield circle(*sun, radius, fill="none", stroke=inks["counter"], stroke_width=number(max(2, 13 - i * 0.5)))


def rings_in_skin(sun, inks):
    for i, radius in enumerate(range(226, 1000, 26)):
        yield circle(
            sun[0], sun[1] - 10, radius, fill="none", stroke=inks["ground" if i % 2 else "line"],
            stroke_width=number(max(1, 9 - i * 0.34)),
            stroke_dasharray="none" if i < 6 else f"{max(6, 60 - i * 2)} {i * 1.4:.0f}",
        )  # fmt: skip


def boundaries(chance, inks):
    for i, y in enumerate((SURFACE, 452, 520, 634)):
        line = wave(chance, y, 4 + i * 3, 500 + i * 90, 100)
        yield outline(line, fill="none", stroke=inks["line"], stroke_width=number(7 - i * 1.5))
