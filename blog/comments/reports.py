"""What readers report: kept once for each person and comment, and enough of them hide it until somebody has looked."""

from django.utils.translation import gettext_lazy as _

from blog import rules
from blog.clinic.models import Clinic
from blog.comments.models import Comment, Decision, Report
from blog.comments.moderate import keep
from blog.comments.settle import settle
from blog.comments.turns import in_turn

ALREADY = _("You have reported this comment already. We will tell you what came of it.")


class AlreadyReported(rules.Refused):
    """The refusal of a second report by the same person."""


@in_turn
def report_comment(*, comment_id, by, reason, at, note=""):
    """This will keep a report, so that staff look at the comment, and hide it when enough different members have.

    reason: one of `Report.Reason`. What the clinic said itself is never hidden. Raises `Refused`, `AlreadyReported`.
    """
    comment = Comment.objects.select_for_update().get(pk=comment_id)
    rules.require(rules.refusal_to_report(by, comment))
    if has_reported(by, comment):
        raise AlreadyReported(ALREADY)
    report = Report.objects.create(comment=comment, by=by, reason=reason, note=" ".join(note.split()), at=at)
    comment.has_open_reports = True
    comment.save(update_fields=["has_open_reports"])
    if not comment.is_from_staff and reporters(comment) >= Clinic.current().comments_reports_to_hide:
        keep(comment, Decision.Act.HIDDEN, by=None, at=at)
        settle(comment, Comment.State.HIDDEN, at=at)
    return report


def has_reported(user, comment):
    return Report.objects.filter(comment=comment, by=user).exists()


def reporters(comment):
    """This will count the members whose report nobody has answered; there is one of each for a comment."""
    return comment.reports.filter(closed_at=None, by__is_staff=False, by__is_active=True).count()
