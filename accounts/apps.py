"""The accounts app: who people are and how they log in."""

from allauth.account.signals import email_changed, email_confirmed
from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from accounts.proof import forget_unproved_password


def make_the_cache_table(sender, using, **kwargs):
    """This will make the table behind the shared cache, where allauth's rate limits live; it is safe to repeat."""
    call_command("createcachetable", database=using, verbosity=0)


def tell_of_new_address(sender, user, from_email_address, to_email_address, **kwargs):
    """This will pass on what allauth says about an address that its owner changed."""
    from accounts.signals import address_changed

    if from_email_address:
        address_changed.send(sender=sender, person=user, old=from_email_address.email, new=to_email_address.email)


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self):
        from accounts.own_data import own  # noqa: F401  It says what accounts themselves keep and erase.

        post_migrate.connect(make_the_cache_table, sender=self)
        email_confirmed.connect(forget_unproved_password)
        email_changed.connect(tell_of_new_address)

        from allauth.mfa.signals import authenticator_added

        from accounts import own_sections  # noqa: F401  They stand on the account page before those of other apps.
        from accounts.second_factor import count_as_proof

        authenticator_added.connect(count_as_proof)
