"""A long command says now and then how far it is, and a short one nothing."""

import pytest
from django.core.management import call_command

from blog import progress
from blog.progress import EVERY, Progress


class Clock:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_it_speaks_once_in_a_few_seconds(clock):
    said = []
    told = Progress("Files", of=16_384, write=said.append, clock=clock)

    for _ in told.over(range(12_288)):
        clock.now += EVERY / 4_096

    assert said == ["Files: 4,096 of 16,384.", "Files: 8,192 of 16,384.", "Files: 12,288 of 16,384."]


def test_what_is_soon_done_says_nothing(clock):
    said = []

    assert list(Progress("Files", write=said.append, clock=clock).over("abc")) == ["a", "b", "c"]
    assert said == []


def test_where_nobody_knows_how_many_there_are_it_says_how_many_are_done(clock):
    said = []
    told = Progress("Files", write=said.append, clock=clock)
    clock.now = EVERY

    told.at(1_234)

    assert said == ["Files: 1,234."]


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("index_articles", "Editions indexed: 1 of 1.\n"),
        ("tidy_pictures", "Pictures: 1.\n"),
    ],
)
def test_the_long_commands_speak(edition, add, command, says, capsys, monkeypatch):
    monkeypatch.setattr(progress, "EVERY", 0)
    add()

    call_command(command)

    assert capsys.readouterr().err == says
