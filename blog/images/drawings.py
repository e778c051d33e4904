"""Line drawings that ship with the product, put into an article by name. Colours come from the stylesheet."""


def svg(shapes):
    """This will draw cells (rings) and cargo (dots) from (class, x, y, radius) on a ground of 160 by 120."""
    circles = "".join(f'<circle cx="{x}" cy="{y}" r="{r}" class="{kind}"/>' for kind, x, y, r in shapes)
    return f'<svg class="drawing" viewBox="0 0 160 120" width="160" height="120" aria-hidden="true">{circles}</svg>'


DRAWINGS = {
    "exosome-pack": svg([
        ("cell", 20, 140, 118), ("cell", 20, 140, 111), ("cell", 62, 82, 24),
        ("cargo", 55, 75, 6), ("cargo", 70, 76, 5), ("cargo", 56, 91, 5), ("cargo", 70, 91, 6),
    ]),
    "exosome-release": svg([
        ("cell", 20, 140, 118), ("cell", 20, 140, 111), ("cell", 92, 50, 21), ("cargo", 88, 57, 6),
        ("cargo", 99, 44, 6), ("cargo", 117, 31, 6), ("cargo", 130, 52, 5), ("cargo", 108, 14, 5),
    ]),
    "exosome-arrive": svg([
        ("cell", 142, -14, 104), ("cell", 142, -14, 97), ("cargo", 34, 94, 6), ("cargo", 52, 74, 5),
        ("cargo", 76, 66, 6), ("cell", 112, 36, 15), ("cargo", 112, 36, 6),
    ]),
}  # fmt: skip
