"""The patients' pages."""

from django.http import HttpResponse

home = post = topics = topic = people = person = lambda request, slug=None: HttpResponse("soon")
