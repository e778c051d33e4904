"""Where an article stands between its words and its last signature, in words for staff."""

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.editions.models import Edition

NEVER = _("Never signed")
CHANGED = _("Live, with unsigned changes")
ENDED = _("Ended")


def with_standing(posts, *, at):
    """This will read posts with everything `standing` and the digest need, in three queries however many there are."""
    editions = Edition.objects.filter(post=OuterRef("pk"))
    live = editions.live(at)
    return (
        posts.select_related("topic", "cover")
        .prefetch_related("sources", "tags")
        .annotate(
            was_signed=Exists(editions),
            live_id=Subquery(live.values("pk")[:1]),
            live_digest=Subquery(live.values("digest")[:1]),
            live_signed_at=Subquery(live.values("signed_at")[:1]),
        )
    )


def has_unsigned_changes(post):
    return post.live_digest != post.digest


def standing(post):
    """This will tell where a post read by `with_standing` stands."""
    if not post.was_signed:
        return NEVER
    if post.live_digest is None:
        return ENDED
    if has_unsigned_changes(post):
        return CHANGED
    signed_on = date_format(timezone.localtime(post.live_signed_at), "j F Y")
    return gettext("Live, signed %(day)s") % {"day": signed_on}
