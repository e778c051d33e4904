"""What is read: for those who write, every live article with its reads."""

from datetime import timedelta

from django.contrib import admin
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from blog import rules
from blog.counts.chart import chart
from blog.counts.forms import OrderForm
from blog.counts.models import Reads
from blog.editions import lists
from blog.editions.models import Edition
from blog.screens import ReadOnlyAdmin

SPANS = {"week": 7, "month": 30, "year": 365}  # days, with today
A_PAGE = 25


@admin.register(Reads)
class ReadsAdmin(ReadOnlyAdmin):
    """One page in the place of a list of rows, and none for a single number."""

    def refusal(self, user):
        return rules.refusal_to_write(user)

    def has_view_permission(self, request, obj=None):
        return obj is None and super().has_view_permission(request)

    def changelist_view(self, request, extra_context=None):
        rules.require(rules.refusal_to_write(request.user))
        form = OrderForm({"by": request.GET.get("by", "")})
        by = form.cleaned_data["by"] if form.is_valid() else ""
        return what_is_read(request, by=by or "month")


def what_is_read(request, *, by):
    """This will show the live articles, the most read in a span of days first, with a chart of thirty days."""
    at = timezone.now()
    today = timezone.localdate(at)
    counted = counts(at, today=today).order_by(f"-{by}", "title", "pk")
    listing = lists.listing(counted, page=lists.page_number(request.GET), size=A_PAGE)
    put_charts_on(listing.editions, today=today)
    context = admin.site.each_context(request) | {
        "title": _("What is read"),
        "listing": listing,
        "by": by,
        "orders": [(name, label, name == by) for name, label in OrderForm.base_fields["by"].choices],
        "spans": spans(by),
    }
    return render(request, "blog/counts/what_is_read.html", context)


def spans(by):
    """This will give the spans one can sort by, with commas between them: links, all but the one that is shown."""
    links = (
        format_html("<b>{}</b>", label) if name == by else format_html('<a href="?by={}">{}</a>', name, label)
        for name, label in OrderForm.base_fields["by"].choices
    )
    return format_html_join(", ", "{}", ((link,) for link in links))


def counts(at, *, today):
    """This will give the live editions with the reads of their articles in each span."""
    spans = {
        name: Coalesce(Sum("post__reads__count", filter=Q(post__reads__day__gt=today - timedelta(days=days))), 0)
        for name, days in SPANS.items()
    }
    return Edition.objects.live(at).only("title", "slug", "post_id").annotate(**spans)


def put_charts_on(editions, *, today):
    """This will give each edition `chart`, in one query for all."""
    days = [today - timedelta(days=ago) for ago in reversed(range(30))]
    found = Reads.objects.filter(post__in=[edition.post_id for edition in editions], day__gte=days[0])
    counted = {(post_id, day): count for post_id, day, count in found.values_list("post_id", "day", "count")}
    for edition in editions:
        edition.chart = chart([(day, counted.get((edition.post_id, day), 0)) for day in days])
