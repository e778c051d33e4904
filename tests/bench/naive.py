"""The same page as a first tutorial would write it: everything done at every request. A yardstick, and no more."""

import os

import nh3
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template import Context, Template
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic_site.settings")
application = get_wsgi_application()
settings.ROOT_URLCONF = __name__

PAGE = """<!doctype html><title>{{ edition.title }}</title><h1>{{ edition.title }}</h1>
<p>{{ edition.topic.name }}, {{ edition.signed_by.name }}, {{ edition.signed_at|date:"j F Y" }}</p>{{ body|safe }}
<h2>{{ comments.count }} comments</h2>
{% for comment in comments.all %}<article><b>{{ comment.author.display_name }}</b>
{{ comment.created_at|date:"j F Y" }} {{ comment.body|urlize|linebreaks }}</article>{% endfor %}"""


def post(request, slug):
    from blog.comments.models import Comment
    from blog.editions.models import Edition

    edition = get_object_or_404(Edition, slug=slug)
    comments = Comment.objects.filter(post=edition.post, state="published").order_by("root_id", "pk")
    context = {"edition": edition, "body": nh3.clean(edition.body), "comments": comments}
    return HttpResponse(Template(PAGE).render(Context(context)))


urlpatterns = [path("posts/<slug:slug>/", post), path("robots.txt", lambda request: HttpResponse(""))]
