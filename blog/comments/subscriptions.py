"""Who wants to be told by mail of answers under an article."""

from blog.comments.models import Subscription


def wish(*, user, post_id, at):
    """This will keep a wish to be told of answers to one's comments under an article; asked for again it stands."""
    Subscription.objects.update_or_create(
        user=user, post_id=post_id, defaults={"ended_at": None}, create_defaults={"created_at": at}
    )
