"""A store of files that fails, at any moment: readers are told to come back, and nothing is ever half kept."""

import pytest
from django.core.files.storage import FileSystemStorage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django_tasks_db.models import DBTaskResult

from blog.audit.models import Entry
from blog.images import actions
from blog.images.keeping import Away
from blog.images.models import Image, ImageConsent
from tests.images import files

ADD = "/admin/blog/image/add/"
TRY_AGAIN = "It could not be kept just now, so nothing was. Choose the file again and try in a minute."


class Failing(FileSystemStorage):
    """A store that keeps so many more files and then does nothing that it is asked."""

    left = None  # None: as many as you like

    def _save(self, name, content):
        self.require_room()
        if Failing.left is not None:
            Failing.left -= 1
        return super()._save(name, content)

    def require_room(self):
        if Failing.left is not None and Failing.left <= 0:
            raise OSError("no answer")

    def _open(self, *args):
        self.require_room()
        return super()._open(*args)

    def exists(self, name):
        self.require_room()
        return super().exists(name)

    def listdir(self, path):
        self.require_room()
        return super().listdir(path)

    def delete(self, name):
        self.require_room()
        super().delete(name)


@pytest.fixture(autouse=True)
def store(settings, monkeypatch, folders):
    failing = {"BACKEND": "tests.images.test_when_the_store_is_away.Failing"}
    private = failing | {"OPTIONS": {"location": folders / "private"}}
    settings.STORAGES = settings.STORAGES | {"default": failing, "private": private}
    monkeypatch.setattr(ImageConsent._meta.get_field("proof"), "storage", storages["private"])
    monkeypatch.setattr(Failing, "left", None)
    return Failing


@pytest.fixture
def kept(folders):
    """This will give a function that lists every file of both stores."""
    return lambda: sorted(path.name for part in ("media", "private") for path in (folders / part).rglob("*.*"))


def typed():
    file = SimpleUploadedFile("photo.jpg", files.jpeg(), content_type="image/jpeg")
    return {"file": file, "shows_person": "False", "alt": "Four squares", "caption": "", "credit": "Ruth Ama"}


def proof():
    return SimpleUploadedFile("scan.pdf", b"%PDF-1.7 signed", content_type="application/pdf")


def an_hour_goes_by():
    """What waits for an hour is due now, for the worker that comes next."""
    DBTaskResult.objects.update(run_after=F("enqueued_at"))


@pytest.mark.parametrize("left", range(5))
def test_an_upload_that_breaks_off_leaves_no_row_and_soon_no_file(client, clinic, ben, store, kept, work, left):
    client.force_login(ben)
    store.left = left

    answer = client.post(ADD, typed())

    assert (answer.status_code, answer.context["form"].errors["file"]) == (503, [TRY_AGAIN])
    assert "Four squares</textarea>" in answer.content.decode()
    assert Image.objects.count() == 0
    assert len(kept()) == left

    store.left = None
    with work():
        an_hour_goes_by()
    assert kept() == []
    assert client.post(ADD, typed()).status_code == 302


def test_what_became_a_picture_is_not_cleared_up(add, consent, kept, work):
    image = add(shows_person=True)
    with work():
        consent(image, proof=proof())
    had = kept()

    with work():
        an_hour_goes_by()

    assert kept() == had
    assert "master.jpg" in had
    assert [name for name in had if name.endswith(".pdf")] != []


def test_a_signed_form_without_its_consent_is_deleted(add, consent, amara, now, kept, work):
    lost = ImageConsent(image=add(shows_person=True), recorded_by=amara, recorded_at=now, proof=proof())
    actions.keep_proof(lost)
    assert [name for name in kept() if name.endswith(".pdf")] != []

    with work():
        an_hour_goes_by()

    assert [name for name in kept() if name.endswith(".pdf")] == []


def test_a_form_that_cannot_be_kept_is_no_consent(add, consent, store, kept):
    image = add(shows_person=True)
    had = kept()
    store.left = 0

    with pytest.raises(Away):
        consent(image, proof=proof())

    assert ImageConsent.objects.count() == 0
    assert kept() == had


def test_clearing_up_waits_for_the_store_however_long_that_is(add, ben, store, kept, work):
    store.left = 2
    with pytest.raises(Away):
        add()

    for _ in range(5):
        with work():
            an_hour_goes_by()
    assert len(kept()) == 2

    store.left = None
    with work():
        an_hour_goes_by()
    assert kept() == []


def test_readers_and_staff_are_told_to_come_back(client, add, consent, grace, store, work):
    image = add(shows_person=True)
    with work():
        given = consent(image, proof=proof())
    client.force_login(grace)
    addresses = [
        f"/pictures/{image.sha256}-320.jpeg",
        f"/admin/blog/image/{image.pk}/picture/320/",
        f"/admin/blog/image/{image.pk}/consents/{given.pk}/proof/",
    ]
    store.left = 0

    answers = [client.get(address) for address in addresses]

    assert [answer.status_code for answer in answers] == [503] * 3
    assert {answer["Retry-After"] for answer in answers} == {"30"}
    assert not Entry.objects.filter(act=Entry.Act.READ_PROOF).exists()
    store.left = None
    assert [client.get(address).status_code for address in addresses] == [200] * 3
    assert Entry.objects.filter(act=Entry.Act.READ_PROOF).count() == 1
