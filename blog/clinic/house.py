"""What a clinic can choose about its comments. The defaults are the ones we would choose."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


def number(name, default, help_text, *, least=0, most=1000, **more):
    """This will make a field for a whole number, with its bounds."""
    bounds = [MinValueValidator(least), MaxValueValidator(most)]
    return models.PositiveSmallIntegerField(name, default=default, help_text=help_text, validators=bounds, **more)


class HouseRules(models.Model):
    """The numbers and words of the comment section, kept in the clinic's own row."""

    comments_hold_first = number(_("first comments that are read before they appear"), 2, _("Of each account."))
    comments_shortest = number(_("shortest comment"), 2, _("In characters."), least=1, most=200, db_default=2)
    comments_longest = number(_("longest comment"), 3000, _("In characters."), least=200, most=3000)
    comments_edit_minutes = number(_("minutes to change a comment"), 15, _("After that it can only be deleted."))
    comments_close_after_days = number(
        _("days until comments close"), 90, _("After an article first went live. 0: they stay open."), most=3650
    )
    comments_reports_to_hide = number(
        _("reports that hide a comment"), 3, _("By different people, until somebody has looked."), least=1
    )
    comments_pause_seconds = number(_("seconds between two comments"), 30, _("Of one person."))
    comments_per_ten_minutes = number(_("comments in ten minutes"), 5, _("Of one person."), least=1)
    comments_per_day = number(_("comments in a day"), 20, _("Of one person."), least=1)
    comments_new_per_hour = number(
        _("comments in an hour from somebody new"), 3, _("Until as many have been approved as are read first."), least=1
    )
    comments_read_within = models.CharField(
        _("comments are usually read within"),
        max_length=40,
        default=_("one working day"),
        help_text=_("Printed at the form."),
    )

    class Meta:
        abstract = True
