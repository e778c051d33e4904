"""What a moderator is shown about a comment: why it waits, its words, who wrote it, and what can be done."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from django.db.models import Count, Q
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from blog import rules
from blog.comments import claims
from blog.comments.adopting import NEUTRAL
from blog.comments.deciding import DecisionForm, EscalateForm
from blog.comments.models import Appeal, Block, Comment, Decision, Report, Wording
from blog.comments.moderate import version_of

Act, State = Decision.Act, Comment.State

# How a card is called, by how the code of its first reason begins.
TITLES = {
    "red-flag": _("Someone may need help now"),
    "pom": _("Names a medicine"),
    "privacy": _("Holds personal details"),
    "patient-identity": _("Says who is a patient"),
    "links": _("Holds a link or an offer"),
    "link": _("Holds a link"),
    "claims": _("Makes a claim about a treatment"),
    "pressure": _("Reads like selling"),
    "under18": _("May be about somebody under 18"),
    "rejected": _("Changed after we had not published it"),
    "read-first": _("Comments on this article are read first"),
    "first": _("One of their first comments"),
    "repeat": _("Sent before"),
    "automated": _("Sent by a machine, perhaps"),
}

# As Django says them. They stand here too because Django's own Welsh lacks them.
TIMES = {
    "year": ngettext_lazy("%(num)d year", "%(num)d years", "num"),
    "month": ngettext_lazy("%(num)d month", "%(num)d months", "num"),
    "week": ngettext_lazy("%(num)d week", "%(num)d weeks", "num"),
    "day": ngettext_lazy("%(num)d day", "%(num)d days", "num"),
    "hour": ngettext_lazy("%(num)d hour", "%(num)d hours", "num"),
    "minute": ngettext_lazy("%(num)d minute", "%(num)d minutes", "num"),
}


@dataclass
class Card:
    """One comment on the desk, with everything a decision needs and the forms it is sent with."""

    comment: Comment
    ago: str
    held_by: str | None
    is_mine: bool
    may_pass_on: bool
    history: dict
    block: Block | None
    reports: list
    appeal: Appeal | None
    wordings: list
    decisions: list
    next_pk: int | None = None
    decision_form: DecisionForm | None = None
    escalate_form: EscalateForm | None = None
    sentence: str = ""
    is_ticked: bool = False
    neutral: str = field(default=NEUTRAL)

    @property
    def newest(self):
        settling = [decision for decision in self.decisions if decision.act != Act.ESCALATED]
        return settling[0] if settling else None

    @property
    def version(self):
        return version_of(self.comment, self.newest)

    @property
    def writer(self):
        answerer = self.comment.practitioner
        return answerer.name if answerer else self.comment.author.display_name

    @property
    def title(self):
        if self.comment.is_urgent:
            return TITLES["red-flag"]
        if self.appeal:
            return gettext("Its writer has answered")
        if self.reports:
            return gettext("Hidden by reports") if self.comment.state == State.HIDDEN else gettext("Reported")
        for reason in self.comment.reasons if self.waits else ():
            return next(
                (words for code, words in TITLES.items() if reason["code"].startswith(code)), gettext("To be read")
            )
        return gettext("To be read") if self.waits else self.comment.get_state_display()

    @property
    def waits(self):
        comment = self.comment
        return comment.state in (State.HELD, State.HIDDEN) or comment.has_open_reports or comment.is_appealed

    @property
    def can_be_decided(self):
        return self.comment.state != State.DELETED and not self.held_by

    @property
    def yes(self):
        return yes_to(self.comment)

    @property
    def no(self):
        return no_to(self.comment)

    @property
    def was_seen(self):
        return self.comment.published_at is not None


def yes_to(comment):
    """This will give the act that lets readers see a comment."""
    return Act.KEPT if comment.is_public else Act.APPROVED


def no_to(comment):
    """This will give the act that keeps a comment from readers."""
    return Act.REMOVED if comment.published_at else Act.REJECTED


def cards_of(comments, *, user, at):
    """This will make the cards of some comments, in the same number of queries however many they are."""
    keys, writers = [comment.pk for comment in comments], {comment.author_id for comment in comments}
    histories, blocks = histories_of(writers), blocks_of(writers, at=at)
    decisions = by_comment(Decision.objects.filter(comment__in=keys).order_by("-pk"))
    reports = by_comment(Report.objects.filter(comment__in=keys, closed_at=None).select_related("by").order_by("pk"))
    wordings = by_comment(Wording.objects.filter(comment__in=keys).order_by("-until"))
    appeals = Appeal.objects.filter(decision__comment__in=keys, answered_at=None).select_related("decision")
    appeals = {appeal.decision.comment_id: appeal for appeal in appeals}
    cards = [
        Card(
            comment=comment,
            ago=ago(comment.created_at, at),
            held_by=claims.held_by_another(comment, by=user, at=at),
            is_mine=comment.claimed_by_id == user.pk and comment.claimed_until > at,
            may_pass_on=not rules.refusal_to_moderate(user),
            history=histories.get(comment.author_id, {}),
            block=blocks.get(comment.author_id),
            reports=reports[comment.pk],
            appeal=appeals.get(comment.pk),
            wordings=wordings[comment.pk],
            decisions=decisions[comment.pk],
            decision_form=DecisionForm(auto_id=f"id_{comment.pk}_%s"),
            escalate_form=EscalateForm(auto_id=f"id_{comment.pk}_on_%s"),
        )
        for comment in comments
    ]
    for card, following in pairwise(cards):
        card.next_pk = following.comment.pk
    return cards


def ago(moment, at):
    """This will say how long ago something was, in its largest unit."""
    if (at - moment).total_seconds() < 60:
        return gettext("just now")
    return gettext("%(time)s ago") % {"time": timesince(moment, at, time_strings=TIMES, depth=1)}


def with_people(comments):
    """This will read with each comment what its card names: writer, article, and the comment it answers."""
    return comments.select_related("author", "practitioner", "edition", "claimed_by", "parent__author")


def by_comment(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.comment_id].append(row)
    return found


def histories_of(writers):
    """This will count what became of each writer's comments."""
    counts = {
        name: Count("pk", filter=Q(state=state))
        for name, state in (("published", State.PUBLISHED), ("rejected", State.REJECTED), ("removed", State.REMOVED))
    }
    rows = Comment.objects.filter(author__in=writers).values("author").annotate(**counts).order_by()
    return {row["author"]: row for row in rows}


def blocks_of(writers, *, at):
    standing = Block.objects.filter(Q(until=None) | Q(until__gt=at), user__in=writers, lifted_at=None)
    return {block.user_id: block for block in standing}
