import pytest

from tests import factories


@pytest.fixture
def publish(ben, amara, now):
    """Writes and signs one article: `publish("Title", topic=topic, at=moment)`."""

    def publish(title, *, topic, by=amara, at=None, how=None, **fields):
        post = factories.post(topic=topic, writer=ben, title=title, **fields)
        return factories.signed(post, by=by, at=at or now, **how or {})

    return publish
