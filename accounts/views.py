"""What happens when somebody may not do what they asked for."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts.coming_back import to_log_in


@never_cache
def refused(request, exception=None):
    """This will send a visitor to log in and come back, and show anybody else why not.

    The exception may carry a `sentence` to show and `come_back_to`, the address to go on to after logging in.
    """
    if request.user.is_anonymous:
        return to_log_in(request, getattr(exception, "come_back_to", None) or asked_for(request))
    sentence = getattr(exception, "sentence", None) or "Your account does not open this page."
    return render(request, "403.html", {"sentence": sentence}, status=403)


def asked_for(request):
    """This will give the address somebody asked for, or the front page where a form was sent to it."""
    return request.get_full_path() if request.method in ("GET", "HEAD") else "/"
