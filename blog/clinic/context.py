"""The clinic's own details, for every template."""

from django.utils.functional import SimpleLazyObject

from blog.clinic.models import Clinic


def clinic(request):
    """This will give templates `clinic`, read from the database only if it is used."""
    return {"clinic": SimpleLazyObject(Clinic.current)}
