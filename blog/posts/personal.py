"""What the staff's side keeps about a person who leaves: drafts go; what was signed stays with its printed names."""

from django.utils.translation import gettext as _

from accounts.own_data.parts import Part, erased_by, given_by
from blog.clinic.models import Practitioner
from blog.editions.models import Edition
from blog.posts.models import Draft


@given_by
def drafts(user):
    kept = Draft.objects.filter(by=user).order_by("pk").values_list("typed_at", "form")
    yield Part("drafts", _("What you typed and did not save"), [{"typed": at, "form": form} for at, form in kept])


@given_by
def signatures(user):
    signed = Edition.objects.filter(signer=user).order_by("pk").values_list("title", "signed_at", "digest")
    names = ("article", "signed", "digest")
    yield Part("signatures", _("What you signed"), [dict(zip(names, row, strict=True)) for row in signed])


@erased_by
def forget(user, *, keep_words, at):
    Draft.objects.filter(by=user).delete()
    Practitioner.objects.filter(user=user).update(user=None)
