"""Reading what is live again when the guard's rules have changed: a page signed last year meets today's rules."""

from django.db import transaction
from django.db.models import Q

from blog.editions.models import Edition
from blog.guard import PACK_VERSION
from blog.posts import checks
from blog.posts.models import GuardReading, LiveFinding


def reread(*, at, everything=False):
    """This will read every live edition that the present rules have not read, or all of them, and return the readings.

    Where nothing changed it costs one question to the database. Safe to repeat, and for several workers at once.
    """
    unread = Q() if everything else ~Q(guard_reading__pack_version=PACK_VERSION)
    keys = Edition.objects.live(at).filter(unread).order_by("pk").values_list("pk", flat=True)
    return [read(Edition.objects.get(pk=key), at=at) for key in list(keys)]


def read(edition, *, at):
    """This will put what the guard finds in one edition in the place of what it found before."""
    found = [row(checked) for checked in checks.findings(edition.words | {"change_note": edition.change_note})]
    with transaction.atomic():
        reading, _ = GuardReading.objects.update_or_create(
            edition=edition, defaults={"pack_version": PACK_VERSION, "read_at": at}
        )
        reading.findings.all().delete()
        for finding in found:
            finding.reading = reading
        LiveFinding.objects.bulk_create(found)
    return reading


def row(checked):
    return LiveFinding(
        rule=checked.finding.rule,
        severity=checked.finding.severity,
        field=checked.field,
        where=checked.label,
        text_digest=checked.key[2],
        matched=checked.matched[:300],
        reason=checked.finding.reason[:500],
    )
