"""Pictures for tests, with their files in a folder of each test's own."""

from datetime import timedelta

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from blog.images import actions
from blog.images.consents import ImageConsent
from tests.images import files


@pytest.fixture(autouse=True)
def folders(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "media"
    private = FileSystemStorage(tmp_path / "private", file_permissions_mode=0o600)
    how = settings.STORAGES["private"]["OPTIONS"] | {"location": tmp_path / "private"}
    settings.STORAGES = settings.STORAGES | {"private": settings.STORAGES["private"] | {"OPTIONS": how}}
    monkeypatch.setattr(ImageConsent._meta.get_field("proof"), "storage", private)
    return tmp_path


@pytest.fixture
def stored(folders):
    """The names of all stored pictures' files, as a function."""
    return lambda: sorted(path.name for path in (folders / "media").rglob("*") if path.is_file())


@pytest.fixture
def work(django_capture_on_commit_callbacks, monkeypatch):
    """A block after which everything that waits for the commit has happened, and the worker has done its tasks."""
    # The worker closes connections that are in a transaction, and in a test every connection is.
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)

    class Work:
        def __enter__(self):
            self.capture = django_capture_on_commit_callbacks(execute=True)
            self.capture.__enter__()

        def __exit__(self, *error):
            self.capture.__exit__(*error)
            if error[0] is None:
                call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)

    return Work


@pytest.fixture
def add(ben, now):
    """Put a picture into the library as Ben."""

    def added(content=None, name="fig-1.jpg", **details):
        return actions.add_image(
            file=SimpleUploadedFile(name, content or files.jpeg()),
            by=ben,
            at=now,
            **{"shows_person": False, "alt": "Four coloured squares"} | details,
        )

    return added


@pytest.fixture
def consent(amara, now):
    """Record somebody's consent as Dr Amara."""

    def given(image, **details):
        return actions.give_consent(
            image=image,
            by=amara,
            at=now,
            **{
                "reference": "Patient 1024",
                "scope": "Photographs of my face before and after treatment, on the website.",
                "channels": ["site"],
                "text_version": "Photo consent 3",
                "signed_on": timezone.localdate(now) - timedelta(days=7),
            }
            | details,
        )

    return given
