"""What is kept of a member who follows topics: only at an address that they have shown is theirs."""

from allauth.account.models import EmailAddress
from django.utils.translation import gettext_noop as _

from accounts.own_data.parts import Part, erased_by, given_by
from blog.following.actions import end
from blog.following.models import Follower


def of(user):
    proved = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return Follower.objects.filter(email__in={address.lower() for address in proved}).order_by("pk")


@given_by
def topics(user):
    rows = [
        {
            _("topic"): follower.topic.name,
            _("address"): follower.email,
            _("how often"): follower.get_frequency_display(),
            _("asked"): follower.asked_at,
            _("confirmed"): follower.confirmed_at,
            _("last mail"): follower.last_sent_at,
        }
        for follower in of(user).select_related("topic")
    ]
    yield Part("topics", _("Topics you follow by mail"), rows)


@erased_by
def forget(user, *, keep_words, at):
    for follower in of(user):
        end(follower_id=follower.pk)
