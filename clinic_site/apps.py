"""The admin, on our own site class."""

from django.contrib.admin.apps import AdminConfig


class ClinicAdminConfig(AdminConfig):
    default_site = "clinic_site.admin.ClinicAdminSite"
