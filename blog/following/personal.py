"""What is kept of a member who follows topics: only at an address that they have shown is theirs."""

from allauth.account.models import EmailAddress

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
            "topic": follower.topic.name,
            "address": follower.email,
            "how often": follower.get_frequency_display(),
            "asked": follower.asked_at,
            "confirmed": follower.confirmed_at,
            "last mail": follower.last_sent_at,
        }
        for follower in of(user).select_related("topic")
    ]
    yield Part("topics", "Topics you follow by mail", rows)


@erased_by
def forget(user, *, keep_words, at):
    for follower in of(user):
        end(follower_id=follower.pk)
