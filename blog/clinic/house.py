"""What a clinic can choose about its comments. The defaults are the ones we would choose."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models


def number(name, default, help_text, *, least=0, most=1000):
    """This will make a field for a whole number, with its bounds."""
    return models.PositiveSmallIntegerField(
        name, default=default, help_text=help_text, validators=[MinValueValidator(least), MaxValueValidator(most)]
    )


class HouseRules(models.Model):
    """The numbers and words of the comment section, kept in the clinic's own row."""

    comments_hold_first = number("first comments that are read before they appear", 2, "Of each account.")
    comments_longest = number("longest comment", 3000, "In characters.", least=200, most=3000)
    comments_edit_minutes = number("minutes to change a comment", 15, "After that it can only be deleted.")
    comments_close_after_days = number(
        "days until comments close", 90, "After an article first went live. 0: they stay open.", most=3650
    )
    comments_reports_to_hide = number(
        "reports that hide a comment", 3, "By different people, until somebody has looked.", least=1
    )
    comments_pause_seconds = number("seconds between two comments", 30, "Of one person.")
    comments_per_ten_minutes = number("comments in ten minutes", 5, "Of one person.", least=1)
    comments_per_day = number("comments in a day", 20, "Of one person.", least=1)
    comments_new_per_hour = number(
        "comments in an hour from somebody new", 3, "Until as many have been approved as are read first.", least=1
    )
    comments_read_within = models.CharField(
        "comments are usually read within", max_length=40, default="one working day", help_text="Printed at the form."
    )

    class Meta:
        abstract = True
