"""Make the index of search anew from the signed words."""

from django.core.management.base import BaseCommand

from blog.search.index import write_all


class Command(BaseCommand):
    help = "Make the index of search anew from the signed words. Search goes on meanwhile. Safe to repeat."

    def handle(self, **options):
        self.stdout.write(f"Editions indexed: {write_all()}.")
