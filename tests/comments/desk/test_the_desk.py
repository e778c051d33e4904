"""/admin/blog/comment/: a card for each comment that waits, with all that a decision needs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.comments import blocks
from blog.comments.actions import edit_comment
from blog.comments.models import CannedReply, Comment
from blog.comments.moderate import escalate
from tests import factories
from tests.comments.desk.conftest import DESK, answer, card_of, decide, report
from tests.posts.conftest import at, text_of


def titles(page):
    return [card.title for card in page.context["cards"]]


def test_what_cannot_wait_comes_first_then_the_oldest(client, edition, mo, priya, sam, mallory, now):
    first = factories.comment(edition, by=priya, body="First.", held=True, at=now - timedelta(hours=2))
    second = factories.comment(edition, by=sam, body="Second.", held=True, at=now - timedelta(hours=1))
    urgent = factories.comment(edition, by=mallory, body="I can’t see out of that eye.", held=True)

    page = at(client, mo).get(DESK)

    assert [card.comment.pk for card in page.context["cards"]] == [urgent.pk, first.pk, second.pk]
    assert page.context["title"] == "3 comments to read"
    assert titles(page)[0] == "Someone may need help now"


def test_what_is_public_and_nobody_complains_about_does_not_wait(client, mo, public):
    page = at(client, mo).get(DESK)

    assert page.context["cards"] == []
    assert "Everything has been read" in text_of(page)


def test_a_card_says_all_that_a_decision_needs(client, edition, mo, priya, amara, public, now):
    answered = factories.comment(edition, by=amara, body="Ring us, please.", parent=public)
    comment = factories.comment(edition, by=priya, body="Botox did nothing for me.", parent=answered, held=True, at=now)
    edit_comment(comment_id=comment.pk, by=priya, body="Botox did little for me.", at=now, has_looked_again=True)
    report(comment, by=factories.member("Hannah"), reason="unsafe", note="Not so.")

    page = text_of(at(client, mo).get(DESK))

    for words in (
        "“Botox”: ",
        "We read the first comments from everyone before they appear.",
        "Hannah reports: Wrong or unsafe health advice. “Not so.”",
        "It names a prescription-only medicine: “Botox”.",
        "Replying to Dr Amara Okafor Ring us, please.",
        "Botox did little for me.",
        "Earlier wording",
        "Botox did nothing for me.",
        "We cannot say anything about one person’s care here.",
        "none published, none rejected, none removed",
        edition.title,
    ):
        assert words in page
    assert priya.email not in page


def test_a_card_counts_what_became_of_its_writer_s_comments(client, edition, mo, priya, held):
    factories.comment(edition, by=priya, body="One.")
    removed = factories.comment(edition, by=priya, body="Two.")
    decide(removed, "removed", by=mo, reason="spam")
    rejected = factories.comment(edition, by=priya, body="Three.", held=True)
    decide(rejected, "rejected", by=mo, reason="spam")

    assert "1 published, 1 rejected, 1 removed" in text_of(at(client, mo).get(DESK))


def test_an_answer_of_its_writer_stands_beside_the_decision(client, mo, grace, public):
    decision = decide(public, "removed", by=grace, reason="abusive", note="Please be kind.")
    answer(decision, "It is only what happened.")

    page = at(client, mo).get(DESK)

    assert titles(page) == ["Its writer has answered"]
    assert "removed, because it insults or threatens somebody (Grace" in text_of(page)
    assert "Sam answers: It is only what happened." in text_of(page)


def test_a_blocked_writer_is_marked(client, mo, held, priya, now):
    blocks.block(member_id=priya.pk, by=mo, at=now, reason="Three sold something.", days=7)

    assert "Three sold something." in text_of(at(client, mo).get(DESK))


@pytest.mark.parametrize(
    ("show", "found"),
    [("", 4), ("urgent", 1), ("reported", 1), ("answers", 1), ("passed-on", 1), ("mine", 0), ("nothing", 4)],
)
def test_the_queue_can_be_looked_at_in_parts(client, edition, mo, grace, priya, held, public, urgent, now, show, found):
    report(public, by=priya)
    answer(decide(factories.comment(edition, by=priya, body="Sold."), "removed", by=grace, reason="spam"))
    escalate(comment_id=held.pk, by=mo, at=now, note="Is this so?")

    assert len(at(client, mo).get(DESK, {"show": show}).context["cards"]) == found


@pytest.mark.parametrize("count", [1, 3])
def test_three_cards_take_as_many_queries_as_one(
    client, edition, mo, public, priya, django_assert_num_queries, count, now
):
    CannedReply.objects.create(name="Thanks", body="Thank you for writing.")
    for number in range(count):
        writer = factories.member(f"Writer {number}")
        made = factories.comment(edition, by=writer, body=f"Number {number}.", parent=public, held=True)
        answer(decide(made, "rejected", by=mo, at=now - timedelta(hours=1), reason="spam"))
        report(made, by=priya)
    at(client, mo).get(DESK)

    with django_assert_num_queries(16):
        page = client.get(DESK)

    assert len(page.context["cards"]) == count


def test_ten_are_shown_at_a_time(client, edition, mo, priya):
    for number in range(12):
        factories.comment(edition, by=priya, body=f"Number {number}.", held=True)

    first, second = at(client, mo).get(DESK), client.get(DESK, {"page": 2})

    assert [len(page.context["cards"]) for page in (first, second)] == [10, 2]
    assert first.context["title"] == second.context["title"] == "12 comments to read"


@pytest.mark.parametrize(
    "query", [{"page": "x"}, {"page": "0"}, {"page": "9" * 40}, {"page": "\0"}, {"next": "9" * 40}, {"show": "\0"}]
)
def test_an_address_that_makes_no_sense_is_no_error_of_ours(client, mo, held, query):
    assert at(client, mo).get(DESK, query).status_code in (200, 404)


def test_what_members_typed_is_never_run(client, edition, mo, mallory, now):
    evil = "<script>alert(1)</script>"
    made = factories.comment(edition, by=mallory, body=evil, held=True)
    edit_comment(comment_id=made.pk, by=mallory, body=f"{evil} again", at=timezone.now())
    report(made, by=factories.member("Eve"), note=evil)

    assert evil not in at(client, mo).get(DESK).content.decode()


# --- Clinicians -------------------------------------------------------------------------------------------------------


def test_a_clinician_sees_red_flags_and_what_was_passed_on_and_nothing_else(client, edition, amara, mo, held, urgent):
    other = factories.comment(edition, by=factories.member("Eve"), body="Something else.", held=True)
    escalate(comment_id=held.pk, by=mo, at=timezone.now(), note="Is this so?")

    page = at(client, amara).get(DESK)

    assert {card.comment.pk for card in page.context["cards"]} == {held.pk, urgent.pk}
    assert "Passed to a clinician by Mo" in text_of(page)
    assert "“Is this so?”" in text_of(page)
    assert client.get(f"{DESK}{urgent.pk}/change/").status_code == 200
    assert client.get(f"{DESK}{other.pk}/change/").status_code == 403
    assert client.get(f"{DESK}all/").status_code == 403


def test_a_clinician_answers_what_was_passed_on(press, amara, mo, held):
    escalate(comment_id=held.pk, by=mo, at=timezone.now())

    response = press(held, "answer", by=amara)

    assert response.url == f"/comments/{held.pk}/reply/"
    assert Comment.objects.get(pk=held.pk).is_public


def test_a_clinician_decides_on_nothing_else(client, amara, held):
    response = at(client, amara).post(f"{DESK}{held.pk}/change/", {"act": "approved", "seen": "held"})

    assert response.status_code == 403
    assert not Comment.objects.get(pk=held.pk).is_public


def test_the_case_of_a_comment_tells_what_was_decided(client, mo, grace, public):
    decide(public, "removed", by=grace, reason="abusive", note="Please be kind.")

    page = text_of(at(client, mo).get(f"{DESK}{public.pk}/change/"))

    assert "Removed , because it insults or threatens somebody. Grace," in page
    assert "“Please be kind.”" in page


def test_a_comment_that_is_not_there_is_not_found(client, mo):
    assert at(client, mo).get(f"{DESK}999/change/").status_code == 404
    assert client.get(f"{DESK}{'9' * 40}/change/").status_code == 404


def test_a_card_of_somebody_else_is_named(client, mo, grace, held, now):
    Comment.objects.update(claimed_by=grace, claimed_until=now + timedelta(minutes=5))

    card = card_of(at(client, mo).get(DESK), held)

    assert card.held_by.startswith("Grace is reading this one until ")
    assert not card.can_be_decided
