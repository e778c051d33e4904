"""Delete accounts that nobody uses."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.own_data.leaving import let_go
from accounts.own_data.pruning import prune


class Command(BaseCommand):
    help = "Delete accounts whose address was never proved; warn, and later delete, those that sleep. Safe to repeat."

    def handle(self, **options):
        prune(at=timezone.now())
        let_go(at=timezone.now())
