"""What accounts themselves keep about a person."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from accounts.own_data.parts import Part, given_by

NAME_OF_THE_GONE = _("Somebody who left")


@given_by
def ways_in(user):
    """This will name passkeys, the app and recovery codes, without their secrets, and where one is logged in."""
    has = Authenticator.objects.filter(user=user).order_by("pk")
    rows = [
        {_("kind"): one.get_type_display(), _("made"): one.created_at, _("last used"): one.last_used_at} for one in has
    ]
    yield Part("second-factors", _("How you prove that it is you"), rows)
    elsewhere = SocialAccount.objects.filter(user=user).order_by("pk")
    rows = [{_("with"): one.provider, _("number there"): one.uid, _("added"): one.date_joined} for one in elsewhere]
    yield Part("accounts-elsewhere", _("Accounts elsewhere that let you in"), rows)
    seen = (
        UserSession.objects.filter(user=user)
        .order_by("pk")
        .values_list("created_at", "last_seen_at", "user_agent", "ip")
    )
    fields = ("created_at", "last_seen_at", "user_agent", "ip")
    names = (_("begun"), _("last seen"), _("browser"), _("address of the connection"))
    yield Part(
        "sessions",
        _("Where you are logged in"),
        [dict(zip(names, row, strict=True)) for row in seen.values_list(*fields)],
    )


@given_by
def profile(user):
    yield Part(
        "profile",
        _("Your account"),
        [
            {
                _("e-mail address"): user.email,
                _("public name"): user.display_name,
                _("joined"): user.date_joined,
                _("said to be 18 or over"): user.said_adult_at,
                _("last log-in"): user.last_login,
                _("has a password"): user.has_usable_password(),
                _("roles"): sorted(user.groups.values_list("name", flat=True)),
            }
        ],
    )
    addresses = EmailAddress.objects.filter(user=user).order_by("pk")
    yield Part(
        "addresses",
        _("Your e-mail addresses"),
        [{_("address"): one.email, _("proved"): one.verified, _("in use"): one.primary} for one in addresses],
    )


def account(user):
    """This will leave a shell that nobody can log in to, because what others answered still hangs on it."""
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    UserSession.objects.filter(user=user).delete()
    end_sessions(user, is_leaving=True)
    forget_in_the_admin(user)
    user.groups.clear()
    user.user_permissions.clear()
    user.email = address_of_the_gone(user)
    user.display_name = gettext(NAME_OF_THE_GONE)
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = user.said_adult_at = None
    user.set_unusable_password()
    user.save()


def address_of_the_gone(user):
    return f"gone-{user.pk}@account.invalid"


def is_gone(user):
    """This will tell whether nothing but the shell is left of an account."""
    return user.email == address_of_the_gone(user)


def forget_in_the_admin(user):
    """This will take somebody's name out of what the admin's history says was changed about them."""
    about = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(user), object_id=str(user.pk))
    about.update(object_repr=gettext(NAME_OF_THE_GONE))


def end_sessions(user, *, is_leaving=False):
    """This will log somebody out everywhere, at once. Sessions name their user only inside, so all are looked at.

    is_leaving: those go too in which somebody waits for a code to their address, for they hold the address.
    """
    for session in Session.objects.iterator():
        kept = session.get_decoded()
        if kept.get("_auth_user_id") == str(user.pk) or (is_leaving and user.email in str(kept).lower()):
            session.delete()
