"""The people of the practice and its members, for managers. Nobody on the staff sets or sees a password."""

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminEmailInputWidget, AdminTextInputWidget
from django.contrib.auth.models import Group
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts import actions, rules, signals
from accounts.fields import EmailField, NameField
from accounts.models import User

# The four roles are fixed, and the rest is kept with the people who have it.
for model in (Group, EmailAddress, Authenticator, UserSession, SocialAccount, SocialApp, SocialToken):
    admin.site.unregister(model)

KINDS = {"webauthn": _("passkey"), "totp": _("app")}


class PersonForm(forms.ModelForm):
    email = EmailField(help_text=_("To log in with. Readers never see it."), widget=AdminEmailInputWidget)
    display_name = NameField(
        help_text=_("Shown beside comments. It need not be a real name."), widget=AdminTextInputWidget
    )

    class Meta:
        model = User
        fields = ("email", "display_name", "is_staff", "groups", "is_active", "is_superuser")
        widgets = {"groups": forms.CheckboxSelectMultiple}
        labels = {"groups": _("Roles"), "is_superuser": _("Superuser")}
        help_texts = {
            "groups": _("Editors write, clinicians sign, moderators read comments, managers keep all of it."),
            "is_active": _(
                "Take this away rather than delete an account: what somebody wrote and signed stays theirs."
            ),
            "is_superuser": _("May do everything but sign."),
        }


@admin.register(User)
class PersonAdmin(admin.ModelAdmin):
    form = PersonForm
    list_display = ("email", "display_name", "roles", "second_factor", "last_login", "is_active")
    list_filter = ("is_staff", "is_active", "groups")
    search_fields = ("email", "display_name")
    ordering = ("email",)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups", "authenticator_set")

    @admin.display(description=_("roles"))
    def roles(self, person):
        return ", ".join(sorted(group.name for group in person.groups.all()))

    @admin.display(description=_("second factor"))
    def second_factor(self, person):
        """This will tell with what somebody proves themselves, or that a member of staff has nothing yet."""
        has = self.second_factors(person)
        if len(has) == len(KINDS):
            return gettext("app and passkey")
        return has[0] if has else gettext("none yet") if person.is_staff else ""

    def second_factors(self, person):
        return sorted({KINDS[one.type] for one in person.authenticator_set.all() if one.type in KINDS})

    def get_urls(self):
        pages = {"end-access": self.end_access, "reset-second-factor": self.reset_second_factor}
        ours = [
            path(
                f"<int:object_id>/{name}/",
                self.admin_site.admin_view(page),
                name=f"accounts_user_{name.replace('-', '_')}",
            )
            for name, page in pages.items()
        ]
        return [*ours, *super().get_urls()]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def reset_second_factor(self, request, object_id):
        """This will ask, and then take away the second factor that somebody has lost."""
        person = self.person_or_404(request, object_id)
        if refusal := rules.refusal_to_reset_second_factor(request.user, person):
            raise rules.Refused(refusal)
        if request.method == "POST":
            actions.reset_second_factor(person=person, by=request.user, at=timezone.now())
            self.log_change(request, person, gettext("Reset their second factor."))
            messages.success(
                request,
                gettext("The second factor of %(person)s is gone, and we have written to them.") % {"person": person},
            )
            return redirect("admin:accounts_user_change", person.pk)
        return self.question(request, person, gettext("Reset second factor"), "reset_second_factor")

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def end_access(self, request, object_id):
        """This will ask, and then shut somebody out of everything at once."""
        person = self.person_or_404(request, object_id)
        if refusal := rules.refusal_to_end_access(request.user, person):
            raise rules.Refused(refusal)
        if request.method == "POST":
            actions.end_access(person=person, by=request.user, at=timezone.now())
            self.log_change(request, person, gettext("Ended their access."))
            messages.success(
                request, gettext("%(person)s is logged out everywhere and cannot log in any more.") % {"person": person}
            )
            return redirect("admin:accounts_user_changelist")
        return self.question(request, person, gettext("End access"), "end_access")

    def person_or_404(self, request, object_id):
        person = self.get_object(request, str(object_id))
        if person is None:
            raise Http404("Nobody has this number.")
        return person

    def question(self, request, person, title, name):
        """This will show the page that asks before something happens to somebody."""
        page = {"title": title, "person": person, "opts": self.opts, "sessions": sessions_of(person)}
        context = self.admin_site.each_context(request) | page
        return TemplateResponse(request, f"admin/accounts/user/{name}.html", context)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """This will offer to those who may to end somebody's access, and to reset a second factor that there is."""
        may_reset = bool(obj) and bool(self.second_factors(obj))
        context["may_reset"] = may_reset and not rules.refusal_to_reset_second_factor(request.user, obj)
        context["may_end_access"] = bool(obj) and obj.is_active and not rules.refusal_to_end_access(request.user, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

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
        if not change:
            actions.invite(person=person, by=request.user)
            messages.info(
                request,
                gettext("%(person)s can log in now. We have written to %(email)s how.")
                % {"person": person, "email": person.email},
            )
        elif "email" in form.changed_data:
            EmailAddress.objects.filter(user=person).delete()
            EmailAddress.objects.create(user=person, email=person.email, primary=True)
            addresses = {"from_email": old_address, "to_email": person.email}
            signals.address_changed.send(sender=User, person=person, old=old_address, new=person.email)
            get_adapter().send_notification_mail("account/email/email_changed", person, addresses, email=old_address)


def sessions_of(person):
    """This will count the browsers in which somebody is logged in now."""
    return len(UserSession.objects.purge_and_list(person))
