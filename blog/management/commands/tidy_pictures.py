"""Remove the files of pictures whose consent has ended, and make what is missing of the others."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from blog.images.actions import tidy
from blog.images.keeping import Away
from blog.progress import Progress
from blog.reading import share


class Command(BaseCommand):
    help = "Delete what ended consents left behind and make missing renditions. Run it once an hour; safe to repeat."

    def handle(self, **options):
        at = timezone.now()
        try:
            tidy(at=at, each=Progress("Pictures", write=self.stderr.write).over)
            share.tidy(at=at)
        except Away as error:
            raise CommandError("The store of files does not answer. Run this again in a minute.") from error
