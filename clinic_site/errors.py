"""Pages for when something is not right: in our look, in plain words, with the typed text kept."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from blog import away
from blog.reading import pages


@requires_csrf_token
def bad_request(request, exception=None):
    return render(request, "400.html", status=413 if isinstance(exception, RequestDataTooBig) else 400)


@requires_csrf_token
def not_found(request, exception=None):
    """This will say that nothing is here, and offer search and the newest articles."""
    return render(request, "404.html", pages.not_found(), status=404)


def server_error(request):
    """This will show a page that needs neither the database nor the template context.

    A fault of ours is 500. A database that cannot be reached is another status, at which a proxy asks another host.
    """
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return HttpResponse(away.page(away.NO_DATABASE), status=away.NO_DATABASE, headers=away.HEADERS)
    return HttpResponseServerError(render_to_string("500.html"))


def csrf_failure(request, reason=""):
    """This will say what to do when a form's key is missing or old, with the typed words there to copy."""
    return render(request, "403_csrf.html", {"typed": request.POST.get("body", "")}, status=403)
