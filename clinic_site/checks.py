"""What `manage.py check --deploy` refuses: settings that work on a laptop and are wrong, or unsafe, in production.

Django's own checks speak about DEBUG, a weak SECRET_KEY, cookies and https; these about the rest.
"""

import os
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import DatabaseError

CACHES_OF_ONE_PROCESS = (
    "django.core.cache.backends.locmem.LocMemCache",
    "django.core.cache.backends.dummy.DummyCache",
    "django.core.cache.backends.filebased.FileBasedCache",
)
MAIL_TO_NOBODY = tuple(
    f"django.core.mail.backends.{name}.EmailBackend" for name in ("console", "dummy", "filebased", "locmem")
)
NO_NAME = "The clinic"


@register(deploy=True)
def the_cache_is_shared(app_configs, **kwargs):
    if settings.CACHES["default"]["BACKEND"] in CACHES_OF_ONE_PROCESS:
        yield Error(
            "The limits on log-ins and mail are kept in a cache that processes do not share, or that keeps nothing.",
            hint="Leave CACHES as it is (a table in the database), or name a Redis or Valkey in CACHE_URL.",
            id="clinic.E001",
        )


@register(deploy=True)
def proxies_are_counted(app_configs, **kwargs):
    if not os.environ.get("TRUSTED_PROXY_COUNT"):
        yield Error(
            "Nobody has said how many proxies stand before the site. If there are any, all visitors seem to be one.",
            hint="Set TRUSTED_PROXY_COUNT: 1 behind the nginx of deploy/, 2 with a CDN before it, 0 without any proxy.",
            id="clinic.E002",
        )


@register(deploy=True)
def hosts_are_ours(app_configs, **kwargs):
    if local := sorted(settings.THIS_MACHINE & set(settings.ALLOWED_HOSTS)):
        yield Error(
            f"{' and '.join(local)} may be used as the name of this site, by anybody who sends it.",
            hint="Name only the clinic's own hosts in ALLOWED_HOSTS, or leave it out: the host of SITE_URL is enough.",
            id="clinic.E003",
        )
    if any(host.startswith(("*", ".")) for host in settings.ALLOWED_HOSTS):
        yield Error(
            "ALLOWED_HOSTS lets in names that nobody wrote down.",
            hint="Write every name in full, without * and without a dot at its beginning.",
            id="clinic.E004",
        )


@register(deploy=True)
def sqlite_waits_and_keeps(app_configs, **kwargs):
    database = settings.DATABASES["default"]
    options = database.get("OPTIONS", {})
    said = options.get("init_command", "").replace(" ", "").lower()
    is_safe = options.get("transaction_mode") == "IMMEDIATE" and "journal_mode=wal" in said
    if database["ENGINE"] == "django.db.backends.sqlite3" and not is_safe:
        yield Error(
            "Two people who write at the same moment would get an error: SQLite is without IMMEDIATE or without WAL.",
            hint="Give the database by DATABASE_URL or DATA_DIR alone; the settings then add what it needs.",
            id="clinic.E005",
        )


@register(deploy=True)
def mail_arrives(app_configs, **kwargs):
    if settings.EMAIL_BACKEND in MAIL_TO_NOBODY:
        yield Error(
            "Mail is printed or thrown away, so nobody gets a log-in code.",
            hint="Name a mail server: EMAIL_URL=smtp+tls://user:password@host:587",
            id="clinic.E006",
        )


@register(deploy=True)
def the_site_is_on_https(app_configs, **kwargs):
    if urlsplit(settings.SITE_URL).scheme != "https":
        yield Error(
            f"SITE_URL is {settings.SITE_URL}, so links in mails lead to plain http.",
            hint="Write the address that patients use, such as SITE_URL=https://clinic.example",
            id="clinic.E007",
        )


@register(Tags.database, deploy=True)
def the_clinic_has_its_name(app_configs, databases=None, **kwargs):
    """This will ask the database, so it runs only with `--database default`."""
    from blog.clinic.models import Clinic
    from blog.management.commands.demo import CLINIC

    if not databases:
        return
    try:
        name = Clinic.current().name
    except DatabaseError:
        name = NO_NAME
    if name in (CLINIC["name"], NO_NAME):
        yield Error(
            f"The site calls itself “{name}”, which is the name of no clinic.",
            hint="Write the clinic's name, address and telephone in the admin, under Clinic.",
            id="clinic.E008",
        )
