"""/admin/: every clock that concerns somebody, a link to the screen where it is dealt with, and nobody else's."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from blog.clinic.models import Practitioner
from blog.editions import actions
from blog.editions.models import Edition
from blog.images.actions import withdraw_consent
from blog.posts.models import Override, Post, ReviewRequest
from blog.posts.rereading import reread
from tests import factories
from tests.images import files
from tests.posts.conftest import at, text_of

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def open_clinic(clinic):
    return clinic


@pytest.fixture
def lines(client):
    """Opens the front page for somebody, and gives each clock's words and its address."""

    def lines(user):
        page = at(client, user).get("/admin/")
        return [(f"{clock.what} {clock.about}", clock.url) for clock in page.context["clocks"]]

    return lines


def ask(post, *, by, of, at, **fields):
    expires_at = at + ReviewRequest.HOLDS_FOR
    return ReviewRequest.objects.create(
        post=post, digest=post.digest, asked_by=by, asked_of=of, asked_at=at, expires_at=expires_at, **fields
    )


# --- Signatures -------------------------------------------------------------------------------------------------------


def test_a_request_waits_for_the_clinician_who_was_asked(lines, post, ben, amara, joan, grace, mo, now):
    ask(post, by=ben, of=amara, at=now)

    assert lines(amara) == [(f"To be signed: {post.title}", f"/admin/blog/post/{post.pk}/sign/")]
    for other in (joan, ben, grace, mo):
        assert lines(other) == []


def test_a_request_that_was_answered_or_is_too_old_waits_no_more(lines, post, ben, amara, now):
    ask(post, by=ben, of=amara, at=now - 7 * DAY)

    assert lines(amara) == []


def test_what_nobody_answered_in_a_week_comes_back(lines, post, ben, amara, now):
    ask(post, by=ben, of=amara, at=now - 7 * DAY)

    assert lines(ben) == [(f"Not answered: {post.title}", f"/admin/blog/post/{post.pk}/change/")]


def test_a_request_to_somebody_who_cannot_sign_any_more_goes_to_the_managers(lines, post, ben, amara, grace, now):
    ask(post, by=ben, of=amara, at=now)
    amara.groups.clear()

    assert lines(grace) == [(f"Nobody to sign: {post.title}", f"/admin/blog/post/{post.pk}/change/")]
    assert lines(ben) == []


@pytest.fixture
def returned(post, ben, amara, now):
    return ask(
        post, by=ben, of=amara, at=now - 2 * DAY, answer="changes", answered_at=now - DAY, answer_note="Say where."
    )


def test_changes_wanted_come_back_to_whoever_asked(lines, returned, post, ben, amara, grace):
    assert lines(ben) == [(f"Changes wanted: {post.title}", f"/admin/blog/post/{post.pk}/change/")]
    assert lines(amara) == []
    assert lines(grace) == []


def test_they_say_what_is_wanted(client, returned, ben):
    assert "Dr Amara Okafor: Say where." in text_of(at(client, ben).get("/admin/"))


def test_when_whoever_asked_has_left_a_manager_sees_them(lines, returned, post, ben, grace):
    type(ben).objects.filter(pk=ben.pk).update(is_active=False)

    assert lines(grace) == [(f"Changes wanted: {post.title}", f"/admin/blog/post/{post.pk}/change/")]


def test_a_newer_request_ends_it(lines, returned, post, ben, amara, now):
    ask(post, by=ben, of=amara, at=now)

    assert lines(ben) == []


def test_a_signature_ends_it(lines, returned, post, ben, joan, now):
    factories.signed(post, by=joan, at=now)

    assert lines(ben) == []


def test_a_signature_that_is_owed_waits_for_every_other_clinician(lines, post, amara, joan, grace, ben, now):
    sign_in_an_emergency(post, amara, at=now)

    assert lines(joan) == [(f"Signature owed: {post.title}", f"/admin/blog/post/{post.pk}/sign/")]
    assert lines(grace) == [(f"Signature owed: {post.title}", f"/admin/blog/post/{post.pk}/change/")]
    assert lines(amara) == []
    assert lines(ben) == []


def sign_in_an_emergency(post, clinician, *, at):
    """This will put a live edition there that its own writer signed, as an emergency does."""
    edition = factories.posts.edition_from(post, at=at)
    edition.is_emergency, edition.live_from, edition.signed_at = True, at, at
    actions.print_signature(edition, clinician, clinician.practitioner)
    edition.is_self_signed = True
    edition.first_published_at = edition.last_reviewed_at = at
    actions.derive(edition)
    edition.save(force_insert=True)
    return edition


# --- The guard --------------------------------------------------------------------------------------------------------


@pytest.fixture
def found(topic, ben, amara, now):
    """A live article in which the guard found two things."""
    words = {"interests": "Places are limited.", "social_title": "Book today: places are limited"}
    edition = factories.signed(factories.post(topic=topic, writer=ben, title="Sunscreen", **words), by=amara)
    reread(at=now)
    return edition


def test_what_the_guard_found_is_one_line_for_each_article(lines, found, ben, amara, grace, mo):
    expected = [("To look at again: Sunscreen", f"/admin/blog/post/{found.post_id}/change/")]

    assert [lines(who) for who in (ben, amara, grace, mo)] == [expected, expected, expected, []]


def test_it_says_where_what_and_why(client, found, ben):
    assert "“Places are limited”" in text_of(at(client, ben).get("/admin/"))


def test_what_two_people_let_stand_is_no_line(lines, found, ben, amara, grace, now):
    for finding in found.guard_reading.findings.all():
        Override.objects.create(
            post=found.post, rule=finding.rule, field=finding.field, text_digest=finding.text_digest, reason="A quote.",
            matched=finding.matched, clinician=amara, manager=grace, asked_at=now, agreed_at=now,
        )  # fmt: skip

    assert lines(ben) == []


# --- Reviews and plans ------------------------------------------------------------------------------------------------


@pytest.fixture
def sign_to_be_read(topic, ben, amara, now):
    """Signs an article that is to be read again in some days from now."""

    def sign(days, *, title="Sunscreen", by=amara):
        post = factories.post(topic=topic, writer=ben, title=title)
        return factories.signed(post, by=by, at=now - (91 - days) * DAY, review_in_days=91)

    return sign


def test_a_review_is_due_for_the_clinician_who_signed(lines, sign_to_be_read, amara, joan, ben, grace):
    edition = sign_to_be_read(20)

    assert lines(amara) == [("Review due: Sunscreen", f"/admin/blog/post/{edition.post_id}/sign/")]
    for other in (joan, ben, grace):
        assert lines(other) == []


def test_a_review_in_forty_days_is_nobodys_business_yet(lines, sign_to_be_read, amara):
    sign_to_be_read(40)

    assert lines(amara) == []


def test_an_overdue_review_is_the_managers_business_too(lines, sign_to_be_read, amara, ben, grace):
    edition = sign_to_be_read(-2)

    assert lines(amara) == [("Review overdue: Sunscreen", f"/admin/blog/post/{edition.post_id}/sign/")]
    assert lines(grace) == [("Review overdue: Sunscreen", f"/admin/blog/post/{edition.post_id}/change/")]
    assert lines(ben) == []


def test_a_review_that_is_nobodys_goes_to_the_managers_before_its_day(lines, sign_to_be_read, amara, grace):
    sign_to_be_read(20)
    amara.groups.clear()

    assert [what for what, _ in lines(grace)] == ["Review due: Sunscreen"]


def test_a_withdrawn_page_that_stays_is_no_line(lines, sign_to_be_read, amara, ben):
    edition = sign_to_be_read(-2)
    actions.withdraw(edition_id=edition.pk, by=ben, at=timezone.now(), reason="It changed.", outcome="kept")

    assert lines(amara) == []


def test_what_is_planned_is_for_editors_and_managers(lines, post, ben, amara, grace, mo, now):
    factories.signed(post, by=amara, at=now, live_from=now + 3 * DAY)
    expected = [(f"Goes live: {post.title}", f"/admin/blog/post/{post.pk}/change/")]

    assert [lines(who) for who in (ben, grace, amara, mo)] == [expected, expected, [], []]


def test_what_comes_down_soon_is_planned_too(lines, post, ben, amara, now):
    factories.signed(post, by=amara, at=now, live_until=now + 3 * DAY)

    assert [what for what, _ in lines(ben)] == [f"Comes down: {post.title}"]


def test_what_a_newer_edition_follows_does_not_come_down(lines, edition, ben, joan, now):
    factories.signed(edition.post, by=joan, at=now, live_from=now + 3 * DAY)

    assert [what for what, _ in lines(ben)] == [f"Goes live: {edition.title}"]


# --- The practice -----------------------------------------------------------------------------------------------------


@pytest.fixture
def portrait(add, post, amara):
    """A picture of somebody, in a live article."""
    picture = add(files.jpeg(), name="face.jpg", shows_person=True)
    Post.objects.filter(pk=post.pk).update(body=f'<p>Look.</p><figure><img data-image-id="{picture.pk}"></figure>')
    return picture


def publish(post, by):
    return factories.signed(post, by=by)


def test_a_consent_that_ends_is_for_those_who_keep_consents(
    lines, client, portrait, post, consent, amara, ben, grace, now
):
    consent(portrait, expires_on=timezone.localdate(now) + 6 * DAY)
    publish(post, amara)
    expected = [("Consent ends: face.jpg", f"/admin/blog/image/{portrait.pk}/change/#consents")]

    assert [lines(who) for who in (amara, grace, ben)] == [expected, expected, []]
    page = text_of(at(client, grace).get("/admin/"))
    assert "6 days left" in page
    assert f"In {post.title}." in page


def test_a_consent_that_ends_in_three_months_is_no_line(lines, portrait, consent, grace, now):
    consent(portrait, expires_on=timezone.localdate(now) + 61 * DAY)

    assert lines(grace) == []


def test_a_consent_that_was_renewed_is_no_line(lines, portrait, consent, grace, now):
    consent(portrait, expires_on=timezone.localdate(now) + 6 * DAY)
    consent(portrait)

    assert lines(grace) == []


def test_a_renewal_by_somebody_else_is_no_renewal(lines, portrait, consent, grace, now):
    consent(portrait, expires_on=timezone.localdate(now) + 6 * DAY)
    consent(portrait, reference="Patient 2048")

    assert [what for what, _ in lines(grace)] == ["Consent ends: face.jpg"]


def test_a_consent_that_ended_while_a_page_uses_the_picture(lines, portrait, post, consent, amara, grace, now):
    given = consent(portrait)
    publish(post, amara)
    withdraw_consent(consent=given, by=amara, at=now, reason="They asked.")

    assert [what for what, _ in lines(grace)] == ["Consent ended: face.jpg"]


def test_so_it_is_when_it_ran_out(lines, portrait, post, consent, amara, grace, now):
    given = consent(portrait)
    publish(post, amara)
    yesterday = timezone.localdate(now) - DAY
    type(given).objects.filter(pk=given.pk).update(signed_on=yesterday, expires_on=yesterday)
    consent(portrait, reference="Patient 2048", expires_on=timezone.localdate(now) + 300 * DAY)

    assert [what for what, _ in lines(grace)] == ["Consent ended: face.jpg"]


def test_a_consent_that_ended_where_no_page_uses_the_picture_is_no_line(lines, portrait, consent, amara, grace, now):
    withdraw_consent(consent=consent(portrait), by=amara, at=now, reason="They asked.")

    assert lines(grace) == []


def test_a_register_check_is_the_managers(lines, edition, amara, grace, now):
    check_was(amara, timezone.localdate(now) - 350 * DAY)
    expected = [("Register check: Dr Amara Okafor, GMC", f"/admin/blog/practitioner/{amara.practitioner.pk}/change/")]

    assert (lines(grace), lines(amara)) == (expected, [])


def test_a_check_that_holds_is_no_line(lines, edition, amara, grace, now):
    check_was(amara, timezone.localdate(now) - 300 * DAY)

    assert lines(grace) == []


def test_nobody_checks_somebody_without_a_live_article(lines, amara, grace, now):
    check_was(amara, timezone.localdate(now) - 350 * DAY)

    assert lines(grace) == []


def check_was(user, day):
    Practitioner.objects.filter(user=user).update(checked_on=day)


def test_mail_that_could_not_be_sent_is_one_line_for_managers(lines, client, grace, ben):
    for key in ("one", "two"):
        factories.mail_not_sent(key)

    assert lines(grace) == [("Mail not sent: Please sign: After filler", "/admin/blog/message/")]
    assert lines(ben) == []
    assert "There are 2 such mails." in text_of(at(client, grace).get("/admin/"))


# --- The page ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["ben", "amara", "mo", "grace"])
def test_empty_says_so_kindly(request, client, edition, who):
    page = at(client, request.getfixturevalue(who)).get("/admin/")

    assert "Nothing waits for you today." in text_of(page)
    assert page.context["title"] == f"{timezone.localtime():%A} {timezone.localtime().day} {timezone.localtime():%B}"


def test_it_counts_what_is_quiet(client, edition, ben, mo):
    assert "1 article live, 1 in date." in text_of(at(client, ben).get("/admin/"))
    assert "in date" not in text_of(at(client, mo).get("/admin/"))


def test_only_the_first_button_is_filled(client, sign_to_be_read, grace):
    for number in (1, 2, 3):
        sign_to_be_read(-number, title=f"Article {number}")

    page = at(client, grace).get("/admin/").content.decode()

    assert re.findall(r'class="(button[^"]*)"', page) == ["button default", "button", "button"]
    assert [clock.left.number for clock in at(client, grace).get("/admin/").context["clocks"]] == ["3", "2", "1"]


@pytest.fixture
def everything(topic, ben, amara, joan, grace, add, consent, now):
    """Makes clocks of every kind, so many of each."""

    def make(count):
        for number in range(count):
            make_one_of_each(number)
        reread(at=now)

    def make_one_of_each(number):
        def post(title, **words):
            return factories.post(topic=topic, writer=grace, title=f"{title} {number}", **words)

        picture = add(files.jpeg(400 + number), name=f"face-{number}.jpg", shows_person=True)
        gone = add(files.jpeg(500 + number), name=f"gone-{number}.jpg", shows_person=True)
        consent(picture, expires_on=timezone.localdate(now) + 9 * DAY)
        given = consent(gone)
        body = "".join(f'<figure><img data-image-id="{each.pk}"></figure>' for each in (picture, gone))
        factories.signed(post("Faces", body=f"<p>Look.</p>{body}"), by=amara)
        withdraw_consent(consent=given, by=amara, at=now, reason="They asked.")
        ask(post("Asked"), by=ben, of=amara, at=now)
        ask(post("Returned"), by=grace, of=amara, at=now, answer="changes", answered_at=now)
        factories.signed(post("Overdue"), by=amara, at=now - 100 * DAY, review_in_days=91)
        factories.signed(post("Found", interests="Places are limited."), by=amara)
        factories.signed(post("Planned"), by=amara, at=now, live_from=now + DAY)
        factories.signed(post("Ending"), by=amara, at=now, live_until=now + DAY)
        sign_in_an_emergency(post("Owed"), joan, at=now)
        factories.mail_not_sent(f"lost {number}")
        factories.complaint(email=f"p{number}@example.org")
        leaver = factories.clinician(f"Dr Leaver {number}", "GP", "GMC", f"000010{number}")
        factories.signed(post("Left"), by=leaver, at=now - 80 * DAY, review_in_days=91)
        ask(post("Nobody"), by=ben, of=leaver, at=now)
        check_was(leaver, timezone.localdate(now) - 360 * DAY)
        leaver.groups.clear()

    return make


@pytest.mark.parametrize("count", [1, 3])
def test_three_of_everything_take_as_many_queries_as_one(
    client, everything, amara, grace, ben, mo, count, django_assert_num_queries
):
    everything(count)

    for who, queries, clocks in ((grace, 29, 13), (amara, 17, 6), (ben, 11, 3), (mo, 11, 0)):
        at(client, who)
        with django_assert_num_queries(queries):
            page = client.get("/admin/")
        kinds = len({clock.what + clock.verb for clock in page.context["clocks"]})
        assert (who, kinds) == (who, clocks)
    assert Edition.objects.count() == 7 * count
