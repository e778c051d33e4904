"""The blog app: one Django app in parts."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def install_triggers(sender, using, **kwargs):
    from blog.audit import triggers as audit
    from blog.comments import triggers as comments
    from blog.editions import triggers as editions
    from blog.search import triggers as search
    from blog.stamps import triggers as stamps

    audit.install(using)
    comments.install(using)
    editions.install(using)
    search.install(using)
    stamps.install(using)


def index_what_is_not(sender, using, **kwargs):
    from blog.search import index

    index.write_missing(using)


def put_standing_pages_in_place(sender, using, **kwargs):
    from blog.house.actions import put_in_place

    put_in_place(using)


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Blog")

    def ready(self):
        from accounts import names, sections, signals
        from blog.audit.actions import note_ended_access, note_reset_second_factor
        from blog.clinic.names import refusal_to_be_called
        from blog.comments import (
            account,
            scope,  # noqa: F401  It checks what readers can do to each other.
        )
        from blog.comments import personal as comments  # noqa: F401  What they keep about a person.
        from blog.editions import uses  # noqa: F401  It tells the library which public pages show a picture.
        from blog.following import actions as following
        from blog.following import personal as followers  # noqa: F401
        from blog.outbox import letters  # noqa: F401  It carries the mail of the accounts.
        from blog.outbox import personal as outbox
        from blog.posts import personal as posts  # noqa: F401
        from blog.search import index  # noqa: F401  It is told of every edition.

        signals.access_ended.connect(note_ended_access)
        signals.second_factor_reset.connect(note_reset_second_factor)
        signals.address_changed.connect(outbox.follow)
        signals.address_changed.connect(following.move)
        for section in (account.my_comments, account.my_reports, account.my_notices):
            sections.add(section)
        if refusal_to_be_called not in names.CHECKS:
            names.CHECKS.append(refusal_to_be_called)

        # After every migrate, because SQLite rebuilds a table to alter it and drops its triggers without a word.
        post_migrate.connect(install_triggers, sender=self)
        post_migrate.connect(index_what_is_not, sender=self)
        post_migrate.connect(put_standing_pages_in_place, sender=self)
