"""The tables as SQL: record tables from the schema, the journal, and what stays local."""

from sqlalchemy import Connection

from db.store.schema import Schema, StoredTable

JOURNAL_SQL = (
    """create table y_device(
        dev integer primary key, uid blob unique not null, name text)""",
    """create table y_op(
        dev integer not null, seq integer not null, hlc integer not null, tbl text not null,
        row_id blob not null, kind integer not null, body text not null, sv integer not null,
        hash blob not null, act integer, primary key(dev, seq)) without rowid""",
    "create index y_op_row on y_op(row_id)",
    "create index y_op_act on y_op(act) where act is not null",
    """create table y_head(
        row_id blob not null, field text not null, dev integer not null, seq integer not null,
        hlc integer not null, st integer not null, primary key(row_id, field, dev, seq))
        without rowid""",
    """create table y_extra(
        tbl text not null, row_id blob not null, field text not null, val text,
        primary key(tbl, row_id, field)) without rowid""",
    "create table y_vv(dev integer primary key, seq integer not null)",
    "create table y_clock(hlc integer not null)",
    "insert into y_clock values(0)",
)
"""The journal, a multi-value register for each field; ``row`` is called ``row_id`` because
PostgreSQL reserves the word. ``hash`` tells two operations with one dot apart; ``act`` names
the local action an operation came with. ``st`` 1 is a head that is dead on arrival."""

LOCAL_SQL = (
    """create table y_action(
        no integer primary key autoincrement, action text not null, subject text not null,
        at_ms integer not null, state text not null, undoes integer)""",
    "create index y_action_state on y_action(state, no)",
    "create table y_setting(name text primary key, val text not null) without rowid",
    """create table y_draft(
        name text primary key, subject text not null, val text not null,
        saved_ms integer not null) without rowid""",
    "create table y_guard(one integer primary key check(one = 1), writing integer not null)",
    "insert into y_guard values(1, 0)",
)
"""What never leaves the machine. ``y_guard`` is raised within a unit of work only."""

_EXTRA_INDEXES = {
    "client": ("household_id", "counsellor_id", "identity_number", "certificate_number"),
    "household": ("next_check_on", "village"),
    "case_file": ("stage",),
    "follow_up": ("due_on",),
    "plan_step": ("due_on",),
    "case_note": ("next_on", "noted_on"),
    "placement": ("started_on", "ended_on"),
    "graduate_service": ("ended_on",),
    "postponement": ("until",),
}
"""Columns that lists and worklists look up. No index is unique: two laptops may register one
person twice, and a merge must not fail for that."""


def create_tables(connection: Connection, schema: Schema) -> None:
    """Create everything in an empty file."""
    for sql in (*JOURNAL_SQL, *LOCAL_SQL):
        connection.exec_driver_sql(sql)
    for table in schema.tables.values():
        create_record_table(connection, table)


def create_record_table(connection: Connection, table: StoredTable) -> None:
    """Create one record table with its indexes and its guard.

    Columns may be empty even where the record needs a value: a merge can bring a change
    before the record it belongs to. Such rows stay unseen until ``y_created`` is 1.
    """
    columns = "".join(f", {c.name} {c.sql_type}" for c in table.columns.values())
    connection.exec_driver_sql(
        f"create table {table.name}(row_id blob primary key{columns}, "
        "y_created integer not null default 0, y_deleted integer not null default 0)"
    )
    _create_indexes(connection, table)
    _create_view(connection, table)
    for verb in ("insert", "update", "delete"):
        connection.exec_driver_sql(
            f"create trigger {table.name}_guard_{verb} before {verb} on {table.name} "
            "when (select writing from y_guard) = 0 begin "
            f"select raise(abort, 'unjournalled write to {table.name}'); end"
        )


def add_missing(connection: Connection, schema: Schema) -> list[str]:
    """Create the tables and columns that an older version did not have.

    Returns:
        The names of the new tables.
    """
    created: list[str] = []
    for table in schema.tables.values():
        there = {
            row[1] for row in connection.exec_driver_sql(f"pragma table_info({table.name})")
        }
        if not there:
            create_record_table(connection, table)
            created.append(table.name)
            continue
        missing = [c for c in table.columns.values() if c.name not in there]
        if not missing:
            continue
        connection.exec_driver_sql(f"drop view live_{table.name}")
        for column in missing:
            connection.exec_driver_sql(
                f"alter table {table.name} add column {column.name} {column.sql_type}"
            )
        _create_indexes(connection, table)
        _create_view(connection, table)
    return created


def _create_indexes(connection: Connection, table: StoredTable) -> None:
    indexed = {name for name, column in table.columns.items() if column.sql_type == "BLOB"}
    indexed |= set(_EXTRA_INDEXES.get(table.name, ())) & set(table.columns)
    for name in sorted(indexed):
        connection.exec_driver_sql(
            f"create index if not exists {table.name}_{name} on {table.name}({name})"
        )


def _create_view(connection: Connection, table: StoredTable) -> None:
    named = ", ".join(["row_id as id", *table.columns])
    connection.exec_driver_sql(
        f"create view live_{table.name} as select {named} from {table.name} "
        "where y_created = 1 and y_deleted = 0"
    )
