"""Write this device's operations: dots, clocks, heads and rows in one go."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from db.domain.operation import DELETED, HybridClock, Operation, OpKind
from db.domain.record import Plain
from db.store.schema import SCHEMA_VERSION, Schema, Stored

ALL_FIELDS = "*"
"""The head that a creation leaves: it stands for every field that has no head of its own."""

_CHUNK = 400
"""Rows looked up by one statement; below SQLite's limit on variables of old builds."""


@dataclass(slots=True)
class Intent:
    """What an action wants of one row, before it has a dot."""

    table: str
    row_id: bytes
    kind: OpKind
    values: dict[str, Plain]


@dataclass(frozen=True, slots=True)
class Head:
    """One living or parked head of a field."""

    field: str
    dev: int
    seq: int
    hlc: int
    parked: bool


class Devices:
    """Device uids and the small local numbers that stand for them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._number: dict[str, int] = {}
        self._uid: dict[int, str] = {}

    def number(self, uid: str) -> int:
        """Return the local number of a device, giving it one when it is new."""
        if uid not in self._number:
            raw = bytes.fromhex(uid)
            self._connection.exec_driver_sql(
                "insert into y_device(uid) values(?) on conflict do nothing", (raw,)
            )
            found = self._connection.exec_driver_sql(
                "select dev from y_device where uid=?", (raw,)
            ).scalar_one()
            self._number[uid], self._uid[found] = found, uid
        return self._number[uid]

    def uid(self, number: int) -> str:
        """Return the uid a local number stands for."""
        if number not in self._uid:
            raw = self._connection.exec_driver_sql(
                "select uid from y_device where dev=?", (number,)
            ).scalar_one()
            self._uid[number] = raw.hex()
        return self._uid[number]


class Journal:
    """Appends this device's operations within one transaction."""

    def __init__(
        self, connection: Connection, schema: Schema, device: str, action: int, now_ms: int
    ) -> None:
        self._connection, self._schema, self._action = connection, schema, action
        self._now_ms = now_ms
        self._devices = Devices(connection)
        self._device = device
        self._dev = self._devices.number(device)
        last = connection.exec_driver_sql("select hlc from y_clock").scalar()
        self._clock = HybridClock(int(last or 0))
        self._seq = int(
            connection.exec_driver_sql(
                "select coalesce(max(seq), 0) from y_op where dev=?", (self._dev,)
            ).scalar_one()
        )

    def append(self, intents: Sequence[Intent]) -> None:
        """Give each intent a dot and write operation, heads and row."""
        heads = heads_of(self._connection, {i.row_id for i in intents if i.kind})
        operations: list[tuple[object, ...]] = []
        new_heads: list[tuple[object, ...]] = []
        dead_heads: list[tuple[object, ...]] = []
        rows: dict[tuple[str, tuple[str, ...]], list[tuple[Stored, ...]]] = defaultdict(list)
        for intent in intents:
            self._seq += 1
            body: dict[str, object]
            if intent.kind is OpKind.CREATE:
                hlc = self._clock.tick(self._now_ms)
                body = {f: v for f, v in intent.values.items() if v is not None}
                new_heads.append((intent.row_id, ALL_FIELDS, self._dev, self._seq, hlc, 0))
            else:
                replaced = {
                    field: _living(heads.get(intent.row_id, []), field)
                    for field in intent.values
                }
                hlc = self._clock.tick(
                    self._now_ms, [head.hlc for hs in replaced.values() for head in hs]
                )
                body = {
                    field: [value, *self._dots(replaced[field])]
                    for field, value in intent.values.items()
                }
                for field, superseded in replaced.items():
                    dead_heads += [
                        (intent.row_id, field, h.dev, h.seq)
                        for h in superseded
                        if h.field == field
                    ]
                    new_heads.append((intent.row_id, field, self._dev, self._seq, hlc, 0))
            operation = Operation(
                device=self._device,
                seq=self._seq,
                hlc=hlc,
                table=intent.table,
                row_id=intent.row_id.hex(),
                kind=intent.kind,
                body=json.dumps(body, ensure_ascii=False, separators=(",", ":")),
                schema_version=SCHEMA_VERSION,
            )
            operations.append(op_row(operation, self._dev, self._action))
            stored = self._stored(intent)
            rows[intent.table, tuple(stored)].append((intent.row_id, *stored.values()))
        execute_many(self._connection, INSERT_OP, operations)
        execute_many(
            self._connection,
            "delete from y_head where row_id=? and field=? and dev=? and seq=?",
            dead_heads,
        )
        execute_many(self._connection, "insert into y_head values(?, ?, ?, ?, ?, ?)", new_heads)
        for (table, columns), values in rows.items():
            execute_many(self._connection, upsert_sql(table, columns), values)
        self._connection.exec_driver_sql(
            "insert into y_vv values(?, ?) on conflict(dev) do update set seq=excluded.seq",
            (self._dev, self._seq),
        )
        keep_clock(self._connection, self._clock.last)

    @property
    def seq(self) -> int:
        """The highest sequence number this device has used."""
        return self._seq

    def _dots(self, heads: Iterable[Head]) -> list[object]:
        return [part for h in heads for part in (self._devices.uid(h.dev), h.seq)]

    def _stored(self, intent: Intent) -> dict[str, Stored]:
        if intent.kind is OpKind.CREATE:
            columns = self._schema.tables[intent.table].columns
            stored: dict[str, Stored] = {
                name: column.store(intent.values.get(name)) for name, column in columns.items()
            }
            return stored | {"y_created": 1}
        return stored_values(self._schema, intent.table, intent.values)[0]


INSERT_OP = "insert into y_op values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def op_row(operation: Operation, dev: int, action: int | None) -> tuple[object, ...]:
    """Return an operation as a row of ``y_op``."""
    return (
        dev,
        operation.seq,
        operation.hlc,
        operation.table,
        bytes.fromhex(operation.row_id),
        int(operation.kind),
        operation.body,
        operation.schema_version,
        bytes.fromhex(operation.digest()),
        action,
    )


def stored_values(
    schema: Schema, table: str, values: Mapping[str, Any]
) -> tuple[dict[str, Stored], dict[str, Any]]:
    """Split values into those this version stores in columns and those it only keeps."""
    known = schema.tables.get(table)
    stored: dict[str, Stored] = {}
    extra: dict[str, Any] = {}
    for field, value in values.items():
        if known is not None and field == DELETED:
            stored["y_deleted"] = 1 if value else 0
        elif known is not None and field in known.columns:
            try:
                stored[field] = known.columns[field].store(value)
            except ValueError:
                # A newer Yiyi writes this field in a way this one does not know.
                stored[field], extra[field] = None, value
        else:
            extra[field] = value
    return stored, extra


def heads_of(connection: Connection, row_ids: Iterable[bytes]) -> dict[bytes, list[Head]]:
    """Return all heads of the given rows."""
    found: dict[bytes, list[Head]] = defaultdict(list)
    wanted = list(row_ids)
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        marks = ",".join("?" * len(part))
        for row_id, field, dev, seq, hlc, st in connection.exec_driver_sql(
            f"select row_id, field, dev, seq, hlc, st from y_head where row_id in ({marks})",  # noqa: S608 - marks only
            tuple(part),
        ):
            found[row_id].append(Head(field, dev, seq, hlc, bool(st)))
    return found


def _living(heads: Iterable[Head], field: str) -> list[Head]:
    living = [h for h in heads if not h.parked]
    return [h for h in living if h.field == field] or [
        h for h in living if h.field == ALL_FIELDS
    ]


def upsert_sql(table: str, columns: Sequence[str]) -> str:
    """Return the statement that puts values into a row, creating it when needed."""
    names = ", ".join(columns)
    marks = ", ".join("?" * (len(columns) + 1))
    sets = ", ".join(f"{c}=excluded.{c}" for c in columns)
    return (
        f"insert into {table}(row_id, {names}) values({marks}) "  # noqa: S608 - names of the schema
        f"on conflict(row_id) do update set {sets}"
    )


def execute_many(connection: Connection, sql: str, rows: list[tuple[Any, ...]]) -> None:
    """Run one statement for many rows; nothing for none."""
    if rows:
        connection.exec_driver_sql(sql, rows)


def keep_clock(connection: Connection, last: int) -> None:
    """Remember the latest clock written or seen."""
    connection.exec_driver_sql("update y_clock set hlc=max(hlc, ?)", (last,))
