"""The fields of the account pages, with our words for what can go wrong in them."""

from allauth.account import fields
from django import forms
from django.core.exceptions import ValidationError
from django.core.mail.message import punycode
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from accounts.names import LONGEST, clean_display_name, validate_display_name

LONGEST_ADDRESS = 254  # characters; RFC 5321 leaves no room for more
UNFINISHED = _("That address looks unfinished. It needs to be like priya@example.org.")
WRONG_CODE = _("That code is not right, or it is older than ten minutes. Ask for a new one.")


class EmailField(fields.EmailField):
    """An e-mail address that mail can be sent to and that fits in the database."""

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        super().__init__(
            **{
                "label": _("E-mail address"),
                "max_length": None,  # or the browser would cut a long address without a word
                "widget": forms.EmailInput(attrs=attrs),
                "error_messages": {"required": _("Type your e-mail address."), "invalid": UNFINISHED},
            }
            | kwargs
        )

    def to_python(self, value):
        value = super().to_python(value)
        if len(value) > LONGEST_ADDRESS:
            raise ValidationError(_("That is longer than any e-mail address can be."))
        if "\0" in value:
            raise ValidationError(UNFINISHED)
        return value

    def clean(self, value):
        """This will also refuse a domain that no mail server can have, which would fail only on sending."""
        email = super().clean(value)
        try:
            punycode(email.rpartition("@")[2])
        except UnicodeError:
            raise ValidationError(UNFINISHED) from None
        return email


class NameField(forms.CharField):
    """A public name, tidied before it is judged."""

    def __init__(self, **kwargs):
        super().__init__(
            **{
                "label": _("Public name"),
                "help_text": _("Do not use your full name. It need not be your own: it is all that readers see."),
                "widget": forms.TextInput(attrs={"autocomplete": "nickname", "spellcheck": "false"}),
                "error_messages": {"required": _("Choose a name for readers to see.")},
            }
            | kwargs
        )
        too_long = MaxLengthValidator(
            LONGEST, _("There is room for %(limit_value)d characters. Choose a shorter name.")
        )
        self.validators = [too_long, validate_display_name]

    def to_python(self, value):
        return clean_display_name(super().to_python(value))


class PasswordField(fields.PasswordField):
    """A password: the one somebody has, or, with `autocomplete="new-password"`, one they choose."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Password"))
        super().__init__(**kwargs)
        self.widget.attrs.pop("placeholder", None)
        self.error_messages |= {
            "required": _("Choose a password.")
            if kwargs.get("autocomplete") == "new-password"
            else _("Type your password."),
            "null_characters_not_allowed": _("There is a character in this that cannot be typed. Type it again."),
        }


class CodeField(forms.CharField):
    """The code from an e-mail. Spaces, hyphens and small letters are all right."""

    def __init__(self):
        super().__init__(
            label=_("Code"),
            widget=forms.TextInput(
                attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
            ),
            error_messages={
                "required": _("Type the code from the e-mail."),
                "null_characters_not_allowed": WRONG_CODE,
            },
        )


class Trap(forms.TextInput):
    """A box that people neither see nor reach, and that robots fill in."""


class TrapField(forms.Field):
    """This will tell whether a robot filled in the form."""

    def __init__(self):
        super().__init__(
            label=_("Leave this box empty"),
            required=False,
            widget=Trap(attrs={"autocomplete": "off", "tabindex": "-1"}),
        )

    def to_python(self, value):
        return bool(value)
