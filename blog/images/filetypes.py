"""What a file's own bytes tell before anything decodes it: what it really is, and whether somebody meant harm."""

import re

from django.utils.translation import gettext_lazy as _

NOT_A_PICTURE = _("This file is not a picture we can use. Choose a JPEG, PNG, WebP, GIF or AVIF file.")
EMPTY = _("This file is empty. Choose the picture again.")
SVG = _("This is an SVG drawing, which can carry a program. Save it as a PNG file and choose that one.")
EPS = _("This is a PostScript or EPS file, whatever its name says. Save it as a PNG or JPEG file and choose that one.")
PDF = _("This is a PDF document, not a picture. Save the page as a PNG or JPEG file and choose that one.")
WEB_PAGE = _("This is a web page, not a picture. Save the picture itself from the page and choose that file.")
ARCHIVE = _("This is a ZIP archive or an office document. Take the picture out of it and choose that file.")
HEIC = _("This is an HEIC photo, as iPhones keep them. Save or send it as a JPEG file and choose that one.")
TIFF = _("This is a TIFF or raw camera file. Save it as a JPEG or PNG file and choose that one.")
HIDDEN_PROGRAM = _(
    "There is a program hidden in this file. Open the picture, save a new copy of it and choose that one."
)
TOO_MANY_LAYERS = _(
    "This JPEG file is made of far too many layers. Save a new copy of the picture and choose that one."
)

PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"RIFF")
OTHERS = [
    (re.compile(rb"%!PS|\xc5\xd0\xd3\xc6"), EPS),
    (re.compile(rb"%PDF"), PDF),
    (re.compile(rb"PK\x03\x04|PK\x05\x06"), ARCHIVE),
    (re.compile(rb"(?s)....ftyp(?:hei[cxms]|hev[cxms]|mif1(?!.{4,24}avif))"), HEIC),
    (re.compile(rb"II[*+]\x00|MM\x00[*+]"), TIFF),
    (re.compile(rb"(?is)(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<!doctype svg|<svg).*?<svg|(?:\xef\xbb\xbf)?\s*<svg"), SVG),
    (re.compile(rb"(?is)(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|script|\?php|!--)"), WEB_PAGE),
]
PROGRAM = re.compile(rb"(?i)<script\b|<\?php|<html\b|<iframe\b")
HEAD = 4096
MAX_SCANS = 40  # a progressive JPEG has about ten
# In a scan's own bytes 0xFF is followed by 0x00 or a restart mark (0xD0 to 0xD7), and those do not end it. 0x01 stands
# alone, without a length.
NEXT_MARKER = re.compile(rb"\xff+([^\x00\x01\xff\xd0-\xd7])")


def objection_to(data):
    """This will give the sentence for bytes that are not one of our formats or hide something, or None."""
    if not data.strip(b"\0 \r\n\t"):
        return EMPTY
    for pattern, sentence in OTHERS:
        if pattern.match(data, 0, HEAD):
            return sentence
    if PROGRAM.search(data):
        return HIDDEN_PROGRAM if begins_like_a_picture(data) else NOT_A_PICTURE
    if data.startswith(b"\xff\xd8") and scans_in_jpeg(data) > MAX_SCANS:
        return TOO_MANY_LAYERS
    return None


def begins_like_a_picture(data):
    return data.startswith(PICTURES) or data[4:8] == b"ftyp"


def scans_in_jpeg(data):
    """This will count the scans up to the end of the first picture in a JPEG file, at most one over MAX_SCANS.

    Each scan costs the decoder a walk over all pixels and a few bytes of the file, so a small file could keep it
    busy for an hour.
    """
    place, scans = 2, 0
    while scans <= MAX_SCANS:
        marker = NEXT_MARKER.search(data, place)
        if marker is None or marker[1] == b"\xd9":
            break
        scans += marker[1] == b"\xda"
        place = marker.end() + int.from_bytes(data[marker.end() : marker.end() + 2])
    return scans
