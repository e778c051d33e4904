"""Make the index of search anew from the signed words."""

from django.core.management.base import BaseCommand

from blog.editions.models import Edition
from blog.progress import Progress
from blog.search.index import write_all


class Command(BaseCommand):
    help = "Make the index of search anew from the signed words. Search goes on meanwhile. Safe to repeat."

    def handle(self, **options):
        progress = Progress("Editions indexed", of=Edition.objects.count(), write=self.stderr.write)
        self.stdout.write(f"Editions indexed: {write_all(progress.at)}.")
