"""Look whether the counts and places kept with comments agree with them."""

from django.core.management.base import BaseCommand, CommandError

from blog.comments.recount import faults
from blog.progress import Progress


class Command(BaseCommand):
    help = "Check the counts, places and answers of every conversation against its comments, and say what differs."

    def add_arguments(self, parser):
        parser.add_argument("--mend", action="store_true", help="Put right what differs.")

    def handle(self, *, mend, **options):
        progress = Progress("Articles looked at", write=self.stderr.write)
        found = list(faults(mend=mend, each=progress.over))
        self.stdout.writelines(f"{fault}\n" for fault in found)
        if not found:
            self.stdout.write("Every count is right.")
        elif mend:
            self.stdout.write(f"Put right: {len(found)}.")
        else:
            raise CommandError(f"Wrong: {len(found)}. Put it right with: manage.py count_comments --mend")
