"""The page for the time when nothing else can be shown, as a file for the reverse proxy."""

from django.core.management.base import BaseCommand
from django.template.loader import render_to_string


class Command(BaseCommand):
    help = (
        "Print the page that a reverse proxy answers with, as status 503, while this site is stopped: "
        "manage.py maintenance_page > 503.html. Make it again after each release; the proxy serves /static/ itself."
    )

    def handle(self, **options):
        self.stdout.write(render_to_string("503.html"), ending="")
