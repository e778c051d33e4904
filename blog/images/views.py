"""Pictures."""

from django.http import HttpResponse

plate = lambda request, **kw: HttpResponse("soon")
