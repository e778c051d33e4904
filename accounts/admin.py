"""The people of the practice and its members, for managers. Nobody on the staff sets or sees a password."""

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminEmailInputWidget, AdminTextInputWidget
from django.contrib.auth.models import Group

from accounts import rules
from accounts.fields import EmailField, NameField
from accounts.models import User

# The four roles are fixed, and addresses are kept with the people who have them.
admin.site.unregister(Group)
admin.site.unregister(EmailAddress)


class PersonForm(forms.ModelForm):
    email = EmailField(help_text="To log in with. Readers never see it.", widget=AdminEmailInputWidget)
    display_name = NameField(
        help_text="Shown beside comments. It need not be a real name.", widget=AdminTextInputWidget
    )

    class Meta:
        model = User
        fields = ("email", "display_name", "is_staff", "groups", "is_active", "is_superuser")
        widgets = {"groups": forms.CheckboxSelectMultiple}
        labels = {"groups": "Roles", "is_superuser": "Superuser"}
        help_texts = {
            "groups": "Editors write, clinicians sign, moderators read comments, managers keep all of it.",
            "is_active": "Take this away rather than delete an account: what somebody wrote and signed stays theirs.",
            "is_superuser": "May do everything but sign.",
        }


@admin.register(User)
class PersonAdmin(admin.ModelAdmin):
    form = PersonForm
    list_display = ("email", "display_name", "roles", "last_login")
    list_filter = ("is_staff", "is_active", "groups")
    search_fields = ("email", "display_name")
    ordering = ("email",)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="roles")
    def roles(self, person):
        return ", ".join(sorted(group.name for group in person.groups.all()))

    def get_fields(self, request, obj=None):
        """This will leave the superuser's tick to superusers."""
        return [name for name in PersonForm.Meta.fields if name != "is_superuser" or request.user.is_superuser]

    def has_module_permission(self, request):
        return not rules.refusal_to_manage_people(request.user)

    has_add_permission = has_module_permission

    def has_view_permission(self, request, obj=None):
        return not rules.refusal_to_manage_people(request.user)

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return not rules.refusal_to_manage_people(request.user)
        return not rules.refusal_to_change_person(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, person, form, change):
        """This will save somebody, and where the address is new, leave it to be proved with the first code."""
        old_address = form.initial.get("email")
        if not change:
            person.set_unusable_password()
        super().save_model(request, person, form, change)
        if "email" in form.changed_data:
            EmailAddress.objects.filter(user=person).delete()
            EmailAddress.objects.create(user=person, email=person.email, primary=True)
            self.tell(request, person, old_address)

    def tell(self, request, person, old_address):
        """This will tell whoever had the account under another address, or the manager how somebody new comes in."""
        if old_address:
            addresses = {"from_email": old_address, "to_email": person.email}
            get_adapter().send_notification_mail("account/email/email_changed", person, addresses, email=old_address)
        else:
            messages.info(request, f"{person} can log in now, with a code that we send to {person.email}.")
