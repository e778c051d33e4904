"""Taking an answer, and forgetting it after a year."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from blog import rules
from blog.usefulness.limits import take_turn
from blog.usefulness.models import Answer

AN_HOUR = 300  # from everybody together


class TooMany(rules.Refused):
    """The refusal of one more answer in a short time."""


@transaction.atomic
def answer(*, edition, is_useful, words, sender, at):
    """This will store what a reader answered. `sender` only counts, and is not stored with it."""
    if not take_turn(sender):
        raise TooMany(_("Many answers have come from your connection today, and we have them. Come back tomorrow."))
    if Answer.objects.filter(at__gt=at - timedelta(hours=1)).count() >= AN_HOUR:
        raise TooMany(_("Too many answers have come in this hour. Try again later."))
    return Answer.objects.create(
        post_id=edition.post_id, edition=edition, is_useful=is_useful, words=words.strip(), at=at
    )


def forget_old(*, at):
    """This will delete the answers that are older than a year."""
    Answer.objects.filter(at__lte=at - Answer.KEPT_FOR).delete()
