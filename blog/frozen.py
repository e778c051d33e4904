"""Database triggers for rows that must not change: frozen columns, and tables that only grow.

Installed after every migrate, because SQLite drops a table's triggers when it rebuilds the table to alter it.
"""

from django.db import connections, transaction


def execute(using, by_vendor):
    """This will run the statements for the database's vendor, all or none: a trigger is replaced, never away."""
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:
        for statement in by_vendor[connection.vendor]:
            cursor.execute(statement)


def columns_of(using, table):
    """This will give the names of a table's columns, none if it is not there (yet, or any more)."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return set()
        cursor.execute(f'SELECT * FROM "{table}" LIMIT 0')  # introspection would parse the SQL of the table
        return {name for name, *_ in cursor.description}


def freeze(using, *, table, columns, sentence):
    """This will make the database refuse, with the sentence, any change of the columns and any deletion of a row."""
    if not set(columns) <= columns_of(using, table):
        return  # in the middle of the migrations
    changed = " OR ".join(f'NEW."{column}" IS {{differs}} OLD."{column}"' for column in columns)
    execute(
        using,
        {
            "sqlite": [
                *sqlite_trigger(f"{table}_frozen", table, "UPDATE", sentence, changed.format(differs="NOT")),
                *sqlite_trigger(f"{table}_kept", table, "DELETE", sentence),
            ],
            "postgresql": [
                *postgresql_trigger(
                    f"{table}_frozen", table, "UPDATE", sentence, changed.format(differs="DISTINCT FROM")
                ),
                *postgresql_trigger(f"{table}_kept", table, "DELETE", sentence),
            ],
        },
    )


def append_only(using, *, table, sentence):
    """This will make the database refuse, with the sentence, any change or deletion of a row."""
    if not columns_of(using, table):
        return
    execute(
        using,
        {
            vendor: [
                *trigger(f"{table}_frozen", table, "UPDATE", sentence),
                *trigger(f"{table}_kept", table, "DELETE", sentence),
            ]
            for vendor, trigger in (("sqlite", sqlite_trigger), ("postgresql", postgresql_trigger))
        },
    )


def sqlite_trigger(name, table, event, sentence, when="1"):
    return [
        f"DROP TRIGGER IF EXISTS {name}",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{sentence}'); END",
    ]


def postgresql_trigger(name, table, event, sentence, when="true"):
    return [
        # The condition stands in the function: in the trigger itself it would keep a migration from altering a column.
        f"CREATE OR REPLACE FUNCTION refuse_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF {when} THEN RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {'OLD' if event == 'DELETE' else 'NEW'}; END $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_{name}()",
    ]


def thaw(using, *, tables):
    """This will take the triggers against deletion away, for a test that empties the tables; migrate puts them back."""
    execute(
        using,
        {
            "sqlite": [f"DROP TRIGGER IF EXISTS {table}_kept" for table in tables],
            "postgresql": [f"DROP TRIGGER IF EXISTS {table}_kept ON {table}" for table in tables],
        },
    )
