"""What happens to a text that somebody who may comment has sent: one pure function, from facts to a verdict."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from blog.comments.models import Comment, Conversation

FIRST = _("We read the first comments from everyone before they appear.")
LINK = _("It holds a link, and we read those first until we know you.")
REPEAT = _("The same words were sent before.")
READ_FIRST = _("Every comment on this article is read before it appears.")
AUTOMATED = _("It was sent in a way that a person seldom does.")
CHANGED = _("It was changed after we had not published it.")
HARM, PRIVATE = "red-flag", "privacy"


@dataclass(frozen=True)
class Sent:
    """What is known when a text arrives.

    findings: of the guard, on the surface "comment". approved: how many comments of the account were published.
    dangers: reasons of danger that the words before these were held for, which nobody at the clinic has looked at yet.
    """

    findings: tuple = ()
    approved: int = 0
    hold_first: int = 2
    policy: str = Conversation.Policy.OPEN
    has_link: bool = False
    is_repeat: bool = False
    is_automated: bool = False
    is_from_staff: bool = False
    was_rejected: bool = False
    has_looked_again: bool = False
    dangers: tuple = ()


@dataclass(frozen=True)
class Verdict:
    """The state a text gets, and every reason in words.

    look_again: findings its writer is shown before anything is stored; then there is no state.
    """

    state: str | None
    reasons: list = field(default_factory=list)
    look_again: list = field(default_factory=list)
    is_urgent: bool = False


def decide(sent):
    """This will say what becomes of a text: published, held with reasons, or shown to its writer again first."""
    if sent.is_from_staff and not any(map(is_held_for, sent.findings)):
        return Verdict(Comment.State.PUBLISHED)
    urgent = any(map(is_danger, sent.findings))
    private = [finding for finding in sent.findings if finding.pack == PRIVATE and finding.severity == "warn"]
    if private and not urgent and not sent.has_looked_again:
        return Verdict(None, look_again=private)
    reasons = list(reasons_to_hold(sent))
    state = Comment.State.HELD if reasons else Comment.State.PUBLISHED
    return Verdict(state, reasons, is_urgent=urgent or bool(sent.dangers))


def is_held_for(finding):
    """This will tell whether the guard wants a text read first; danger counts, whatever its rule says."""
    return finding.severity in ("hold", "block") or is_danger(finding)


def is_danger(finding):
    """This will tell whether the guard saw words that may mean somebody is in danger."""
    return finding.pack == HARM


def reasons_to_hold(sent):
    """This will yield every reason to read a text before it appears, as a code and a sentence."""
    found = {}
    for finding in filter(is_held_for, sent.findings):
        found.setdefault((finding.rule, finding.reason), {})[f"“{finding.words}”"] = True
    for (code, reason), words in found.items():
        yield {"code": code, "words": f"{' '.join(words)}: {reason}"}
    named = {code for code, _ in found}
    yield from (danger for danger in sent.dangers if danger["code"] not in named)
    for code, applies, words in (
        ("rejected", sent.was_rejected, CHANGED),
        ("read-first", sent.policy == Conversation.Policy.READ_FIRST, READ_FIRST),
        ("first", sent.approved < sent.hold_first, FIRST),
        ("link", sent.has_link and sent.approved < sent.hold_first, LINK),
        ("repeat", sent.is_repeat, REPEAT),
        ("automated", sent.is_automated, AUTOMATED),
    ):
        if applies:
            yield {"code": code, "words": str(words)}  # kept, so in the language of this moment


def dangers_of(comment):
    """This will give the reasons of danger that a comment is held for, as long as nobody has decided on it."""
    return dangers_in(comment.reasons) if comment and comment.is_urgent else ()


def dangers_in(reasons):
    """This will keep the reasons that mean somebody may be in danger."""
    return tuple(reason for reason in reasons if reason["code"].startswith(HARM))
