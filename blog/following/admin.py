"""The manager's one thing to do about followers: to end the mail to an address whose owner asked for it."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog import rules
from blog.following.actions import end_for_somebody
from blog.following.models import Follower
from blog.screens import ReadOnlyAdmin


@admin.register(Follower)
class FollowerAdmin(ReadOnlyAdmin):
    """Addresses are not for looking through: only who knows one whole finds what it follows."""

    list_display = ["topic", "frequency", "asked_at", "confirmed_at"]
    list_display_links = None
    list_select_related = ["topic"]
    search_fields = ["email"]
    search_help_text = _("The whole address.")
    ordering = ["pk"]
    fields = ["topic", "frequency", "asked_at", "confirmed_at", "last_sent_at"]
    actions = ["end"]

    def refusal(self, user):
        return rules.refusal_to_manage(user)

    def get_search_results(self, request, queryset, search_term):
        return queryset.filter(email=search_term.strip().lower()), False

    @admin.action(description=_("End this mail"), permissions=["view"])
    def end(self, request, chosen):
        count = end_for_somebody(followers=chosen, by=request.user, at=timezone.now())
        said = ngettext(
            "Ended. %(count)d topic less, and the address is forgotten.",
            "Ended. %(count)d topics less, and the address is forgotten.",
            count,
        )
        messages.success(request, said % {"count": count})
