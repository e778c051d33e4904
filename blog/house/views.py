"""The standing pages, for everybody, and without a cookie."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts import cookies
from blog.editions.addresses import in_full
from blog.house.models import Page
from blog.stamps.marks import is_the_same_for_everybody


@require_safe
@is_the_same_for_everybody
def page(request, name):
    """This will show one standing page; the one about cookies ends with the list of them."""
    found = get_object_or_404(Page, name=name)
    kept = cookies.everything() if found.name == Page.Name.COOKIES else []
    context = {"page": found, "kept": kept, "canonical": in_full(found.get_absolute_url())}
    return render(request, "blog/house/page.html", context)
