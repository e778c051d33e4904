"""The picture of an article that other sites show beside a link to it: plate, clinic, topic and title, as pixels."""

from dataclasses import dataclass
from functools import partial
from io import BytesIO

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from blog.images.inks import oklch
from blog.images.raster import pixels

WIDTH, HEIGHT = 1200, 630
PLATE = 456  # how much of the width, at the right
EDGE = 64
COLUMN = WIDTH - PLATE - EDGE - 52
SMALL = 34  # pixels, as is every size here; shown half as large it is 17
LARGEST, SMALLEST = 84, 44
LEADING = 1.12
RULE = 150  # where the line under the clinic's name is; what is below belongs to topic and title

PAPER, INK, ACCENT = (0.99, 0.003), (0.24, 0.02), (0.405, 0.07)  # lightness and chroma, as in the stylesheet
LITERATA = settings.BASE_DIR / "static" / "fonts" / "literata.woff2"


@dataclass(frozen=True)
class Lines:
    """Words set in lines: the size of the letters, in pixels, and the lines from top to bottom."""

    size: int
    lines: list

    @property
    def height(self):
        return round(len(self.lines) * self.size * LEADING)


def serif(size):
    """This will give the letters of signed words, or plain ones where this Pillow cannot read the site's own font."""
    try:
        font = ImageFont.truetype(LITERATA, size)
        font.set_variation_by_axes([600])
    except OSError:
        return sans(size)
    return font


def sans(size):
    return ImageFont.load_default(size)


def wrapped(words, font, width):
    """This will break a text into lines. A word is cut only where it alone is wider than a line."""
    lines = []
    for word in words.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines += in_pieces(word, font, width)
    return lines


def in_pieces(word, font, width):
    pieces = [""]
    for letter in word:
        if pieces[-1] and font.getlength(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def fitted(words, letters, *, width, height, sizes):
    """This will set words as large as fits, by whole words; what does not fit at the smallest size ends with "…"."""
    for size in sizes:
        font = letters(size)
        set_in = Lines(size, wrapped(words, font, width))
        is_whole = all(font.getlength(word) <= width for word in words.split())
        if is_whole and set_in.height <= height:
            return set_in
    room = max(1, int(height / (sizes[-1] * LEADING)))
    if len(set_in.lines) <= room:
        return set_in
    kept = set_in.lines[:room]
    while " " in kept[-1] and font.getlength(f"{kept[-1]}…") > width:
        kept[-1] = kept[-1].rpartition(" ")[0]
    return Lines(set_in.size, [*kept[:-1], f"{kept[-1]}…"])


small = partial(fitted, letters=sans, sizes=[SMALL])


def title_lines(title, *, height):
    return fitted(title, serif, width=COLUMN, height=height, sizes=range(LARGEST, SMALLEST - 1, -4))


def draw(*, title, topic, motif, seed, hue, clinic):
    """This will give the picture as the bytes of a JPEG of 1200 by 630 pixels; the same words give the same picture."""
    paper, ink, accent = (oklch(*colour, hue) for colour in (PAPER, INK, ACCENT))
    canvas = Image.new("RGB", (WIDTH, HEIGHT), paper)
    canvas.paste(pixels(motif, seed, hue, width=PLATE, height=HEIGHT), (WIDTH - PLATE, 0))
    pen = ImageDraw.Draw(canvas)
    mark(pen, EDGE + 20, EDGE + 20, ink)
    name = small(clinic, width=COLUMN - 60, height=2 * SMALL * LEADING + 1)
    write(pen, name, sans, EDGE + 60, EDGE + 20 - name.height // 2, ink)
    pen.rectangle((EDGE, RULE, EDGE + COLUMN, RULE + 1), fill=ink)
    about = small(topic, width=COLUMN, height=2 * SMALL * LEADING + 1)
    words = title_lines(title, height=HEIGHT - EDGE - RULE - 36 - about.height - 12)
    top = HEIGHT - EDGE - words.height
    write(pen, about, sans, EDGE, top - about.height - 12, accent)
    write(pen, words, serif, EDGE, top, ink)
    file = BytesIO()
    canvas.save(file, "JPEG", quality=88, subsampling=0, optimize=True)
    return file.getvalue()


def write(pen, words, letters, x, y, ink):
    for number, line in enumerate(words.lines):
        baseline = y + (number + 0.8) * words.size * LEADING
        pen.text((x, baseline), line, font=letters(words.size), fill=ink, anchor="ls")


def mark(pen, x, y, ink):
    """This will draw the ring and the dot that stand before the clinic's name on every page."""
    pen.circle((x, y), 20, outline=ink, width=4)
    pen.circle((x + 6, y - 5), 7, fill=ink)
