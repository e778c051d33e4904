"""The record, for the manager to read and to take away as a table."""

import csv

from django.contrib import admin
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog import rules
from blog.audit.models import Entry
from blog.screens import ReadOnlyAdmin

COLUMNS = ("at", "by_name", "act", "subject", "post_id", "digest", "detail")


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    list_display = ["at", "by_name", "act", "subject"]
    list_filter = ["act"]
    search_fields = ["by_name", "subject", "digest"]
    ordering = ["-pk"]
    actions = ["as_csv"]

    def refusal(self, user):
        return rules.refusal_to_manage(user)

    @admin.action(description=_("Take away as a CSV file"), permissions=["view"])
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
