"""What the worker does about pictures: the slow formats, and clearing up after uploads that came to nothing."""

from datetime import timedelta

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from blog.background import task, try_again
from blog.images import keeping, renditions
from blog.images.models import Image, ImageConsent

LONGEST_UPLOAD = timedelta(hours=1)  # by then whoever sent the file has its answer


@task()
def make_slow_renditions(image_id, tries=0):
    """This will make the formats that take seconds. Pages offer them from then on."""
    image = Image.objects.filter(pk=image_id).first()
    if image is None:
        return 0
    try:
        return renditions.make(image, renditions.SLOW, at=timezone.now())
    except Exception:
        try_again(make_slow_renditions, tries=tries, image_id=image_id)
        raise


@task()
def clear_up_picture(sha256):
    """This will delete the files of an upload that never became a picture, even if it comes again just now."""
    try:
        with transaction.atomic():
            keeping.hold(sha256)
            if not Image.objects.filter(sha256=sha256).exists():
                keeping.empty(renditions.folder(sha256))
    except keeping.Away:
        later(clear_up_picture, sha256=sha256)


@task()
def clear_up_proof(name):
    """This will delete a signed form whose consent was never recorded: it is about somebody's health."""
    try:
        with keeping.asking_the_store():
            if not ImageConsent.objects.filter(proof=name).exists():
                storages["private"].delete(name)
    except keeping.Away:
        later(clear_up_proof, name=name)


def later(clear_up, **what):
    """This will have something cleared up in an hour, as often as it takes."""
    clear_up.using(run_after=timezone.now() + LONGEST_UPLOAD).enqueue(**what)
