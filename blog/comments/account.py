"""What the conversation adds to somebody's account page: their comments and what became of them, reports, notices."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from blog.comments.models import Comment, Decision, Report, Subscription
from blog.comments.subscriptions import is_on, stopping_path
from blog.editions.models import Edition

NEWEST = 50
TOLD = ("approved", "rejected", "removed", "kept")  # acts that its writer is told of


def my_comments(request):
    """This will show somebody's own comments, newest first, each with what was decided and why."""
    told = Decision.objects.filter(act__in=TOLD).order_by("-pk")
    own = Comment.objects.filter(author=request.user).exclude(state=Comment.State.DELETED).order_by("-pk")
    comments = own.select_related("edition").prefetch_related(Prefetch("decisions", told, to_attr="told"))[:NEWEST]
    return section("my-comments", _("Your comments"), {"comments": comments})


def my_reports(request):
    reports = Report.objects.filter(by=request.user).select_related("comment__edition").order_by("-pk")[:NEWEST]
    return section("my-reports", _("What you reported"), {"reports": reports}) if reports else None


def my_notices(request):
    """This will show whether somebody is written to, and of answers under which articles, with the way to end each."""
    if not is_on(request.user.pk):
        return section("my-notices", _("Mail about comments"), {"is_on": False})
    wishes = Subscription.objects.filter(user=request.user, ended_at=None).order_by("-pk")
    newest = Edition.objects.filter(post__in=wishes.values("post")).order_by("post_id", "live_from", "pk")
    titles = {edition.post_id: edition.title for edition in newest.only("post_id", "title")}
    rows = [
        {"title": titles.get(wish.post_id, ""), "path": stopping_path(wish.user_id, wish.post_id)} for wish in wishes
    ]
    return section("my-notices", _("Mail about comments"), {"is_on": True, "rows": rows})


def section(id, title, context):
    return {
        "id": id,
        "title": title,
        "template": f"blog/comments/account/{id.replace('-', '_')}.html",
        "context": context,
    }
