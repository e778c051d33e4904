"""Plates and seals: drawn by code, the same for life."""

import hashlib
import re

import pytest

from blog.editions.models import Topic
from blog.images.motifs import MOTIFS
from blog.images.plates import plate
from blog.images.seals import seal

KNOWN = {
    ("vesicles", "what-exosomes-are", False): "9d4294c0dcea7a89",
    ("vesicles", "what-exosomes-are", True): "a607e77fd36c157f",
    ("layers", "the-skin-barrier", False): "aec1d281167f9747",
    ("layers", "the-skin-barrier", True): "b2bf01f26d7955a0",
    ("fibres", "collagen-after-forty", False): "ce9bb91f8ce0046b",
    ("fibres", "collagen-after-forty", True): "615caf8efa231f77",
    ("light", "light-and-lasers", False): "a392cdd157ad750c",
    ("light", "light-and-lasers", True): "55afd481da69bda0",
    ("mosaic", "how-skin-heals", False): "110cd4121b67dabe",
    ("mosaic", "how-skin-heals", True): "5dd6be78eb2d44f9",
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
