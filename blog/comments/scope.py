"""What readers can do to each other on this site, and whether the law of online safety still leaves it alone.

Schedule 1, paragraph 4 of the Online Safety Act 2023 exempts a service on which people can only post comments and
reviews on what its provider publishes, share them, express a view on them by a button, a symbol, a vote or a rating,
and show who they are in doing so. Source: legislation.gov.uk/ukpga/2023/50/schedule/1. Not legal advice.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.core.checks import Warning, register
from django.shortcuts import render
from django.urls import URLResolver, get_resolver
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from blog import rules
from blog.comments import text
from blog.comments.forms import CommentForm

SOURCE = "https://www.legislation.gov.uk/ukpga/2023/50/schedule/1"
NOT_FOR_READERS = ("admin/", "accounts/")


@dataclass
class Function:
    """Something one reader can do that another meets. `is_covered`: the paragraph names it, so that it may be on."""

    name: str
    read: Callable[[], bool]
    is_covered: bool
    why: str
    told_from: str

    @property
    def is_on(self):
        return self.read()

    @property
    def leaves(self):
        return self.is_on and not self.is_covered


def has_address(*words):
    """This will make a question: is one of the words a part of any address that readers can use?"""
    return lambda: not parts_of_addresses().isdisjoint(words)


def parts_of_addresses(patterns=None, before=""):
    """This will gather the fixed parts of every address of the site but the admin's and the log-in's."""
    found = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        address = before + str(pattern.pattern)
        if address.lstrip("^").startswith(NOT_FOR_READERS):
            continue
        if isinstance(pattern, URLResolver):
            found |= parts_of_addresses(pattern.url_patterns, address)
        else:
            found |= set(address.strip("/").split("/"))
    return found


def takes_files():
    return any(isinstance(field, forms.FileField) for field in CommentForm.base_fields.values())


FUNCTIONS = [
    Function(
        _("Comments on articles"), has_address("comments"), True,
        _("Comments on what the clinic publishes: paragraph 4(1)(a)."), _("an address with “comments”"),
    ),
    Function(
        _("Replies to comments"), lambda: "parent" in CommentForm.base_fields, True,
        _(
            "We read them as comments on the article. The paragraph does not name them, so what is about something "
            "else is taken away for being off topic."
        ), _("the comment form’s field for what is answered"),
    ),
    Function(
        _("Reports of comments"), has_address("report"), True,
        _("They reach the clinic alone, no other reader."), _("an address with “report”"),
    ),
    Function(
        _("Links in comments"), lambda: "<a " in text.to_html("https://www.nhs.uk/"), True,
        _("They are part of the words of a comment: paragraph 4(1)(a)."), _("how a comment’s words are shown"),
    ),
    Function(
        _("Likes, votes and ratings"), has_address("like", "likes", "vote", "votes", "rate", "rating", "react"), True,
        _("Expressing a view by a button, a symbol, a vote or a rating: paragraph 4(1)(c)."),
        _("an address with “like”, “vote” or “rate”"),
    ),
    Function(
        _("Sharing a comment elsewhere"), has_address("share"), True,
        _("Sharing on another internet service: paragraph 4(1)(b)."), _("an address with “share”"),
    ),
    Function(
        _("Pictures and files in comments"), takes_files, False,
        _("The paragraph speaks of comments and reviews. Ask a lawyer before members can show pictures to each other."),
        _("the comment form’s fields"),
    ),
    Function(
        _("Direct messages between members"), has_address("messages", "inbox", "chat"), False,
        _("A message to another member is no comment on what the clinic publishes."),
        _("an address with “messages”, “inbox” or “chat”"),
    ),
    Function(
        _("Public profiles with members’ own posts"), has_address("members", "users", "profiles", "profile"), False,
        _("A post of a member’s own is no comment on what the clinic publishes. A name beside a comment is fine."),
        _("an address with “members”, “users” or “profiles”"),
    ),
    Function(
        _("Forums"), has_address("forum", "forums", "discussions", "groups"), False,
        _("What members begin themselves is no comment on what the clinic publishes."),
        _("an address with “forum”, “discussions” or “groups”"),
    ),
]  # fmt: skip


def leaving():
    """This will find what is on and is not covered."""
    return [function for function in FUNCTIONS if function.leaves]


@register
def check_scope(app_configs, **kwargs):
    """This will warn whoever starts the site, as the manager's page does."""
    return [
        Warning(
            f"{function.name}: on, and outside Schedule 1, paragraph 4 of the Online Safety Act 2023. {function.why}",
            hint=f"See {SOURCE} and the admin’s page “What readers can do to each other”.",
            id="blog.W001",
        )
        for function in leaving()
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def scope(request):
    """This will show a manager every such function, on or off."""
    rules.require(rules.refusal_to_manage(request.user))
    context = admin.site.each_context(request) | {
        "title": gettext("What readers can do to each other"),
        "functions": FUNCTIONS,
        "leaving": leaving(),
        "source": SOURCE,
    }
    return render(request, "blog/comments/desk/scope.html", context)
