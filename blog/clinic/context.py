"""The clinic's own details, for every template and once for each request."""

from django.utils.functional import SimpleLazyObject

from blog.clinic.models import Clinic
from blog.stamps.shared import Shared

SHARED = Shared(most=1)


def clinic(request):
    """This will give templates `clinic`, read from the database only if it is used."""
    return {"clinic": SimpleLazyObject(lambda: clinic_of(request))}


def clinic_of(request):
    """This will read the clinic's row once, however many parts of a page ask for it."""
    if not hasattr(request, "_clinic"):
        request._clinic = shared_clinic()
    return request._clinic


def shared_clinic():
    """This will give the clinic's row, to be looked at and not changed."""
    return SHARED.get("clinic", Clinic.current)
