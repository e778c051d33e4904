"""What the clinic's own people are offered, and asked, before they answer a reader's comment."""

from blog.comments.adopting import NEUTRAL
from blog.comments.forms import CannedForm
from blog.comments.models import CannedReply


def help_to_answer(user, parent):
    """This will give what stands at the form of a reply for staff, and nothing for anybody else."""
    if not user.is_staff or parent is None:
        return {}
    return {
        "canned_replies": list(CannedReply.objects.order_by("name").values("pk", "name")),
        "reasons_to_think": parent.asks_before_adopting,
        "neutral": NEUTRAL,
    }


def put_in(query):
    """This will give the typed words with the neutral ones, or the chosen canned reply, under them."""
    typed = query.get("body", "").replace("\0", "").rstrip()
    return "\n\n".join(words for words in (typed, chosen_in(query)) if words)


def chosen_in(query):
    if query.get("put_in") == "neutral":
        return str(NEUTRAL)
    form = CannedForm(query)
    chosen = form.cleaned_data["canned"] if form.is_valid() else None
    return chosen.body if chosen else ""
