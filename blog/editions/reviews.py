"""Every live article by the date on which somebody has to read it again, the most pressing first."""

from django.contrib import admin
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog import rules
from blog.editions import lists
from blog.editions.models import Edition

A_PAGE = 50


@require_safe
def reviews(request):
    """This will list what is live by its review date, with who signed it."""
    rules.require(rules.refusal_to_write(request.user))
    at = timezone.now()
    live = Edition.objects.live(at)
    listed = live.with_notice(at).order_by("review_due_at", "pk")
    listing = lists.listing(
        listed.only("title", "slug", "post_id", "signed_by_name", "signed_at", "last_reviewed_at", "review_due_at"),
        page=lists.page_number(request.GET),
        size=A_PAGE,
    )
    for edition in listing.editions:
        edition.has_passed = edition.is_overdue(at=at)
    context = admin.site.each_context(request) | {
        "title": _("Reviews"),
        "listing": listing,
        "overdue": live.without_notice(at).filter(review_due_at__lte=at).count(),
    }
    return render(request, "blog/editions/reviews.html", context)
