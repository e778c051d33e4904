"""Draw cover plates and sign-off seals. Reference for the product: standard library only, same seed, same plate.

python draw.py HUE      writes five motifs, light and dark, beside this file
"""

import hashlib
import math
import random
import sys
from pathlib import Path

W, H = 1200, 800


def oklch(lightness, chroma, hue):
    """This will turn an OKLCH colour into #rrggbb, giving up chroma until sRGB can show it."""
    while True:
        a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
        l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
        m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
        s = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
        rgb = (
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
        )
        if chroma <= 0 or all(-0.0005 <= c <= 1.0005 for c in rgb):
            break
        chroma -= 0.004
    full = [min(1, max(0, c)) for c in rgb]
    return "#" + "".join(
        f"{round(255 * (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055)):02x}" for c in full
    )


def inks(hue, dark):
    """Six inks from one number. The counterstain sits 216 degrees away, green collagen and red keratin; never purple."""
    other = (hue + 216) % 360
    other = 28 if 265 < other < 335 else other
    if dark:
        return dict(
            ground=oklch(0.275, 0.03, hue),
            wash=oklch(0.34, 0.045, hue),
            stain=oklch(0.52, 0.085, hue),
            line=oklch(0.80, 0.06, hue),
            counter=oklch(0.64, 0.145, other),
            blush=oklch(0.40, 0.07, other),
        )
    return dict(
        ground=oklch(0.945, 0.016, hue),
        wash=oklch(0.885, 0.035, hue),
        stain=oklch(0.62, 0.09, hue),
        line=oklch(0.33, 0.06, hue),
        counter=oklch(0.64, 0.165, other),
        blush=oklch(0.875, 0.055, other),
    )


def n(x):
    return f"{x:.0f}" if abs(x) >= 20 else f"{x:.1f}".rstrip("0").rstrip(".")


def circle(x, y, r, **kw):
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}"{attrs(kw)}/>'


def path(points, closed=False, **kw):
    """A smooth line through the points (Catmull-Rom as cubic segments)."""
    if closed:
        p = [points[-1], *points, points[0], points[1]]
    else:
        p = [points[0], *points, points[-1]]
    d = f"M{n(p[1][0])} {n(p[1][1])}"
    for i in range(1, len(p) - 2):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = p[i - 1 : i + 3]
        d += (
            f"C{n(x1 + (x2 - x0) / 6)} {n(y1 + (y2 - y0) / 6)} {n(x2 - (x3 - x1) / 6)} "
            f"{n(y2 - (y3 - y1) / 6)} {n(x2)} {n(y2)}"
        )
    return f'<path d="{d}{"Z" if closed else ""}"{attrs(kw)}/>'


def attrs(kw):
    return "".join(f' {k.replace("_", "-")}="{v}"' for k, v in kw.items())


def vesicles(rnd, k):
    """A membrane seen close, and the parcels it lets go."""
    cx, cy, R = -140 + rnd.uniform(-30, 30), 1010, 860
    out = [circle(cx, cy, R, fill=k["wash"]), circle(cx, cy, R - 46, fill=k["stain"])]
    for r, w in ((R, 5), (R - 46, 5)):
        out.append(circle(cx, cy, r, fill="none", stroke=k["line"], stroke_width=w))
    for r in (R - 13, R - 33):  # the two rows of lipid heads
        out.append(
            circle(
                cx,
                cy,
                r,
                fill="none",
                stroke=k["line"],
                stroke_width=9,
                stroke_linecap="round",
                stroke_dasharray="0 21",
            )
        )
    bx, by = cx + 530, cy - 372  # a sac of vesicles still inside the cell
    out.append(circle(bx, by, 122, fill=k["wash"], stroke=k["line"], stroke_width=5))
    for i in range(7):
        a, d = i * 2.4 + rnd.random(), 0 if i == 0 else 74
        out.append(
            circle(
                bx + d * math.cos(a),
                by + d * math.sin(a),
                rnd.choice((24, 28, 31)),
                fill=k["counter"],
                stroke=k["line"],
                stroke_width=4,
            )
        )
    placed, tries = [], 0
    while len(placed) < 34 and tries < 4000:
        tries += 1
        a, gap = rnd.uniform(-1.42, -0.06), rnd.expovariate(1 / 190)
        r = max(9, min(96, rnd.paretovariate(1.15) * 13)) * (1 if gap > 30 else 0.55)
        x, y = cx + (R + r + 22 + gap) * math.cos(a), cy + (R + r + 22 + gap) * math.sin(a)
        if not (-r / 3 < x < W + r / 3 and -r / 3 < y < H + r / 3):
            continue
        if all(math.hypot(x - u, y - v) > r + q + 16 for u, v, q in placed):
            placed.append((x, y, r))
    for i, (x, y, r) in enumerate(placed):
        full = rnd.random() < 0.42
        out.append(
            circle(
                x,
                y,
                r,
                fill=k["counter"] if full else k["blush"] if r > 22 else "none",
                stroke=k["line"],
                stroke_width=4 if r > 14 else 3,
            )
        )
        if r > 26:
            out.append(circle(x, y, r - 9, fill="none", stroke=k["line"], stroke_width=1.6))
            for j in range(int(r / 9)):
                a, d = j * 2.4 + i, (r - 22) * math.sqrt((j + 0.5) / int(r / 9))
                out.append(circle(x + d * math.cos(a), y + d * math.sin(a), 4.5, fill=k["line"]))
    return out


def wave(rnd, y, amp, length, step=60, shift=0):
    ph = rnd.uniform(0, 6.28)
    return [
        (x, y + amp * math.sin(x / length * 6.28 + ph + shift) + rnd.uniform(-amp, amp) * 0.18)
        for x in range(-step, W + 2 * step, step)
    ]


def layers(rnd, k):
    """Skin in section: flakes, living cells, collagen, fat."""
    phase = rnd.uniform(0, 6)
    top = wave(rnd, 96, 14, 900, 100)
    base = wave(rnd, 662, 15, 700, 100)

    def border(x):  # the ridged line between the two upper layers
        return 372 + 58 * math.sin(x / 96 + phase) + 12 * math.sin(x / 39)

    def band(upper, lower, fill):
        d = path(upper, fill="none").split('"')[1] + "L" + path(lower[::-1], fill="none").split('"')[1][1:]
        return f'<path d="{d}Z" fill="{fill}"/>'

    junction = [(x, border(x)) for x in range(-50, W + 101, 50)]
    out = [band(top, junction, k["blush"]), band(junction, base, k["wash"])]
    for i in range(8):  # keratin
        out.append(
            path(
                [(x, y + i * 12) for x, y in wave(rnd, 96, 10, 900, 150)],
                fill="none",
                stroke=k["counter"],
                stroke_width=n(8 - i * 0.7),
                stroke_dasharray=f"{rnd.randint(110, 260)} {rnd.randint(8, 18)}",
            )
        )
    for row in range(6):
        for col in range(-1, 30):
            x = col * 44 + row % 2 * 22 + rnd.uniform(-4, 4)
            y = 214 + row * 37 + rnd.uniform(-3, 3)
            rx, ry = 19 - row * 0.7, 8 + row * 1.7
            if y + ry + 8 < border(x):
                out.append(
                    f'<ellipse cx="{n(x)}" cy="{n(y)}" rx="{n(rx)}" ry="{n(ry)}" fill="{k["ground"]}"'
                    f' stroke="{k["line"]}" stroke-width="2"/>' + circle(x, y, 3.5 + row * 0.5, fill=k["line"])
                )
    for i in range(17):  # collagen
        turn = rnd.uniform(0, 6)
        pts = [(x, 474 + i * 11 + 17 * math.sin(x / 118 + turn) + rnd.uniform(-3, 3)) for x in range(-70, W + 141, 70)]
        fine = i % 3 == 0
        out.append(
            path(
                pts,
                fill="none",
                stroke=k["line" if fine else "stain"],
                stroke_width=2 if fine else 7,
                stroke_linecap="round",
                stroke_dasharray=f"{rnd.randint(240, 620)} {rnd.randint(16, 50)}",
            )
        )
    edge = path(base, fill="none").split('"')[1]
    out.append(f'<path d="{edge}V{H}H-100Z" fill="{k["counter"]}"/>')
    for row in range(3):
        for col in range(-1, 13):
            out.append(
                circle(
                    col * 106 + row % 2 * 53 + rnd.uniform(-6, 6),
                    722 + row * 78,
                    rnd.uniform(46, 54),
                    fill=k["blush"],
                    stroke=k["line"],
                    stroke_width=2.5,
                )
            )
    out += [path(p, fill="none", stroke=k["line"], stroke_width=4) for p in (junction, base)]
    return out


def fibres(rnd, k):
    """Collagen, woven, with the spindle cells that make it."""
    out = [f'<rect width="{W}" height="{H}" fill="{k["wash"]}"/>']

    def rope(x, y, angle, strands, fill, length=1800):
        c, s, turn = math.cos(angle), math.sin(angle), rnd.uniform(0, 6)
        spine = []
        for t in range(-length // 2, length // 2 + 1, 120):
            o = 30 * math.sin(t / 190 + turn) + 8 * math.sin(t / 83 + turn)
            spine.append((x + t * c - o * s, y + t * s + o * c))
        out.append(path(spine, fill="none", stroke=k["wash"], stroke_width=strands * 13 + 16))
        out.append(path(spine, fill="none", stroke=fill, stroke_width=strands * 13))
        for i in range(strands + 1):
            o = (i - strands / 2) * 13
            out.append(
                path(
                    [(u - o * s, v + o * c) for u, v in spine],
                    fill="none",
                    stroke=k["line"],
                    stroke_width=4 if i in (0, strands) else 1.8,
                )
            )

    def spindle(x, y, angle, size):
        c, s = math.cos(angle), math.sin(angle)
        shape = [(-2.7, 0.1), (-1, -0.42), (0, -0.62), (1.1, -0.4), (2.8, -0.08), (1, 0.46), (0, 0.6), (-1.1, 0.42)]
        out.append(
            path(
                [(x + size * (u * c - v * s), y + size * (u * s + v * c)) for u, v in shape],
                closed=True,
                fill=k["counter"],
                stroke=k["line"],
                stroke_width=4,
            )
        )
        out.append(
            f'<ellipse cx="{n(x)}" cy="{n(y)}" rx="{n(size * 0.5)}" ry="{n(size * 0.27)}" fill="{k["line"]}"'
            f' transform="rotate({n(math.degrees(angle))} {n(x)} {n(y)})"/>'
        )

    lean = rnd.uniform(-0.08, 0.08)
    for i, (x, y) in enumerate(
        ((60, 120), (500, 60), (180, 470), (1080, 240), (600, 440), (300, 800), (960, 640), (760, 860))
    ):
        rope(
            x,
            y,
            (-0.5 if i % 2 == 0 else 0.55) + lean + rnd.uniform(-0.06, 0.06),
            rnd.choice((5, 7, 9)),
            k[("stain", "ground", "blush")[(i * 2) % 3]],
        )
    for x, y, a, size in ((350, 250, 0.5, 54), (905, 330, -0.5, 62), (520, 640, -0.45, 48), (1080, 560, 0.5, 40)):
        spindle(x + rnd.uniform(-20, 20), y + rnd.uniform(-20, 20), a + lean, size)
    return out


def light(rnd, k):
    """Light going in: rings that cross the surface, change ink, and die away with depth."""
    sun, surface = (rnd.uniform(820, 900), 196), 420
    out = [
        f'<clipPath id="air"><rect width="{W}" height="{surface}"/></clipPath><clipPath id="skin">'
        f'<rect y="{surface}" width="{W}" height="{H - surface}"/></clipPath>'
        f'<rect y="{surface}" width="{W}" height="{H - surface}" fill="{k["stain"]}"/><g clip-path="url(#air)">'
    ]
    for i, r in enumerate(range(150, 1160, 34)):
        out.append(circle(*sun, r, fill="none", stroke=k["counter"], stroke_width=n(max(2, 13 - i * 0.5))))
    out.append('</g><g clip-path="url(#skin)">')
    for i, r in enumerate(range(226, 1000, 26)):
        out.append(
            circle(
                sun[0],
                sun[1] - 10,
                r,
                fill="none",
                stroke=k["ground" if i % 2 else "line"],
                stroke_width=n(max(1, 9 - i * 0.34)),
                stroke_dasharray="none" if i < 6 else f"{max(6, 60 - i * 2)} {i * 1.4:.0f}",
            )
        )
    out.append("</g>")
    out.append(circle(*sun, 108, fill=k["counter"]))
    for i, y in enumerate((surface, 452, 520, 634)):
        out.append(
            path(wave(rnd, y, 4 + i * 3, 500 + i * 90, 100), fill="none", stroke=k["line"], stroke_width=n(7 - i * 1.5))
        )
    return out


def mosaic(rnd, k):
    """The surface from above: cells side by side, some of them dividing."""
    size, corner, out = 74, {}, [f'<rect width="{W}" height="{H}" fill="{k["line"]}"/>']

    def jitter(x, y):
        key = (round(x), round(y))
        if key not in corner:
            corner[key] = (x + rnd.uniform(-15, 15), y + rnd.uniform(-15, 15))
        return corner[key]

    for row in range(-1, 9):
        for col in range(-1, 11):
            cx, cy = col * size * 1.732 + row % 2 * size * 0.866, row * size * 1.5
            pts = [jitter(cx + size * math.sin(i * 1.0472), cy + size * math.cos(i * 1.0472)) for i in range(6)]
            mx, my = sum(p[0] for p in pts) / 6, sum(p[1] for p in pts) / 6
            inset = [(mx + (x - mx) * 0.93, my + (y - my) * 0.93) for x, y in pts]
            d = "M" + "L".join(f"{n(x)} {n(y)}" for x, y in inset) + "Z"
            far = math.hypot(mx - 690, my - 380)
            hot = far < 175 + rnd.uniform(-50, 50)
            fill = (
                k["counter"]
                if hot
                else k["blush"]
                if far < 330 + rnd.uniform(-60, 60)
                else rnd.choice((k["wash"], k["wash"], k["stain"], k["ground"]))
            )
            out.append(f'<path d="{d}" fill="{fill}" stroke="{fill}" stroke-width="8" stroke-linejoin="round"/>')
            if hot and rnd.random() < 0.45:
                for side in (-1, 1):
                    out.append(circle(mx + side * 17, my, 13, fill=k["line"]))
            else:
                out.append(
                    f'<ellipse cx="{n(mx)}" cy="{n(my)}" rx="{n(rnd.uniform(14, 19))}" ry="{n(rnd.uniform(11, 15))}"'
                    f' fill="{k["line"]}" transform="rotate({rnd.randint(0, 170)} {n(mx)} {n(my)})"/>'
                )
    return out


MOTIFS = dict(vesicles=vesicles, layers=layers, fibres=fibres, light=light, mosaic=mosaic)


def plate(motif, seed, hue, dark=False):
    """This will draw one plate; the seed is the post's slug, so a post keeps its plate for life."""
    rnd = random.Random(int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big"))
    k = inks(hue, dark)
    body = "".join(MOTIFS[motif](rnd, k))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {W} {H}" width="{W}" height="{H}">'
        f'<rect width="{W}" height="{H}" fill="{k["ground"]}"/>{body}</svg>'
    )


def seal(digest):
    """This will draw the rosette that belongs to one signed text: other words, other rosette."""
    b = bytes.fromhex(digest)
    petals, slim = 9 + b[0] % 7, 7 + b[1] % 7
    out = [
        f'<circle cx="32" cy="32" r="30"/><circle cx="32" cy="32" r="27.5" stroke-dasharray="{1 + b[2] % 3} {1.5 + b[3] % 3}"/>'
    ]
    for i in range(petals):
        turn = "" if i == 0 else f' transform="rotate({n(180 / petals * i)} 32 32)"'
        out.append(f'<ellipse cx="32" cy="32" rx="25" ry="{slim}"{turn}/>')
    out.append(f'<circle cx="32" cy="32" r="{4 + b[4] % 3}" fill="currentColor" stroke="none"/>')
    return (
        '<svg class="seal" viewBox="0 0 64 64" width="64" height="64" aria-hidden="true" focusable="false" '
        f'fill="none" stroke="currentColor" stroke-width=".7">{"".join(out)}</svg>'
    )


if __name__ == "__main__":
    here, hue = Path(__file__).parent, float(sys.argv[1]) if len(sys.argv) > 1 else 172
    for motif, seed in dict(
        vesicles="what-exosomes-are",
        layers="the-skin-barrier",
        fibres="collagen-after-forty",
        light="light-and-lasers",
        mosaic="how-skin-heals",
    ).items():
        for dark in (False, True):
            (here / f"{motif}{'-dark' if dark else ''}.svg").write_text(plate(motif, seed, hue, dark))
