"""What a clinic can choose about its comments: every number, what it is at first, and that a manager finds it."""

import re

from blog.clinic.models import Clinic

AT_FIRST = {
    "comments_hold_first": 2,
    "comments_shortest": 2,
    "comments_longest": 3000,
    "comments_edit_minutes": 15,
    "comments_close_after_days": 90,
    "comments_reports_to_hide": 3,
    "comments_pause_seconds": 30,
    "comments_per_ten_minutes": 5,
    "comments_per_day": 20,
    "comments_new_per_hour": 3,
    "comments_read_within": "one working day",
}


def test_each_is_what_we_would_choose():
    house = {field.name: getattr(Clinic(), field.name) for field in Clinic._meta.fields}

    assert {name: value for name, value in house.items() if name.startswith("comments_")} == AT_FIRST


def test_a_page_past_its_review_date_is_closed_at_first():
    assert Clinic().locks_overdue


def test_a_manager_finds_each_of_them(client, clinic, grace):
    client.force_login(grace)

    page = client.get("/admin/blog/clinic/1/change/").content.decode()

    assert set(AT_FIRST) <= set(re.findall(r'name="(comments_\w+)"', page))
