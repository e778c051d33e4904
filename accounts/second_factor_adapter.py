"""How allauth's second factor behaves here: our words and the clinic's name."""

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        "add_email_blocked": _("Another address cannot be added while a second step is on."),
        "cannot_delete_authenticator": _("This cannot be taken off."),
        "cannot_generate_recovery_codes": _("Recovery codes come with a passkey or an app. Add one of those first."),
        "incorrect_code": _("That code is not right. Wait for the next one, or use a recovery code."),
        "unverified_email": _("Prove your e-mail address first: ask for a code to log in, and type it."),
    }

    def generate_authenticator_name(self, user, type):
        """This will suggest a name by which its owner knows the device again."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("My passkey") if number == 1 else gettext("My passkey %(number)d") % {"number": number}

    def _get_site_name(self):
        return " ".join(render_to_string("account/email/sender.txt", request=context.request).split())
