"""The manager's screens for the clinic and its clinicians."""

from django.contrib import admin

from blog import rules
from blog.clinic.models import Clinic, Practitioner


class ManagerAdmin(admin.ModelAdmin):
    """A screen that managers work on and nobody else sees."""

    def has_module_permission(self, request):
        return not rules.refusal_to_manage(request.user)

    def has_view_permission(self, request, obj=None):
        return not rules.refusal_to_manage(request.user)

    has_add_permission = has_module_permission
    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission


@admin.register(Clinic)
class ClinicAdmin(ManagerAdmin):
    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Clinic.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Practitioner)
class PractitionerAdmin(ManagerAdmin):
    list_display = ["name", "role", "registration", "checked_on", "user"]
    list_select_related = ["user"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["user"]
