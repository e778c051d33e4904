import pytest

from blog.search import queries
from tests import factories


@pytest.fixture
def publish(ben, amara, now):
    """Writes and signs one article: `publish("Title", topic=topic, at=moment)`."""

    def publish(title, *, topic, at=None, **fields):
        post = factories.post(topic=topic, writer=ben, title=title, **fields)
        return factories.signed(post, by=amara, at=at or now)

    return publish


@pytest.fixture
def write(publish, topic):
    """Signs an article: `write("Title", "Words of the text.")`."""

    def write(title, text="Nothing much.", **fields):
        fields = {"topic": topic, "standfirst": "In short."} | fields
        return publish(title, body=f"<p>{text}</p>", **fields)

    return write


@pytest.fixture
def titles(now):
    """Gives the titles that a question finds now, in their order: `titles("skin")`."""

    def titles(question, at=None, **more):
        return [edition.title for edition in queries.find(question, at=at or now, **more).editions]

    return titles
