"""Joining: what somebody new is asked, the same whichever way they come in."""

from uuid import uuid4

from allauth.account import forms
from allauth.account.models import EmailAddress
from allauth.socialaccount import forms as social_forms
from django import forms as django_forms
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.fields import EmailField, NameField, PasswordField, TrapField
from accounts.models import User
from accounts.names import unlike_others
from accounts.pseudonyms import suggest

NAME_HINT = _("Do not use your full name. It is all that readers see. If you cannot think of one: {}.")
NOT_YET_ADULT = _("Tick this if it is so. Only people of 18 or over can join.")


class JoiningMixin(django_forms.Form):
    """The public name, the age, and a trap for robots."""

    display_name = NameField()
    is_adult = django_forms.BooleanField(label=_("I am 18 or over"), error_messages={"required": NOT_YET_ADULT})
    website = TrapField()
    field_order = ["email", "display_name", "password1", "is_adult", "website"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["display_name"].help_text = NAME_HINT.format(suggest())
        self.fields["email"] = EmailField(help_text=_("Readers never see it. We will send a code to it now."))

    def clean_display_name(self):
        return unlike_others(self.cleaned_data["display_name"])

    def try_save(self, request):
        """This will make an account, or write to the owner of the one that has this address.

        Both take the same time, and of two who join with one address in the same moment the
        second is told what anybody is told whose address is taken. So is a robot, and nobody is written to.
        """
        request.is_from_a_robot = self.cleaned_data["website"]
        self.account_already_exists = self.account_already_exists or request.is_from_a_robot
        if not self.account_already_exists:
            try:
                with transaction.atomic():
                    return super().try_save(request)
            except IntegrityError:
                self.account_already_exists = True
        else:
            work_as_for_somebody_new(self.cleaned_data.get("password1"))
        return super().try_save(request)


@transaction.atomic
def work_as_for_somebody_new(password):
    """This will do what an account costs, for nobody: a watch must not tell which addresses have one."""
    nobody = User(email=f"{uuid4().hex}@account.invalid", display_name="Nobody", is_active=False)
    nobody.password = make_password(password or None)
    nobody.save()
    EmailAddress.objects.create(user=nobody, email=nobody.email)
    EmailAddress.objects.filter(user=nobody).delete()
    User.objects.filter(pk=nobody.pk)._raw_delete("default")


class SignupForm(JoiningMixin, forms.SignupForm):
    """With a code by e-mail and perhaps a password; or, `by_passkey`, with a passkey made after the code."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.by_passkey:
            self.fields["password1"] = PasswordField(
                label=_("Password, if you want one"),
                required=False,
                autocomplete="new-password",
                help_text=(
                    _(
                        "Leave this empty, and we will e-mail you a code each time you log in. "
                        "A password needs at least ten characters."
                    )
                ),
            )

    def clean(self):
        """This will also ask for the password again if something else is wrong, for the page does not keep it."""
        cleaned_data = super().clean()
        if self.errors and cleaned_data.get("password1") and "password1" not in self.errors:
            self.add_error("password1", _("Type the password again: we did not keep it."))
        return cleaned_data


class SocialSignupForm(JoiningMixin, social_forms.SignupForm):
    """With an account elsewhere. The address that was proved there is taken as it is, and any other gets a code."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.proved = [one for one in self.sociallogin.email_addresses if one.verified][:1]
        if self.proved:
            email = self.fields["email"]
            email.disabled, email.help_text = True, _("Readers never see it.")
            self.initial["email"] = self.proved[0].email

    def save(self, request):
        """This will keep no other address than the one in the form."""
        self.sociallogin.email_addresses = self.proved
        return super().save(request)
