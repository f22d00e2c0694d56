"""Merge operations of other devices: per field a register of values with exact predecessors.

The result depends only on which operations are held, never on their order, their repetition
or the clocks: commutative, associative, idempotent (storage study §3).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from db.domain.operation import DELETED, Operation, OpKind
from db.fields.problem import Problem
from db.fields.text import Text
from db.store.journal import (
    ALL_FIELDS,
    INSERT_OP,
    Devices,
    Head,
    execute_many,
    heads_of,
    keep_clock,
    op_row,
    stored_values,
    upsert_sql,
)
from db.store.schema import Schema, Stored

CHUNK = 2_000
"""Operations applied together: one look-up of heads serves them all."""

_FORKED = Text(
    "文件里有一条变更和这里的同号但内容不同：那台电脑恢复过旧备份却没有换设备号。"
    "请让对方用最新的一一重新恢复备份，再导出一份。",
    "A change in the file has the same number as one held here but says something else: that "
    "computer was put back to an old backup without a new device number. Ask for the backup "
    "to be restored with the latest Yiyi and for a new file.",
)


@dataclass(slots=True)
class Merged:
    """What a merge has done so far."""

    new: int = 0
    known: int = 0
    rows: set[tuple[str, bytes]] = field(default_factory=set)


class Merger:
    """Applies operations within one transaction."""

    def __init__(self, connection: Connection, schema: Schema, action: int | None) -> None:
        self._connection, self._schema, self._action = connection, schema, action
        self._devices = Devices(connection)
        self._last = 0
        self.merged = Merged()

    def apply(self, operations: Iterable[Operation]) -> Iterator[int]:
        """Apply operations chunk by chunk; yields how many have been read so far.

        Raises:
            Problem: An operation shares its dot with a different one.
        """
        touched: set[int] = set()
        done = 0
        for chunk in batches(operations, CHUNK):
            touched |= self._apply_chunk(chunk)
            done += len(chunk)
            yield done
        for dev in touched:
            self._move_prefix(dev)
        keep_clock(self._connection, self._last)

    def _apply_chunk(self, chunk: list[Operation]) -> set[int]:
        fresh = self._fresh(chunk)
        heads = heads_of(self._connection, {bytes.fromhex(op.row_id) for _, op in fresh})
        # A predecessor always has a smaller clock: it must be applied before its successor.
        fresh.sort(key=lambda pair: pair[1].hlc)
        execute_many(
            self._connection,
            INSERT_OP,
            [op_row(op, dev, self._action) for dev, op in fresh],
        )
        mentions: dict[str, int] = defaultdict(int)
        for _, op in fresh:
            mentions[op.row_id] += 1
        rows: dict[tuple[str, tuple[str, ...]], list[tuple[Stored, ...]]] = defaultdict(list)
        new_heads: list[tuple[object, ...]] = []
        for dev, op in fresh:
            row_id = bytes.fromhex(op.row_id)
            self.merged.rows.add((op.table, row_id))
            self._last = max(self._last, op.hlc)
            alone = mentions[op.row_id] == 1 and row_id not in heads
            if op.kind is OpKind.CREATE and alone:
                stored, extra = self._creation(op)
                if stored and not extra:
                    rows[op.table, tuple(stored)].append((row_id, *stored.values()))
                else:
                    self._write(op.table, row_id, stored, extra)
                new_heads.append((row_id, ALL_FIELDS, dev, op.seq, op.hlc, 0))
            else:
                known = heads.setdefault(row_id, [])
                _Row(self, op.table, row_id, known).apply(dev, op)
        for (table, columns), values in rows.items():
            execute_many(self._connection, upsert_sql(table, columns), values)
        execute_many(self._connection, "insert into y_head values(?, ?, ?, ?, ?, ?)", new_heads)
        return {dev for dev, _ in fresh}

    def _fresh(self, chunk: list[Operation]) -> list[tuple[int, Operation]]:
        by_dev: dict[int, list[Operation]] = defaultdict(list)
        for op in chunk:
            by_dev[self._devices.number(op.device)].append(op)
        fresh: list[tuple[int, Operation]] = []
        for dev, ops in by_dev.items():
            seqs = [op.seq for op in ops]
            held: dict[int, bytes] = {
                seq: digest
                for seq, digest in self._connection.exec_driver_sql(
                    "select seq, hash from y_op where dev=? and seq between ? and ?",
                    (dev, min(seqs), max(seqs)),
                )
            }
            for op in ops:
                digest = bytes.fromhex(op.digest())
                if op.seq not in held:
                    held[op.seq] = digest
                    fresh.append((dev, op))
                elif held[op.seq] != digest:
                    raise Problem(_FORKED)
                else:
                    self.merged.known += 1
        self.merged.new += len(fresh)
        return fresh

    def _creation(self, op: Operation) -> tuple[dict[str, Stored], dict[str, Any]]:
        stored, extra = stored_values(self._schema, op.table, json.loads(op.body))
        table = self._schema.tables.get(op.table)
        if table is None:
            return {}, extra
        return dict.fromkeys(table.columns) | stored | {"y_created": 1}, extra

    def _write(
        self, table: str, row_id: bytes, stored: dict[str, Stored], extra: dict[str, Any]
    ) -> None:
        if stored:
            self._connection.exec_driver_sql(
                upsert_sql(table, tuple(stored)), (row_id, *stored.values())
            )
        execute_many(
            self._connection,
            "insert into y_extra values(?, ?, ?, ?) "
            "on conflict(tbl, row_id, field) do update set val=excluded.val",
            [
                (table, row_id, name, json.dumps(value, ensure_ascii=False))
                for name, value in extra.items()
            ],
        )

    def _move_prefix(self, dev: int) -> None:
        """Move the contiguous prefix of a device's operations as far as nothing is missing."""
        held = self._connection.exec_driver_sql(
            "select coalesce(max(seq), 0) from y_vv where dev=?", (dev,)
        ).scalar_one()
        highest, count = self._connection.exec_driver_sql(
            "select max(seq), count(*) from y_op where dev=? and seq>?", (dev, held)
        ).one()
        if count and highest - held == count:
            held = highest
        elif count:
            for (seq,) in self._connection.exec_driver_sql(
                "select seq from y_op where dev=? and seq>? order by seq", (dev, held)
            ):
                if seq != held + 1:
                    break
                held = seq
        self._connection.exec_driver_sql(
            "insert into y_vv values(?, ?) on conflict(dev) do update set seq=excluded.seq",
            (dev, held),
        )


class _Row:
    """One row while an operation is applied to it."""

    def __init__(self, merger: Merger, table: str, row_id: bytes, heads: list[Head]) -> None:
        self._merger, self._table, self._row_id, self._heads = merger, table, row_id, heads

    def apply(self, dev: int, op: Operation) -> None:
        body = json.loads(op.body)
        winning: dict[str, Any] = {}
        stored: dict[str, Stored] = {}
        if op.kind is OpKind.CREATE:
            winning = self._create(dev, op, body)
            if self._table in self._merger._schema.tables:  # noqa: SLF001 - one class in two
                stored["y_created"] = 1
        else:
            for name, parts in body.items():
                if self._put(dev, op, name, parts):
                    winning[name] = parts[0]
        more, extra = stored_values(self._merger._schema, self._table, winning)  # noqa: SLF001
        self._merger._write(self._table, self._row_id, stored | more, extra)  # noqa: SLF001

    def _create(self, dev: int, op: Operation, body: dict[str, Any]) -> dict[str, Any]:
        """Return the values the creation brings: all fields without a head of their own."""
        for name in {h.field for h in self._heads if h.parked}:
            self._unpark(name, dev, op.seq)
        own = {h.field for h in self._heads if h.field != ALL_FIELDS and not h.parked}
        others = [h for h in self._heads if h.field == ALL_FIELDS]
        self._add(Head(ALL_FIELDS, dev, op.seq, op.hlc, parked=False))
        if others and not all(self._beats(dev, op.hlc, h) for h in others):
            return {}
        return {name: value for name, value in body.items() if name not in own}

    def _put(self, dev: int, op: Operation, name: str, parts: list[Any]) -> bool:
        """Write one field; tell whether its value is the one shown now."""
        dead = self._unpark(name, dev, op.seq)
        for uid, seq in zip(parts[1::2], parts[2::2], strict=True):
            self._supersede(name, self._merger._devices.number(uid), seq)  # noqa: SLF001
        if dead:
            return False
        rivals = [h for h in self._heads if h.field == name and not h.parked]
        self._add(Head(name, dev, op.seq, op.hlc, parked=False))
        return all(self._beats(dev, op.hlc, h) for h in rivals)

    def _supersede(self, name: str, dev: int, seq: int) -> None:
        for head in self._heads:
            if (head.dev, head.seq) != (dev, seq):
                continue
            if head.field == name:
                if not head.parked:
                    self._drop(head)
                return
            if head.field == ALL_FIELDS:
                return  # the creation stays the head of the other fields
        seen = self._merger._connection.exec_driver_sql(  # noqa: SLF001
            "select 1 from y_op where dev=? and seq=?", (dev, seq)
        ).scalar()
        if seen is None:
            self._add(Head(name, dev, seq, 0, parked=True))

    def _unpark(self, name: str, dev: int, seq: int) -> bool:
        for head in self._heads:
            if head.parked and (head.field, head.dev, head.seq) == (name, dev, seq):
                self._drop(head)
                return True
        return False

    def _beats(self, dev: int, hlc: int, rival: Head) -> bool:
        uid = self._merger._devices.uid  # noqa: SLF001
        return (hlc, uid(dev)) > (rival.hlc, uid(rival.dev))

    def _add(self, head: Head) -> None:
        self._heads.append(head)
        self._merger._connection.exec_driver_sql(  # noqa: SLF001
            "insert or replace into y_head values(?, ?, ?, ?, ?, ?)",
            (self._row_id, head.field, head.dev, head.seq, head.hlc, int(head.parked)),
        )

    def _drop(self, head: Head) -> None:
        self._heads.remove(head)
        self._merger._connection.exec_driver_sql(  # noqa: SLF001
            "delete from y_head where row_id=? and field=? and dev=? and seq=?",
            (self._row_id, head.field, head.dev, head.seq),
        )


def batches(operations: Iterable[Operation], size: int) -> Iterator[list[Operation]]:
    """Yield the operations in lists of at most ``size``."""
    chunk: list[Operation] = []
    for operation in operations:
        chunk.append(operation)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def learn_fields(connection: Connection, schema: Schema) -> int:
    """Move values kept for later into columns that this version now has.

    Returns:
        How many values found their place.
    """
    moved = 0
    for table in schema.tables.values():
        kept = connection.exec_driver_sql(
            "select row_id, field, val from y_extra where tbl=?", (table.name,)
        ).all()
        for row_id, name, val in kept:
            stored, extra = stored_values(schema, table.name, {name: json.loads(val)})
            if extra or not (name in table.columns or name == DELETED):
                continue
            connection.exec_driver_sql(
                upsert_sql(table.name, tuple(stored)), (row_id, *stored.values())
            )
            connection.exec_driver_sql(
                "delete from y_extra where tbl=? and row_id=? and field=?",
                (table.name, row_id, name),
            )
            moved += 1
        if kept:
            connection.exec_driver_sql(
                f"update {table.name} set y_created=1 where y_created=0 and row_id in "  # noqa: S608
                "(select row_id from y_op where tbl=? and kind=0)",
                (table.name,),
            )
    return moved
