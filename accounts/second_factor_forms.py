"""The forms of the second factor: allauth's, with our words, and with no answer from a browser that breaks them."""

from contextlib import contextmanager

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.base import forms as base
from allauth.mfa.recovery_codes import forms as recovery_codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NO_SUCH_PASSKEY = _("That passkey did not work here. Try again, or use another way.")
LONGEST_NAME = 60  # characters


class CodeField(forms.CharField):
    """Six figures from an app, or a recovery code."""

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        errors = {"required": _("Type the code."), "null_characters_not_allowed": _("That code is not right.")}
        super().__init__(**{"label": _("Code"), "widget": forms.TextInput(attrs), "error_messages": errors} | kwargs)

    def to_python(self, value):
        return "".join(super().to_python(value).split())


class AuthenticateForm(base.AuthenticateForm):
    code = CodeField(help_text=_("From your app, or one of your recovery codes."))


class ReauthenticateForm(base.ReauthenticateForm):
    code = CodeField(help_text=_("From your app, or one of your recovery codes."))


class ActivateTOTPForm(totp.ActivateTOTPForm):
    code = CodeField(label=_("Code that the app shows now"))


class DeactivateTOTPForm(totp.DeactivateTOTPForm):
    pass


class GenerateRecoveryCodesForm(recovery_codes.GenerateRecoveryCodesForm):
    pass


class NameField(forms.CharField):
    def __init__(self):
        super().__init__(
            label=_("Name of this passkey"),
            help_text=_("So that you know it again, such as: telephone."),
            required=False,
            max_length=LONGEST_NAME,
            strip=True,
            error_messages={
                "required": _("Give it a name."),
                "max_length": _("There is room for %(limit_value)d characters."),
                "null_characters_not_allowed": _(
                    "There is a character in this name that cannot be shown. Type it again."
                ),
            },
        )


@contextmanager
def one_sentence_for_all():
    """This will say the same of every passkey that is not ours, unknown, or no passkey at all.

    What arrives is JSON and bytes of anybody's making, and the library that reads it fails in a dozen ways.
    """
    try:
        yield
    except ImmediateHttpResponse:  # a limit was reached
        raise
    except Exception as error:
        raise ValidationError(NO_SUCH_PASSKEY) from error


class CredentialField(forms.JSONField):
    """What a browser answers when a passkey is made or used."""

    def __init__(self):
        errors = {"required": NO_SUCH_PASSKEY, "invalid": NO_SUCH_PASSKEY}
        super().__init__(widget=forms.HiddenInput, error_messages=errors)

    def to_python(self, value):
        with one_sentence_for_all():
            return super().to_python(value)

    def bound_data(self, data, initial):
        """This will show the field empty again: each answer serves once."""
        return initial


class MakePasskeyMixin(forms.Form):
    """Always a passkey that the device itself keeps and guards, so that it logs in on its own."""

    name = NameField()
    credential = CredentialField()

    def clean(self):
        self.cleaned_data["passwordless"] = True
        with one_sentence_for_all():
            return super().clean()


class AddPasskeyForm(MakePasskeyMixin, webauthn.AddWebAuthnForm):
    passwordless = None


class JoinWithPasskeyForm(MakePasskeyMixin, webauthn.SignupWebAuthnForm):
    pass


class EditPasskeyForm(webauthn.EditWebAuthnForm):
    name = NameField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True


class PasskeyMixin(forms.Form):
    credential = CredentialField()

    def clean_credential(self):
        with one_sentence_for_all():
            return super().clean_credential()


class AuthenticatePasskeyForm(PasskeyMixin, webauthn.AuthenticateWebAuthnForm):
    pass


class LoginPasskeyForm(PasskeyMixin, webauthn.LoginWebAuthnForm):
    pass


class ReauthenticatePasskeyForm(PasskeyMixin, webauthn.ReauthenticateWebAuthnForm):
    pass
