"""Whether a comment says rightly that reports on it, or its writer's answer to a decision, wait for a moderator."""

from django.db.models import Exists, OuterRef, Q

from blog.comments.models import Appeal, Comment, Report
from blog.comments.turns import in_turn

# What is kept on a comment so that the desk finds it, and the rows that it follows. Where a writer deleted the comment
# nothing is left to decide.
FOLLOWS = {
    "has_open_reports": Exists(Report.objects.filter(comment=OuterRef("pk"), closed_at=None)),
    "is_appealed": Exists(Appeal.objects.filter(decision__comment=OuterRef("pk"), answered_at=None)),
}
SAYS = {
    ("has_open_reports", True): "it has open reports, and does not say so.",
    ("has_open_reports", False): "it says that it has open reports, and has none.",
    ("is_appealed", True): "its writer has answered a decision, and it does not say so.",
    ("is_appealed", False): "it says that its writer has answered a decision, and nothing is open.",
}


def faults(*, mend):
    """This will yield a sentence for every comment that says something else than its rows, and mend it if asked to."""
    for name, is_so in SAYS:
        for pk in sorted(wrong(name, is_so).values_list("pk", flat=True)):
            if is_wrong(pk, name, is_so, mend):
                yield f"Comment {pk}: {SAYS[name, is_so]}"


def wrong(name, is_so):
    """This will find the comments of which something is so, or not, and that say the opposite."""
    is_true = Q(FOLLOWS[name]) & ~Q(state=Comment.State.DELETED)
    return Comment.objects.filter(is_true if is_so else ~is_true, **{name: not is_so})


@in_turn
def is_wrong(pk, name, is_so, mend):
    """This will look again in turn with whoever reports or decides."""
    found = wrong(name, is_so).filter(pk=pk)
    return bool(found.update(**{name: is_so}) if mend else found.exists())
