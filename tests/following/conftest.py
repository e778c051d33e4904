"""A topic with one live article, and the mails about it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from blog.outbox.actions import deliver_due
from tests import factories


@pytest.fixture
def client():
    """A browser, which says of every form which site it came from."""
    return Client(headers={"sec-fetch-site": "same-origin"})


@pytest.fixture
def edition(post, amara, now):
    """An article that is no news to anybody."""
    return factories.signed(post, by=amara, at=now - timedelta(days=40))


@pytest.fixture(autouse=True)
def house(clinic, edition, settings):
    settings.SITE_URL = "https://clinic.example"


@pytest.fixture
def publish(topic, ben, amara, now):
    """Signs a new article, which is live from the moment given."""

    def publish(title, *, at=now, **how):
        fields = {"topic": topic} | how.pop("fields", {})
        return factories.signed(factories.post(writer=ben, title=title, **fields), by=amara, at=at, **how)

    return publish


@pytest.fixture
def sent():
    """Sends what waits, and gives what has gone since the last time, by address."""

    def sent(at):
        mail.outbox.clear()
        while deliver_due(at=at):
            pass
        return sorted(mail.outbox, key=lambda message: message.to)

    return sent
