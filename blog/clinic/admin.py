"""The manager's screens for the clinic and its clinicians."""

from django.contrib import admin
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog.clinic import colour
from blog.clinic.forms import ClinicForm
from blog.clinic.models import Clinic, Practitioner
from blog.screens import ManagerAdmin


@admin.register(Clinic)
class ClinicAdmin(ManagerAdmin):
    form = ClinicForm
    list_display = ["name", "phone", "is_sole_practitioner"]
    readonly_fields = ["how_it_reads"]

    @admin.display(description=_("how the accent reads"))
    def how_it_reads(self, clinic):
        """This will tell the worst contrast of the saved accent in both themes."""
        return format_html(
            gettext(
                "Links: {light} to 1 on light paper, {dark} to 1 in the dark. Both are better than the {enough} to 1 "
                "of WCAG’s strictest level, as they are for every colour in the list."
            ),
            light=number_format(colour.contrast(clinic.hue, colour.LIGHT), 1),
            dark=number_format(colour.contrast(clinic.hue, colour.DARK), 1),
            enough=colour.ENOUGH,
        )

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

    @admin.display(description=_("registration"))
    def registration(self, practitioner):
        return practitioner.registration

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "user":
            kwargs["queryset"] = User.objects.filter(is_staff=True).order_by("display_name")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
