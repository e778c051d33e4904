"""What the outbox keeps about a person: every mail to one of their addresses, or about their account."""

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.own_data.parts import Part, erased_by, given_by
from blog.outbox.actions import about_person
from blog.outbox.models import Message


def to(user):
    addresses = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}
    return Message.objects.filter(Q(to__in=addresses) | Q(about=about_person(user.pk)))


def follow(sender, *, person, old, new, **kwargs):
    """This will lead mail to somebody's new address, so that it is found with them and goes with them.

    What tells of their account stays with the address it was written to, and so does a code: whoever reads the one
    address need not be whoever reads the other.
    """
    Message.objects.filter(to=old, useless_at=None).exclude(about=about_person(person.pk)).update(to=new)


@given_by
def mail(user):
    sent = to(user).filter(useless_at=None).order_by("pk").values_list("subject", "text", "created_at", "sent_at")
    names = ("subject", "text", "written", "sent")
    yield Part("mail", _("Mail we wrote to you"), [dict(zip(names, row, strict=True)) for row in sent])


@erased_by
def forget(user, *, keep_words, at):
    to(user).delete()
