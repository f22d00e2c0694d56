"""Write this device's operations: dots, clocks, heads and rows in one go."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from db.domain.journal.operation import HybridClock, Operation, OpKind
from db.domain.record import Plain
from db.store.cells import CREATED, Cells, RowKey
from db.store.engine import driver_of
from db.store.schema import SCHEMA_VERSION, Schema

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

    def __init__(self, driver: Any) -> None:
        self._driver = driver
        self._number: dict[str, int] = {}
        self._uid: dict[int, str] = {}

    def number(self, uid: str) -> int:
        """Return the local number of a device, giving it one when it is new."""
        if uid not in self._number:
            raw = bytes.fromhex(uid)
            self._driver.execute(
                "insert into y_device(uid) values(?) on conflict do nothing", (raw,)
            )
            (found,) = self._driver.execute(
                "select dev from y_device where uid=?", (raw,)
            ).fetchone()
            self._number[uid], self._uid[found] = found, uid
        return self._number[uid]

    def uid(self, number: int) -> str:
        """Return the uid a local number stands for."""
        if number not in self._uid:
            (raw,) = self._driver.execute(
                "select uid from y_device where dev=?", (number,)
            ).fetchone()
            self._uid[number] = raw.hex()
        return self._uid[number]


class Journal:
    """Appends this device's operations within one transaction."""

    def __init__(
        self, connection: Connection, schema: Schema, device: str, action: int, now_ms: int
    ) -> None:
        self._driver = driver_of(connection)
        self._action, self._now_ms = action, now_ms
        self._devices = Devices(self._driver)
        self._cells = Cells(self._driver, schema)
        self._device = device
        self._dev = self._devices.number(device)
        self._seq: int
        (last,) = self._driver.execute("select hlc from y_clock").fetchone()
        self._clock = HybridClock(last)
        (self._seq,) = self._driver.execute(
            "select coalesce(max(seq), 0) from y_op where dev=?", (self._dev,)
        ).fetchone()

    def append(self, intents: Sequence[Intent]) -> None:
        """Give each intent a dot and write operation, heads and row.

        Two intents on one row must not be in one call: the second would not see the first.
        """
        heads = heads_of(self._driver, {i.row_id for i in intents if i.kind})
        operations: list[tuple[object, ...]] = []
        new_heads: list[tuple[object, ...]] = []
        dead_heads: list[tuple[object, ...]] = []
        values: dict[RowKey, dict[str, Any]] = {}
        fresh: set[RowKey] = set()
        for intent in intents:
            self._seq += 1
            key = intent.table, intent.row_id
            body: dict[str, object]
            if intent.kind is OpKind.CREATE:
                hlc = self._clock.tick(self._now_ms)
                body = {f: v for f, v in intent.values.items() if v is not None}
                new_heads.append((intent.row_id, ALL_FIELDS, self._dev, self._seq, hlc, 0))
                values[key] = body | {CREATED: 1}
                fresh.add(key)
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
                values[key] = intent.values
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
            digest = bytes.fromhex(operation.digest())
            operations.append(op_row(operation, self._dev, self._action, digest))
        self._driver.executemany(INSERT_OP, operations)
        self._driver.executemany(DROP_HEAD, dead_heads)
        self._driver.executemany(PUT_HEAD, new_heads)
        self._cells.write(values, fresh)
        self._driver.execute(
            "insert into y_vv values(?, ?) on conflict(dev) do update set seq=excluded.seq",
            (self._dev, self._seq),
        )
        keep_clock(self._driver, self._clock.last)

    @property
    def seq(self) -> int:
        """The highest sequence number this device has used."""
        return self._seq

    def _dots(self, heads: Iterable[Head]) -> list[object]:
        return [part for h in heads for part in (self._devices.uid(h.dev), h.seq)]


INSERT_OP = "insert into y_op values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
PUT_HEAD = "insert or replace into y_head values(?, ?, ?, ?, ?, ?)"
DROP_HEAD = "delete from y_head where row_id=? and field=? and dev=? and seq=?"


def op_row(
    operation: Operation, dev: int, action: int | None, digest: bytes
) -> tuple[object, ...]:
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
        digest,
        action,
    )


def heads_of(driver: Any, row_ids: Iterable[bytes]) -> dict[bytes, list[Head]]:
    """Return all heads of the given rows."""
    found: dict[bytes, list[Head]] = defaultdict(list)
    wanted = list(row_ids)
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        marks = ",".join("?" * len(part))
        for row_id, field, dev, seq, hlc, st in driver.execute(
            f"select row_id, field, dev, seq, hlc, st from y_head where row_id in ({marks})",
            tuple(part),
        ):
            found[row_id].append(Head(field, dev, seq, hlc, bool(st)))
    return found


def _living(heads: Iterable[Head], field: str) -> list[Head]:
    living = [h for h in heads if not h.parked]
    return [h for h in living if h.field == field] or [
        h for h in living if h.field == ALL_FIELDS
    ]


def keep_clock(driver: Any, last: int) -> None:
    """Remember the latest clock written or seen."""
    driver.execute("update y_clock set hlc=max(hlc, ?)", (last,))
