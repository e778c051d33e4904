"""The blog app: one Django app in parts."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def install_triggers(sender, using, **kwargs):
    from blog.audit import triggers as audit
    from blog.editions import triggers as editions

    audit.install(using)
    editions.install(using)


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = "Blog"

    def ready(self):
        from accounts import names
        from blog.clinic.names import refusal_to_be_called
        from blog.editions import uses  # noqa: F401  It tells the library which public pages show a picture.

        if refusal_to_be_called not in names.CHECKS:
            names.CHECKS.append(refusal_to_be_called)

        # After every migrate, because SQLite rebuilds a table to alter it and drops its triggers without a word.
        post_migrate.connect(install_triggers, sender=self)
