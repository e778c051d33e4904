"""What the outbox keeps about a person: every mail to one of their addresses."""

from allauth.account.models import EmailAddress

from accounts.own_data.parts import Part, erased_by, given_by
from blog.outbox.models import Message


def to(user):
    addresses = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}
    return Message.objects.filter(to__in=addresses)


@given_by
def mail(user):
    sent = to(user).order_by("pk").values_list("subject", "text", "created_at", "sent_at")
    names = ("subject", "text", "written", "sent")
    yield Part("mail", "Mail we wrote to you", [dict(zip(names, row, strict=True)) for row in sent])


@erased_by
def forget(user, *, keep_words, at):
    to(user).delete()
