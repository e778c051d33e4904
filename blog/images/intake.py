"""From the bytes somebody uploads to a picture that is safe to keep: decoded, turned upright, drawn anew in sRGB.

Nothing of the file itself survives but its pixels. What cannot be used raises `Unacceptable` with a sentence for the
person who chose it. No name and no declared type is believed.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from blog.images import colours, filetypes

FORMATS = ["JPEG", "PNG", "WEBP", "GIF", "AVIF"]
MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
LONG_SIDE = 3200
JPEG_QUALITY = 88

ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

TOO_LARGE = _("This file is larger than 10 MB. Save a smaller copy of the picture and choose that one.")
TOO_MANY_PIXELS = _(
    "This picture has more than 40 million pixels. Save a smaller copy, with 3,200 pixels along its longer side, and "
    "choose that one."
)
DAMAGED = _("This picture is damaged and cannot be read to its end. Save or send it once more and choose the new copy.")


class Unacceptable(ValueError):
    """A file that is no picture for us, with the sentence that says why and what to do."""

    def __init__(self, sentence):
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Picture:
    """A cleaned picture: the bytes of its master file, "jpg", or "png" if you can see through it, and its size."""

    data: bytes
    suffix: str
    width: int
    height: int

    @property
    def sha256(self):
        return hashlib.sha256(self.data).hexdigest()


def clean(file):
    """This will make a Picture of an uploaded file, or raise `Unacceptable`."""
    return clean_bytes(read(file))


def read(file):
    """This will read a file, but never more than a byte over the limit."""
    if getattr(file, "size", None) is not None and file.size > MAX_BYTES:
        raise Unacceptable(TOO_LARGE)
    file.seek(0)
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Unacceptable(TOO_LARGE)
    return data


def clean_bytes(data):
    """This will make a Picture of bytes, or raise `Unacceptable`, and nothing else whatever the bytes are."""
    if sentence := filetypes.objection_to(data):
        raise Unacceptable(sentence)
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as source:
            if source.width * source.height > MAX_PIXELS:
                raise Unacceptable(TOO_MANY_PIXELS)
            pixels = redrawn(source)
        return Picture(*encoded(pixels), *pixels.size)
    except Unacceptable:
        raise
    except Image.DecompressionBombError as error:
        raise Unacceptable(TOO_MANY_PIXELS) from error
    except UnidentifiedImageError as error:
        raise Unacceptable(DAMAGED if filetypes.begins_like_a_picture(data) else filetypes.NOT_A_PICTURE) from error
    except Exception as error:  # the decoders raise nearly everything on hostile bytes, struct.error to MemoryError
        raise Unacceptable(DAMAGED) from error


def redrawn(source):
    """This will give the first frame decoded, upright, in sRGB, at most LONG_SIDE pixels long, with no metadata."""
    turn = TURNS.get(orientation(source))
    profile = source.info.get("icc_profile")
    size = fitted(source.size)
    source.draft(None, size)  # lets the JPEG decoder leave out detail that would be thrown away
    source.load()
    pixels = colours.plain(source)
    if pixels.size != size:
        pixels = pixels.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
    pixels = colours.in_srgb(pixels, profile)
    if turn is not None:
        pixels = pixels.transpose(turn)
    pixels.info = {}
    return pixels


def orientation(source):
    """This will give the EXIF orientation, 1 to 8, or 1 where the camera's notes cannot be read."""
    try:
        return source.getexif().get(ORIENTATION, 1)
    except Exception:  # broken notes are no reason to refuse the picture: they are dropped anyway
        return 1


def fitted(size):
    """This will give the size with the same shape that is at most LONG_SIDE pixels long."""
    longest = max(size)
    return size if longest <= LONG_SIDE else tuple(max(1, round(side * LONG_SIDE / longest)) for side in size)


def encoded(pixels):
    """This will give the bytes of the master file and its suffix."""
    file = BytesIO()
    if pixels.mode == "RGBA":
        pixels.save(file, "PNG", compress_level=3)
        return file.getvalue(), "png"
    pixels.save(file, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return file.getvalue(), "jpg"
