"""What a writer sees of their own comments that nobody else can see, and what they are told."""

from datetime import timedelta

import pytest

from blog.clinic.models import Clinic
from blog.comments import listing
from blog.comments.models import Appeal, Comment
from blog.comments.moderate import decide_on
from blog.comments.reports import report_comment
from tests import factories
from tests.comments.conftest import PAGE, URL


@pytest.fixture(autouse=True)
def article(edition, clinic):
    return edition


@pytest.fixture
def form(client, priya):
    client.force_login(priya)
    return client


def reject(comment, mo, now, act="rejected", **how):
    comment.refresh_from_db()
    how = {"reason": "another_person", "note": "Leave her name out."} | how
    return decide_on(comment_id=comment.pk, act=act, by=mo, at=now, seen=comment.state, **how)


def test_somebody_new_lands_on_their_held_comment_with_every_reason(form, client, text_of):
    response = form.post(URL, {"body": "See https://www.nhs.uk/ for more."})

    comment = Comment.objects.get()
    page = text_of(form.get(PAGE))
    assert response["Location"] == f"{PAGE}#comment-{comment.pk}"
    assert "Thank you. We have your comment, and usually read it within one working day." in page
    assert f'<article class="comment held" id="comment-{comment.pk}"' in page
    assert "Only you can see this." in page
    assert "We read the first comments from everyone before they appear." in page
    assert "It holds a link, and we read those first until we know you." in page
    assert "You can change it until" in page
    assert f"/comments/{comment.pk}/edit/" in page
    assert f"/comments/{comment.pk}/delete/" in page


@pytest.mark.parametrize("who", ["visitor", "sam", "mo"])
def test_nobody_else_finds_it_on_the_page(client, edition, priya, sam, mo, who, text_of):
    factories.comment(edition, by=priya, body="Not read yet.", held=True)
    if who != "visitor":
        client.force_login({"sam": sam, "mo": mo}[who])

    assert "Not read yet." not in text_of(client.get(PAGE))
    assert "Not read yet." not in text_of(client.get(URL))
    assert "Not read yet." not in text_of(client.get(URL + "feed/"))


def test_it_stands_in_its_own_place(form, edition, priya, sam, text_of):
    first = factories.comment(edition, by=sam, body="Number one")
    factories.comment(edition, by=priya, body="Number two", parent=first, held=True)
    factories.comment(edition, by=sam, body="Number three")

    page = text_of(form.get(PAGE))

    assert page.index("Number one") < page.index("Number two") < page.index("Number three")


def test_it_stands_on_one_page_alone_and_its_link_leads_there(form, edition, priya, sam, monkeypatch, text_of):
    monkeypatch.setattr(listing, "PAGE_SIZE", 2)
    for _ in range(2):
        factories.comment(edition, by=sam)
    held = factories.comment(edition, by=priya, body="Between the pages", held=True)
    for _ in range(2):
        factories.comment(edition, by=sam)
    last = factories.comment(edition, by=priya, body="After the last", held=True)

    texts = [text_of(form.get(f"{URL}?page={page}")) for page in (1, 2)]

    assert ["Between the pages" in text for text in texts] == [True, False]
    assert ["After the last" in text for text in texts] == [False, True]
    assert form.get(f"/comments/{held.pk}/")["Location"] == f"{PAGE}#comment-{held.pk}"
    assert form.get(f"/comments/{last.pk}/")["Location"] == f"{URL}?page=2#comment-{last.pk}"


def test_a_rejected_comment_says_why_and_what_can_be_done(form, edition, priya, mo, now, text_of):
    comment = factories.comment(edition, by=priya, held=True)
    Comment.objects.filter(pk=comment.pk).update(published_at=None)
    reject(comment, mo, now)

    page = text_of(form.get(PAGE))

    assert "We did not publish your comment because it names another person." in page
    assert "Leave her name out." in page
    assert "Change it and send it again" in page
    assert "Tell us why you think this is wrong" in page


def test_a_removed_comment_cannot_be_changed_but_answered(form, edition, priya, sam, mo, now, text_of):
    comment = factories.comment(edition, by=priya, body="My words")
    factories.comment(edition, by=sam, parent=comment)
    reject(comment, mo, now, act="removed")

    page = text_of(form.get(PAGE))

    assert "We removed your comment because it names another person." in page
    assert page.count(f'id="comment-{comment.pk}"') == 1
    assert "My words" in page
    assert "Change it" not in page
    assert "Tell us why you think this is wrong" in page
    assert form.get(f"/comments/{comment.pk}/edit/").status_code == 403


def test_a_comment_hidden_by_reports_is_still_there_for_its_writer(form, edition, priya, now, text_of):
    comment = factories.comment(edition, by=priya, body="My words")
    for name in ("One", "Two", "Three"):
        report_comment(comment_id=comment.pk, by=factories.member(name), reason="spam", at=now)

    page = text_of(form.get(PAGE))

    assert "My words" in page
    assert "Readers reported it, and it stays out of sight until somebody at the clinic has looked." in page


def test_words_that_may_mean_danger_bring_help_first(form, text_of):
    response = form.post(URL, {"body": "After my filler I cannot see out of one eye."})

    comment = Comment.objects.get()
    page = text_of(form.get(response["Location"]))
    place = page[page.index(f'id="comment-{comment.pk}"') :]
    assert comment.is_urgent
    assert place.index("This may need help today.") < place.index("cannot see out of one eye")
    for help in ('href="tel:999"', 'href="tel:111"', "01632 960114", "https://yellowcard.mhra.gov.uk/"):
        assert help in place
    assert "We have also told a clinician." in place
    assert "116 123" not in place
    assert "Thank you. We have your comment" not in page


def test_somebody_who_may_end_their_life_is_given_the_samaritans(form, text_of):
    form.post(URL, {"body": "I want to kill myself because of my skin."})

    assert "Samaritans, 116 123" in text_of(form.get(PAGE))


def test_words_that_may_mean_danger_go_on_waiting_when_they_are_changed(form, mo, now, text_of):
    Clinic.objects.update(comments_hold_first=0)
    form.post(URL, {"body": "I want to kill myself because of my skin."})
    comment = Comment.objects.get()

    form.post(f"/comments/{comment.pk}/edit/", {"body": "Never mind me, it was a long day."})

    comment.refresh_from_db()
    assert (comment.state, comment.is_urgent) == ("held", True)
    assert [reason["code"] for reason in comment.reasons] == ["red-flag-life"]
    assert "Samaritans, 116 123" in text_of(form.get(PAGE))

    decide_on(comment_id=comment.pk, act="approved", by=mo, at=now, seen="held")
    form.post(f"/comments/{comment.pk}/edit/", {"body": "Never mind me, it was a very long day."})

    comment.refresh_from_db()
    assert (comment.state, comment.is_urgent, comment.reasons) == ("published", False, [])


class TestAnsweringADecision:
    @pytest.fixture
    def rejected(self, edition, priya, mo, now):
        comment = factories.comment(edition, by=priya, held=True)
        Comment.objects.filter(pk=comment.pk).update(published_at=None)
        reject(comment, mo, now)
        return f"/comments/{comment.pk}/answer/"

    def test_its_writer_answers_once_and_it_waits_again(self, form, rejected, mo, text_of):
        assert "because it names another person" in text_of(form.get(rejected))

        response = form.post(rejected, {"body": "It is my own name."})

        comment = Comment.objects.get()
        assert response.status_code == 302
        assert Appeal.objects.get().body == "It is my own name."
        assert comment.is_appealed
        assert list(Comment.objects.waiting()) == [comment]
        assert not comment.is_public

    def test_not_a_second_time(self, form, rejected, text_of):
        form.post(rejected, {"body": "It is my own name."})

        response = form.post(rejected, {"body": "Again."})

        assert response.status_code == 403
        assert "You have answered this already." in text_of(response)
        assert Appeal.objects.count() == 1
        assert "Tell us why you think this is wrong" not in text_of(form.get(PAGE))

    def test_nor_after_we_have_looked_at_it_again(self, form, rejected, mo, now, text_of):
        form.post(rejected, {"body": "It is my own name."})
        reject(Comment.objects.get(), mo, now)

        response = form.post(rejected, {"body": "Again."})

        assert response.status_code == 403
        assert "You have answered already, and we have looked at it again." in text_of(response)
        assert Appeal.objects.count() == 1
        assert "Tell us why you think this is wrong" not in text_of(form.get(PAGE))

    def test_other_words_are_another_matter(self, form, rejected, mo, now, text_of):
        form.post(rejected, {"body": "It is my own name."})
        form.post(rejected.replace("answer", "edit"), {"body": "Without any name in it."})
        reject(Comment.objects.get(), mo, now)
        assert "Tell us why you think this is wrong" in text_of(form.get(PAGE))

        response = form.post(rejected, {"body": "There is none in it now."})

        assert response.status_code == 302
        assert Appeal.objects.count() == 2

    @pytest.mark.parametrize("body", ["", "  ", "x" * 1001, "a\0b", "\u200b", "a\ufffeb"])
    def test_a_text_that_cannot_be_kept_comes_back(self, form, rejected, body):
        assert form.post(rejected, {"body": body}).status_code == 422
        assert Appeal.objects.count() == 0

    def test_nobody_else_can(self, client, rejected, sam, mo):
        for who, status in ((sam, 404), (mo, 403)):
            client.force_login(who)
            assert client.post(rejected, {"body": "It is not."}).status_code == status

        assert Appeal.objects.count() == 0

    def test_a_comment_that_waits_or_is_public_has_nothing_to_answer(self, form, edition, priya):
        for held in (True, False):
            comment = factories.comment(edition, by=priya, held=held)
            assert form.get(f"/comments/{comment.pk}/answer/").status_code == 403

    def test_one_that_was_sent_again_has_nothing_to_answer_either(self, form, rejected, text_of):
        form.post(rejected.replace("answer", "edit"), {"body": "Without any name in it."})

        assert Comment.objects.get().state == "held"
        assert form.post(rejected, {"body": "It is my own name."}).status_code == 403


def test_a_second_look_after_the_time_has_passed_offers_no_change(form, edition, priya, now, text_of):
    factories.comment(edition, by=priya, held=True, at=now - timedelta(minutes=16))

    page = text_of(form.get(PAGE))

    assert "Only you can see this." in page
    assert "You can change it until" not in page
    assert "/edit/" not in page
