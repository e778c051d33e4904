"""The standing pages, for everybody, and without a cookie."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts import cookies
from blog.house.models import Page


@require_safe
def page(request, name):
    """This will show one standing page; the one about cookies ends with the list of them."""
    found = get_object_or_404(Page, name=name)
    kept = cookies.everything() if found.name == Page.Name.COOKIES else []
    return render(request, "blog/house/page.html", {"page": found, "kept": kept})
