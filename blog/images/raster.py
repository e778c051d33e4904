"""Plates as pixels, for the pictures that other sites show: the few shapes a plate is made of, drawn with Pillow."""

import math
import re
from itertools import pairwise
from xml.etree import ElementTree

from PIL import Image, ImageDraw

from blog.images.pen import HEIGHT, WIDTH
from blog.images.plates import plate

FINE = 2  # drawn this much larger and made smaller: Pillow's own edges are rough
STEPS = 10  # straight pieces that stand for one curve
COMMAND = re.compile("([MLHVCZ])([^MLHVCZ]*)")
TURN = re.compile(r"rotate\((\S+) (\S+) (\S+)\)")


def pixels(motif, seed, hue, *, width, height):
    """This will draw the same plate that pages show, as tall as asked and cut at both sides to `width`."""
    root = ElementTree.fromstring(re.sub(' xmlns="[^"]+"', "", plate(motif, seed, hue), count=1))
    x, y, across, down = map(int, root.get("viewBox").split())
    scale = FINE * height / down
    canvas = Image.new("RGB", (round(WIDTH * scale), round(HEIGHT * scale)))
    clips = {clip.get("id"): clip[0] for clip in root.iter("clipPath")}
    draw_all(canvas, root, clips, scale)
    shown = (x * scale, y * scale, min((x + across) * scale, canvas.width), min((y + down) * scale, canvas.height))
    drawn = canvas.resize((round(WIDTH * height / HEIGHT), height), Image.Resampling.LANCZOS, box=shown)
    left = (drawn.width - width) // 2
    return drawn.crop((left, 0, left + width, height))


def draw_all(canvas, parent, clips, scale):
    pen = ImageDraw.Draw(canvas)
    for element in parent:
        if element.tag == "g":
            draw_inside(canvas, element, clips, scale)
        elif element.tag != "clipPath":
            draw_one(pen, element, scale)


def draw_inside(canvas, group, clips, scale):
    """This will draw a group and keep what lies inside its clip, which is always a rectangle."""
    (left, top), _, (right, bottom), _ = points_of(clips[group.get("clip-path")[5:-1]])
    box = tuple(round(side * scale) for side in (left, top, right, bottom))
    layer = canvas.copy()
    draw_all(layer, group, clips, scale)
    canvas.paste(layer.crop(box), box)


def draw_one(pen, element, scale):
    points = [(x * scale, y * scale) for x, y in turned(points_of(element), element.get("transform"))]
    is_closed = element.tag != "path" or element.get("d").endswith("Z")
    fill, stroke = element.get("fill", "none"), element.get("stroke", "none")
    if fill != "none":
        pen.polygon(points, fill=fill)
    if stroke == "none":
        return
    width = float(element.get("stroke-width", 1)) * scale
    dashes = element.get("stroke-dasharray", "none")
    line = [*points, points[0]] if is_closed else points
    for piece in [line] if dashes == "none" else dashed(line, [float(n) * scale for n in dashes.split()]):
        if element.get("stroke-linecap") == "round":
            for x, y in {piece[0], piece[-1]}:
                pen.circle((x, y), width / 2, fill=stroke)
        if len(piece) > 1:
            pen.line(piece, fill=stroke, width=max(1, round(width)), joint="curve")


def points_of(element):
    """This will give the outline of a shape as straight pieces."""
    if element.tag == "path":
        return list(points_of_path(element.get("d")))
    if element.tag == "rect":
        left, top = float(element.get("x", 0)), float(element.get("y", 0))
        right, bottom = left + float(element.get("width")), top + float(element.get("height"))
        return [(left, top), (right, top), (right, bottom), (left, bottom)]
    x, y = float(element.get("cx")), float(element.get("cy"))
    rx = float(element.get("r") or element.get("rx"))
    ry = float(element.get("r") or element.get("ry"))
    count = max(24, int(max(rx, ry) / 3))
    angles = (2 * math.pi * i / count for i in range(count))
    return [(x + rx * math.cos(angle), y + ry * math.sin(angle)) for angle in angles]


def points_of_path(path):
    x = y = 0.0
    for command, numbers in COMMAND.findall(path):
        n = [float(number) for number in numbers.split()]
        if command == "C":
            yield from curve_points((x, y), (n[0], n[1]), (n[2], n[3]), (n[4], n[5]))
        x = n[0] if command == "H" else n[-2] if len(n) > 1 else x
        y = n[0] if command == "V" else n[-1] if len(n) > 1 else y
        if command in "MLHV":
            yield x, y


def curve_points(start, first, second, end):
    """This will give points along a cubic curve, all but its start."""
    for step in range(1, STEPS + 1):
        t = step / STEPS
        shares = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        yield tuple(
            sum(share * point[axis] for share, point in zip(shares, (start, first, second, end), strict=True))
            for axis in (0, 1)
        )


def turned(points, transform):
    if not transform:
        return points
    angle, x, y = (float(number) for number in TURN.fullmatch(transform).groups())
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return [(x + (u - x) * cos - (v - y) * sin, y + (u - x) * sin + (v - y) * cos) for u, v in points]


def dashed(points, lengths):
    """This will cut a line into the pieces that are drawn, by turns of drawn and left out lengths."""
    turn, left, piece = 0, lengths[0], [points[0]]
    for start, end in pairwise(points):
        length, gone = math.dist(start, end), 0.0
        while length - gone > left:
            gone += left
            point = tuple(a + (b - a) * gone / length for a, b in zip(start, end, strict=True))
            if turn % 2 == 0:
                yield [*piece, point] if piece[-1] != point else piece
            turn, piece = turn + 1, [point]
            left = max(lengths[turn % len(lengths)], 0.01)
        left -= length - gone
        piece.append(end)
    if turn % 2 == 0:
        yield piece
