"""Plates and seals: drawn by code, the same for life."""

import hashlib
import re
from itertools import combinations

import pytest
from PIL import ImageChops, ImageStat

from blog.editions.models import Topic
from blog.images.motifs import MOTIFS
from blog.images.plates import plate
from blog.images.raster import pixels
from blog.images.seals import seal

KNOWN = {
    ("vesicles", "what-exosomes-are", False): "be5fdd409ee2bd51",
    ("vesicles", "what-exosomes-are", True): "052ae8cdc0a1a4c3",
    ("layers", "the-skin-barrier", False): "a7ced4d7d3e88d24",
    ("layers", "the-skin-barrier", True): "3e38ec9648c201d0",
    ("fibres", "collagen-after-forty", False): "18d22779362aac91",
    ("fibres", "collagen-after-forty", True): "9981be5f458f85ac",
    ("light", "light-and-lasers", False): "5e289272ff8e930f",
    ("light", "light-and-lasers", True): "79baefdb5ea5a719",
    ("mosaic", "how-skin-heals", False): "0eb50c68b1aa0707",
    ("mosaic", "how-skin-heals", True): "40fd2f65f2d09b89",
}


@pytest.mark.parametrize(("motif", "seed", "is_dark"), KNOWN)
def test_a_plate_is_drawn_today_as_it_was_when_readers_first_saw_it(motif, seed, is_dark):
    drawn = plate(motif, seed, 172, is_dark=is_dark)

    assert hashlib.sha256(drawn.encode()).hexdigest()[:16] == KNOWN[motif, seed, is_dark]


@pytest.mark.parametrize("motif", MOTIFS)
def test_another_address_gets_another_plate_and_another_hue_other_inks(motif):
    one = plate(motif, "one", 172)

    assert one == plate(motif, "one", 172)
    assert one != plate(motif, "two", 172)
    assert one != plate(motif, "one", 20)


@pytest.mark.parametrize("motif", MOTIFS)
def test_plates_of_one_topic_are_told_apart_at_a_glance(motif):
    small = [pixels(motif, seed, 172, width=12, height=8).convert("L") for seed in ("one", "two", "three", "four")]

    assert min(apart(*pair) for pair in combinations(small, 2)) > 13


def apart(one, other):
    """This will give the mean difference in brightness of two pictures, of 255."""
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]


def test_every_motif_a_topic_may_have_can_be_drawn():
    assert set(Topic.Motif.values) == set(MOTIFS)


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_plate_is_nothing_but_shapes_and_attributes(motif):
    drawn = plate(motif, "seed", 172)

    assert set(re.findall(r"<([a-zA-Z]+)", drawn)) <= {
        "svg", "rect", "circle", "ellipse", "path", "g", "clipPath",
    }  # fmt: skip
    assert "style" not in drawn
    assert "href" not in drawn


@pytest.mark.parametrize("hue", range(0, 360, 45))
def test_every_hue_gives_colours_a_screen_can_show(hue):
    colours = set(re.findall(r'(?:fill|stroke)="(?!none|url)([^"]+)"', plate("vesicles", "seed", hue)))

    assert len(colours) == 6
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)


def test_a_seal_belongs_to_its_words():
    one, two = hashlib.sha256(b"one").hexdigest(), hashlib.sha256(b"two").hexdigest()

    assert seal(one) == seal(one)
    assert seal(one) != seal(two)
    assert 'aria-hidden="true"' in seal(one)
