"""What stands at an article's address now: a live edition, the way to one, or the reason why there is none."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from blog.editions.models import Edition, Withdrawal

ELSEWHERE = _("Another article is or was at this address, and old links lead to it. Choose a different one.")


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
        return look_up_in_other_letters(slug, at=at)
    if moved_to := live.filter(post_id=last.post_id).first():
        return Found(moved_to=moved_to)
    withdrawal = Withdrawal.objects.standing(at).filter(post_id=last.post_id).first()
    if withdrawal and withdrawal.instead_id and (instead := live.filter(post_id=withdrawal.instead_id).first()):
        return Found(moved_to=instead)
    return Found(last=last, withdrawal=withdrawal)


def look_up_in_other_letters(slug, *, at):
    """This will find what is at an address that was typed with other capitals; what is live there is elsewhere."""
    known = Edition.objects.was_public(at).filter(slug__iexact=slug).exclude(slug=slug).order_by("-live_from")
    right = known.values_list("slug", flat=True).first()
    if right is None:
        return None
    found = look_up(right, at=at)
    return Found(moved_to=found.edition) if found.edition else found


def in_full(path, *, page=1):
    """This will give the one address of a public page, with the site's own origin, that machines should know it by."""
    return f"{settings.SITE_URL}{path}{f'?page={page}' if page > 1 else ''}"


def refusal_of_address(slug, *, post_id):
    """This will return the sentence against an address for a post, or None: one address is one article's, for good.

    post_id: None for a post that is new. An edition that was cancelled before it began never stood anywhere.
    """
    was_or_will_be = Q(live_until=None) | Q(live_until__gt=F("live_from"))
    if Edition.objects.filter(was_or_will_be, slug=slug).exclude(post_id=post_id).exists():
        return ELSEWHERE
