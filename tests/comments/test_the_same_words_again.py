"""What counts as the same words again."""

from datetime import timedelta

import pytest

from blog.comments import likeness
from blog.comments.actions import leave_comment
from tests import factories

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LONG = "I had this done last spring and it took nine days until the redness was gone, so be patient with it."


@pytest.fixture
def said(edition, easy_clinic, priya, now):
    return factories.comment(edition, by=priya, body=LONG, at=now - HOUR)


def is_repeat(body, *, author, at):
    return likeness.was_sent_before(body=body, digest=likeness.digest_of(body), author=author, at=at)


@pytest.mark.parametrize(
    "body",
    [
        LONG,
        LONG.upper(),
        LONG.replace(" ", "  ").replace(",", " – "),
        LONG.replace("e", "é"),
        "\u200b".join(LONG),
        "".join(f"{letter}\u0301" for letter in LONG),
    ],
)
def test_the_same_words_in_another_dress_are_the_same_whoever_sends_them(said, sam, now, body):
    assert is_repeat(body, author=sam, at=now)


@pytest.mark.parametrize(
    "body", [LONG.replace("nine", "ten"), f"{LONG} Bye.", LONG.replace("spring", "sprinng"), f"Hello. {LONG}"]
)
def test_nearly_the_same_words_of_one_person_are_a_repeat(said, priya, sam, now, body):
    assert is_repeat(body, author=priya, at=now)
    assert not is_repeat(body, author=sam, at=now)


@pytest.mark.parametrize(
    "body",
    [
        "Thank you!",
        "I had it done too, and it was over in two days. The redness, that is; the dryness stayed for a week.",
        "".join(reversed(LONG)),
    ],
)
def test_other_words_are_no_repeat(said, priya, now, body):
    assert not is_repeat(body, author=priya, at=now)


def test_a_short_thanks_may_be_said_by_anybody_any_time(edition, easy_clinic, priya, now):
    factories.comment(edition, by=priya, body="Thank you!", at=now - HOUR)

    assert not is_repeat("Thank you!", author=priya, at=now)


def test_after_a_week_it_may_be_said_again(said, priya, now):
    assert is_repeat(LONG, author=priya, at=now + 7 * DAY - 2 * HOUR)
    assert not is_repeat(LONG, author=priya, at=now + 7 * DAY)


def test_a_repeat_is_held_and_says_why(said, edition, sam, now):
    comment = leave_comment(edition=edition, author=sam, body=LONG, at=now)

    assert (comment.state, [reason["code"] for reason in comment.reasons]) == ("held", ["repeat"])


def test_changing_a_comment_a_little_is_no_repeat_of_itself(said, priya, now):
    body = LONG.replace("nine", "ten")

    digest = likeness.digest_of(body)
    assert not likeness.was_sent_before(body=body, digest=digest, author=priya, at=now, but=said.pk)


@pytest.mark.parametrize("count", [1, 3])
def test_looking_for_repeats_is_two_queries(edition, easy_clinic, priya, now, count, django_assert_num_queries):
    for number in range(count):
        factories.comment(edition, by=priya, body=f"{number} {LONG}"[:60], at=now - HOUR)

    with django_assert_num_queries(2):
        is_repeat("Entirely different words, and enough of them.", author=priya, at=now)


def test_the_work_of_comparing_is_bounded_by_the_length_of_the_texts():
    longest = "a" * 3000

    pieces = likeness.pieces_of(longest)

    assert likeness.are_alike(pieces, likeness.pieces_of("a" * 2990 + "b" * 10))
    assert len(likeness.pieces_of(longest)) == 1
    assert likeness.pieces_of(longest).total() == 2997
