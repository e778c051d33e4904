"""The record, for the manager to read and to take away as a table."""

import csv

from django.contrib import admin
from django.http import HttpResponse
from django.utils import timezone

from blog import rules
from blog.audit.models import Entry

COLUMNS = ("at", "by_name", "act", "subject", "post_id", "digest", "detail")


@admin.register(Entry)
class EntryAdmin(admin.ModelAdmin):
    list_display = ["at", "by_name", "act", "subject"]
    list_filter = ["act"]
    search_fields = ["by_name", "subject", "digest"]
    ordering = ["-pk"]
    actions = ["as_csv"]
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False

    def has_module_permission(self, request):
        return not rules.refusal_to_manage(request.user)

    def has_view_permission(self, request, obj=None):
        return not rules.refusal_to_manage(request.user)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.action(description="Take away as a CSV file", permissions=["view"])
    def as_csv(self, request, entries):
        """This will write the chosen entries as CSV, one a line, with no cell that a spreadsheet would run."""
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="record-{timezone.localdate():%Y-%m-%d}.csv"'
        writer = csv.writer(response)
        writer.writerow(COLUMNS)
        for row in entries.order_by("pk").values_list(*COLUMNS):
            writer.writerow([harmless(cell) for cell in row])
        return response


def harmless(cell):
    """This will put an apostrophe before what a spreadsheet would take for a formula."""
    text = cell.isoformat() if hasattr(cell, "isoformat") else str("" if cell is None else cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
