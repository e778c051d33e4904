"""Account pages of our own."""

from django.http import HttpResponse

refused = lambda request, exception=None: HttpResponse("no", status=403)
