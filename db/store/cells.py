"""Put journal values into rows; keep for later what this version has no column for."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from db.domain.journal.operation import DELETED
from db.store.schema import Schema, Stored

CREATED: Final = "*"
"""Not a field: says of a row's values that its creation is among them."""

RowKey = tuple[str, bytes]
"""A table's name and a row's id."""

_KEEP = (
    "insert into y_extra values(?, ?, ?, ?) "
    "on conflict(tbl, row_id, field) do update set val=excluded.val"
)
_FORGET = "delete from y_extra where tbl=? and row_id=? and field=?"


class Cells:
    """Writes values of many rows at once, on the driver's own connection.

    A value without a column, or one that its column does not understand, is kept in
    ``y_extra`` until a version of Yiyi comes that knows it.
    """

    def __init__(self, driver: Any, schema: Schema) -> None:
        self._driver, self._schema = driver, schema
        # Hardly any record has such values: without them there is nothing to clear up.
        self._has_extra = driver.execute("select 1 from y_extra limit 1").fetchone() is not None

    def write(self, values: Mapping[RowKey, Mapping[str, Any]], fresh: set[RowKey]) -> None:
        """Write the given fields of the given rows.

        Args:
            values: By row, the fields to set; ``CREATED`` among them makes the row visible.
            fresh: Rows that are not there yet: they are written with all their columns.
        """
        rows: dict[tuple[str, tuple[str, ...]], list[tuple[Stored, ...]]] = defaultdict(list)
        kept: list[tuple[str, bytes, str, str]] = []
        settled: list[tuple[str, bytes, str]] = []
        for key, given in values.items():
            table, row_id = key
            stored, extra = stored_values(self._schema, table, given)
            if table in self._schema.tables:
                if key in fresh:
                    stored = dict.fromkeys(self._schema.tables[table].columns) | stored
                if stored:
                    rows[table, tuple(stored)].append((row_id, *stored.values()))
            if self._has_extra and key not in fresh:
                settled += [(table, row_id, name) for name in given if name not in extra]
            kept += [
                (table, row_id, name, json.dumps(value, ensure_ascii=False))
                for name, value in extra.items()
            ]
        for (table, columns), lines in rows.items():
            self._driver.executemany(upsert_sql(table, columns), lines)
        if settled:
            self._driver.executemany(_FORGET, settled)
        if kept:
            self._driver.executemany(_KEEP, kept)
            self._has_extra = True


def stored_values(
    schema: Schema, table: str, values: Mapping[str, Any]
) -> tuple[dict[str, Stored], dict[str, Any]]:
    """Split values into those this version stores in columns and those it only keeps."""
    known = schema.tables.get(table)
    if known is None:
        return {}, {name: value for name, value in values.items() if name != CREATED}
    stored: dict[str, Stored] = {}
    extra: dict[str, Any] = {}
    columns = known.columns
    for field, value in values.items():
        column = columns.get(field)
        if column is not None:
            try:
                stored[field] = column.store(value)
            except ValueError:
                # A newer Yiyi writes this field in a way this one does not know.
                stored[field], extra[field] = None, value
        elif field == CREATED:
            stored["y_created"] = 1
        elif field == DELETED:
            stored["y_deleted"] = 1 if value else 0
        else:
            extra[field] = value
    return stored, extra


def upsert_sql(table: str, columns: Sequence[str]) -> str:
    """Return the statement that puts values into a row, creating it when needed."""
    names = ", ".join(columns)
    marks = ", ".join("?" * (len(columns) + 1))
    sets = ", ".join(f"{c}=excluded.{c}" for c in columns)
    return (
        f"insert into {table}(row_id, {names}) values({marks}) "
        f"on conflict(row_id) do update set {sets}"
    )


def learn_fields(driver: Any, schema: Schema) -> set[RowKey]:
    """Move values kept for later into columns that this version now has.

    Returns:
        The rows that have got a value.
    """
    moved: set[RowKey] = set()
    kept = driver.execute("select distinct tbl, field from y_extra").fetchall()
    for name, field in kept:
        table = schema.tables.get(name)
        if table is None or not (field in table.columns or field == DELETED):
            continue
        for row_id, val in driver.execute(
            "select row_id, val from y_extra where tbl=? and field=?", (name, field)
        ).fetchall():
            stored, extra = stored_values(schema, name, {field: json.loads(val)})
            if extra:
                continue
            driver.execute(upsert_sql(name, tuple(stored)), (row_id, *stored.values()))
            driver.execute(_FORGET, (name, row_id, field))
            moved.add((name, row_id))
    return moved


def learn_table(driver: Any, table: str) -> None:
    """Make the rows of a table that is new to this version visible, as the journal says."""
    driver.execute(
        f"insert into {table}(row_id, y_created) "
        "select distinct row_id, 1 from y_op where tbl=? and kind=0 "
        "on conflict(row_id) do update set y_created=1",
        (table,),
    )
