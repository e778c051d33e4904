"""Clean every working copy again, and make every signed page again from its signed words."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from blog.editions.deriving import derive_again
from blog.editions.models import Edition
from blog.posts.cleaning import clean_body
from blog.posts.models import Post

BATCH = 200


class Command(BaseCommand):
    help = "Run the rules on what an article may hold over everything that is stored. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Change nothing; fail if something would change.")

    def handle(self, *, check, **options):
        at = timezone.now()
        posts = [
            self.tell("Working copy", post, check)
            for post in each(Post.objects.only("title"))
            if clean_body(post_id=post.pk, at=at, is_rehearsal=check)
        ]
        editions = [
            self.tell("Signed page", edition, check)
            for edition in each(Edition.objects.only("title"))
            if derive_again(edition_id=edition.pk, is_rehearsal=check)
        ]
        would = "would change" if check else "changed"
        summary = f"Working copies that {would}: {len(posts)}. Signed pages that {would}: {len(editions)}."
        if check and (posts or editions):
            raise CommandError(summary)
        self.stdout.write(summary)

    def tell(self, kind, row, check):
        self.stdout.write(f"{kind} {row.pk}, “{row.title}”: {'would change' if check else 'changed'}.")


def each(rows):
    """This will yield every row in the order of their keys, a batch at a time."""
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield from batch
        last = batch[-1].pk
