"""The clocks of the conversation on Today: red flags first, then what waits to be read, answered or looked at."""

from datetime import timedelta

import pytest

from blog.comments.models import Comment
from blog.comments.moderate import escalate
from tests import factories
from tests.comments.desk.conftest import answer, decide, report
from tests.posts.conftest import at, text_of


@pytest.fixture(autouse=True)
def open_clinic(clinic):
    return clinic


@pytest.fixture
def lines(client):
    def lines(user):
        page = at(client, user).get("/admin/")
        return [(f"{clock.what} {clock.about}", clock.url) for clock in page.context["clocks"]]

    return lines


def test_a_red_flag_is_the_first_line_with_the_time_since_it_came(client, lines, edition, amara, mo, ben, mallory, now):
    factories.comment(edition, by=mallory, body="Something else.", held=True, at=now - timedelta(days=3))
    urgent = factories.comment(
        edition, by=mallory, body="I can’t see out of that eye.", held=True, at=now - timedelta(minutes=14, seconds=5)
    )

    expected = ("To be read now: Mallory may need help", f"/admin/blog/comment/{urgent.pk}/change/")
    assert lines(amara) == [expected]
    assert lines(mo)[0] == expected
    assert lines(ben) == []
    assert "14 minutes ago To be read now:" in text_of(at(client, mo).get("/admin/"))


def test_moderators_see_what_waits_and_since_when(lines, edition, mo, grace, amara, priya, sam, now):
    for number in range(2):
        factories.comment(edition, by=priya, body=f"Number {number}.", held=True)
    reported = factories.comment(edition, by=sam, body="Reported.")
    report(reported, by=priya)
    removed = factories.comment(edition, by=sam, body="Removed.")
    answer(decide(removed, "removed", by=mo, reason="spam"))

    expected = {
        ("Comments to read: 2", "/admin/blog/comment/"),
        ("Reported comments: 1", "/admin/blog/comment/?show=reported"),
        ("Answers by writers: 1", "/admin/blog/comment/?show=answers"),
    }
    assert set(lines(mo)) == set(lines(grace)) == expected
    assert lines(amara) == []


def test_what_was_passed_on_waits_for_clinicians_until_somebody_decides(client, lines, edition, amara, mo, priya, now):
    held = factories.comment(edition, by=priya, body="Is it safe?", held=True)
    escalate(comment_id=held.pk, by=mo, at=now, note="Is it?")

    assert lines(amara) == [("Passed to you: the comment by Priya", f"/admin/blog/comment/{held.pk}/change/")]
    assert ("With a clinician: 1", "/admin/blog/comment/?show=passed-on") in lines(mo)
    assert "By Mo on" in text_of(at(client, amara).get("/admin/"))

    decide(held, "approved", by=amara)

    assert lines(amara) == lines(mo) == []


def test_many_red_flags_are_five_lines(lines, edition, mo, mallory):
    for number in range(7):
        factories.comment(edition, by=mallory, body=f"{number}: I can’t see out of that eye.", held=True)

    assert Comment.objects.filter(is_urgent=True).count() == 7
    assert len(lines(mo)) == 5
