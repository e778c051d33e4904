"""The admin's front door: staff come in through the same log-in as everybody else."""

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse


class ClinicAdminSite(admin.AdminSite):
    site_header = "Alder Row, for staff"
    site_title = "For staff"
    index_title = "Work"

    def login(self, request, extra_context=None):
        """This will send a visitor to the log-in page, and tell a member without a staff account what is missing."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied("This part of the site is for the clinic's staff.")
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"), reverse("account_login"))

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")
