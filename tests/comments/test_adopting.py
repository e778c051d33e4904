import pytest

from blog.comments.adopting import reasons_to_think


@pytest.mark.parametrize(
    "body",
    [
        "I would recommend them to anybody.",
        "Highly recommended!",
        "The BEST CLINIC in town",
        "It changed my life.",
        "Love my results",
        "I’d recommend Dr Amara",
        "Three weeks on and I would\ngo again.",
        "10/10",
    ],
)
def test_praise_reads_as_a_testimonial(body):
    assert [reason.split(":")[0] for reason in reasons_to_think(body)] == ["It reads as a testimonial"]


@pytest.mark.parametrize(
    "body",
    [
        "Thank you, that was clear.",
        "Thanks, very helpful.",
        "What do you recommend for dry skin?",
        "Is it the best clinically tested cream?",
        "The results of the trial were mixed.",
        "Would you go again after a month?",
        "I was quoted for a course and nobody said where they came from.",
        "",
    ],
)
def test_plain_thanks_and_questions_do_not(body):
    assert reasons_to_think(body) == []


def test_a_prescription_only_medicine_is_named_once():
    assert reasons_to_think("Botox here, Botox there.") == ["It names a prescription-only medicine: “Botox”."]


def test_a_flood_of_words_takes_no_time():
    assert len(reasons_to_think("best clinic " * 250)) == 1
