"""Names that readers may not give themselves: a clinician's, a medicine's, a telephone number."""

from django.utils.translation import gettext as _

from accounts.names import SOMEBODY_HERE, looks_like
from blog.clinic.models import Practitioner
from blog.guard import check


def refusal_to_be_called(name, person):
    """This will tell why somebody may not choose this name for themselves, or return None.

    person: who chooses it, or None for somebody new. A practitioner may carry their own name.
    """
    others = Practitioner.objects.exclude(user_id=person.pk) if person else Practitioner.objects.all()
    if any(looks_like(name, theirs) for theirs in others.values_list("name", flat=True)):
        return SOMEBODY_HERE
    for finding in check(name, surface="display-name"):
        if finding.severity in ("hold", "block"):
            return f"{finding.reason} {_('Choose another name.')}"
    return None
