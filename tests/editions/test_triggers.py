"""What the database itself refuses, whoever asks: a change of what was signed, and two live editions at once."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from blog import frozen
from blog.editions import triggers
from blog.editions.models import WORDS, Edition
from tests import factories

DAY = timedelta(days=1)
is_sqlite = connection.vendor == "sqlite"
only_sqlite = pytest.mark.skipif(not is_sqlite, reason="only SQLite rebuilds a table to alter it")


def another(edition, column):
    """This will give a value that a column does not hold now, one that its type and its keys allow."""
    field = next(field for field in Edition._meta.fields if column in (field.attname, field.name))
    value = getattr(edition, field.attname)
    if value is None:
        return edition.signed_at + DAY
    if field.remote_field:
        return another_row(field.related_model, value)
    if isinstance(field, models.JSONField):
        return [{"title": "Another"}]
    return {bool: lambda: not value, str: lambda: "x" if value != "x" else "y"}.get(type(value), lambda: value + DAY)()


def another_row(model, key):
    made = {
        "User": lambda: factories.member("Another"),
        "Topic": lambda: factories.topic("Another"),
        "Post": lambda: factories.post(
            topic=factories.topic("Its own"), writer=factories.staff("W", "Editor"), title="Z"
        ),
        "Practitioner": lambda: factories.clinician("Dr Another", "GP", "GMC", "0000009").practitioner,
    }
    return made[model.__name__]().pk


def refused(change):
    """This will try a change and give the sentence with which the database refuses it."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        change()
    return str(caught.value).splitlines()[0]


# --- Frozen -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("column", Edition.SIGNED)
def test_no_signed_column_can_change(edition, column):
    before = Edition.objects.values().get()
    value = another(edition, column)

    sentence = refused(lambda: Edition.objects.update(**{column: value}))

    assert sentence == "A signed edition cannot change."
    assert Edition.objects.values().get() == before


def test_it_cannot_be_saved_or_updated_in_bulk_either(edition):
    edition.title = "Rewritten"

    assert refused(edition.save) == "A signed edition cannot change."
    assert refused(lambda: Edition.objects.bulk_update([edition], ["title"])) == "A signed edition cannot change."
    assert Edition.objects.get().title == "Your skin barrier, in one page"


def test_every_column_is_either_frozen_or_named_here_as_free():
    free = {"id", "live_from", "live_until", "body_html", "contents", "text", "reading_minutes"}

    assert {field.attname for field in Edition._meta.fields} - set(Edition.SIGNED) == free
    assert set(WORDS) < set(Edition.SIGNED)


def test_what_is_derived_can_be_made_again(edition):
    Edition.objects.update(body_html="<p>Again</p>", contents=[["a", "A"]], text="Again", reading_minutes=9)

    assert Edition.objects.get().body_html == "<p>Again</p>"


def test_saving_an_edition_that_did_not_change_is_no_change(edition):
    Edition.objects.get().save()


# --- No two at once ---------------------------------------------------------------------------------------------------


def insert(edition, live_from, live_until, **fields):
    """This will put a copy of an edition into the database, past every rule in Python."""
    copy = Edition.objects.get(pk=edition.pk)
    copy.pk = None
    for name, value in {"live_from": live_from, "live_until": live_until, **fields}.items():
        setattr(copy, name, value)
    copy.save(force_insert=True)
    return copy


@pytest.fixture
def week(edition, now):
    """The article was live for the week that starts now."""
    Edition.objects.update(live_from=now, live_until=now + 7 * DAY)
    return edition


@pytest.mark.parametrize(
    ("start", "end"), [(0, 7), (-1, 1), (6, 8), (2, 3), (-1, 8), (-1, None), (0, None), (6, None), (0, 1), (6, 7)]
)
def test_two_editions_of_one_article_cannot_be_live_at_once(week, now, start, end):
    sentence = refused(lambda: insert(week, now + start * DAY, None if end is None else now + end * DAY))

    assert is_sqlite is (sentence == triggers.OVERLAP)
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(("start", "end"), [(-2, -1), (-1, 0), (7, 8), (7, None), (9, None), (7, 7), (3, 3)])
def test_one_after_the_other_they_can(week, now, start, end):
    insert(week, now + start * DAY, None if end is None else now + end * DAY)

    assert Edition.objects.count() == 2


def test_two_articles_cannot_be_live_at_one_address(week, topic, ben, now):
    other = factories.post(topic=topic, writer=ben, title="Other")

    refused(lambda: insert(week, now, None, post_id=other.pk))

    assert insert(week, now, None, post_id=other.pk, slug="other").slug == "other"


def test_an_edition_cannot_be_moved_over_another(week, now):
    later = insert(week, now + 7 * DAY, None)

    refused(lambda: Edition.objects.filter(pk=later.pk).update(live_from=now + 6 * DAY))
    refused(lambda: Edition.objects.filter(pk=week.pk).update(live_until=now + 8 * DAY))
    refused(lambda: Edition.objects.filter(pk=week.pk).update(live_until=None))
    Edition.objects.filter(pk=week.pk).update(live_until=now + 6 * DAY)

    assert Edition.objects.get(pk=week.pk).live_until == now + 6 * DAY


def test_an_edition_cannot_end_before_it_begins(edition, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.update(live_until=edition.live_from - DAY)


# --- Triggers that survive --------------------------------------------------------------------------------------------


def installed():
    question = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'blog_edition' ORDER BY name"
        if is_sqlite
        else "SELECT tgname FROM pg_trigger WHERE tgrelid = 'blog_edition'::regclass AND NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [row[0] for row in cursor.fetchall()]


ALL = [
    "blog_edition_frozen",
    "blog_edition_kept",
    *(f"blog_edition_stamped_on_{event}" for event in ("delete", "insert", "update")),
    *(["edition_overlaps", "edition_overlaps_on_insert"] if is_sqlite else []),
    "search_forgets_edition",
    "search_forgets_words",
]


def test_the_triggers_are_there(db):
    assert sorted(installed()) == ALL


def test_putting_them_in_twice_leaves_one_of_each(db):
    triggers.install()

    assert sorted(installed()) == ALL


def rebuild():
    """This will alter a column as a migration would."""
    old = Edition._meta.get_field("change_note")
    new = models.CharField(max_length=301, blank=True, default="")
    new.set_attributes_from_name("change_note")
    new.model = Edition
    with connection.schema_editor() as editor:
        editor.alter_field(Edition, old, new)
    return lambda: alter_back(old, new)


def alter_back(old, new):
    with connection.schema_editor() as editor:
        editor.alter_field(Edition, new, old)


@pytest.fixture
def rebuilt(transactional_db):
    """The table of editions, rebuilt as a migration would leave it; put back at the end."""
    back = rebuild()
    yield
    back()
    call_command("migrate", verbosity=0)


@only_sqlite
def test_a_rebuilt_table_has_lost_its_triggers(rebuilt):
    assert installed() == []


@only_sqlite
def test_after_the_next_migrate_they_are_back(rebuilt, post, amara):
    call_command("migrate", verbosity=0)

    assert sorted(installed()) == ALL
    edition = factories.signed(post, by=amara)
    assert refused(lambda: Edition.objects.update(title="Rewritten")) == "A signed edition cannot change."
    refused(lambda: insert(edition, edition.live_from, None))


def test_a_trigger_is_replaced_or_left_never_away(db):
    on_table = "" if is_sqlite else " ON blog_edition"
    statements = [f"DROP TRIGGER blog_edition_frozen{on_table}", "CREATE nonsense"]

    with pytest.raises(DatabaseError):
        frozen.execute("default", {connection.vendor: statements})

    assert "blog_edition_frozen" in installed()


def test_the_sources_are_frozen_to_the_letter(edition):
    """JSON that means the same but is written otherwise is no change on PostgreSQL, which keeps what it means."""
    rows = json.loads(json.dumps(edition.sources))
    Edition.objects.update(sources=rows)

    rows[0]["year"] += 1
    assert refused(lambda: Edition.objects.update(sources=rows)) == "A signed edition cannot change."
