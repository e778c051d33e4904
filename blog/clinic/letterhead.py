"""What every mail says about the clinic it comes from."""

from django.conf import settings

from blog.clinic.models import Clinic


def letterhead():
    """This will give a mail's template `clinic` and `SITE_URL`, the one origin that links in mail start with."""
    return {"clinic": Clinic.current(), "SITE_URL": settings.SITE_URL}
