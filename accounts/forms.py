"""The forms of the account pages: allauth's, with our fields."""

from allauth.account import forms
from allauth.account.models import EmailAddress
from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.fields import CodeField, EmailField, NameField, PasswordField
from accounts.names import unlike_others

NEW_PASSWORD_HINT = _("At least ten characters. Three or four words that you can remember make a good one.")


class KeepField(django_forms.BooleanField):
    """Whether to stay logged in when the browser is closed."""

    def __init__(self):
        super().__init__(label=_("Keep me logged in for two weeks"), required=False)


class PublicNameForm(django_forms.Form):
    """The name that readers see, changed by whoever has it."""

    display_name = NameField()

    def __init__(self, *args, person, **kwargs):
        self.person = person
        super().__init__(*args, initial={"display_name": person.display_name}, **kwargs)

    def clean_display_name(self):
        return unlike_others(self.cleaned_data["display_name"], person=self.person)

    def save(self):
        self.person.display_name = self.cleaned_data["display_name"]
        self.person.save(update_fields=["display_name"])


class LoginForm(forms.LoginForm):
    password = PasswordField(autocomplete="current-password")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = {"login": EmailField(), "password": self.fields["password"], "remember": KeepField()}

    @property
    def code_form(self):
        return RequestLoginCodeForm()

    def clean(self):
        """This will say at the field that the two do not belong together."""
        try:
            return super().clean()
        except ValidationError as refusal:
            self.add_error("password", refusal)
            return self.cleaned_data


class RequestLoginCodeForm(forms.RequestLoginCodeForm):
    email = EmailField(help_text=_("We will send six letters that work for ten minutes."))

    @property
    def password_form(self):
        return LoginForm()

    def clean_email(self):
        """This will also make sure that the code proves the address of an account made on the command line.

        Such an account has no row for its address; without one a second code would follow the first.
        """
        email = super().clean_email()
        if self._user and not EmailAddress.objects.filter(user=self._user).exists():
            EmailAddress.objects.get_or_create(
                user=self._user, email=self._user.email, defaults={"primary": True, "verified": True}
            )
        return email


class ResetPasswordForm(forms.ResetPasswordForm):
    email = EmailField(help_text=_("We will send six letters that work for ten minutes."))


class NewPasswordMixin:
    """Typed once: who mistypes it can still log in with a code."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        ours = PasswordField(label=_("New password"), autocomplete="new-password", help_text=NEW_PASSWORD_HINT)
        theirs = self.fields["password1"]  # kept, for it asks the validators
        theirs.label, theirs.help_text, theirs.widget = ours.label, ours.help_text, ours.widget
        theirs.error_messages = ours.error_messages


class ResetPasswordKeyForm(NewPasswordMixin, forms.ResetPasswordKeyForm):
    pass


class SetPasswordForm(NewPasswordMixin, forms.SetPasswordForm):
    pass


class ChangePasswordForm(NewPasswordMixin, forms.ChangePasswordForm):
    oldpassword = PasswordField(label=_("The password you have now"), autocomplete="current-password")


class ReauthenticateForm(forms.ReauthenticateForm):
    password = PasswordField(autocomplete="current-password")


class AddEmailForm(forms.AddEmailForm):
    email = EmailField(
        label=_("New e-mail address"),
        help_text=_("We will send a code to it. Until you type that in, nothing changes."),
    )


class ConfirmLoginCodeForm(forms.ConfirmLoginCodeForm):
    code = CodeField()
    remember = KeepField()


class ConfirmEmailVerificationCodeForm(forms.ConfirmEmailVerificationCodeForm):
    code = CodeField()


class ConfirmPasswordResetCodeForm(forms.ConfirmPasswordResetCodeForm):
    code = CodeField()
