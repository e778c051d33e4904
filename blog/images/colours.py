"""Every way a picture file can hold colours, turned into the one that a web page shows: 8 bits of sRGB."""

from io import BytesIO

from PIL import Image, ImageCms

SRGB = ImageCms.createProfile("sRGB")


def plain(source):
    """This will give a decoded picture as RGB, RGBA, L or CMYK of 8 bits, whatever it was stored as.

    Palettes are looked up, 16-bit greys scaled, and see-through pixels kept.
    """
    if source.mode.startswith("I"):
        return source.convert("I").point(lambda value: value / 256).convert("L")
    if source.has_transparency_data:
        return source.convert("RGBA")
    if source.mode in ("L", "CMYK"):
        return source.copy()
    return source.convert("RGB")


def in_srgb(pixels, profile):
    """This will give RGB, or RGBA if anything can be seen through; `profile` is the file's own ICC profile or None."""
    alpha = pixels.getchannel("A") if is_see_through(pixels) else None
    if pixels.mode == "RGBA":
        pixels = pixels.convert("RGB")
    if profile:
        pixels = translated(pixels, profile)
    pixels = pixels.convert("RGB")
    if alpha is not None:
        pixels.putalpha(alpha)
    return pixels


def is_see_through(pixels):
    return pixels.mode == "RGBA" and pixels.getchannel("A").getextrema()[0] < 255


def translated(pixels, profile):
    """This will turn colours into sRGB by the file's profile, or leave them where the profile makes no sense."""
    try:
        return ImageCms.profileToProfile(pixels, ImageCms.ImageCmsProfile(BytesIO(profile)), SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return pixels


def on_white(pixels):
    """This will give the picture for a format that cannot be seen through."""
    if pixels.mode != "RGBA":
        return pixels
    ground = Image.new("RGB", pixels.size, "white")
    ground.paste(pixels, mask=pixels.getchannel("A"))
    return ground
