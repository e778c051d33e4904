"""Following a topic: asking for it, confirming it from the mail, and ending it.

Source of ending with one press: RFC 8058, rfc-editor.org/rfc/rfc8058.
"""

from allauth.core import ratelimit
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from blog.editions import lists
from blog.editions.models import Topic
from blog.following import actions, links
from blog.following.forms import FollowForm
from blog.following.models import Follower
from blog.origin import is_from_here

NOT_FROM_HERE = _("This did not come from our own page. Load this page again, then send it from here.")
TOO_MANY = _("Too many mails were asked for in a short time. Look into your mail, or try again in an hour.")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request, slug):
    """This will show the form, and have a mail sent with the link that confirms.

    It has no CSRF token, which would be a cookie for somebody who only reads; the browser says where the form came
    from instead. Nothing changes here but by the mail. The answer is the same whether or not the address follows the
    topic, and to a robot that fell into the trap.
    """
    at = timezone.now()
    topic = get_object_or_404(lists.counted_topics(at), slug=slug)
    if request.method != "POST":
        first = {"frequency": Follower.Frequency.WEEKLY, "email": getattr(request.user, "email", "")}
        return form_page(request, topic, FollowForm(initial=first), status=200)
    form = FollowForm(request.POST)
    if not form.is_valid():
        return form_page(request, topic, form, status=422)
    if not is_from_here(request):
        form.add_error(None, NOT_FROM_HERE)
        return form_page(request, topic, form, status=403)
    said = form.cleaned_data
    if not ratelimit.consume(request, action="follow_topic", key=said["email"]):
        form.add_error(None, TOO_MANY)
        return form_page(request, topic, form, status=429)
    if not said["website"]:
        actions.ask(topic=topic, email=said["email"], frequency=said["frequency"], at=at)
    return render(request, "blog/following/asked.html", {"topic": topic, "email": said["email"]})


def form_page(request, topic, form, *, status):
    return render(request, "blog/following/form.html", {"topic": topic, "form": form}, status=status)


@never_cache
@csrf_exempt  # the signed address alone says who and what, and nobody who comes from a mail has a cookie
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token):
    """This will show one button, and confirm when it is pressed: programs that look through mail only open links."""
    pk, frequency = links.find_confirming(token) or (None, None)
    follower = pk and Follower.objects.select_related("topic").filter(pk=pk).first()
    if request.method == "POST" and follower:
        follower = actions.confirm(follower_id=pk, frequency=frequency, at=timezone.now())
    if not follower:
        return private(render(request, "blog/following/too_late.html", status=410))
    label = Follower.Frequency(frequency).label
    context = {
        "topic": follower.topic,
        "is_confirmed": request.method == "POST",
        "how_often": label[0].lower() + label[1:],
    }
    return private(render(request, "blog/following/confirm.html", context))


@never_cache
@csrf_exempt  # mail programs press this, without a cookie; the signed address alone says who and what
@require_http_methods(["GET", "HEAD", "POST"])
def end(request, token):
    """This will show how to end the mail about a topic, and end it when the button is pressed, or by a mail program."""
    found = links.find_ending(token)
    if found is None:
        raise Http404("No such link.")
    pk, topic_id = found
    if request.method == "POST":
        actions.end(follower_id=pk)
    context = {
        "topic": Topic.objects.filter(pk=topic_id).first(),
        "is_standing": Follower.objects.filter(pk=pk).exists(),
    }
    return private(render(request, "blog/following/end.html", context))


def private(response):
    response.headers["X-Robots-Tag"] = "noindex"
    return response
