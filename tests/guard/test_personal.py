"""Check digits, and numbers that only look like something else."""

import pytest

from blog.guard import check
from blog.guard.personal import is_nhs_number


@pytest.mark.parametrize("number", ["9434765919", "4010232137", "9434765870"])
def test_a_number_with_the_right_check_digit_is_an_nhs_number(number):
    assert is_nhs_number(number)


@pytest.mark.parametrize(
    "number", ["9434765918", "4010232138", "943476591", "94347659190", "0000000000", "943476591x", "", "٩٤٣٤٧٦٥٩١٩"]
)
def test_anything_else_is_not(number):
    assert not is_nhs_number(number)


@pytest.mark.parametrize(
    "text",
    [
        "ISBN 0306406152",
        "https://doi.org/10.1097/01.dss.0000790428.70373.f6",
        "doi 10.2340/00015555-3666",
        "01/02/2024 10 00",
        "from 0900 to 1730",
        "£07 99",
        "room 0123",
        "1 2 3 4 5 6 7 8 9 10",
        "0800 1111",
        "0300 123 1234",
        "M25 3rd exit",
        "h1 2nd",
    ],
)
def test_a_number_of_another_kind_is_nobodys_detail(text):
    assert [finding for finding in check(text, "comment") if finding.pack == "privacy"] == []
