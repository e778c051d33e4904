"""A picture of a person is shown as long as everybody in it agrees, and not a second longer."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, transaction

from blog import rules
from blog.images import actions, renditions
from blog.images.consents import ImageConsent
from blog.images.models import Image
from blog.images.tasks import make_slow_renditions
from tests.images import files

LONDON = ZoneInfo("Europe/London")
QUICK_FILES = ["320.jpeg", "320.webp", "400.jpeg", "400.webp", "master.jpg"]


@pytest.fixture
def portrait(add):
    return add(shows_person=True)


def test_a_picture_of_nobody_needs_no_consent(add, now):
    assert add(shows_person=False).may_be_shown(now)


def test_a_picture_of_a_person_needs_one(portrait, consent, now):
    assert not portrait.may_be_shown(now)

    consent(portrait)

    assert portrait.may_be_shown(now)


def test_consent_for_one_place_is_none_for_another(portrait, consent, now):
    consent(portrait, channels=["site", "print"])

    assert portrait.may_be_shown(now, "site")
    assert portrait.may_be_shown(now, "print")
    assert not portrait.may_be_shown(now, "social")


def test_consent_for_another_picture_is_none_for_this(portrait, add, consent, now):
    consent(add(files.jpeg(410), shows_person=True))

    assert not portrait.may_be_shown(now)


def test_consent_holds_from_the_day_it_was_signed_to_the_end_of_its_last_day(portrait, consent):
    consent(portrait, signed_on=date(2026, 3, 1), expires_on=date(2027, 5, 3))

    for moment, is_shown in [
        (datetime(2026, 2, 28, 23, 59, 59, tzinfo=LONDON), False),
        (datetime(2026, 3, 1, 0, 0, 0, tzinfo=LONDON), True),
        (datetime(2027, 5, 3, 23, 59, 59, tzinfo=LONDON), True),
        (datetime(2027, 5, 4, 0, 0, 0, tzinfo=LONDON), False),
    ]:
        assert portrait.may_be_shown(moment) is is_shown


def test_the_moment_it_runs_out_is_known_beforehand(portrait, consent):
    consent(portrait, signed_on=date(2026, 3, 1), expires_on=date(2027, 5, 3))
    before = datetime(2027, 1, 1, tzinfo=LONDON)

    end = ImageConsent.objects.filter(image=portrait).next_end(before)

    assert end == datetime(2027, 5, 4, tzinfo=LONDON)
    assert portrait.may_be_shown(end - timedelta(seconds=1))
    assert not portrait.may_be_shown(end)
    assert ImageConsent.objects.next_end(end) is None


def test_consents_that_run_out_soon_are_listed_soonest_first(portrait, add, consent, now):
    other = add(files.jpeg(410), shows_person=True)
    today = now.date()
    late = consent(portrait, expires_on=today + timedelta(days=20))
    soon = consent(other, expires_on=today + timedelta(days=2))
    consent(other, expires_on=today + timedelta(days=200))
    consent(other)

    assert list(ImageConsent.objects.running_out(now, by=today + timedelta(days=30))) == [soon, late]


def test_a_renewed_consent_takes_over(portrait, consent, now):
    consent(portrait, signed_on=date(2020, 1, 1), expires_on=date(2021, 1, 1))
    assert not portrait.may_be_shown(now)

    consent(portrait, reference="  Patient   1024 ")

    assert portrait.may_be_shown(now)


def test_two_people_both_have_to_agree(portrait, consent, amara, now):
    consent(portrait, reference="Patient 1024")
    second = consent(portrait, reference="Patient 2048")
    assert portrait.may_be_shown(now)

    actions.withdraw_consent(consent=second, by=amara, at=now, reason="Asked us to.")

    assert not portrait.may_be_shown(now)


def test_a_wrongly_typed_reference_can_be_put_right(portrait, consent, amara, ben, now):
    consent(portrait, reference="Patient 1024")
    wrong = consent(portrait, reference="Pateint 1024")
    actions.withdraw_consent(consent=wrong, by=amara, at=now, reason="Typed twice.")
    assert not portrait.may_be_shown(now)

    with pytest.raises(rules.Refused):
        actions.correct_reference(consent=wrong, reference="Patient 1024", by=ben)
    actions.correct_reference(consent=wrong, reference="Patient 1024", by=amara)

    assert portrait.may_be_shown(now)


@pytest.mark.parametrize("who", ["ben", "mo", "priya"])
def test_others_cannot_record_or_withdraw_consent(who, portrait, consent, request, now):
    given, who = consent(portrait), request.getfixturevalue(who)

    with pytest.raises(rules.Refused):
        actions.withdraw_consent(consent=given, by=who, at=now, reason="Because.")
    with pytest.raises(rules.Refused):
        actions.give_consent(image=portrait, by=who, at=now, reference="P")

    assert portrait.may_be_shown(now)
    assert ImageConsent.objects.count() == 1


@pytest.mark.parametrize(
    "details",
    [
        {"channels": []},
        {"channels": ["site", "billboard"]},
        {"channels": "site"},
        {"reference": "  "},
        {"scope": ""},
        {"text_version": ""},
        {"signed_on": None},
        {"signed_on": date(2026, 5, 2), "expires_on": date(2026, 5, 1)},
        {"proof": SimpleUploadedFile("form.pdf", b"<html>")},
        {"proof": SimpleUploadedFile("form.pdf", b"%PDF-1.7" + b"\0" * (10 * 1024 * 1024))},
    ],
)
def test_a_consent_that_says_too_little_is_not_recorded(portrait, consent, now, details):
    with pytest.raises(ValidationError):
        consent(portrait, **details)

    assert not portrait.may_be_shown(now)
    assert ImageConsent.objects.count() == 0


def test_recording_consent_makes_it_a_picture_of_a_person(add, consent):
    image = add(shows_person=False)

    consent(image)

    assert Image.objects.get().shows_person is True


def test_withdrawing_removes_the_files_and_keeps_a_record(portrait, consent, amara, now, work, stored):
    given = consent(portrait)
    assert stored() == QUICK_FILES

    with work():
        withdrawn = actions.withdraw_consent(
            consent=given, by=amara, at=now, reason="Asked by telephone.", used_in=["/posts/a/", "/posts/b/"]
        )

    assert not portrait.may_be_shown(now)
    assert stored() == ["master.jpg"]
    assert portrait.renditions.count() == 0
    assert Image.objects.get().placeholder == ""
    assert (withdrawn.withdrawn_at, withdrawn.withdrawn_by) == (now, amara)
    assert withdrawn.withdrawal_reason == "Asked by telephone."
    folder = renditions.folder(portrait.sha256)
    assert ImageConsent.objects.get().withdrawal_record == {
        "picture": portrait.sha256,
        "used_in": ["/posts/a/", "/posts/b/"],
        "still_shown_by_another_consent": False,
        "removed": [f"{folder}/{name}" for name in QUICK_FILES[:-1]],
    }


def test_withdrawing_twice_changes_nothing(portrait, consent, amara, grace, now):
    given = consent(portrait)
    actions.withdraw_consent(consent=given, by=amara, at=now, reason="First.")

    again = actions.withdraw_consent(consent=given, by=grace, at=now + timedelta(days=1), reason="Second.")

    assert (again.withdrawn_by, again.withdrawn_at, again.withdrawal_reason) == (amara, now, "First.")


def test_withdrawing_needs_a_reason_and_nothing_else_stands_in_its_way(portrait, consent, amara, now, folders):
    given = consent(portrait, proof=SimpleUploadedFile("form.pdf", b"%PDF-1.7 signed"))
    next((folders / "private").rglob("*.pdf")).unlink()

    with pytest.raises(ValidationError):
        actions.withdraw_consent(consent=given, by=amara, at=now, reason="  ")
    actions.withdraw_consent(consent=given, by=amara, at=now, reason="long " * 200)

    assert not portrait.may_be_shown(now)


def test_another_consent_of_the_same_person_keeps_the_picture(portrait, consent, amara, now, work, stored):
    first = consent(portrait)
    consent(portrait, text_version="Photo consent 4")

    with work():
        withdrawn = actions.withdraw_consent(consent=first, by=amara, at=now, reason="Replaced by a newer form.")

    assert portrait.may_be_shown(now)
    assert stored() == QUICK_FILES
    assert withdrawn.withdrawal_record["still_shown_by_another_consent"] is True
    assert withdrawn.withdrawal_record["removed"] == []


def test_a_picture_that_was_withdrawn_comes_back_with_a_new_consent(portrait, consent, amara, now, work, stored):
    with work():
        actions.withdraw_consent(consent=consent(portrait), by=amara, at=now, reason="Asked us to.")
    assert stored() == ["master.jpg"]

    with work():
        consent(portrait)

    assert portrait.may_be_shown(now + timedelta(seconds=1))
    assert set(QUICK_FILES) < set(stored())
    assert {each.format for each in portrait.renditions.all()} == {"avif", "webp", "jpeg"}
    assert Image.objects.get().placeholder


def test_uploading_a_withdrawn_picture_again_does_not_bring_it_back(portrait, consent, add, amara, now, work, stored):
    with work():
        actions.withdraw_consent(consent=consent(portrait), by=amara, at=now, reason="Asked us to.")
    with work():
        again = add(shows_person=False)

    assert again.pk == portrait.pk
    assert not again.may_be_shown(now)
    assert stored() == ["master.jpg"]


def test_a_task_that_was_waiting_makes_nothing_of_a_withdrawn_picture(portrait, consent, amara, now, work, stored):
    with work():
        given = consent(portrait)
        actions.withdraw_consent(consent=given, by=amara, at=now, reason="Asked us to.")

    assert make_slow_renditions.call(portrait.pk) == 0
    assert stored() == ["master.jpg"]
    assert portrait.renditions.count() == 0


def test_what_a_consent_that_ran_out_left_behind_is_tidied_away(portrait, consent, now, work, stored):
    consent(portrait, signed_on=date(2020, 1, 1), expires_on=date(2021, 1, 1))
    assert stored() == QUICK_FILES

    with work():
        call_command("tidy_pictures")
        call_command("tidy_pictures")

    assert stored() == ["master.jpg"]
    assert len(ImageConsent.objects.get().withdrawal_record["removed"]) == 4


def test_tidying_leaves_pictures_that_never_had_consent_and_those_for_print(portrait, add, consent, work, stored):
    printed = add(files.jpeg(400, 310), shows_person=True)
    consent(printed, channels=["print"])

    with work():
        call_command("tidy_pictures")

    assert portrait.renditions.count() == printed.renditions.count() == 6


def test_the_signed_form_is_kept_apart_and_without_its_name(portrait, consent, folders):
    given = consent(portrait, proof=SimpleUploadedFile("Jane Smith consent.PDF", b"%PDF-1.7 signed"))

    path = next((folders / "private").rglob("*.pdf"))
    assert path.read_bytes() == b"%PDF-1.7 signed"
    assert path.stat().st_mode & 0o077 == 0
    assert "Jane" not in given.proof.name
    assert not list((folders / "media").rglob("*.pdf"))


def test_the_database_knows_that_a_withdrawal_has_somebody_and_a_time(portrait, consent, now):
    consent(portrait)

    with pytest.raises(IntegrityError), transaction.atomic():
        ImageConsent.objects.update(withdrawn_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        ImageConsent.objects.update(expires_on=date(2000, 1, 1))
