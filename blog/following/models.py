"""Who follows a topic. Nobody is known by more than the address they gave, and whoever ends it is gone from here."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.editions.models import Topic


class FollowerQuerySet(models.QuerySet):
    def confirmed(self):
        """This will keep those who pressed the button behind the link that was mailed to them."""
        return self.filter(confirmed_at__isnull=False)

    def unanswered(self, at):
        """This will keep those who did not, and whose link does not work any more."""
        return self.filter(confirmed_at=None, asked_at__lte=at - Follower.LINK_LASTS)


class Follower(models.Model):
    """One address that follows one topic, or was asked for it and has not answered yet."""

    LINK_LASTS = timedelta(hours=48)

    class Frequency(models.TextChoices):
        WEEKLY = "weekly", _("Once a week, on Monday morning")
        AT_ONCE = "at_once", _("As each one appears")

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="followers")
    email = models.EmailField(help_text=_("In small letters."))
    frequency = models.CharField(max_length=10, choices=Frequency)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    told_until = models.DateTimeField(null=True, help_text=_("Articles that began before it are no news to them."))
    last_sent_at = models.DateTimeField(null=True)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        verbose_name = _("follower of a topic")
        verbose_name_plural = _("followers of topics")
        constraints = [
            models.UniqueConstraint(fields=["topic", "email"], name="an_address_follows_a_topic_once"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, told_until=None)
                | Q(confirmed_at__isnull=False, told_until__isnull=False),
                name="confirmed_followers_are_told_from_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["email"], name="followers_by_address")]

    def __str__(self):
        return gettext("A follower of %(topic)s") % {"topic": self.topic}
