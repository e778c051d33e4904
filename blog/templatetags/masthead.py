"""What the frame of every page needs to know about the page it is on, and what of it is the same on all."""

from urllib.parse import urlencode

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe

from blog import language

register = template.Library()
register.simple_tag(language.language_tag)
register.simple_tag(language.language_and_country)


@register.simple_tag(takes_context=True)
def current(context, *names):
    """This will mark a link as the current one: the page of the first name itself, or a page below it."""
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None or match.url_name not in names:
        return ""
    return mark_safe(f' aria-current="{"page" if match.url_name == names[0] else "true"}"')


@register.simple_tag(takes_context=True)
def log_in_address(context):
    """This will give the address of the log-in page with the way back to this page.

    A page that answers a form has no address to come back to, and nobody wants to come back to an account page.
    """
    request, address = context.get("request"), reverse("account_login")
    if request is None or request.method not in ("GET", "HEAD"):
        return address
    name = request.resolver_match.url_name if request.resolver_match else None
    if name and name.startswith("account_"):
        return address
    return f"{address}?{urlencode({'next': request.get_full_path()}, safe='/')}"


@register.simple_tag(takes_context=True)
def same_for_all(context, name):
    """This will give a part of the frame that is made of the clinic's row alone, once while the row stands."""
    clinic = context["clinic"]
    if name not in clinic.parts:
        clinic.parts[name] = render_to_string(name, {"clinic": clinic})
    return clinic.parts[name]
