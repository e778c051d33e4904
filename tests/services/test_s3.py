"""Pictures and signed forms in a store like S3; and when it is killed, readers go on and nothing is half kept."""

from contextlib import suppress

import pytest
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from blog.images.models import Image, ImageConsent
from clinic_site.addresses import storages_at
from tests.images import files
from tests.reading.page import part
from tests.services.running import until

ADD = "/admin/blog/image/add/"
TRY_AGAIN = "It could not be kept just now, so nothing was. Choose the file again and try in a minute."
FORM = b"%PDF-1.7 signed"


@pytest.fixture(autouse=True)
def kept_in_s3(settings, monkeypatch, folders, s3):
    settings.STORAGES = settings.STORAGES | storages_at(s3.url)
    monkeypatch.setattr(ImageConsent._meta.get_field("proof"), "storage", storages["private"])
    return s3


@pytest.fixture
def desk(client, ben, clinic):
    client.force_login(ben)
    return client


def picture(**fields):
    file = SimpleUploadedFile("photo.jpg", files.jpeg(), content_type="image/jpeg")
    return {"file": file, "shows_person": "False", "alt": "Four squares", "credit": "Ruth Ama"} | fields


def agreed(**fields):
    return {
        "reference": "Patient 1024", "scope": "My face, on the website.", "channels": ["site"],
        "text_version": "Photo consent 3", "signed_on": "2026-01-05",
        "proof": SimpleUploadedFile("scan.pdf", FORM, content_type="application/pdf"),
    } | fields  # fmt: skip


def address_of(image, format="jpeg"):
    return f"/pictures/{image.sha256}-320.{format}"


def test_an_uploaded_picture_is_in_the_store_and_readers_get_it(desk, s3, work):
    with work():
        response = desk.post(ADD, picture())

    image = Image.objects.get()
    shown = desk.get(address_of(image))
    assert response.status_code == 302
    assert (shown.status_code, shown.content) == (
        200,
        default_storage.open(image.renditions.get(width=320, format="jpeg").file).read(),
    )
    assert desk.get(address_of(image, "avif")).status_code == 200
    assert {name.rpartition(".")[2] for name in s3.names()} == {"jpg", "jpeg", "webp", "avif"}
    assert all(name.startswith("site/media/pictures/") for name in s3.names())


def test_a_signed_form_is_kept_apart_for_managers_only_and_withdrawal_leaves_the_master(
    client, s3, add, amara, grace, work
):
    image = add(shows_person=True)
    client.force_login(amara)
    with work():
        client.post(f"/admin/blog/image/{image.pk}/consents/add/", agreed())
    consent = ImageConsent.objects.get()
    assert client.get(address_of(image)).status_code == 200
    assert f"site/private/{consent.proof.name}" in s3.names()
    form = f"/admin/blog/image/{image.pk}/consents/{consent.pk}/proof/"
    assert client.get(form).status_code == 403

    client.force_login(grace)
    assert b"".join(client.get(form).streaming_content) == FORM
    with work():
        client.post(f"/admin/blog/image/{image.pk}/consents/{consent.pk}/withdraw/", {"reason": "By telephone."})

    assert client.get(address_of(image)).status_code == 404
    assert sorted(name.partition("/")[2] for name in s3.names()) == [
        f"media/{image.master}", f"private/{consent.proof.name}",
    ]  # fmt: skip


def test_nothing_in_the_store_is_anybody_elses_and_nothing_has_an_address(add, s3):
    image = add()

    for name in s3.names():
        grants = s3.client.get_object_acl(Bucket=s3.BUCKET, Key=name)["Grants"]
        assert [grant["Grantee"]["Type"] for grant in grants] == ["CanonicalUser"]
    with pytest.raises(ValueError, match="no address of their own"):
        default_storage.url(image.master)


def test_while_the_store_is_away_readers_go_on_and_uploads_say_try_again(desk, s3, add, edition, amara, grace):
    shown, person = add(), add(files.jpeg(390, 260), shows_person=True)
    had = s3.names()

    s3.kill()

    page = desk.get(f"/posts/{edition.slug}/")
    lost = desk.get(address_of(shown))
    share = desk.get(part(page, '<meta property="og:image" content="http://localhost:8000', '"'))
    refused = desk.post(ADD, picture(file=SimpleUploadedFile("new.jpg", files.jpeg(370, 250))))
    desk.force_login(amara)
    consent = desk.post(f"/admin/blog/image/{person.pk}/consents/add/", agreed())
    assert (page.status_code, share.status_code) == (200, 200)
    assert (lost.status_code, lost["Retry-After"], lost["Cache-Control"]) == (503, "30", "no-store")
    for answer, field, words in ((refused, "file", "Four squares</textarea>"), (consent, "proof", "My face, on the")):
        assert (answer.status_code, answer.context["form"].errors[field]) == (503, [TRY_AGAIN])
        assert words in answer.content.decode()
    assert (Image.objects.count(), ImageConsent.objects.count()) == (2, 0)

    s3.start()
    until(lambda: desk.get(address_of(shown)).status_code == 200, "The store was not used again")
    assert s3.names() == had
    assert desk.post(f"/admin/blog/image/{person.pk}/consents/add/", agreed()).status_code == 302


def test_a_consent_is_withdrawn_at_once_although_the_store_is_away(client, s3, add, consent, grace, work):
    image = add(shows_person=True)
    with work():
        given = consent(image)
    client.force_login(grace)

    s3.kill()
    with work():
        answer = client.post(f"/admin/blog/image/{image.pk}/consents/{given.pk}/withdraw/", {"reason": "By telephone."})
    assert answer.status_code == 302
    assert client.get(address_of(image)).status_code == 404

    s3.start()
    until(lambda: is_tidied(s3, image, work), "Its files were not removed")


def is_tidied(s3, image, work):
    with suppress(CommandError), work():
        call_command("tidy_pictures")
    return [name.partition("/")[2] for name in s3.names()] == [f"media/{image.master}"]
