"""Mail that could not be sent, for a manager to look at and to send again."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog import rules
from blog.outbox.actions import send_again
from blog.outbox.models import Message
from blog.screens import ReadOnlyAdmin


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    """What a mail says stays between its two ends: it may hold a link that is for one person."""

    fields = ["to", "subject", "created_at", "tries", "last_error", "given_up_at", "sent_at"]
    list_display = ["subject", "to", "given_up_at", "last_error"]
    ordering = ["-pk"]
    actions = ["send_again"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(given_up_at__isnull=False)

    def refusal(self, user):
        return rules.refusal_to_manage(user)

    @admin.action(description=_("Send again"), permissions=["view"])
    def send_again(self, request, chosen):
        count = send_again(keys=chosen.values_list("pk", flat=True), by=request.user, at=timezone.now())
        said = ngettext(
            "%(count)s mail will be sent again within a minute.",
            "%(count)s mails will be sent again within a minute.",
            count,
        )
        messages.success(request, said % {"count": count})
