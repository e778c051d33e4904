"""Addresses of lists and of people that were typed with other capitals. Those of articles are looked up with them."""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect


def in_any_capitals(model):
    """This will decorate a view of one row by its slug, so that other capitals lead to the right address.

    Only where the page is there: capitals of what is not public lead nowhere, or they would tell that it exists.
    """

    def decorate(view):
        @wraps(view)
        def leading(request, slug):
            try:
                return view(request, slug)
            except Http404:
                right = model.objects.filter(slug__iexact=slug).exclude(slug=slug).first()
                if right is None:
                    raise
                view(request, right.slug)
                return redirect(request.resolver_match.view_name, right.slug)

        return leading

    return decorate
