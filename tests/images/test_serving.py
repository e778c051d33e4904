"""The address of a picture's file: what it answers, to whom, and for how long a browser may keep it."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from blog.images import actions
from blog.images.consents import ImageConsent
from tests.images import files

TYPES = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}


def address(image, width=320, format="webp"):
    return f"/pictures/{image.sha256}-{width}.{format}"


@pytest.fixture
def portrait(add):
    return add(shows_person=True)


@pytest.mark.parametrize("format", ["avif", "webp", "jpeg"])
def test_a_picture_is_served_with_its_own_type_and_nothing_else(client, add, work, format):
    with work():
        image = add()

    response = client.get(address(image, format=format))

    assert response.status_code == 200
    assert response["Content-Type"] == TYPES[format]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    rendition = image.renditions.get(width=320, format=format)
    assert response.content == default_storage.open(rendition.file).read()
    assert response["Content-Length"] == str(rendition.bytes)
    assert "Set-Cookie" not in response
    assert "Vary" not in response


def test_no_served_byte_says_where_it_was_taken(client, add, work):
    with work():
        image = add(files.phone_photo())

    served = [client.get(address(image, each.width, each.format)).content for each in image.renditions.all()]

    assert len(served) == 6
    assert not any(files.SECRET in content or b"Exif" in content for content in served)


def test_browsers_keep_a_picture_of_nobody_for_good(client, add):
    response = client.get(address(add()))

    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


def test_browsers_ask_each_time_for_a_picture_of_a_person(client, portrait, consent):
    consent(portrait)

    assert client.get(address(portrait))["Cache-Control"] == "public, no-cache"


def test_a_browser_that_has_it_is_told_so(client, add):
    image = add()
    etag = client.get(address(image))["ETag"]

    unchanged = client.get(address(image), headers={"if-none-match": etag})
    other = client.get(address(image), headers={"if-none-match": '"something-else"'})

    assert (unchanged.status_code, unchanged.content, unchanged["ETag"]) == (304, b"", etag)
    assert unchanged["Cache-Control"] == "public, max-age=31536000, immutable"
    assert other.status_code == 200
    assert client.get(address(image, format="jpeg"))["ETag"] != etag


def test_head_says_the_same_without_the_bytes(client, add):
    image = add()

    head, whole = client.head(address(image)), client.get(address(image))

    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == whole["Content-Length"]
    assert head["ETag"] == whole["ETag"]


def test_other_methods_are_refused(client, add):
    assert client.post(address(add())).status_code == 405


def test_a_picture_of_a_person_without_consent_is_not_there(client, portrait):
    response = client.get(address(portrait))

    assert response.status_code == 404
    assert response["Cache-Control"] == "no-cache"


def test_consent_for_social_media_does_not_put_it_on_the_site(client, portrait, consent):
    consent(portrait, channels=["social"])

    assert client.get(address(portrait)).status_code == 404


def test_a_withdrawn_picture_is_gone_at_the_next_request_for_everybody(
    client, portrait, consent, amara, grace, now, work
):
    given = consent(portrait)
    etag = client.get(address(portrait))["ETag"]

    actions.withdraw_consent(consent=given, by=amara, at=now, reason="Asked us to.")

    assert client.get(address(portrait)).status_code == 404
    assert client.get(address(portrait), headers={"if-none-match": etag}).status_code == 404
    client.force_login(grace)
    assert client.get(address(portrait)).status_code == 404


def test_it_is_refused_even_while_its_files_are_still_there(client, portrait, consent, amara, now, stored):
    given = consent(portrait)
    ImageConsent.objects.filter(pk=given.pk).update(withdrawn_at=now, withdrawn_by=amara)

    assert "320.webp" in stored()
    assert client.get(address(portrait)).status_code == 404


def test_a_consent_that_ran_out_needs_no_worker_to_end(client, portrait, consent, now):
    given = consent(portrait, signed_on=(now - timedelta(days=30)).date())
    assert client.get(address(portrait)).status_code == 200

    ImageConsent.objects.filter(pk=given.pk).update(expires_on=(now - timedelta(days=2)).date())

    assert client.get(address(portrait)).status_code == 404


def test_what_does_not_exist_is_not_found(client, add, folders):
    image = add()
    sha = image.sha256

    for wrong in (
        f"/pictures/{sha}-321.webp",
        f"/pictures/{sha}-320.avif",
        f"/pictures/{sha}-320.svg",
        f"/pictures/{sha}-99999999999999999999999999999999999999999.webp",
        f"/pictures/{sha[:-1]}-320.webp",
        f"/pictures/{'0' * 64}-320.webp",
        f"/pictures/{'x' * 3000}-320.webp",
    ):
        assert client.get(wrong).status_code == 404, wrong
    next((folders / "media").rglob("320.webp")).unlink()
    assert client.get(address(image)).status_code == 404


def test_no_other_address_reaches_the_stored_files(client, add, folders):
    image = add(files.jpeg())

    for path in (folders / "media").rglob("*.*"):
        name = path.relative_to(folders / "media").as_posix()
        for wrong in (f"/media/{name}", f"/{name}", f"/static/{name}", f"/pictures/../{name}", f"/media/%00{name}"):
            assert client.get(wrong).status_code == 404, wrong
    assert client.get(f"/pictures/{image.sha256}-master.jpg").status_code == 404


def test_a_picture_costs_one_query(client, add, django_assert_num_queries):
    image = add()

    with django_assert_num_queries(1):
        client.get(address(image))
