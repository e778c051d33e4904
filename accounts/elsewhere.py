"""Logging in with an account elsewhere (Google, Apple): what we take from there, and what we never do with it."""

from allauth.account.internal.flows.manage_email import email_already_exists
from allauth.account.utils import user_email
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.forms import DisconnectForm
from allauth.socialaccount.providers.base import AuthProcess
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

HAS_ONE = _(
    "You have an account with the address {} already. Log in to it here; then you can add {} on the page of your "
    "account."
)


class ElsewhereAdapter(DefaultSocialAccountAdapter):
    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "connected_other": _("Another account here uses that one."),
        "email_taken": _("You have an account with this address already. Log in to it, then add %s there."),
        "invalid_token": _("That did not work. Try again, or use another way."),
        "no_verified_email": _("Prove your e-mail address first: ask for a code to log in, and type it."),
    }

    def list_apps(self, request, provider=None, client_id=None):
        """This will give what the environment names. Nobody adds a way in by a row in the database."""
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def populate_user(self, request, sociallogin, data):
        """This will take the address, and leave name, picture and all the rest where they were."""
        user_email(sociallogin.user, data.get("email") or "")
        sociallogin.account.extra_data = {}
        return sociallogin.user

    def is_auto_signup_allowed(self, request, sociallogin):
        """Everybody is asked for a public name and their age."""
        return False

    def pre_social_login(self, request, sociallogin):
        """This will never open an account here because somebody elsewhere has its address: they log in to it first.

        Only who has proved the address elsewhere is told that it has an account.
        """
        sociallogin.token = None
        if sociallogin.is_existing or sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        for one in sociallogin.email_addresses:
            if one.verified and email_already_exists(one.email)[1]:
                messages.error(request, HAS_ONE.format(one.email, sociallogin.provider.name))
                come_back_to = sociallogin.state.get("next")
                query = "?" + urlencode({"next": come_back_to}) if come_back_to else ""
                raise ImmediateHttpResponse(redirect(reverse("account_login") + query))


class TakeOffForm(DisconnectForm):
    """Always allowed: an address that is proved lets everybody in by a code."""

    def clean(self):
        return self.cleaned_data
