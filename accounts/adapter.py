"""How allauth behaves here: our words, links from one address only, and limits that answer 429."""

from datetime import timedelta
from email.utils import formataddr, parseaddr

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import letters, second_factor
from accounts.coming_back import is_ours
from accounts.fields import WRONG_CODE

WORDS = {
    "account_inactive": _("This account is closed."),
    "duplicate_email": _("That is the address you have now."),
    "email_password_mismatch": _("The address or the password is not right. You can have a code by e-mail instead."),
    "email_taken": _("Another account has this address."),
    "enter_current_password": _("That is not your password."),
    "incorrect_code": WRONG_CODE,
    "incorrect_password": _("That is not your password."),
    "rate_limited": _("Too many tries. Wait five minutes."),
    "too_many_login_attempts": WRONG_CODE,  # said after the third wrong code: a new one can be had at once
}

PASSWORD_WORDS = {
    "password_too_short": _("A password needs at least ten characters."),
    "password_too_common": _("Too many people use that password. Choose another."),
    "password_too_similar": _("That is too close to your name or your e-mail address. Choose another password."),
}

KEEP = "keep_logged_in"


def way(id, description, name):
    return {"id": id, "description": description, "url": reverse(name)}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | WORDS

    def validation_error(self, code, *args):
        """This will answer 429 where a limit was reached, rather than show the form again as if it could be sent."""
        if code == "too_many_login_attempts":
            raise ImmediateHttpResponse(respond_429(self.request))
        return super().validation_error(code, *args)

    def clean_password(self, password, user=None):
        try:
            return super().clean_password(password, user)
        except ValidationError as refusal:
            raise ValidationError([PASSWORD_WORDS.get(error.code, error) for error in refusal.error_list]) from None

    def save_user(self, request, user, form, commit=True):
        user.display_name = form.cleaned_data["display_name"]
        user.said_adult_at = timezone.now()  # the form is not valid otherwise
        return super().save_user(request, user, form, commit)

    def send_account_already_exists_mail(self, email):
        """This will write to the owner of an address with which somebody wants to join, unless it was a robot."""
        if not getattr(self.request, "is_from_a_robot", False):
            super().send_account_already_exists_mail(email)

    def is_safe_url(self, url):
        return is_ours(url, self.request)

    def is_ajax(self, request):
        """Every page answers with a page, but for what a browser needs to know before it can use a passkey."""
        return request.method == "GET" and request.resolver_match.url_name == "mfa_login_webauthn"

    def get_login_stages(self):
        ours = {
            "allauth.account.stages.LoginByCodeStage": "accounts.stages.LoginByCodeStage",
            "allauth.mfa.stages.AuthenticateStage": "accounts.stages.SecondFactorStage",
            "allauth.mfa.webauthn.stages.PasskeySignupStage": "accounts.stages.MakePasskeyStage",
        }
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def pre_login(self, request, user, **kwargs):
        """This will remember across a second step whether somebody asked to be kept logged in."""
        request.session[KEEP] = "remember" in request.POST
        return super().pre_login(request, user, **kwargs)

    def login(self, request, user):
        """This will end the log-in with the browser, unless they asked to be kept logged in."""
        super().login(request, user)
        request.session.set_expiry(None if request.session.pop(KEEP, False) else 0)

    def is_reauthentication_required(self, *, app, **kwargs):
        """This will ask whoever changes how they log in to prove themselves, if they have not just done so.

        It raises rather than answer yes, for allauth would go on to ask nothing of those who have no password.
        """
        if second_factor.is_fresh(context.request):
            return False
        raise ReauthenticationRequired

    def get_reauthentication_methods(self, user):
        """This will give the ways to prove oneself, best first: only the second factor where it is asked."""
        if not user.is_authenticated:
            return []
        has = second_factor.kinds(user)
        ways = []
        if second_factor.PASSKEY in has.values():
            ways.append(way("passkey", gettext("Use a passkey"), "mfa_reauthenticate_webauthn"))
        if second_factor.is_asked_of(user, has):
            return [*ways, way("code", gettext("Use a code"), "mfa_reauthenticate")]
        if user.has_usable_password():
            return [way("password", gettext("Use your password"), "account_reauthenticate"), *ways]
        return [*ways, way("again", gettext("Log in again"), "account_log_in_again")]

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """This will tell of a change, and of a new address both to the old one and, once it is proved, to the new."""
        context = (context or {}) | {"person": user}
        new = context.get("to_email")
        if new and EmailAddress.objects.filter(user=user, email=new, verified=True).exists():
            super().send_notification_mail(template_prefix, user, context, email=new)
        super().send_notification_mail(template_prefix, user, context, email=email)

    def send_mail(self, template_prefix, email, context):
        """This will hand over a mail whose links start with SITE_URL: the Host header is the visitor's to choose.

        One about somebody (`person`) tells them what became of their account, and is kept. Every other answers whoever
        waits at a page, with a code or in its place, and is of no use once the code is over.
        """
        person = context.get("person")
        context = {"request": self.request, "email": email, "site_url": settings.SITE_URL} | context
        mail = self.render_mail(template_prefix, email, context)
        letters.send(
            letters.Letter(
                to=email,
                subject=mail.subject,
                text=mail.body,
                sender=mail.from_email,
                person_id=person.pk if person else None,
                lasts=None if person else timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT),
            )
        )

    def get_from_email(self):
        """This will put the clinic's own name before the configured address."""
        name = render_to_string("account/email/sender.txt", request=self.request)
        return formataddr((" ".join(name.split()), parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))

    def _get_login_attempts_cache_key(self, request, **credentials):
        """One count for each address. allauth adds the Host header, whose port anybody can change at every try."""
        return credentials.get("email", "").lower()
