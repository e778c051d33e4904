"""Put a backup in the place of an empty site."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.formats import date_format

from clinic_site.backup.archive import Unusable
from clinic_site.backup.restoring import restore

UNDONE = (
    "Everything done since then is undone. Before readers see the site, do again what must not wait: consents that "
    "were withdrawn, articles and comments that were taken down. Mail that waited then goes out, even if it had gone "
    "since."
)


def what_there_is(manifest):
    made_at = timezone.localtime(manifest["made_at"])
    then = f"{date_format(made_at, 'j F Y')} at {made_at:%H:%M}"
    return f"The site is as it was on {then}, with {len(manifest['members']) - 1:,} files. {UNDONE}"


class Command(BaseCommand):
    help = (
        "Put a backup in the place of an empty site: a database without rows, storages without files. Looks at every "
        "byte first. Killed in the middle, run it again. Web processes need no restart."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="What `manage.py backup` wrote.")

    def handle(self, *, file, **options):
        try:
            outcome = restore(file, at=timezone.now(), say=self.stderr.write)
        except (Unusable, OSError) as error:
            raise CommandError(str(error)) from error
        if outcome["is_new"]:
            self.stdout.write(what_there_is(outcome["manifest"]))
        else:
            self.stdout.write(
                "This backup was restored here before, so it was left alone. What was left to do is done."
            )
        if outcome["erased_again"] is None:
            self.stdout.write("The backup is of an older version of the site. Now run: manage.py migrate")
        elif outcome["erased_again"]:
            self.stdout.write(f"Accounts that were erased since, and are erased again: {outcome['erased_again']}.")
