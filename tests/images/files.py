"""Real picture files of every kind, made here: honest ones, broken ones, and those that mean harm."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageDraw, PngImagePlugin

SECRET = b"LAT-53-22-51-N-LON-1-28-13-W"  # planted wherever a file can say where it was taken


def drawing(width=400, height=300, mode="RGB"):
    """A picture whose corners differ, so that turning shows: red, green, blue, white, clockwise from the top left."""
    made = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(made)
    across, down = width // 2, height // 2
    pen.rectangle((0, 0, across - 1, down - 1), fill=(200, 30, 30))
    pen.rectangle((across, 0, width, down - 1), fill=(30, 160, 30))
    pen.rectangle((across, down, width, height), fill=(30, 30, 200))
    return made.convert(mode)


def saved(picture, format, **how):
    file = BytesIO()
    picture.save(file, format, **how)
    return file.getvalue()


def exif(orientation=None):
    notes = Image.Exif()
    notes[0x010E] = SECRET.decode()
    notes[0x010F] = "Phone of " + SECRET.decode()
    if orientation:
        notes[0x0112] = orientation
    place = notes.get_ifd(0x8825)
    place.update({1: "N", 2: (53.0, 22.0, 51.0), 3: "W", 4: (1.0, 28.0, 13.0), 28: SECRET, 29: "2026:11:22"})
    return notes


XMP = b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><place>' + SECRET + b"</place></x:xmpmeta>"


def jpeg(width=400, height=300, **how):
    return saved(drawing(width, height), "JPEG", **{"quality": 90} | how)


def phone_photo(width=400, height=300, orientation=None, format="JPEG"):
    """A photo that says in every way its format has where it was taken."""
    how = {"exif": exif(orientation), "xmp": XMP}
    if format == "JPEG":
        how["comment"] = SECRET
    data = saved(drawing(width, height), format, **how)
    assert SECRET in data
    return data


def png_with_notes():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET.decode())
    notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return saved(drawing(), "PNG", pnginfo=notes, exif=exif(6))


def png_chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_bomb(side=13_000):
    """A few kilobytes that would be half a gigabyte when decoded."""
    rows = zlib.compressobj(9)
    packed = b"".join(rows.compress(b"\0" * (side * 3 + 1)) for _ in range(side)) + rows.flush()
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", packed) + png_chunk(b"IEND", b"")


def png_that_lies():
    """A header that speaks of 4,000 by 4,000 pixels before data for 10 by 10."""
    small = saved(drawing(10, 10), "PNG")
    place = small.index(b"IDAT") - 4
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 4000, 4000, 8, 2, 0, 0, 0))
    return small[:8] + header + small[place:]


def jpeg_of_many_scans(scans=2_000):
    """Small, and hours of work: a progressive JPEG whose last scan is repeated."""
    whole = saved(Image.new("L", (2000, 2000), 128), "JPEG", progressive=True)
    last = whole[whole.rindex(b"\xff\xda") : -2]
    return whole[:-2] + last * scans + b"\xff\xd9"


def animated_gif():
    frames = [drawing(60, 40), Image.new("RGB", (60, 40), "black")]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100, loop=0)


def sixteen_bit_png():
    """Four greys, 0 to 65,535, a hundred pixels wide each."""
    row = b"".join(struct.pack("<H", grey) * 100 for grey in (0, 0x4000, 0x8000, 0xFFFF))
    return saved(Image.frombytes("I;16", (400, 100), row * 100), "PNG")


def see_through_palette():
    made = drawing(120, 80).quantize(8)
    return saved(made, "PNG", transparency=made.getpixel((5, 5)))


SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\nshowpage\n"
HTML = b"<!doctype html><html><body><script>alert(1)</script></body></html>"
ZIP = b"PK\x03\x04\x14\x00\x00\x00\x00\x00" + b"\0" * 60
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 60
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
TIFF = b"II*\x00\x08\x00\x00\x00" + b"\0" * 60
