"""Which public pages show a picture of the library: what a withdrawal of consent names and keeps on record."""

from django.utils import timezone

from blog.editions.models import Edition
from blog.images.uses import found_by


@found_by
def live_pages(image):
    """This will give the addresses of the live editions in which a picture was signed."""
    with_pictures = Edition.objects.live(timezone.now()).exclude(pictures=[])
    return [edition.get_absolute_url() for edition in with_pictures.only("slug", "pictures") if shows(edition, image)]


def shows(edition, image):
    return any(details.get("id") == image.pk for details in edition.pictures)
