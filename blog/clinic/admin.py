"""The manager's screens for the clinic and its clinicians."""

from django.contrib import admin

from accounts.models import User
from blog.clinic.models import Clinic, Practitioner
from blog.screens import ManagerAdmin


@admin.register(Clinic)
class ClinicAdmin(ManagerAdmin):
    list_display = ["name", "phone", "is_sole_practitioner"]

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Clinic.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        """This will keep the clinic in its one row."""
        obj.pk = 1
        super().save_model(request, obj, form, change)


@admin.register(Practitioner)
class PractitionerAdmin(ManagerAdmin):
    actions = None
    view_on_site = False
    list_display = ["name", "role", "registration", "checked_on", "user"]
    list_select_related = ["user"]
    search_fields = ["name", "number"]
    ordering = ["name"]
    prepopulated_fields = {"slug": ["name"]}

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "user":
            kwargs["queryset"] = User.objects.filter(is_staff=True).order_by("display_name")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
