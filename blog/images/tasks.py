"""The slow part of making pictures ready, for the worker."""

from django.utils import timezone

from blog.background import task, try_again
from blog.images import renditions
from blog.images.models import Image


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
