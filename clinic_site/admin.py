"""The admin's front door: staff come in through the same log-in as everybody else, and with a second factor."""

import functools

from allauth.account.views import logout as log_out
from django.contrib import admin
from django.core.exceptions import BadRequest
from django.db import DataError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from accounts import second_factor
from accounts.coming_back import is_ours, to_log_in
from blog.rules import Refused
from blog.today.pages import today


class ClinicAdminSite(admin.AdminSite):
    site_header = site_title = _("For staff")
    index_title = _("Work")

    def has_permission(self, request):
        """This will let staff in whose session was opened, or proved since, with their second factor."""
        return super().has_permission(request) and not second_factor.missing(request)

    @method_decorator(never_cache)
    def login(self, request, extra_context=None):
        """This will send a visitor to the log-in page, staff to what is missing, and tell members that it is for staff.

        It reads no password: whatever is sent here, only the log-in page with its limits lets anybody in.
        """
        if self.has_permission(request):
            return redirect("admin:index")
        come_back_to = request.GET.get("next") or reverse("admin:index")
        if request.user.is_authenticated and not super().has_permission(request):
            raise Refused(gettext("This part of the site is for the clinic's staff."))
        if request.user.is_authenticated:
            return second_factor.to_what_is_missing(request, come_back_to if is_ours(come_back_to, request) else "/")
        return to_log_in(request, come_back_to)

    def index(self, request, extra_context=None):
        """This will open the admin with the day: every clock that concerns this person, then the way to everything."""
        return super().index(request, (extra_context or {}) | today(request.user, at=timezone.now()))

    def logout(self, request, extra_context=None):
        return log_out(request)

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def admin_view(self, view, cacheable=False):
        """This will answer 400 to an address or a form with a number or a character that no database column holds."""
        inner = super().admin_view(view, cacheable)

        @functools.wraps(inner)
        def guarded(request, *args, **kwargs):
            try:
                return inner(request, *args, **kwargs)
            except (OverflowError, DataError):
                raise BadRequest("A value that no column holds.") from None

        return guarded
