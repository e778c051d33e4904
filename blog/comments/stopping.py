"""The address in every notice that ends such mail: one press, no log-in.

Source: RFC 8058, rfc-editor.org/rfc/rfc8058.
"""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from blog.comments import subscriptions
from blog.comments.models import Subscription
from blog.editions.models import Edition


@never_cache
@csrf_exempt  # mail programs press this, without a cookie; the signed address alone says who and what
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request, token):
    """This will show how to end the mail, and end it when one of the buttons is pressed, or by a mail program."""
    found = subscriptions.find(token)
    if found is None:
        raise Http404("No such link.")
    user_id, post_id = found
    at = timezone.now()
    is_all = request.method == "POST" and request.POST.get("which") == "all"
    if request.method == "POST":
        stop(user_id, post_id, is_all=is_all, at=at)
    context = {
        "edition": Edition.objects.live(at).filter(post_id=post_id).first(),
        "is_standing": Subscription.objects.filter(user_id=user_id, post_id=post_id, ended_at=None).exists(),
        "has_others": Subscription.objects.filter(user_id=user_id, ended_at=None).exclude(post_id=post_id).exists(),
        "is_all": is_all,
    }
    response = render(request, "blog/comments/notices.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def stop(user_id, post_id, *, is_all, at):
    if is_all:
        subscriptions.end_all(user_id=user_id, at=at)
    else:
        subscriptions.end(user_id=user_id, post_id=post_id, at=at)
