"""An upgrade never stops the site: a migration leaves what the version before it reads and writes.

While a new version takes over, the old one still answers, on tables that are migrated already. So a release only adds.
What nothing uses any more is taken away by the release after, in a migration that says so: `is_contraction = True`.
"""

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

# Before these nobody ran the site, so there was no version before.
FIRST_RELEASE = {"accounts": "0003_said_adult", "blog": "0016_search"}
TAKE_AWAY = (
    migrations.RemoveField,
    migrations.RenameField,
    migrations.DeleteModel,
    migrations.RenameModel,
    migrations.AlterModelTable,
)


def faults(migration, state):
    """This will say which operations the version before would fail on. It takes `state` on to after the migration."""
    found = []
    for operation in migration.operations:
        if is_too_early(operation, migration.app_label, state):
            found.append(f"{migration}: {operation.describe()}")
        operation.state_forwards(migration.app_label, state)
    return [] if getattr(migration, "is_contraction", False) else found


def is_too_early(operation, app, state):
    if isinstance(operation, migrations.AddField):
        return must_be_given(operation.field)
    if isinstance(operation, migrations.AlterField):
        before = state.models[app, operation.model_name_lower].fields[operation.name]
        return must_be_given(operation.field) and not must_be_given(before)
    return isinstance(operation, TAKE_AWAY)


def must_be_given(field):
    """This will tell whether a row cannot be written without a value for the column.

    A `default` is not enough: Django gives it, and the version before does not know it. `db_default` is.
    """
    has_column = not isinstance(field, models.ManyToManyField) and not field.generated
    return has_column and not field.null and field.db_default is models.NOT_PROVIDED


def later(loader):
    return [
        migration
        for (app, name), migration in sorted(loader.disk_migrations.items())
        if app in FIRST_RELEASE and name > FIRST_RELEASE[app]
    ]


def test_every_migration_leaves_the_version_before_at_work():
    loader = MigrationLoader(None)

    found = []
    for migration in later(loader):
        state = loader.project_state((migration.app_label, migration.name), at_end=False)
        found += faults(migration, state)

    assert set(FIRST_RELEASE.items()) <= set(loader.disk_migrations)
    assert found == []


def told(operation, **more):
    """This will give what is said about a migration of one operation, on a table with two columns."""
    columns = {
        "id": models.BigAutoField(primary_key=True),
        "title": models.TextField(),
        "note": models.TextField(null=True),
    }
    state = ProjectState()
    state.add_model(ModelState("blog", "Leaf", list(columns.items())))
    made = type("Migration", (migrations.Migration,), {"operations": [operation], **more})
    return faults(made("0099_later", "blog"), state)


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RemoveField("leaf", "title"),
        migrations.RenameField("leaf", "title", "heading"),
        migrations.DeleteModel("Leaf"),
        migrations.RenameModel("Leaf", "Sheet"),
        migrations.AlterModelTable("leaf", "sheets"),
        migrations.AddField("leaf", "shade", models.CharField(max_length=10)),
        migrations.AddField("leaf", "shade", models.CharField(max_length=10, default="red")),
        migrations.AlterField("leaf", "note", models.TextField()),
    ],
    ids=lambda operation: operation.describe(),
)
def test_what_the_version_before_would_fail_on_is_named(operation):
    assert len(told(operation)) == 1
    assert told(operation, is_contraction=True) == []


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("leaf", "shade", models.CharField(max_length=10, null=True)),
        migrations.AddField("leaf", "shade", models.CharField(max_length=10, db_default="red")),
        migrations.AddField("leaf", "others", models.ManyToManyField("blog.Leaf")),
        migrations.AlterField("leaf", "title", models.TextField(help_text="In full.")),
        migrations.AlterField("leaf", "title", models.TextField(null=True)),
        migrations.CreateModel("Shade", [("id", models.BigAutoField(primary_key=True))]),
        migrations.AddIndex("leaf", models.Index(fields=["title"], name="leaf_title")),
    ],
    ids=lambda operation: operation.describe(),
)
def test_what_only_adds_is_let_through(operation):
    assert told(operation) == []
