"""The admin, on our own site class; and the checks of a site in production."""

from django.contrib.admin.apps import AdminConfig


class ClinicAdminConfig(AdminConfig):
    default_site = "clinic_site.admin.ClinicAdminSite"

    def ready(self):
        super().ready()
        from clinic_site import checks  # noqa: F401  registers them
