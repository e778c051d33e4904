"""When an article's comments are closed: reading goes on, writing stops."""

from blog.clinic.models import Clinic
from blog.editions.models import Withdrawal

OVERDUE = "Comments on this page are closed while a clinician reads it again."
WITHDRAWN = "Comments on this page are closed, because the article was withdrawn."


def closed_because(edition, *, at):
    """This will give the sentence that says why nobody can comment on an article now, or None while they can."""
    if edition.is_overdue(at=at) and Clinic.current().locks_overdue:
        return OVERDUE
    if is_withdrawn(edition, at=at):
        return WITHDRAWN


def is_withdrawn(edition, *, at):
    """This will tell whether the page stays up with a notice; an edition read `with_notice` knows it already."""
    if hasattr(edition, "withdrawn_at"):
        return edition.withdrawn_at is not None
    return Withdrawal.objects.standing(at).filter(post_id=edition.post_id).exists()
