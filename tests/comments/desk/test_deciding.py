"""Decisions at the desk: each with its reason, never two on one comment, and undone within two minutes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from blog import rules
from blog.comments import moderate
from blog.comments.actions import delete_comment, edit_comment
from blog.comments.models import Appeal, Comment, Decision, Report
from blog.outbox.models import Message
from tests import factories
from tests.comments.desk.conftest import DESK, acts, answer, decide, report, state
from tests.posts.conftest import at, text_of


def errors_of(response):
    card = response.context["card"]
    return {name: list(errors) for name, errors in card.decision_form.errors.items()}


def test_a_comment_is_published_and_the_next_card_follows(client, press, edition, mo, held, sam):
    following = factories.comment(edition, by=sam, body="Next.", held=True)

    response = press(held, "approved", by=mo, next=following.pk)

    assert response.url == f"/admin/blog/comment/?next={following.pk}#done"
    assert state(held) == "published"
    page = client.get(response.url)
    assert "Published the comment by Priya. Undo" in text_of(page)
    assert [card.comment.pk for card in page.context["cards"]] == [following.pk]


def test_a_comment_is_rejected_for_a_reason_of_the_list(press, mo, held):
    press(held, "rejected", by=mo, reason="off_topic", note="Please ask us  by mail.")

    decision = Decision.objects.get()
    assert (state(held), decision.reason, decision.note) == ("rejected", "off_topic", "Please ask us by mail.")
    assert decision.by == mo


def test_a_rejection_without_a_reason_is_asked_for_one_and_keeps_the_note(press, mo, held):
    response = press(held, "rejected", by=mo, note="Please ask us by mail.")

    assert response.status_code == 422
    assert errors_of(response) == {"reason": [moderate.NEEDS_A_REASON]}
    assert "Please ask us by mail." in text_of(response)
    assert (state(held), acts(held)) == ("held", [])


@pytest.mark.parametrize("reason", ["negative", "negative_opinion", "critical", "\0", "x" * 5000])
def test_that_somebody_thinks_little_of_the_clinic_is_no_reason(press, mo, held, reason):
    response = press(held, "rejected", by=mo, reason=reason)

    assert response.status_code == 422
    assert state(held) == "held"
    assert not [word for word in Decision.Reason.values if "negative" in word or "critical" in word]


@pytest.mark.parametrize(
    "typed",
    [{"act": "hidden"}, {"act": ""}, {"seen": "nothing"}, {"seen": ""}, {"version": "x" * 99}, {"note": "\0"},
     {"note": "x" * 501}],
)  # fmt: skip
def test_a_form_that_is_not_whole_does_nothing(client, mo, held, typed):
    response = at(client, mo).post(f"{DESK}{held.pk}/change/", {"act": "approved", "seen": "held"} | typed)

    assert response.status_code == 422
    assert (state(held), acts(held)) == ("held", [])


def test_what_readers_saw_is_removed_and_not_rejected(press, mo, priya, public):
    report(public, by=priya)

    refused = press(public, "rejected", by=mo, reason="abusive")
    press(public, "removed", by=mo, reason="abusive")

    assert refused.status_code == 409
    assert (state(public), acts(public)) == ("removed", ["removed"])


def test_a_reported_comment_can_be_left_on_the_page(press, mo, priya, public):
    report(public, by=priya)

    press(public, "kept", by=mo)

    assert (state(public), acts(public)) == ("published", ["kept"])
    assert Report.objects.get().outcome == "kept"
    assert not Comment.objects.waiting().exists()


def test_whoever_is_second_is_told_who_was_first_and_sees_the_card_as_it_stands(client, shown, press, mo, grace, held):
    fields = shown(held, by=mo)
    decide(held, "approved", by=grace)

    response = press(held, "rejected", by=mo, fields=fields, reason="spam")

    assert response.status_code == 409
    assert "Grace was quicker: published. Nothing of yours was lost or done twice." in text_of(response)
    assert (state(held), acts(held)) == ("published", ["approved"])


def test_two_who_leave_a_reported_comment_on_the_page_are_not_two_decisions(shown, press, mo, grace, priya, public):
    report(public, by=priya)
    fields = shown(public, by=mo)
    decide(public, "kept", by=grace)

    response = press(public, "kept", by=mo, fields=fields)

    assert response.status_code == 409
    assert acts(public) == ["kept"]


def test_words_that_were_changed_meanwhile_are_read_again_first(shown, press, mo, priya, held):
    fields = shown(held, by=mo)
    edit_comment(comment_id=held.pk, by=priya, body="Buy at mine.", at=timezone.now())

    response = press(held, "approved", by=mo, fields=fields)

    assert response.status_code == 409
    assert "Its writer has changed the words since you read them." in text_of(response)
    assert "Buy at mine." in text_of(response)
    assert state(held) == "held"


def test_what_its_writer_has_deleted_is_not_decided_on(shown, press, mo, priya, held):
    fields = shown(held, by=mo)
    delete_comment(comment_id=held.pk, by=priya, at=timezone.now())

    assert press(held, "approved", by=mo, fields=fields).status_code == 409
    assert state(held) == "deleted"


@pytest.mark.parametrize("who", ["ben", "priya", "amara"])
def test_nobody_else_decides(client, request, held, who):
    response = at(client, request.getfixturevalue(who)).post(
        f"{DESK}{held.pk}/change/", {"act": "approved", "seen": "held"}
    )

    assert response.status_code in (302, 403)
    assert (state(held), acts(held)) == ("held", [])


def test_looking_decides_nothing(client, mo, held):
    at(client, mo)
    for page in ("take/", "undo/", f"{held.pk}/pass-on/", f"{held.pk}/take/"):
        assert client.get(f"{DESK}{page}").status_code == 405

    assert (state(held), acts(held)) == ("held", [])


def test_publishing_to_answer_leads_to_the_form(press, mo, held):
    assert press(held, "answer", by=mo).url == f"/comments/{held.pk}/reply/"
    assert state(held) == "published"


# --- Undo -------------------------------------------------------------------------------------------------------------


def undo(client):
    done = client.get(DESK).context["done"]
    return client.post(f"{DESK}undo/", {"decision": done["decisions"][0].pk}, follow=True)


def test_a_decision_can_be_undone_and_then_nobody_gets_mail_about_it(client, press, mo, held):
    press(held, "approved", by=mo)

    page = undo(client)

    assert "Undone: it waits again." in text_of(page)
    assert (state(held), acts(held)) == ("held", ["approved", "undone"])
    assert Comment.objects.get().published_at is None
    assert not Message.objects.filter(key__startswith="decision-").exists()


def test_undo_brings_back_all_that_the_decision_closed(client, press, mo, amara, grace, priya, sam, public, now):
    answer(decide(public, "removed", by=grace, reason="abusive"))
    report(public, by=priya)
    moderate.escalate(comment_id=public.pk, by=grace, at=now)
    press(public, "approved", by=mo)
    assert not Comment.objects.waiting().exists()

    undo(client)

    comment = Comment.objects.get()
    assert (comment.state, comment.has_open_reports, comment.is_appealed) == ("removed", True, True)
    assert comment.escalated_at == now
    assert comment.published_at == public.published_at
    assert Appeal.objects.get().answered_at is None


def test_a_red_flag_is_one_again_after_undo(client, press, mo, urgent):
    press(urgent, "approved", by=mo)
    assert not Comment.objects.get().is_urgent

    undo(client)

    assert Comment.objects.get().is_urgent


def test_a_hidden_comment_was_seen_before_however_often_one_changes_one_s_mind(client, press, mo, public):
    Comment.objects.update(state="hidden")
    press(public, "approved", by=mo)

    undo(client)

    assert Comment.objects.get().published_at == public.published_at


def test_after_two_minutes_a_decision_stands(client, mo, held):
    decision = decide(held, "approved", by=mo, at=timezone.now() - timedelta(minutes=2))

    page = at(client, mo).post(f"{DESK}undo/", {"decision": decision.pk}, follow=True)

    assert "This can no longer be undone" in text_of(page)
    assert (state(held), acts(held)) == ("published", ["approved"])
    with pytest.raises(rules.Refused, match="more than two minutes"):
        moderate.undo(decision_id=decision.pk, by=mo, at=timezone.now())


def test_nobody_undoes_what_another_decided(client, mo, grace, held):
    decision = decide(held, "approved", by=grace)

    at(client, mo).post(f"{DESK}undo/", {"decision": decision.pk})

    assert acts(held) == ["approved"]
    with pytest.raises(rules.Refused, match="Only whoever decided"):
        moderate.undo(decision_id=decision.pk, by=mo, at=timezone.now())


@pytest.mark.parametrize("sent", [{}, {"decision": "x"}, {"decision": "9" * 40}, {"decision": "999"}])
def test_undoing_nothing_is_a_sentence(client, press, mo, held, sent):
    press(held, "approved", by=mo)

    page = client.post(f"{DESK}undo/", sent, follow=True)

    assert "This can no longer be undone" in text_of(page)
    assert acts(held) == ["approved"]


# --- Passing on -------------------------------------------------------------------------------------------------------


def test_a_comment_is_passed_to_the_clinicians(client, mo, amara, held):
    response = at(client, mo).post(f"{DESK}{held.pk}/pass-on/", {"note": "Is this so?"}, follow=True)

    assert "Passed on." in text_of(response)
    assert (state(held), acts(held)) == ("held", ["escalated"])
    assert Message.objects.filter(to=amara.email, key__startswith="alert-").count() == 1
    assert "Passed to you: the comment by Priya" in text_of(at(client, amara).get("/admin/"))


def test_a_note_that_is_too_long_is_kept(client, mo, held):
    response = at(client, mo).post(f"{DESK}{held.pk}/pass-on/", {"note": "x" * 501})

    assert response.status_code == 422
    assert "x" * 501 in text_of(response)
    assert acts(held) == []


def test_a_clinician_passes_nothing_on(client, amara, urgent):
    assert at(client, amara).post(f"{DESK}{urgent.pk}/pass-on/", {"note": "Mine."}).status_code == 403
    assert acts(urgent) == []


# --- Several at once --------------------------------------------------------------------------------------------------


def choice(page, comment):
    card = next(card for card in page.context["cards"] if card.comment.pk == comment.pk)
    return f"{comment.pk}:{card.comment.state}:{card.version}"


@pytest.fixture
def three(edition, priya, sam, mallory):
    return [factories.comment(edition, by=writer, body=f"By {writer}.", held=True) for writer in (priya, sam, mallory)]


def test_several_are_published_and_undone_together(client, mo, three):
    page = at(client, mo).get(DESK)

    client.post(DESK, {"chosen": [choice(page, one) for one in three], "act": "yes"})
    assert [state(one) for one in three] == ["published"] * 3
    assert "Published 3 comments." in text_of(client.get(DESK))
    page = undo(client)

    assert "Undone: 3 comments wait again." in text_of(page)
    assert [state(one) for one in three] == ["held"] * 3


def test_those_that_changed_meanwhile_are_named_and_the_others_go(client, mo, grace, three):
    page = at(client, mo).get(DESK)
    chosen = [choice(page, one) for one in three]
    decide(three[1], "approved", by=grace)

    page = client.post(DESK, {"chosen": chosen, "act": "no", "reason": "spam"}, follow=True)

    assert [state(one) for one in three] == ["rejected", "published", "rejected"]
    assert "Not done for Sam’s comment. Grace was quicker: published." in text_of(page)


def test_several_are_not_rejected_without_a_reason_and_stay_chosen(client, mo, three):
    page = at(client, mo).get(DESK)

    page = client.post(DESK, {"chosen": [choice(page, three[0])], "act": "no"})

    assert page.status_code == 422
    assert str(moderate.NEEDS_A_REASON) in text_of(page)
    assert [card.is_ticked for card in page.context["cards"]] == [True, False, False]
    assert [state(one) for one in three] == ["held"] * 3


@pytest.mark.parametrize("chosen", [[], ["x"], ["9" * 40 + ":held:0-0"], ["\0:held:0"], ["1:2"], ["²:held:0-0"]])
def test_choosing_nothing_that_is_there_does_nothing(client, mo, three, chosen):
    response = at(client, mo).post(DESK, {"chosen": chosen, "act": "yes"})

    assert response.status_code == 422
    assert [state(one) for one in three] == ["held"] * 3


def test_a_red_flag_is_never_one_of_several(client, mo, urgent):
    page = at(client, mo).get(DESK)

    page = client.post(DESK, {"chosen": [choice(page, urgent)], "act": "yes"}, follow=True)

    assert "this one is decided on by itself" in text_of(page)
    assert state(urgent) == "held"


# --- The record -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_itself_keeps_every_decision(mo, held, change):
    decide(held, "rejected", by=mo, reason="spam")
    rows = Decision.objects.all()

    with pytest.raises(IntegrityError, match="only ever added"), transaction.atomic():
        rows.update(note="Never said.") if change == "update" else rows._raw_delete("default")

    assert list(Decision.objects.values_list("note", flat=True)) == [""]
