"""What changed in an article, in one public line each."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from blog.editions.models import Edition

FIRST = _("First published.")


@dataclass
class Change:
    at: datetime
    note: str


def history(edition, *, at, is_preview=False):
    """This will give an article's change notes, newest first.

    Only editions that readers have seen count: what is planned, or was replaced before its moment, says nothing. A
    minor change carries no note and is left out. In a preview the unsaved edition comes as the newest.
    """
    seen = (
        Edition.objects.was_public(at)
        .filter(post_id=edition.post_id)
        .order_by("live_from", "pk")
        .values_list("live_from", "change_note")
    )
    changes = [Change(*row) for row in seen]
    if is_preview:
        changes.append(Change(at, edition.change_note))
    if changes and not changes[0].note:
        changes[0].note = FIRST
    return [change for change in reversed(changes) if change.note]
