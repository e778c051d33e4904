"""Everything the site keeps on a visitor's device: the one list that the cookies page prints and the tests hold."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Kept:
    """One thing that is kept: a cookie, or a line in the browser's own storage."""

    name: str
    what_for: str
    life: str
    when: str
    is_cookie: bool = True


def days(seconds):
    count = seconds // (24 * 60 * 60)
    if 360 < count < 370:
        return _("a year")
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def everything():
    """This will give what is kept, cookies first. Nothing is kept of somebody who only reads."""
    return [
        Kept(
            settings.SESSION_COOKIE_NAME,
            _("Knows you from page to page once you are logged in, and keeps a comment while you log in."),
            days(settings.SESSION_COOKIE_AGE),
            _("When you begin to log in, join or comment."),
        ),
        Kept(
            settings.CSRF_COOKIE_NAME,
            _("Makes sure that a form was sent from this site and not from another in your name."),
            days(settings.CSRF_COOKIE_AGE),
            _("When you open a page with a form, such as logging in."),
        ),
        *from_elsewhere(),
        Kept(
            _("comment drafts"),
            _("Keeps a comment that you have not sent, in case the page closes. It never leaves your browser."),
            _("until you send it"),
            _("When you are logged in and write a comment."),
            is_cookie=False,
        ),
        Kept(
            _("theme and keys"),
            _("Remembers light or dark, and whether shortcut keys are on. Only on the staff’s own pages."),
            _("until you change it"),
            _("When a member of staff chooses."),
            is_cookie=False,
        ),
    ]


def from_elsewhere():
    """This will give the cookie that is needed when somebody comes back from Apple, which answers with a form."""
    if "apple" not in settings.SOCIALACCOUNT_PROVIDERS:
        return []
    return [
        Kept(
            "apple-login-session",
            _("Keeps Apple’s answer while you come back from there."),
            _("until you close the browser"),
            _("When you log in or join with Apple."),
        )
    ]
