"""The drill: what is restored on an empty machine is every row and every byte of what was saved."""

import json
import stat
import subprocess
import tarfile

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from clinic_site.backup.databases import LEFT_OUT
from tests import factories


def test_every_row_every_file_and_every_trigger_is_there_again(full, backup, empty):
    status, said, complained = empty.manage("restore", backup)

    assert (status, complained) == (0, "")
    assert said.startswith("The site is as it was on ")
    assert empty.rows() == full.rows()
    assert empty.files() == full.files()
    assert empty.made_by_the_database() == full.made_by_the_database()
    assert len([name for name in empty.files() if name.startswith("private/")]) == 1
    assert sum(map(len, empty.rows().values())) > 300


def test_the_restored_site_serves_the_article_and_takes_new_rows(full, backup, empty, edition):
    empty.manage("restore", backup)

    look = (
        "from django.test import Client; from accounts.models import User; "
        f"print(Client(headers={{'host': 'localhost'}}).get('/posts/{edition.slug}/').content.decode()); "
        "print('key', User.objects.create_user('new@example.org', display_name='New').pk)"
    )
    status, said, _ = empty.manage("shell", "--no-imports", "-c", look)

    assert status == 0
    assert "“Café” — 100 % naïve, with an é and a 🌱." in said
    newest = full.ask("SELECT max(id) FROM accounts_user")[0][0]
    assert f"key {newest + 1}" in said


def test_it_is_restored_into_a_database_that_migrate_has_made_too(full, backup, migrated):
    status, _, complained = migrated.manage("restore", backup)

    assert (status, complained) == (0, "")
    assert migrated.rows() == full.rows()


def test_a_backup_of_what_was_restored_is_the_same_again(full, backup, empty, new_place, tmp_path):
    empty.manage("restore", backup)
    empty.manage("backup", tmp_path / "second.tar")
    third = new_place()

    third.manage("restore", tmp_path / "second.tar")

    assert third.rows() == full.rows()
    assert third.files() == full.files()


def test_the_file_is_for_its_owner_alone_and_nothing_is_left_beside_it(backup, tmp_path):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_the_manifest_says_what_is_in_it(full, backup):
    with tarfile.open(backup) as tar:
        names = tar.getnames()
        manifest = json.load(tar.extractfile("manifest.json"))

    files = full.files()
    assert names == ["database", *sorted(files), "manifest.json", "manifest.sha256"]
    assert {name: member["sha256"] for name, member in manifest["members"].items() if name != "database"} == files
    assert ["blog", "0016_search"] in manifest["migrations"]
    assert manifest["missing"] == []


def test_nobody_s_session_is_in_a_backup(full, priya, empty, tmp_path):
    client = Client()
    client.force_login(priya)
    key = Session.objects.get().session_key
    UserSession.objects.create(user=priya, session_key=key, ip="127.0.0.1", user_agent="A browser")

    full.manage("backup", tmp_path / "clinic.tar")
    empty.manage("restore", tmp_path / "clinic.tar")

    assert key.encode() not in (tmp_path / "clinic.tar").read_bytes()
    assert [empty.ask(f"SELECT count(*) FROM {table}") for table in LEFT_OUT] == [[(0,)]] * len(LEFT_OUT)


def test_no_setting_is_in_a_backup(full, backup):
    assert full.environment["SECRET_KEY"].encode() not in backup.read_bytes()


def test_a_file_that_was_lost_before_is_named(full, tmp_path):
    next(path for path in (full.folder / "private").rglob("*") if path.is_file()).unlink()

    status, _, complained = full.manage("backup", tmp_path / "clinic.tar")

    assert status == 0
    assert complained.startswith("The database names private/")
    assert "there is no such file" in complained


def test_no_page_that_was_kept_before_is_right_afterwards(full, backup, empty, edition, sam):
    for _ in range(5):
        factories.comment(edition, by=sam)
    before = full.stamps()

    empty.manage("restore", backup)

    after = empty.stamps()
    assert {"site", f"post:{edition.post_id}"} <= {*before}
    assert min(after.values()) > max(before.values())
    assert after["site"] >= after[f"post:{edition.post_id}"]


@pytest.mark.parametrize("there", ["a file", "a folder", "a broken link"])
def test_a_backup_is_not_written_over_anything(full, tmp_path, there):
    path = tmp_path / "clinic.tar"
    {"a file": path.touch, "a folder": path.mkdir, "a broken link": lambda: path.symlink_to("nowhere")}[there]()

    status, _, complained = full.manage("backup", path)

    assert status == 1
    assert "is there already, and a backup is never written over another file." in complained


def test_a_folder_that_is_not_there_is_a_sentence(source, tmp_path):
    status, _, complained = source.manage("backup", tmp_path / "nowhere" / "clinic.tar")

    assert (status, complained.count("\n")) == (1, 1)
    assert complained.startswith("CommandError: No backup was made. ")


A_SERVER = """
import sys
from tests.page_cache.conftest import Site
site = Site()
for line in sys.stdin:
    answer = site.get(line.strip())
    print(answer.status, site.made, "Café" in answer.body.decode(), flush=True)
"""


def test_a_server_that_runs_meanwhile_shows_what_was_restored_at_the_next_visit(full, backup, migrated, edition):
    migrated.environment["ALLOWED_HOSTS"] = "testserver"
    server = migrated.start("shell", "--no-imports", "-c", A_SERVER, stdin=subprocess.PIPE)

    def visit(path):
        server.stdin.write(f"{path}\n")
        server.stdin.flush()
        return server.stdout.readline().split()

    before = [visit("/topics/"), visit("/topics/"), visit(f"/posts/{edition.slug}/")]
    restored = migrated.manage("restore", backup)
    after = [visit("/topics/"), visit(f"/posts/{edition.slug}/"), visit(f"/posts/{edition.slug}/")]
    server.communicate(timeout=30)

    assert restored[0] == 0
    assert before == [["200", "1", "False"], ["200", "1", "False"], ["404", "2", "False"]]
    assert after == [["200", "3", "False"], ["200", "4", "True"], ["200", "4", "True"]]
