"""The parts of the account page that are about who one is and how one logs in."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.utils.translation import gettext as _

from accounts import second_factor
from accounts.sections import add


@add
def name(request):
    return section("name", _("Your public name"), {})


@add
def ways_in(request):
    """This will tell how somebody logs in: address, password, passkeys, app, recovery codes."""
    has = Authenticator.objects.filter(user=request.user).order_by("created_at", "pk")
    codes = next((one for one in has if one.type == Authenticator.Type.RECOVERY_CODES), None)
    found = {
        "passkeys": [one for one in has if one.type == second_factor.PASSKEY],
        "app": next((one for one in has if one.type == second_factor.APP), None),
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
        "has_password": request.user.has_usable_password(),
        "elsewhere": bool(settings.SOCIALACCOUNT_PROVIDERS),
        "is_asked": second_factor.is_asked_of(request.user, {one.pk: one.type for one in has}),
    }
    return section("ways-in", _("How you log in"), found)


@add
def sessions(request):
    found = {"count": UserSession.objects.filter(user=request.user).count()}
    return section("sessions", _("Where you are logged in"), found)


@add
def my_data(request):
    return section("my-data", _("My data"), {})


def section(id, title, context):
    return {"id": id, "title": title, "template": f"account/sections/{id.replace('-', '_')}.html", "context": context}
