"""Who may open which page of the library, with the wrong ones turned away."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from blog.images import actions
from blog.images.consents import ImageConsent
from blog.images.models import Image
from tests import factories
from tests.images import files

CAST = ["nobody", "priya", "mo", "ben", "amara", "grace", "root"]
MANAGERS = {"grace", "root"}
CLINICIANS = {"amara", *MANAGERS}
EDITORS = {"ben", *CLINICIANS}
PAGES = [
    ("/admin/blog/image/", EDITORS),
    ("/admin/blog/image/add/", EDITORS),
    ("/admin/blog/image/{image}/change/", EDITORS),
    ("/admin/blog/image/{image}/history/", EDITORS),
    ("/admin/blog/image/{image}/delete/", set()),
    ("/admin/blog/image/{image}/picture/320/", EDITORS),
    ("/admin/blog/image/{image}/consents/add/", CLINICIANS),
    ("/admin/blog/image/{image}/consents/{consent}/withdraw/", CLINICIANS),
    ("/admin/blog/image/{image}/consents/{consent}/mend/", CLINICIANS),
    ("/admin/blog/image/{image}/consents/{consent}/proof/", MANAGERS),
    ("/admin/blog/beforeafter/", EDITORS),
    ("/admin/blog/beforeafter/add/", EDITORS),
    ("/admin/blog/beforeafter/{pair}/change/", EDITORS),
    ("/admin/blog/beforeafter/{pair}/delete/", set()),
]


@pytest.fixture
def root(db):
    return factories.member("Root", is_staff=True, is_superuser=True)


@pytest.fixture
def keys(add, consent, ben, now, clinic):
    image = add(shows_person=True)
    given = consent(image, proof=SimpleUploadedFile("a.pdf", b"%PDF-1.7"))
    other = add(files.jpeg(410))
    pair = actions.pair_images(by=ben, at=now, before=image, after=other, weeks_between=3)
    return {"image": image.pk, "consent": given.pk, "pair": pair.pk}


@pytest.fixture
def log_in(client, request):
    def logged_in(who):
        if who != "nobody":
            client.force_login(request.getfixturevalue(who))
        return client

    return logged_in


@pytest.mark.parametrize("who", CAST)
def test_reading(log_in, keys, who):
    client = log_in(who)

    for page, allowed in PAGES:
        response = client.get(page.format(**keys), follow=True)

        if who == "nobody":
            assert response.redirect_chain[-1][0].startswith("/accounts/login/?next="), page
        else:
            assert response.status_code == (200 if who in allowed else 403), page
        if who in allowed:
            assert "no-store" in response["Cache-Control"], page


@pytest.mark.parametrize("who", ["nobody", "priya", "mo", "ben"])
def test_sending_what_one_may_not_changes_nothing(log_in, keys, who):
    client = log_in(who)
    reason = {"reason": "Because I can.", "reference": "Mallory"}
    pages = ["/consents/add/", "/consents/{consent}/withdraw/", "/consents/{consent}/mend/"]

    for page in pages:
        response = client.post(f"/admin/blog/image/{keys['image']}{page.format(**keys)}", reason)
        assert response.status_code in (302, 403)

    kept = ImageConsent.objects.get()
    assert (kept.withdrawn_at, kept.reference) == (None, "Patient 1024")


@pytest.mark.parametrize("who", ["nobody", "priya", "mo"])
def test_others_cannot_send_or_describe_pictures(log_in, keys, who):
    client = log_in(who)
    words = {"shows_person": "False", "alt": "Mine", "caption": "", "credit": "", "focal_x": "1", "focal_y": "1"}
    file = SimpleUploadedFile("a.jpg", files.jpeg(500))

    for page, sent in (("add/", words | {"file": file}), (f"{keys['image']}/change/", words)):
        assert client.post(f"/admin/blog/image/{page}", sent).status_code in (302, 403)

    assert Image.objects.count() == 2
    assert not Image.objects.filter(alt="Mine").exists()


@pytest.mark.parametrize("who", CAST)
def test_every_reader_may_have_a_picture_with_consent(log_in, keys, who):
    sha = Image.objects.get(pk=keys["image"]).sha256

    assert log_in(who).get(f"/pictures/{sha}-320.webp").status_code == 200
