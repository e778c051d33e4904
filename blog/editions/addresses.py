"""What stands at an article's address now: a live edition, the way to one, or the reason why there is none."""

from dataclasses import dataclass

from blog.editions.models import Edition, Withdrawal


@dataclass
class Found:
    """One of three: `edition` is live here; `moved_to` is the live edition to read instead; or it is gone.

    What is gone has `last`, the edition that ended, and its `withdrawal` if it did not just end as planned.
    """

    edition: Edition | None = None
    moved_to: Edition | None = None
    last: Edition | None = None
    withdrawal: Withdrawal | None = None


def look_up(slug, *, at):
    """This will tell what a reader gets at /posts/<slug>/ at the moment `at`; None if nothing was ever there.

    An old address leads straight to where its article is live now, so chains collapse and loops cannot be made.
    """
    live = Edition.objects.live(at)
    shown = live.select_related("topic", "signed_by").with_notice(at).defer("body", "text")
    if edition := shown.filter(slug=slug).first():
        return Found(edition=edition)
    last = Edition.objects.was_public(at).filter(slug=slug).order_by("-live_from").first()
    if last is None:
        return None
    if moved_to := live.filter(post_id=last.post_id).first():
        return Found(moved_to=moved_to)
    withdrawal = Withdrawal.objects.standing(at).filter(post_id=last.post_id).first()
    if withdrawal and withdrawal.instead_id and (instead := live.filter(post_id=withdrawal.instead_id).first()):
        return Found(moved_to=instead)
    return Found(last=last, withdrawal=withdrawal)
