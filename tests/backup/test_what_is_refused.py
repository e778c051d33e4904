"""What is no whole backup of ours is refused with a sentence, before anything is written."""

import hashlib
import io
import json
import random
import tarfile

import pytest

from clinic_site.backup.archive import Unusable, Writer, verify
from tests.backup.conftest import Place

QUIET = type("Quiet", (), {"over": staticmethod(lambda rows: rows)})
FACTS = {"id": "0" * 32, "made_at": "2026-11-23T03:00:00+00:00", "database": "sqlite", "migrations": []}


@pytest.fixture
def small(tmp_path):
    """This will give a function that writes a small archive, as `backup` does, with members of one's choice."""

    def write(*names, **manifest):
        path = tmp_path / "small.tar"
        with path.open("w+b") as file:
            archive = Writer(file)
            for name in ("database", *names):
                archive.add(name, io.BytesIO(f"what is in {name}".encode() * 100))
            archive.finish(**FACTS | manifest)
        return path

    return write


def look_at(path):
    with path.open("rb") as file:
        return verify(file, QUIET)


def refusal(path):
    with pytest.raises(Unusable) as refused:
        look_at(path)
    return str(refused.value)


def test_a_whole_one_is_taken(small):
    assert [*look_at(small("media/pictures/4f/a.webp", "private/é.pdf"))["members"]] == [
        "database",
        "media/pictures/4f/a.webp",
        "private/é.pdf",
    ]


def test_wherever_it_is_cut_off_it_is_refused(small):
    whole = small("media/a.webp").read_bytes()
    path = small("media/a.webp")
    end = whole.index(b"manifest.sha256") + 512 + 64  # the last byte that says something

    for length in [*range(0, end, 97), end - 1]:
        path.write_bytes(whole[:length])
        assert refusal(path)


def test_a_flipped_byte_is_found_or_says_nothing(small):
    path = small("media/a.webp")
    whole, right = path.read_bytes(), look_at(path)
    places = random.Random(7)
    refused = 0

    for _ in range(400):
        at = places.randrange(len(whole))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << places.randrange(8)]) + whole[at + 1 :])
        try:
            assert look_at(path) == right
        except Unusable:
            refused += 1

    assert refused > 150  # the rest of this small file is the filling that a tar has


def test_a_flipped_byte_of_a_file_is_named(small):
    path = small("media/a.webp")
    path.write_bytes(path.read_bytes().replace(b"what is in media", b"what is on media", 1))

    assert refusal(path) == f"“media/a.webp” in {path} is not what was put there. Take an older backup."


@pytest.mark.parametrize(
    "name",
    [
        "media/../evil",
        "media/a/../../../evil",
        "/etc/passwd",
        "../evil",
        "media//evil",
        "media/./evil",
        "media/",
        "media",
        "static/evil.js",
        "secret-key",
        "media/..\\evil",
        "media/a\nb",
        "private/\u202egpj",
        "database/x",
        "",
    ],
)
def test_a_name_that_leaves_its_folder_is_refused(small, name):
    path = small(name)

    assert "is a name that leads out of the folder of the site. Nothing was restored." in refusal(path)


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_anything_but_a_plain_file_is_refused(tmp_path, kind):
    path = tmp_path / "hostile.tar"
    with tarfile.open(path, "w") as tar:
        member = tarfile.TarInfo("media/a.webp")
        member.type, member.linkname = kind, "/etc/passwd"
        tar.addfile(member)

    assert refusal(path) == "“media/a.webp” in it is not a plain file, and a backup holds nothing else."


def test_a_file_twice_is_refused(small):
    assert "is not a whole backup" in refusal(small("media/a.webp", "media/a.webp"))


def test_a_file_that_the_manifest_does_not_know_is_refused(small):
    path = small("media/a.webp")
    with tarfile.open(path, "a") as tar:
        tar.addfile(tarfile.TarInfo("media/b.webp"), io.BytesIO())

    assert "is not a whole backup" in refusal(path)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "x'; DROP TABLE blog_post; --"},
        {"id": 7},
        {"made_at": "yesterday"},
        {"made_at": None},
        {"migrations": [["blog"]]},
        {"migrations": 4},
        {"migrations": [[[], {}]]},
        {"members": []},
        {"members": None},
    ],
)
def test_a_manifest_of_nonsense_is_refused(tmp_path, change):
    told = json.dumps({"format": 1, **FACTS, "members": {"database": {}}} | change).encode()

    assert "is not a whole backup" in refusal(with_manifest(tmp_path, told))


def with_manifest(tmp_path, told):
    """This will write an archive that holds these bytes as its manifest, rightly sealed, and nothing else."""
    path = tmp_path / "nonsense.tar"
    seal = hashlib.sha256(told).hexdigest().encode()
    with tarfile.open(path, "w") as tar:
        for name, content in (("manifest.json", told), ("manifest.sha256", seal)):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return path


def test_nested_without_end_is_refused(tmp_path):
    assert "is not a whole backup" in refusal(with_manifest(tmp_path, b"[" * 200_000))


def test_another_way_of_keeping_backups_is_said(small):
    path = small(format=2)

    assert refusal(path) == f"{path} was made by another version of this site, which makes its backups differently."


@pytest.mark.parametrize("content", [b"", b"\0" * 10240, b"PK\x03\x04 a zip", b"x" * 5000])
def test_any_other_file_is_refused(tmp_path, content):
    path = tmp_path / "holiday.jpg"
    path.write_bytes(content)

    assert refusal(path) == f"{path} is not a whole backup: a part of it is missing, or it was never one."


def changed(backup, **change):
    """This will give a copy of a backup with another manifest, sealed again."""
    path = backup.with_name("changed.tar")
    with tarfile.open(backup) as tar, path.open("w+b") as file:
        manifest = json.load(tar.extractfile("manifest.json")) | change
        archive = Writer(file)
        for name in manifest.pop("members"):
            archive.add(name, io.BytesIO(tar.extractfile(name).read()))
        archive.finish(**manifest)
    return path


def no_change(place, act):
    """This will look that a restore is refused and leaves a place as it is, and give the sentence."""
    before = place.rows(), place.files()
    status, said, complained = place.manage("restore", act)
    assert (status, said, complained.count("\n")) == (1, "", 1)
    assert (place.rows(), place.files()) == before
    assert complained.startswith("CommandError: ")
    return complained.removeprefix("CommandError: ").strip()


def test_of_another_database_is_said(backup, empty):
    other = changed(backup, database="oracle")

    assert no_change(empty, other).startswith("This is a backup of a 'oracle' database, and the site here uses ")


def test_of_a_newer_version_is_said(backup, empty):
    newer = changed(backup, migrations=[["blog", "0001_initial"], ["blog", "9999_in_two_years"]])

    assert "a newer version of the site, with the migration blog.9999_in_two_years" in no_change(empty, newer)


def test_a_database_that_is_none_is_said(backup, empty):
    path = backup.with_name("none.tar")
    with tarfile.open(backup) as tar, path.open("w+b") as file:
        manifest = json.load(tar.extractfile("manifest.json"))
        archive = Writer(file)
        archive.add("database", io.BytesIO(b"this is no database " * 300))
        archive.finish(**{name: value for name, value in manifest.items() if name not in ("members", "format")})

    assert no_change(empty, path).startswith("The database in the backup is damaged: ")


def test_a_site_in_use_is_left_alone(full, backup, migrated):
    assert no_change(full, backup).startswith("This database is in use: there are rows in ")

    make = "from accounts.models import User; User.objects.create_user('a@example.org', display_name='A')"
    migrated.manage("shell", "--no-imports", "-c", make)
    assert no_change(migrated, backup).startswith("This database is in use: there are rows in accounts_user.")


@pytest.mark.parametrize("name", ["media/a.jpg", "private/consents/b.pdf"])
def test_a_folder_with_files_is_left_alone(backup, empty, name):
    (empty.folder / name).parent.mkdir(parents=True)
    (empty.folder / name).write_bytes(b"of somebody")

    assert no_change(empty, backup).startswith(f"There are files already, such as {name}.")


def test_a_backup_that_is_not_there_is_a_sentence(empty: Place, tmp_path):
    assert no_change(empty, tmp_path / "nowhere.tar").endswith("cannot be read: No such file or directory.")


def test_restored_a_second_time_it_changes_nothing(backup, empty):
    empty.manage("restore", backup)
    empty.manage(
        "shell", "--no-imports", "-c", "from accounts.models import User; User.objects.all()[0].set_password('')"
    )
    before = empty.rows(), empty.files()

    status, said, _ = empty.manage("restore", backup)

    assert (status, said) == (
        0,
        "This backup was restored here before, so it was left alone. What was left to do is done.\n",
    )
    assert (empty.rows(), empty.files()) == before
