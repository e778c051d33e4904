"""What robots are asked to leave alone, and where they find the list of pages."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.editions.addresses import in_full
from blog.stamps.marks import is_the_same_for_everybody

# Nothing to find there: what belongs to somebody, what staff use, forms, and pages made of what was typed.
NOT_FOR_ROBOTS = ("/account/", "/accounts/", "/admin/", "/comments/", "/notices/", "/search/", "/sign/")


@require_safe
@is_the_same_for_everybody
def robots(request):
    """This will answer /robots.txt (RFC 9309)."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS), ""]
    lines += [f"Sitemap: {in_full(reverse('sitemap'))}", ""]
    headers = {"Cache-Control": "public, max-age=3600"}
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8", headers=headers)
