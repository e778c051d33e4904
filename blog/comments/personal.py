"""What the conversation keeps about a person: given out, and erased or left without them."""

from django.utils.translation import gettext_noop as _

from accounts.own_data.parts import Part, erased_by, given_by
from blog.comments import notices
from blog.comments.actions import empty
from blog.comments.models import Appeal, Block, Comment, Decision, NoMail, Report, Subscription, Visit, Wording
from blog.comments.turns import wait_for_turn


@given_by
def comments(user):
    own = Comment.objects.filter(author=user).select_related("edition").prefetch_related("wordings").order_by("pk")
    yield Part(
        "comments",
        _("Your comments"),
        [
            {
                _("article"): comment.edition.title,
                _("written"): comment.created_at,
                _("changed"): comment.edited_at,
                _("state"): comment.get_state_display(),
                _("words"): comment.body,
                _("earlier wordings"): [wording.body for wording in comment.wordings.all()],
                _("why it was held"): [reason["words"] for reason in comment.reasons],
            }
            for comment in own
        ],
    )


@given_by
def decisions(user):
    made = Decision.objects.filter(comment__author=user).select_related("comment__edition", "appeal").order_by("pk")
    yield Part(
        "decisions",
        _("What was decided about your comments"),
        [
            {
                _("article"): decision.comment.edition.title,
                _("decided"): decision.at,
                _("what"): decision.get_act_display(),
                _("because"): decision.get_reason_display(),
                _("note"): decision.note,
                _("your answer"): decision.appeal.body if hasattr(decision, "appeal") else "",
            }
            for decision in made
        ],
    )


@given_by
def reports(user):
    made = Report.objects.filter(by=user).select_related("comment__edition").order_by("pk")
    yield Part(
        "reports",
        _("What you reported"),
        [
            {
                _("article"): report.comment.edition.title,
                _("reported"): report.at,
                _("because"): report.get_reason_display(),
                _("note"): report.note,
                _("closed"): report.closed_at,
                _("outcome"): report.outcome,
            }
            for report in made
        ],
    )


@given_by
def wishes(user):
    kept = Subscription.objects.filter(user=user).order_by("pk")
    rows = [{_("article"): wish.post_id, _("since"): wish.created_at, _("ended"): wish.ended_at} for wish in kept]
    yield Part("notices", _("Notices you asked for"), rows)
    no_mail = NoMail.objects.filter(user=user).order_by("pk").values_list("since", flat=True)
    yield Part("no-mail", _("Your wish for no mail about comments"), [{_("since"): since} for since in no_mail])
    seen = Visit.objects.filter(user=user).order_by("pk").values_list("post_id", "at")
    yield Part("visits", _("When you last read comments"), [{_("article"): post, _("read"): at} for post, at in seen])
    blocks = Block.objects.filter(user=user).order_by("pk").values_list("reason", "at", "until", "lifted_at")
    names = (_("reason"), _("since"), _("until"), _("lifted"))
    yield Part("blocks", _("Times you could not comment"), [dict(zip(names, row, strict=True)) for row in blocks])


@erased_by
def forget(user, *, keep_words, at):
    """This will take away what only concerns the person, and the words too unless they may stay."""
    wait_for_turn()
    Subscription.objects.filter(user=user).delete()
    NoMail.objects.filter(user=user).delete()
    Visit.objects.filter(user=user).delete()
    Block.objects.filter(user=user).delete()
    Report.objects.filter(by=user).update(note="")
    own = Comment.objects.select_for_update(of=("self",)).filter(author=user)
    Wording.objects.filter(comment__author=user).delete()
    Appeal.objects.filter(decision__comment__author=user).update(body="")
    for comment in own:
        if keep_words:
            notices.forget_words(comment)  # mail to others names its writer
        else:
            empty(comment, at=at)
