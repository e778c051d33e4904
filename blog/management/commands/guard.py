"""Read every live page again with the guard's present rules, and say what was found."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from blog.guard import PACK_VERSION
from blog.posts.models import LiveFinding
from blog.posts.rereading import reread


class Command(BaseCommand):
    help = "Read live articles again that the guard's present rules have not read, and list what stands on live pages."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="Read every live article, whatever it was read with.")

    def handle(self, **options):
        at = timezone.now()
        count = len(reread(at=at, everything=options["all"]))
        self.stdout.write(f"Read {count} live article{'' if count == 1 else 's'} with the rules {PACK_VERSION}.")
        found = LiveFinding.objects.standing(at).select_related("reading__edition")
        title = None
        for finding in found.order_by("reading__edition__title", "reading__edition_id", "pk"):
            edition = finding.reading.edition
            if edition.title != title:
                title = edition.title
                self.stdout.write(f"\n{title} ({edition.get_absolute_url()})")
            self.stdout.write(f"  {finding.severity}, {finding.where}: “{finding.matched}”. {finding.reason}")
        if title is None:
            self.stdout.write("Nothing was found.")
