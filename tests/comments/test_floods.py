"""How often one person may comment, and what a flood does to readers."""

import re
from datetime import timedelta

import pytest
from django.db import connection

from blog.clinic.models import Clinic
from blog.comments import likeness
from blog.comments.actions import TooOften, delete_comment, leave_comment
from blog.comments.limits import refusal_by_rate
from blog.comments.models import Comment, Conversation
from tests import factories

SECOND, MINUTE, HOUR, DAY = (timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours", "days"))
JUST_NOW = "You have just sent one. Wait 30 seconds, then send again."
SEVERAL = "You have sent several in the last ten minutes. Wait a little, then send again."
NEW = "Your first comments are still to be read. Wait an hour before you send another."
ENOUGH = "That is as many as one person can send in a day. Come back tomorrow."


@pytest.fixture
def house(clinic):
    """The clinic with the numbers as they come."""
    return clinic


def rows(edition, author, moments, **fields):
    """This will put comments in the database past every limit, one for each moment."""
    made = Comment.objects.bulk_create(
        Comment(
            post_id=edition.post_id, edition=edition, author=author, state="published", is_shown=True, body="Words.",
            body_html="<p>Words.</p>", created_at=at, **fields,
        )
        for at in moments
    )  # fmt: skip
    for comment in made:
        comment.root_id = comment.pk
    Comment.objects.bulk_update(made, ["root_id"])
    return made


def refusal(author, at, clinic, approved=9, **more):
    return refusal_by_rate(author, at=at, clinic=clinic, approved=approved, **more)


# ---- The numbers


def test_the_numbers_as_they_come(house):
    house.refresh_from_db()

    assert house.comments_pause_seconds == 30
    assert house.comments_per_ten_minutes == 5
    assert house.comments_per_day == 20
    assert house.comments_new_per_hour == 3


@pytest.mark.parametrize(("since", "says"), [(0, JUST_NOW), (29.999, JUST_NOW), (30, None), (31, None)])
def test_thirty_seconds_lie_between_two(edition, house, priya, now, since, says):
    rows(edition, priya, [now])

    assert refusal(priya, now + timedelta(seconds=since), house) == says


def test_five_in_ten_minutes(edition, house, priya, now):
    rows(edition, priya, [now + number * MINUTE for number in range(4)])
    assert refusal(priya, now + 5 * MINUTE, house) is None

    rows(edition, priya, [now + 5 * MINUTE])

    assert refusal(priya, now + 6 * MINUTE, house) == SEVERAL
    assert refusal(priya, now + 10 * MINUTE - SECOND, house) == SEVERAL
    assert refusal(priya, now + 10 * MINUTE, house) is None


def test_twenty_a_day(edition, house, priya, now):
    rows(edition, priya, [now + number * HOUR for number in range(19)])
    assert refusal(priya, now + 19 * HOUR, house) is None

    rows(edition, priya, [now + 19 * HOUR])

    assert refusal(priya, now + 20 * HOUR, house) == ENOUGH
    assert refusal(priya, now + DAY - SECOND, house) == ENOUGH
    assert refusal(priya, now + DAY, house) is None


@pytest.mark.parametrize(("approved", "says"), [(0, NEW), (1, NEW), (2, None)])
def test_three_an_hour_from_somebody_new(edition, house, priya, now, approved, says):
    rows(edition, priya, [now, now + 10 * MINUTE])
    assert refusal(priya, now + 20 * MINUTE, house, approved) is None

    rows(edition, priya, [now + 20 * MINUTE])

    assert refusal(priya, now + 30 * MINUTE, house, approved) == says
    assert refusal(priya, now + HOUR - SECOND, house, approved) == says
    assert refusal(priya, now + HOUR, house, approved) is None


def test_what_cannot_wait_waits_for_no_pause_and_still_counts_against_a_flood(edition, house, priya, now):
    rows(edition, priya, [now] * 3)
    assert refusal(priya, now, house, approved=0, cannot_wait=True) is None

    rows(edition, priya, [now] * (house.comments_per_ten_minutes - 3))
    assert refusal(priya, now, house, approved=0, cannot_wait=True) == SEVERAL


@pytest.mark.parametrize(
    ("numbers", "sent", "says"),
    [
        ({"comments_pause_seconds": 90}, 1, "You have just sent one. Wait 90 seconds, then send again."),
        ({"comments_pause_seconds": 0}, 1, None),
        ({"comments_per_ten_minutes": 1}, 1, SEVERAL),
        ({"comments_per_ten_minutes": 100}, 9, None),
        ({"comments_per_day": 1}, 1, ENOUGH),
        ({"comments_per_day": 100, "comments_per_ten_minutes": 100}, 30, None),
        ({"comments_per_day": 4, "comments_per_ten_minutes": 100}, 4, ENOUGH),
    ],
)
def test_the_clinics_own_numbers_count(edition, house, priya, now, numbers, sent, says):
    Clinic.objects.update(**numbers)
    rows(edition, priya, [now - MINUTE] * sent)

    assert refusal(priya, now, Clinic.current()) == says


def test_the_pace_of_somebody_new_is_the_clinics_too(edition, house, priya, now):
    Clinic.objects.update(comments_new_per_hour=1, comments_hold_first=1)
    rows(edition, priya, [now - 2 * MINUTE])

    assert refusal(priya, now, Clinic.current(), approved=0) == NEW
    assert refusal(priya, now, Clinic.current(), approved=1) is None


def test_one_persons_comments_do_not_slow_another(edition, house, priya, sam, now):
    rows(edition, sam, [now] * 30)

    assert refusal(priya, now, house) is None


def test_comments_on_all_articles_count_together(edition, house, priya, topic, ben, amara, now):
    other = factories.signed(factories.post(topic=topic, writer=ben, title="Light and lasers"), by=amara)
    rows(other, priya, [now])

    assert refusal(priya, now + SECOND, house) == JUST_NOW


@pytest.mark.parametrize("state", ["held", "rejected", "deleted", "removed", "hidden"])
def test_comments_nobody_can_see_count_too(edition, house, priya, now, state):
    rows(edition, priya, [now])
    Comment.objects.update(state=state)

    assert refusal(priya, now + SECOND, house) == JUST_NOW


# ---- Sending


def test_one_too_many_is_not_stored(edition, house, priya, now):
    leave_comment(edition=edition, author=priya, body="The first of two.", at=now)

    with pytest.raises(TooOften):
        leave_comment(edition=edition, author=priya, body="The second of two.", at=now + 29 * SECOND)

    assert Comment.objects.count() == 1


def test_deleting_a_comment_makes_no_room(edition, house, priya, now):
    comment = leave_comment(edition=edition, author=priya, body="The first of two.", at=now)
    delete_comment(comment_id=comment.pk, by=priya, at=now + SECOND)

    with pytest.raises(TooOften):
        leave_comment(edition=edition, author=priya, body="The second of two.", at=now + 2 * SECOND)


def test_who_sends_too_often_gets_the_sentence_and_the_words_back(client, edition, house, priya):
    client.force_login(priya)
    client.post(f"/posts/{edition.slug}/comments/", {"body": "The first of two."})

    response = client.post(f"/posts/{edition.slug}/comments/", {"body": "The second of two."})

    page = response.content.decode()
    assert response.status_code == 429
    assert JUST_NOW in page
    assert "The second of two." in page
    assert Comment.objects.count() == 1


def test_a_button_pressed_twice_is_not_too_often(edition, house, priya, now):
    token = "6ff3a3c8-5f0b-4c0e-9d3b-2f6f0c9b8f11"
    first = leave_comment(edition=edition, author=priya, body="Once.", at=now, token=token)

    assert leave_comment(edition=edition, author=priya, body="Once.", at=now, token=token) == first


def test_staff_are_not_held_up(edition, house, amara, now):
    for number in range(8):
        leave_comment(edition=edition, author=amara, body=f"Answer number {number}.", at=now)

    assert Comment.objects.count() == 8


# ---- What it costs


def test_the_rate_is_one_query(edition, house, priya, now, django_assert_num_queries):
    rows(edition, priya, [now - MINUTE] * 30)

    with django_assert_num_queries(1):
        refusal(priya, now, house)


def plan_of(query):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {query}")
        return " ".join(row[-1] for row in cursor.fetchall())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a small table as a whole")
def test_the_rate_and_the_repeats_are_found_by_an_index(
    edition, house, priya, now, django_capture_on_commit_callbacks, django_assert_max_num_queries
):
    rows(edition, priya, [now] * 3)

    with django_assert_max_num_queries(10) as asked:
        refusal(priya, now, house)
        digest = likeness.digest_of("These words are long enough to be told apart.")
        likeness.was_sent_before(body="These words.", digest=digest, author=priya, at=now)

    plans = [plan_of(query["sql"]) for query in asked.captured_queries]
    assert len(plans) == 3
    assert all(re.match(r"SEARCH blog_comment USING (COVERING )?INDEX comments_by_", plan) for plan in plans), plans
    assert "comments_by_author (author_id=? AND created_at>?)" in plans[0]


@pytest.fixture
def flood(edition, house, priya, sam, now):
    """Three thousand comments that everybody can read."""
    rows(edition, sam, [now - MINUTE] * 3000)
    Conversation.objects.update_or_create(post_id=edition.post_id, defaults={"public_count": 3000})


def test_reading_asks_as_many_questions_after_a_flood_as_before(
    client, edition, house, sam, now, django_assert_max_num_queries, request
):
    rows(edition, sam, [now - MINUTE])
    pages = [f"/posts/{edition.slug}/", f"/posts/{edition.slug}/comments/", "/"]

    def asked():
        with django_assert_max_num_queries(60) as queries:
            for page in pages:
                assert client.get(page).status_code == 200
        return len(queries.captured_queries)

    before = asked()
    request.getfixturevalue("flood")

    assert asked() == before


def test_writing_asks_as_many_questions_after_a_flood_as_before(
    edition, easy_clinic, priya, sam, now, django_assert_max_num_queries
):
    def asked(number):
        with django_assert_max_num_queries(60) as queries:
            leave_comment(edition=edition, author=priya, body=f"A comment, number {number}.", at=now)
        return len(queries.captured_queries)

    asked(0)
    before = asked(1)
    rows(edition, sam, [now - MINUTE] * 3000)

    assert asked(2) == before
