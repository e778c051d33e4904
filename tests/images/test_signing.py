"""What keeps pictures from being signed."""

from datetime import timedelta

import pytest

from blog.images import actions
from blog.images.signing import missing_for_signing
from tests.images import files


def test_nothing_is_missing_from_a_described_picture_of_nobody(add, now):
    assert missing_for_signing([add(), add(files.jpeg(410), alt="", is_decorative=True)], at=now) == []


def test_a_picture_has_to_be_described_or_decoration(add, now):
    image = add(name="skin.jpg", alt="")

    assert missing_for_signing([image], at=now) == [
        "The picture “skin.jpg” has no description. Write one, or mark it as decoration."
    ]


def test_a_person_needs_consent_for_every_channel_it_is_meant_for(add, consent, now):
    image = add(name="face.jpg", shows_person=True)
    assert missing_for_signing([image], at=now) == [
        "The picture “face.jpg” shows a person, and no consent allows it on this website. Record one, or take it out."
    ]

    consent(image, channels=["site"])

    assert missing_for_signing([image], at=now) == []
    assert missing_for_signing([image], at=now, channels=("site", "social", "print")) == [
        "The picture “face.jpg” shows a person, and no consent allows it on social media. Record one, or take it out.",
        "The picture “face.jpg” shows a person, and no consent allows it in print. Record one, or take it out.",
    ]


def test_consent_is_asked_for_at_the_moment_of_publication(add, consent, now):
    image = add(shows_person=True)
    consent(image, expires_on=(now + timedelta(days=3)).date())

    assert missing_for_signing([image], at=now) == []
    assert len(missing_for_signing([image], at=now + timedelta(days=5))) == 1


def test_a_pair_needs_its_declarations_and_what_its_pictures_need(add, ben, now):
    before, after = add(name="before.jpg", alt=""), add(files.jpeg(410), name="after.jpg", shows_person=True)
    pair = actions.pair_images(by=ben, at=now, before=before, after=after, weeks_between=6, same_conditions=True)

    sentences = missing_for_signing([], at=now, pairs=[pair])

    assert [sentence.split(" ")[:4] for sentence in sentences] == [
        ["The", "picture", "“before.jpg”", "has"],
        ["The", "picture", "“after.jpg”", "shows"],
        ["The", "before-and-after", "pair", "of"],
    ]
    pair = actions.pair_images(by=ben, at=now, pair=pair, unretouched=True, typical_result=True)
    assert len(missing_for_signing([], at=now, pairs=[pair])) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_asking_costs_one_query_per_channel(add, now, django_assert_num_queries, count):
    images = [add(files.jpeg(330 + number)) for number in range(count)]

    with django_assert_num_queries(2):
        missing_for_signing(images, at=now, channels=("site", "social"))
