"""The WSGI application that granian (or any other server) runs: Django behind a turnstile, behind the page cache."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic_site.settings")
django = get_wsgi_application()

from django.conf import settings  # noqa: E402  Both need what the line above set up.

from blog.counts.buffer import note_read  # noqa: E402
from blog.reading.page_cache import PageCache  # noqa: E402
from clinic_site.breaker import Breaker  # noqa: E402
from clinic_site.metrics import Counted, listen  # noqa: E402
from clinic_site.turnstile import Turnstile  # noqa: E402

DATABASE_RESTS = 1  # seconds after a question that it did not answer

# While somebody works on the templates, a page is made anew each time.
application = django
if not settings.DEBUG:
    kept = PageCache(Turnstile(django), on_read=note_read, breaker=Breaker(DATABASE_RESTS))
    application = Counted(kept)
if settings.METRICS_PORT:
    listen(application)
