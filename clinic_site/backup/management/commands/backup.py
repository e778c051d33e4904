"""Write everything that the site keeps to one file."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from clinic_site.backup.archive import Unusable
from clinic_site.backup.making import make


class Command(BaseCommand):
    help = (
        "Write the database and all files to one new file, while the site goes on. It holds what people said in "
        "confidence: keep it where nobody else reads, and no longer than 30 days."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="The file to write. It must not be there yet.")

    def handle(self, *, file, **options):
        try:
            manifest = make(file, at=timezone.now(), say=self.stderr.write)
        except (Unusable, OSError) as error:
            raise CommandError(f"No backup was made. {error}") from error
        size = sum(member["size"] for member in manifest["members"].values())
        count = len(manifest["members"]) - 1
        self.stdout.write(f"Written to {file}: the database and {count:,} files, {size / 1_000_000:,.1f} MB in all.")
        for name in manifest["missing"]:
            self.stderr.write(
                f"The database names {name}, and there is no such file. It was missing before the backup."
            )
