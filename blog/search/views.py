"""Search."""

from django.http import HttpResponse

search = lambda request: HttpResponse("soon")
