"""Whatever the bytes, intake gives a picture or a sentence, and never anything else."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blog.images import filetypes, intake
from blog.images.names import clean_name
from tests.images import files

WHOLE = [
    files.phone_photo(60, 40, orientation=6),
    files.jpeg(60, 40, progressive=True),
    files.saved(files.drawing(60, 40, "CMYK"), "JPEG"),
    files.saved(files.drawing(60, 40), "PNG"),
    files.see_through_palette(),
    files.sixteen_bit_png(),
    files.animated_gif(),
    files.saved(files.drawing(60, 40), "WEBP"),
    files.saved(files.drawing(60, 40), "AVIF", speed=10),
]
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(data):
    picture, sentence = None, "."
    try:
        picture = intake.clean_bytes(data)
    except intake.Unacceptable as refused:
        sentence = refused.sentence

    assert sentence.endswith(".")
    assert picture is None or max(picture.width, picture.height) <= intake.LONG_SIDE
    assert picture is None or picture.suffix in ("jpg", "png")


@FUZZ
@given(st.binary(max_size=400))
def test_random_bytes(data):
    check(data)


@FUZZ
@given(
    st.sampled_from([b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\1\0\0WEBPVP8 "]),
    st.binary(max_size=400),
)
def test_random_bytes_behind_an_honest_beginning(start, data):
    check(start + data)


@FUZZ
@given(st.sampled_from(WHOLE), st.data())
def test_real_files_with_bytes_changed_cut_and_repeated(whole, data):
    spoilt = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(spoilt) - 1))
        how = data.draw(st.sampled_from(["change", "cut", "repeat", "end"]))
        if how == "change":
            spoilt[place] = data.draw(st.integers(0, 255))
        elif how == "cut":
            del spoilt[place : place + data.draw(st.integers(1, 20))]
        elif how == "repeat":
            spoilt[place:place] = spoilt[place : place + data.draw(st.integers(1, 200))]
        else:
            del spoilt[place + 1 :]
        if not spoilt:
            break

    check(bytes(spoilt))


@FUZZ
@given(st.binary(max_size=2000))
def test_counting_scans_ends(data):
    assert filetypes.scans_in_jpeg(b"\xff\xd8" + data) <= filetypes.MAX_SCANS + 1


@FUZZ
@given(st.text(max_size=700))
def test_any_name_becomes_one_that_can_be_kept(name):
    kept = clean_name(name)

    assert 1 <= len(kept) <= 120
    assert not set(kept) & set('/\\\0\n<>"')
    assert clean_name(kept) == kept


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("IMG_2041.JPG", "IMG_2041.JPG"),
        (r"C:\Users\ben\Before & after.png", "Before & after.png"),
        ("../../etc/passwd", "passwd"),
        ("botox<script>.jpg", "botox-script-.jpg"),
        ("\u202egpj.exe", "gpj.exe"),
        ("", "picture"),
        ("...", "picture"),
    ],
)
def test_names(name, kept):
    assert clean_name(name) == kept
