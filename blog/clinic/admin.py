"""The manager's screens for the clinic and its clinicians, and what the screens of other parts are built on."""

from django.contrib import admin

from accounts.models import User
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


class ReadOnlyAdmin(admin.ModelAdmin):
    """A screen on which nobody changes anything. Who may look, each one says."""

    actions = None
    view_on_site = False
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def refusal(self, user):
        raise NotImplementedError

    def has_module_permission(self, request):
        return not self.refusal(request.user)

    def has_view_permission(self, request, obj=None):
        return not self.refusal(request.user)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


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
