"""Sites to save and to restore, each with a database and a folder of its own, worked on by real processes."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from clinic_site.backup.databases import LEFT_OUT
from tests import factories
from tests.concurrency.conftest import at_once  # noqa: F401  a fixture


class Place:
    """A site on a machine of its own. `rows()` and `files()` look without the product's help."""

    def __init__(self, folder, url):
        self.folder, self.url = folder, url
        self.environment = os.environ | {
            "DATA_DIR": str(folder), "DATABASE_URL": url, "DEBUG": "1", "SECRET_KEY": "the-key-of-a-test",
            "DJANGO_SETTINGS_MODULE": "clinic_site.settings",
        }  # fmt: skip

    def start(self, *words, **how):
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *map(str, words)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, env=self.environment, cwd=settings.BASE_DIR, **pipes | how)

    def manage(self, *words):
        """This will run a command and give (status, what it said, what it complained of)."""
        process = self.start(*words)
        said, complained = process.communicate(timeout=120)
        return process.returncode, said, complained

    def connect(self):
        if self.url.startswith("sqlite"):
            return closing(sqlite3.connect(self.url.removeprefix("sqlite:///")))
        return closing(psycopg.connect(self.url, autocommit=True))

    def ask(self, question):
        with self.connect() as there:
            return there.execute(question).fetchall()

    def tables(self):
        if self.url.startswith("sqlite"):
            return [name for (name,) in self.ask("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [name for (name,) in self.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]

    def rows(self):
        """Every row of every table but what is left out, and the stamps, which a restore raises."""
        kept = sorted({*self.tables()} - {*LEFT_OUT, "blog_stamp"})
        return {table: sorted(map(repr, self.ask(f'SELECT * FROM "{table}"'))) for table in kept}

    def stamps(self):
        return dict(self.ask("SELECT key, n FROM blog_stamp"))

    def made_by_the_database(self):
        """The names of all triggers and indexes."""
        if self.url.startswith("sqlite"):
            return sorted(self.ask("SELECT type, name FROM sqlite_master WHERE type != 'table'"))
        triggers = "SELECT 'trigger', tgname FROM pg_trigger WHERE NOT tgisinternal"
        return sorted(
            self.ask(f"{triggers} UNION SELECT 'index', indexname FROM pg_indexes WHERE schemaname = 'public'")
        )

    def files(self):
        found = {}
        for top in ("media", "private"):
            for path in (self.folder / top).rglob("*"):
                if path.is_file():
                    found[str(path.relative_to(self.folder))] = hashlib.sha256(path.read_bytes()).hexdigest()
        return found


@pytest.fixture
def source(transactional_db, tmp_path):
    """The site of this test: its database, and the folders that tests keep pictures in."""
    return Place(tmp_path, address_of(connection.settings_dict["NAME"]))


@pytest.fixture
def new_place(tmp_path, transactional_db):
    """This will give a function that makes a machine, empty or with a copy of a database."""
    made = []

    def make(like=None):
        folder = tmp_path / f"machine {len(made)}"
        folder.mkdir()
        made.append(new_database(folder, f"restored_{len(made)}", like=like))
        return Place(folder, address_of(made[-1]))

    yield make
    for name in made:
        drop_database(name)


@pytest.fixture(scope="session")
def made_by_migrate(tmp_path_factory, django_db_setup):
    """The name of an empty database with all its tables, to be copied."""
    folder = tmp_path_factory.mktemp("migrated")
    name = new_database(folder, "migrated")
    status, _, complained = Place(folder, address_of(name)).manage("migrate", "-v0")
    assert status == 0, complained
    yield name
    drop_database(name)


def new_database(folder, name, *, like=None):
    """This will make a database, empty or like another, and give its name, on SQLite that of its file."""
    if connection.vendor == "sqlite":
        return shutil.copy(like, folder / "clinic.sqlite3") if like else folder / "clinic.sqlite3"
    name = f"{connection.settings_dict['NAME']}_{name}"
    on_postgresql(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{like}"' if like else ""))
    return name


def drop_database(name):
    if connection.vendor == "postgresql":
        on_postgresql(f'DROP DATABASE "{name}" WITH (FORCE)')


def on_postgresql(statement):
    with psycopg.connect(address_of("postgres"), autocommit=True) as there:
        there.execute(statement)


def address_of(name):
    """This will name a database beside that of this test."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


@pytest.fixture
def empty(new_place):
    return new_place()


@pytest.fixture
def migrated(new_place, made_by_migrate):
    """A machine with all tables, and nothing in them but what migrate puts there."""
    return new_place(like=made_by_migrate)


@pytest.fixture
def full(source, edition, easy_clinic, priya, sam, add, consent, stored):
    """The site with something of everything: words, comments, a picture of a person, and the form they signed."""
    first = factories.comment(edition, by=priya, body="“Café” — 100 % naïve, with an é and a 🌱.")
    factories.comment(edition, by=sam, parent=first)
    picture = add(shows_person=True)
    consent(picture, proof=SimpleUploadedFile("form.pdf", b"%PDF-1.4 signed by hand"))
    factories.answer(edition, words="Yes.")
    return source


@pytest.fixture
def backup(full, tmp_path):
    """A backup of the full site."""
    path = tmp_path / "clinic.tar"
    status, said, complained = full.manage("backup", path)
    assert (status, complained) == (0, ""), complained
    assert said.startswith(f"Written to {path}: the database and ")
    return path
