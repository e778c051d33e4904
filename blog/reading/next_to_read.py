"""Where an article's page leads on to: the articles before and after it in its topic, and three worth reading."""

from django.db.models import Case, Count, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from blog.editions import lists
from blog.editions.models import Edition

RELATED = 3
LOOKED_AT = 100  # the newest of the topic, and of the others: with many articles it costs no more


def related(edition, *, at):
    """This will choose what to read next: the same topic first, then what shares most tags, then the newest.

    Never what is overdue for review or withdrawn, whatever the clinic chose for its lists: this is a recommendation.
    """
    others = Edition.objects.live(at).without_notice(at).filter(review_due_at__gt=at).exclude(post_id=edition.post_id)
    others = others.newest_first().values("pk")
    here, elsewhere = others.filter(topic_id=edition.topic_id), others.exclude(topic_id=edition.topic_id)
    looked_at = Q(pk__in=here[:LOOKED_AT]) | Q(pk__in=elsewhere[:LOOKED_AT])
    is_elsewhere = Case(When(topic_id=edition.topic_id, then=0), default=1)
    order = [is_elsewhere, "-first_published_at", "-pk"]
    if edition.tags:
        order.insert(1, shared_tags(edition).desc())
    wanted = Edition.objects.filter(looked_at).order_by(*order)[:RELATED]
    return lists.chosen(wanted).order_by(*order).for_lists()


def shared_tags(edition):
    """This will count the tags that another article has in common with this one."""
    labels = Edition.tagged.through.objects
    own = labels.filter(edition_id=edition.pk).values("tag_id")
    theirs = labels.filter(edition_id=OuterRef("pk"), tag_id__in=own).order_by().values("edition_id")
    return Coalesce(Subquery(theirs.annotate(count=Count("pk")).values("count")), 0)


def neighbours(edition, *, at):
    """This will give the articles published just before and just after this one in its topic, in one query.

    The first published comes first, and either may be None. One that is overdue is passed over where lists do so.
    """
    others = Edition.objects.live(at).in_date(at).filter(topic_id=edition.topic_id).exclude(post_id=edition.post_id)
    moment, key = edition.first_published_at, edition.pk
    is_before = Q(first_published_at__lt=moment) | Q(first_published_at=moment, pk__lt=key)
    # The moment by itself says where in the index to begin.
    before = others.filter(is_before, first_published_at__lte=moment).newest_first().values("pk")[:1]
    after = others.filter(~is_before, first_published_at__gte=moment)
    after = after.order_by("first_published_at", "pk").values("pk")[:1]
    both = Edition.objects.filter(Q(pk=Subquery(before)) | Q(pk=Subquery(after)))
    found = both.only("title", "slug", "first_published_at")
    sides = {(each.first_published_at, each.pk) < (moment, key): each for each in found}
    return sides.get(True), sides.get(False)
