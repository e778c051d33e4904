"""What is made from signed words, made again when the way of making it has changed. The signed words stay."""

from django.db import transaction

from blog.editions.actions import derive
from blog.editions.made import tell
from blog.editions.models import Edition

MADE = ("body_html", "contents", "text", "reading_minutes")


@transaction.atomic
def derive_again(*, edition_id, is_rehearsal=False):
    """This will make an edition's page anew and return whether it came out differently.

    is_rehearsal: store nothing. No signature is touched: the digest covers the source, never what is made of it.
    """
    edition = Edition.objects.select_for_update().get(pk=edition_id)
    before = {name: getattr(edition, name) for name in MADE}
    derive(edition)
    made = {name: getattr(edition, name) for name in MADE}
    if made != before and not is_rehearsal:
        Edition.objects.filter(pk=edition_id).update(**made)
        tell(edition)
    return made != before
