"""What a file has to be to become a picture, and what is left of it."""

import time
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from blog.images import filetypes, intake
from tests.images import files


def opened(picture):
    return Image.open(BytesIO(picture.data))


def near(colour, expected):
    return all(abs(part - wanted) <= 12 for part, wanted in zip(colour, expected, strict=True))


def test_a_photo_becomes_a_jpeg_of_the_same_size():
    picture = intake.clean_bytes(files.jpeg(400, 300))

    assert (picture.width, picture.height, picture.suffix) == (400, 300, "jpg")
    assert opened(picture).format == "JPEG"
    assert near(opened(picture).getpixel((20, 20)), (200, 30, 30))


def test_the_same_file_gives_the_same_picture_and_another_file_another():
    assert intake.clean_bytes(files.jpeg()).sha256 == intake.clean_bytes(files.jpeg()).sha256
    assert intake.clean_bytes(files.jpeg()).sha256 != intake.clean_bytes(files.jpeg(401)).sha256


@pytest.mark.parametrize("format", ["JPEG", "WEBP", "PNG", "AVIF"])
def test_nothing_that_a_file_said_about_itself_is_left(format):
    data = files.png_with_notes() if format == "PNG" else files.phone_photo(format=format)
    assert files.SECRET in data

    picture = intake.clean_bytes(data)

    assert files.SECRET not in picture.data
    assert dict(opened(picture).getexif()) == {}
    assert not {"exif", "xmp", "comment", "icc_profile"} & opened(picture).info.keys()


def test_a_photo_taken_sideways_is_turned_upright():
    picture = intake.clean_bytes(files.phone_photo(400, 300, orientation=6))

    assert (picture.width, picture.height) == (300, 400)
    assert near(opened(picture).getpixel((280, 20)), (200, 30, 30))  # the red corner is at the top right now
    assert near(opened(picture).getpixel((280, 380)), (30, 160, 30))


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(1, (20, 20)), (2, (380, 20)), (3, (380, 280)), (4, (20, 280)), (5, (20, 20)), (7, (280, 380)), (8, (20, 380))],
)
def test_every_orientation_is_undone(orientation, corner):
    picture = intake.clean_bytes(files.phone_photo(400, 300, orientation=orientation))

    assert near(opened(picture).getpixel(corner), (200, 30, 30))


def test_broken_notes_do_not_keep_a_good_picture_out():
    data = files.phone_photo(orientation=6).replace(b"Exif\0\0MM", b"Exif\0\0\xff\xff")

    assert intake.clean_bytes(data).width == 400


def test_a_large_picture_is_made_3200_pixels_long():
    picture = intake.clean_bytes(files.jpeg(4000, 3000))

    assert (picture.width, picture.height) == (3200, 2400)


def test_a_phones_photo_of_12_million_pixels_takes_no_more_than_a_few_seconds_even_on_a_busy_machine():
    photo = files.saved(Image.effect_noise((4000, 3000), 60).convert("RGB"), "JPEG", quality=85)

    began = time.process_time()
    intake.clean_bytes(photo)

    assert time.process_time() - began < 3


def test_a_png_that_is_called_jpg_is_taken_for_what_it_is():
    file = SimpleUploadedFile("photo.jpg", files.saved(files.drawing(), "PNG"), content_type="image/jpeg")

    assert intake.clean(file).suffix == "jpg"


def test_a_cmyk_jpeg_gets_the_colours_of_a_screen():
    picture = intake.clean_bytes(files.saved(files.drawing(mode="CMYK"), "JPEG", quality=95))

    assert opened(picture).mode == "RGB"
    red = opened(picture).getpixel((20, 20))
    assert red[0] > 150
    assert red[1] < 80


def test_greys_of_16_bits_are_scaled_and_not_cut():
    picture = intake.clean_bytes(files.sixteen_bit_png())

    greys = [opened(picture).getpixel((place, 50)) for place in (50, 150, 250, 350)]
    assert all(near(grey, (wanted, wanted, wanted)) for grey, wanted in zip(greys, (0, 64, 128, 255), strict=True))


def test_a_palette_with_a_see_through_colour_stays_see_through():
    picture = intake.clean_bytes(files.see_through_palette())

    assert (picture.suffix, opened(picture).mode) == ("png", "RGBA")
    assert opened(picture).getpixel((5, 5))[3] == 0
    assert opened(picture).getpixel((100, 70))[3] == 255


def test_a_picture_that_could_be_seen_through_and_is_not_becomes_a_jpeg():
    assert intake.clean_bytes(files.saved(files.drawing(mode="RGBA"), "PNG")).suffix == "jpg"


def test_an_animated_gif_gives_its_first_frame():
    picture = intake.clean_bytes(files.animated_gif())

    assert near(opened(picture).getpixel((5, 5)), (200, 30, 30))


@pytest.mark.parametrize("format", ["WEBP", "AVIF", "GIF", "PNG"])
def test_the_other_formats_are_read(format):
    picture = intake.clean_bytes(files.saved(files.drawing(), format))

    assert (picture.width, picture.height) == (400, 300)


def test_colours_are_translated_from_the_files_own_profile():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    red_is_green = srgb.replace(b"rXYZ", b"----").replace(b"gXYZ", b"rXYZ").replace(b"----", b"gXYZ")

    plain, same, swapped, nonsense = (
        intake.clean_bytes(files.saved(files.drawing(), "PNG", icc_profile=profile))
        for profile in (None, srgb, red_is_green, b"no profile at all")
    )

    assert near(opened(same).getpixel((20, 20)), (200, 30, 30))
    assert near(opened(swapped).getpixel((20, 20)), (30, 200, 30))
    assert nonsense.sha256 == plain.sha256


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", filetypes.EMPTY),
        (files.SVG, filetypes.SVG),
        (b"  <svg xmlns='http://www.w3.org/2000/svg'/>", filetypes.SVG),
        (files.EPS, filetypes.EPS),
        (files.HTML, filetypes.WEB_PAGE),
        (files.ZIP, filetypes.ARCHIVE),
        (files.HEIC, filetypes.HEIC),
        (files.PDF, filetypes.PDF),
        (files.TIFF, filetypes.TIFF),
        (b"Just some words.", filetypes.NOT_A_PICTURE),
        (b"<script>alert(1)</script>", filetypes.WEB_PAGE),
        (files.animated_gif() + b"<script>alert(1)</script>", filetypes.HIDDEN_PROGRAM),
        (files.jpeg(comment=b"<?php system($_GET[0]); ?>"), filetypes.HIDDEN_PROGRAM),
        (files.jpeg()[:-3000], intake.DAMAGED),
        (files.saved(files.drawing(), "PNG")[:-500], intake.DAMAGED),
        (files.jpeg()[:300], intake.DAMAGED),
        (b"\xff\xd8\xff\xe0", intake.DAMAGED),
        (files.png_that_lies(), intake.DAMAGED),
        (files.jpeg_of_many_scans(), filetypes.TOO_MANY_LAYERS),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence_of_its_own(data, sentence):
    with pytest.raises(intake.Unacceptable) as refused:
        intake.clean_bytes(data)

    assert refused.value.sentence == sentence


def test_a_bomb_is_refused_before_it_is_decoded():
    bomb = files.png_bomb()
    assert len(bomb) < 700_000

    began = time.process_time()
    with pytest.raises(intake.Unacceptable) as refused:
        intake.clean_bytes(bomb)

    assert refused.value.sentence == intake.TOO_MANY_PIXELS
    assert time.process_time() - began < 0.2


def test_the_limit_is_40_million_pixels():
    with pytest.raises(intake.Unacceptable) as refused:
        intake.clean_bytes(files.saved(Image.new("1", (8000, 5001)), "PNG"))

    assert refused.value.sentence == intake.TOO_MANY_PIXELS
    assert intake.clean_bytes(files.saved(Image.new("1", (8000, 5000)), "PNG")).width == 3200


def test_a_progressive_jpeg_of_a_normal_camera_is_taken():
    assert intake.clean_bytes(files.jpeg(progressive=True)).width == 400


def test_a_file_of_30_megabytes_is_refused_and_not_read():
    class Endless(BytesIO):
        size = 30 * 1024 * 1024

        def read(self, *args):
            raise AssertionError("It was read.")

    with pytest.raises(intake.Unacceptable) as refused:
        intake.clean(Endless())

    assert refused.value.sentence == intake.TOO_LARGE


def test_a_file_that_lies_about_its_size_is_read_no_further_than_the_limit():
    class Liar(BytesIO):
        size = 10

    file = Liar(b"\xff" * (30 * 1024 * 1024))

    with pytest.raises(intake.Unacceptable) as refused:
        intake.clean(file)

    assert refused.value.sentence == intake.TOO_LARGE
    assert file.tell() == intake.MAX_BYTES + 1
