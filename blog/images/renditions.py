"""The sizes and formats of a picture that browsers are given, made from its master and never made twice.

Files lie beside the master in a folder named by its hash: `pictures/4f/4f2a.../640.webp`. Files and rows of a picture
change only while its row is locked, so a withdrawal and a slow encoder cannot undo each other's work.
"""

from base64 import b64encode
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image as Pixels

from blog.images import colours, keeping
from blog.images.models import Image, Rendition

WIDTHS = (320, 640, 960, 1280, 1920)
AVIF, WEBP, JPEG = Rendition.Format
QUICK = (JPEG, WEBP)  # made while the uploader waits
SLOW = (AVIF,)  # seconds of work: for the worker
ENCODING = {
    AVIF: {"format": "AVIF", "quality": 60, "speed": 6},
    WEBP: {"format": "WEBP", "quality": 76, "method": 2},
    JPEG: {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
}
PLACEHOLDER_SIDE = 24


def widths_for(width):
    """This will give the widths to offer of a picture: the steps below its own width, and its own up to the widest."""
    return [step for step in WIDTHS if step < width] + ([width] if width <= WIDTHS[-1] else [])


def encode(pixels, formats):
    """This will give (width, format, bytes) for every size and format."""
    made = []
    for width in reversed(widths_for(pixels.width)):
        if width < pixels.width:
            height = max(1, round(pixels.height * width / pixels.width))
            pixels = pixels.resize((width, height), Pixels.Resampling.LANCZOS)  # from the one before: far less work
        for format in formats:
            file = BytesIO()
            (colours.on_white(pixels) if format == JPEG else pixels).save(file, **ENCODING[format])
            made.append((width, format, file.getvalue()))
    return made


def placeholder(pixels):
    """This will give the picture as a `data:` address of about 200 characters, 24 pixels on its longer side."""
    tiny = pixels.copy()
    tiny.thumbnail((PLACEHOLDER_SIDE, PLACEHOLDER_SIDE))
    file = BytesIO()
    tiny.save(file, "WEBP", quality=30, method=4)
    return "data:image/webp;base64," + b64encode(file.getvalue()).decode()


def make(image, formats, *, at):
    """This will make what a picture lacks in these formats, and return how many files that were."""
    had = set(image.renditions.values_list("format", flat=True))
    missing = [format for format in formats if format not in had]
    if not missing:
        return 0
    return put(image, *prepared(keeping.read(default_storage, image.master), missing), at=at)


def prepared(master, formats):
    """This will give the encodings of a master file's bytes, and its placeholder: all the work that takes long."""
    with Pixels.open(BytesIO(master)) as pixels:
        pixels.load()
        return encode(pixels, formats), placeholder(pixels)


@transaction.atomic
def put(image, encodings, tiny, *, at):
    """This will keep the files and rows of a format all at once, or nothing if consent ended while they were made.

    Raises `Away`; then no row is there, and the same files are written over at the next try.
    """
    locked = Image.objects.select_for_update().get(pk=image.pk)
    if Image.objects.consent_has_ended(at).filter(pk=locked.pk).exists():
        return 0
    rows = [
        Rendition(
            image=locked,
            width=width,
            format=format,
            file=store(f"{folder(locked.sha256)}/{width}.{format}", content),
            bytes=len(content),
        )
        for width, format, content in encodings
    ]
    Rendition.objects.bulk_create(rows, ignore_conflicts=True)
    Image.objects.filter(pk=locked.pk).update(placeholder=tiny)
    return len(rows)


def folder(sha256):
    return f"pictures/{sha256[:2]}/{sha256}"


def store(name, content):
    """This will keep a file under exactly this name and return the name. A whole file of that name is the same one."""
    with keeping.asking_the_store():
        if default_storage.exists(name):
            if default_storage.size(name) == len(content):
                return name
            default_storage.delete(name)  # half a file, from a process that died while writing it
        return default_storage.save(name, ContentFile(content))


@transaction.atomic
def remove_files(image):
    """This will delete the files of a picture that has no rendition left, all but its master. Safe to repeat."""
    locked = Image.objects.select_for_update().get(pk=image.pk)
    if not locked.renditions.exists():
        keeping.empty(folder(locked.sha256), but=["master."])
