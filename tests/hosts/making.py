"""Run on a host with the site's settings: makes two articles and four members, and prints their log-ins' cookies."""

import json
import os

import django
from django.conf import settings

MEMBERS = 4


def make():
    from tests import factories

    easy = {"comments_hold_first": 0, "comments_pause_seconds": 0}
    factories.clinic(comments_per_ten_minutes=10_000, comments_per_day=10_000, **easy)
    topic, ben = factories.topic(), factories.staff("Ben Hartley", "Editor")
    amara = factories.clinician("Dr Amara Okafor", "Consultant dermatologist", "GMC", "0000000")
    for title in ("Your skin barrier, in one page", "Sun and skin"):
        factories.signed(factories.post(topic=topic, writer=ben, title=title), by=amara)
    return [cookies_of(factories.member(f"Person {number}")) for number in range(MEMBERS)]


def cookies_of(user):
    from django.test import Client

    client = Client()
    client.force_login(user)
    return {name: morsel.value for name, morsel in client.cookies.items()}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic_site.settings")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django.setup()
    print(json.dumps(make()))
