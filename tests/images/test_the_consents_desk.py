"""Consents in the admin: recorded, read and withdrawn, each on a page of its own."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from blog.images import uses
from blog.images.consents import ImageConsent
from tests.images import files


@pytest.fixture
def portrait(add, clinic):
    return add(name="face.jpg", shows_person=True)


@pytest.fixture
def page(portrait):
    return f"/admin/blog/image/{portrait.pk}"


@pytest.fixture
def desk(client, amara):
    client.force_login(amara)
    return client


def form(**fields):
    return {
        "reference": "Patient 1024", "scope": "My face, before and after.", "channels": ["site", "print"],
        "text_version": "Photo consent 3", "signed_on": timezone.localdate().isoformat(), "expires_on": "",
    } | fields  # fmt: skip


def test_a_clinician_records_a_consent(desk, page, portrait, amara, now):
    response = desk.post(f"{page}/consents/add/", form(), follow=True)

    consent = ImageConsent.objects.get()
    assert response.redirect_chain == [(f"{page}/change/#consents", 302)]
    assert (consent.image, consent.recorded_by, consent.channels) == (portrait, amara, ["site", "print"])
    assert (consent.expires_on, bool(consent.proof)) == (None, False)
    assert "Everybody in this picture agrees that it is shown on the website." in response.content.decode()
    assert portrait.may_be_shown(timezone.now())


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"channels": []}, "channels", "Choose at least one place where the picture may be shown."),
        ({"signed_on": "2999-01-01"}, "signed_on", "This day is still to come. Write the day on the signed form."),
        ({"signed_on": "yesterday"}, "signed_on", "Enter a valid date."),
        ({"expires_on": "2001-01-01"}, "expires_on", "The last day is before the day it was signed."),
        ({"proof": SimpleUploadedFile("a.pdf", b"MZ")}, "proof", "The signed form has to be a PDF, JPEG or PNG file."),
        ({"reference": " "}, "reference", "This field is required."),
    ],
)
def test_a_mistake_is_said_at_its_field_and_the_words_stay(desk, page, fields, field, sentence):
    response = desk.post(f"{page}/consents/add/", form(**fields))

    assert response.status_code == 422
    assert response.context["form"].errors[field] == [sentence]
    assert "My face, before and after.</textarea>" in response.content.decode()
    assert ImageConsent.objects.count() == 0


def test_looking_at_the_withdrawal_does_nothing(desk, page, portrait, consent):
    given = consent(portrait)

    response = desk.get(f"{page}/consents/{given.pk}/withdraw/")

    assert response.status_code == 200
    assert "Patient 1024" in response.content.decode()
    assert portrait.may_be_shown(timezone.now())


def test_withdrawing_takes_the_picture_off_at_the_next_request(desk, page, portrait, consent, amara, work, stored):
    given = consent(portrait)
    address = f"/pictures/{portrait.sha256}-320.webp"
    assert desk.get(address).status_code == 200

    with work():
        response = desk.post(f"{page}/consents/{given.pk}/withdraw/", {"reason": "Asked by telephone."}, follow=True)

    assert desk.get(address).status_code == 404
    assert stored() == ["master.jpg"]
    given.refresh_from_db()
    assert (given.withdrawn_by, given.withdrawal_reason) == (amara, "Asked by telephone.")
    shown = response.content.decode()
    assert "The files of this picture were deleted when consent ended." in shown
    assert "Asked by telephone." in shown
    assert f"/consents/{given.pk}/withdraw/" not in shown


def test_the_pages_that_show_the_picture_are_named_before_and_kept_after(desk, page, portrait, consent, monkeypatch):
    monkeypatch.setattr(uses, "FINDERS", [])
    uses.found_by(lambda image: ["/posts/b/", "/posts/a/"] if image == portrait else [])
    uses.found_by(lambda image: ["/posts/a/"])
    given = consent(portrait)

    before = desk.get(f"{page}/consents/{given.pk}/withdraw/").content.decode()
    desk.post(f"{page}/consents/{given.pk}/withdraw/", {"reason": "Asked by telephone."})

    assert '<li><a href="/posts/a/">/posts/a/</a></li>' in before
    given.refresh_from_db()
    assert given.withdrawal_record["used_in"] == ["/posts/a/", "/posts/b/"]


def test_a_withdrawal_without_a_reason_does_nothing(desk, page, portrait, consent):
    given = consent(portrait)

    response = desk.post(f"{page}/consents/{given.pk}/withdraw/", {"reason": " "})

    assert response.status_code == 422
    assert response.context["form"].errors["reason"] == ["Say why the consent is withdrawn, in a few words."]
    assert portrait.may_be_shown(timezone.now())


def test_a_consent_is_withdrawn_on_its_own_pictures_page_only(desk, portrait, add, consent):
    given = consent(portrait)
    other = add(files.jpeg(410), shows_person=True)

    response = desk.post(f"/admin/blog/image/{other.pk}/consents/{given.pk}/withdraw/", {"reason": "Because."})

    assert response.status_code == 404
    assert portrait.may_be_shown(timezone.now())


def test_who_a_consent_is_from_is_put_right(desk, page, portrait, consent):
    given = consent(portrait, reference="Pateint 1024")

    desk.post(f"{page}/consents/{given.pk}/mend/", {"reference": "Patient 1024"})

    given.refresh_from_db()
    assert given.reference == "Patient 1024"


def test_a_manager_saves_the_signed_form_and_it_is_never_a_page(client, grace, page, portrait, consent):
    given = consent(portrait, proof=SimpleUploadedFile("Jane Smith.pdf", b"%PDF-1.7 signed"))
    client.force_login(grace)

    response = client.get(f"{page}/consents/{given.pk}/proof/")

    assert b"".join(response.streaming_content) == b"%PDF-1.7 signed"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == f'attachment; filename="consent-{given.pk}.pdf"'
    assert "private, no-store" in response["Cache-Control"]
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_there_may_be_no_signed_form_and_then_none_is_found(client, grace, page, portrait, consent, folders):
    client.force_login(grace)
    without = consent(portrait)
    lost = consent(portrait, proof=SimpleUploadedFile("a.pdf", b"%PDF-1.7"))
    next((folders / "private").rglob("*.pdf")).unlink()

    assert client.get(f"{page}/consents/{without.pk}/proof/").status_code == 404
    assert client.get(f"{page}/consents/{lost.pk}/proof/").status_code == 404


def test_no_address_reaches_the_private_folder(client, portrait, consent, folders):
    consent(portrait, proof=SimpleUploadedFile("a.pdf", b"%PDF-1.7"))
    name = next((folders / "private").rglob("*.pdf")).relative_to(folders / "private").as_posix()

    for wrong in (f"/media/{name}", f"/private/{name}", f"/{name}", f"/pictures/{name}", f"/static/{name}"):
        assert client.get(wrong).status_code == 404


def test_an_editor_sees_that_there_is_consent_and_not_whose(client, ben, page, portrait, consent):
    consent(portrait)
    client.force_login(ben)

    shown = client.get(f"{page}/change/").content.decode()

    assert "Everybody in this picture agrees" in shown
    assert "Patient 1024" not in shown
    assert "My face" not in shown
    assert "withdraw/" not in shown


def test_the_history_that_editors_read_names_nobody(desk, client, ben, page, portrait, consent):
    given = consent(portrait)
    desk.post(f"{page}/consents/{given.pk}/mend/", {"reference": "Patient 2048"})
    desk.post(f"{page}/consents/{given.pk}/withdraw/", {"reason": "Patient 2048 asked us to."})
    client.force_login(ben)

    shown = client.get(f"{page}/history/").content.decode()

    assert f"Withdrew consent {given.pk}." in shown
    assert "Patient" not in shown


def test_a_clinician_does_not_see_a_link_to_the_signed_form_and_a_manager_does(
    desk, client, grace, page, portrait, consent
):
    given = consent(portrait, proof=SimpleUploadedFile("a.pdf", b"%PDF-1.7"))
    link = f'href="{page}/consents/{given.pk}/proof/"'

    assert link not in desk.get(f"{page}/change/").content.decode()
    client.force_login(grace)
    assert link in client.get(f"{page}/change/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_a_pictures_page_costs_the_same_whatever_its_consents(
    desk, page, portrait, consent, django_assert_max_num_queries, count
):
    for number in range(count):
        consent(portrait, reference=f"Patient {number}")

    with django_assert_max_num_queries(8):
        desk.get(f"{page}/change/")
