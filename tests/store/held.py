"""What stands in a device's file, read with plain SQL past the program."""

import json
from pathlib import Path
from typing import Any

from db.domain.journal.operation import Operation, OpKind
from db.store.schema import Schema
from tests.store.expected import frozen
from tests.store.stores import driver


def log_of(path: Path) -> dict[tuple[str, int], Operation]:
    """Return every operation the device has, by its dot."""
    with driver(path) as connection:
        rows = connection.execute(
            "select d.uid, o.seq, o.hlc, o.tbl, o.row_id, o.kind, o.body, o.sv "
            "from y_op o join y_device d on d.dev = o.dev"
        ).fetchall()
    return {
        (uid.hex(), seq): Operation(
            device=uid.hex(),
            seq=seq,
            hlc=hlc,
            table=table,
            row_id=row_id.hex(),
            kind=OpKind(kind),
            body=body,
            schema_version=version,
        )
        for uid, seq, hlc, table, row_id, kind, body, version in rows
    }


def heads_of(path: Path) -> set[tuple[str, str, str, int]]:
    """Return what stands at the head of every field."""
    with driver(path) as connection:
        rows = connection.execute(
            "select h.row_id, h.field, d.uid, h.seq, h.st "
            "from y_head h join y_device d on d.dev = h.dev"
        ).fetchall()
    assert not [row for row in rows if row[4]], "a head is still parked"
    return {(row_id.hex(), name, uid.hex(), seq) for row_id, name, uid, seq, _ in rows}


def rows_of(path: Path, schema: Schema) -> dict[tuple[str, str], dict[str, Any]]:
    """Return what the tables and what is kept for later say together."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    with driver(path) as connection:
        for name, table in schema.tables.items():
            columns = [*table.columns, "row_id", "y_created", "y_deleted"]
            sql = f"select {', '.join(columns)} from {name}"  # noqa: S608 - names of the schema
            for row in connection.execute(sql):
                *cells, row_id, created, deleted = row
                found[name, row_id.hex()] = {
                    column.name: frozen(column.journal(cell))
                    for column, cell in zip(table.columns.values(), cells, strict=True)
                    if cell is not None
                } | {"created": bool(created), "_del": deleted}
        for name, row_id, column, val in connection.execute("select * from y_extra"):
            values = found.setdefault((name, row_id.hex()), {"created": True, "_del": 0})
            assert values.get(column) in (None, 0), "a value in two places"
            if json.loads(val) is not None:
                values[column] = frozen(json.loads(val))
    return found


def persons_of(path: Path) -> list[tuple[Any, ...]]:
    """Return the list that is searched."""
    with driver(path) as connection:
        return connection.execute(
            "select row_id, name, phone, county, township from y_person order by row_id"
        ).fetchall()


def kept_for_later(path: Path) -> int:
    """Return how many values of unknown fields wait for a newer version."""
    with driver(path) as connection:
        return connection.execute("select count(*) from y_extra").fetchone()[0]


def dump_of(path: Path) -> dict[str, list[Any]]:
    """Return every row of every table, to see whether anything moved."""
    with driver(path) as connection:
        names = [
            row[0]
            for row in connection.execute(
                "select name from sqlite_master where type='table' "
                "and name not like 'y_search%' and name not like 'sqlite_%'"
            )
        ]
        queries = {name: f"select * from {name}" for name in names}  # noqa: S608 - names found
        return {
            name: sorted(connection.execute(sql), key=repr) for name, sql in queries.items()
        }
