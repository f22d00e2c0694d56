"""Merge operations of other devices: per field a register of values with exact predecessors.

The result depends only on which operations are held, never on their order, their repetition
or the clocks: commutative, associative, idempotent.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection

from db.domain.journal.operation import Operation, OpKind
from db.fields.problem import Problem
from db.fields.text import Text
from db.store.cells import CREATED, Cells, RowKey
from db.store.engine import driver_of
from db.store.journal import (
    ALL_FIELDS,
    DROP_HEAD,
    INSERT_OP,
    PUT_HEAD,
    Devices,
    heads_of,
    keep_clock,
    op_row,
)
from db.store.schema import Schema

CHUNK = 2_000
"""Operations applied together: one look-up of heads serves them all."""

LATEST_CLOCK: Final = 1 << 62
"""Clocks from here on (the year 4199) are refused: later changes need no room to count."""

_FORKED = Text(
    "文件里有一条变更和这里的同号但内容不同：那台电脑恢复过旧备份却没有换设备号。"
    "请让对方用最新的一一重新恢复备份，再导出一份。",
    "A change in the file has the same number as one held here but says something else: that "
    "computer was put back to an old backup without a new device number. Ask for the backup "
    "to be restored with the latest Yiyi and for a new file.",
)
_IMPOSSIBLE_CLOCK = Text(
    "文件里有一条变更的时间在两千年以后，没有合并。请让对方校准电脑的日期和时间，再导出一份。",
    "A change in the file is dated two thousand years from now, so nothing was merged. Ask for "
    "that computer’s date and time to be set and for a new file.",
)

_Dot = tuple[int, int]
"""A device's local number and its running number."""


@dataclass(slots=True)
class Merged:
    """What a merge has done so far."""

    new: int = 0
    known: int = 0
    rows: set[RowKey] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Arrival:
    """An operation not held before, with what is needed of it more than once."""

    dev: int
    row_id: bytes
    digest: bytes
    operation: Operation


class Merger:
    """Applies operations within one transaction."""

    def __init__(self, connection: Connection, schema: Schema, action: int | None) -> None:
        self._connection, self._action = connection, action
        self._driver = driver_of(connection)
        self._devices = Devices(self._driver)
        self._cells = Cells(self._driver, schema)
        self._schema = schema
        self._last = 0
        self.merged = Merged()

    def apply(self, operations: Iterable[Operation]) -> Iterator[int]:
        """Apply operations chunk by chunk; yields how many have been read so far.

        Raises:
            Problem: An operation shares its dot with a different one, or its clock is absurd.
        """
        touched: set[int] = set()
        done = 0
        for chunk in batches(operations, CHUNK):
            arrivals = self._arrivals(chunk)
            self._apply(in_clock_order(arrivals))
            touched |= {arrival.dev for arrival in arrivals}
            done += len(chunk)
            yield done
        for dev in touched:
            move_prefix(self._driver, dev)
        keep_clock(self._driver, self._last)

    def _arrivals(self, chunk: list[Operation]) -> list[Arrival]:
        """Return what is not held yet."""
        by_dev: dict[int, list[Operation]] = defaultdict(list)
        for op in chunk:
            by_dev[self._devices.number(op.device)].append(op)
        arrivals: list[Arrival] = []
        for dev, ops in by_dev.items():
            seqs = [op.seq for op in ops]
            held: dict[int, bytes] = dict(
                self._driver.execute(
                    "select seq, hash from y_op where dev=? and seq between ? and ?",
                    (dev, min(seqs), max(seqs)),
                )
            )
            for op in ops:
                digest = bytes.fromhex(op.digest())
                known = held.setdefault(op.seq, digest)
                if known is digest:
                    if op.hlc >= LATEST_CLOCK:
                        raise Problem(_IMPOSSIBLE_CLOCK)
                    arrivals.append(Arrival(dev, bytes.fromhex(op.row_id), digest, op))
                elif known != digest:
                    raise Problem(_FORKED)
                else:
                    self.merged.known += 1
        self.merged.new += len(arrivals)
        return arrivals

    def _apply(self, arrivals: list[Arrival]) -> None:
        """Keep operations, given in the order of their clocks, and what follows from them."""
        self._driver.executemany(
            INSERT_OP, [op_row(a.operation, a.dev, self._action, a.digest) for a in arrivals]
        )
        registers = self._registers({arrival.row_id for arrival in arrivals})
        values: dict[RowKey, dict[str, Any]] = {}
        fresh: set[RowKey] = set()
        for arrival in arrivals:
            op, key = arrival.operation, (arrival.operation.table, arrival.row_id)
            register = registers[arrival.row_id]
            if register.is_empty:
                fresh.add(key)
            shown = self._write(arrival, register)
            values.setdefault(key, {}).update(shown)
            self.merged.rows.add(key)
            self._last = max(self._last, op.hlc)
        self._cells.write(values, fresh)
        dropped = [line for register in registers.values() for line in register.dropped()]
        if dropped:
            self._driver.executemany(DROP_HEAD, dropped)
        self._driver.executemany(
            PUT_HEAD, [line for register in registers.values() for line in register.added()]
        )

    def _registers(self, row_ids: set[bytes]) -> dict[bytes, "Register"]:
        registers = {row_id: Register(row_id, self._devices) for row_id in row_ids}
        for row_id, heads in heads_of(self._driver, row_ids).items():
            registers[row_id].load((h.field, (h.dev, h.seq), h.hlc, h.parked) for h in heads)
        return registers

    def _write(self, arrival: Arrival, register: "Register") -> dict[str, Any]:
        """Apply one operation to its row's heads; return the fields that now show its value."""
        op, dot = arrival.operation, (arrival.dev, arrival.operation.seq)
        body: dict[str, Any] = json.loads(op.body)
        if op.kind is OpKind.CREATE:
            return self._create(arrival, register, dot, body)
        shown: dict[str, Any] = {}
        for name, parts in body.items():
            replaced = list(
                zip(map(self._devices.number, parts[1::2]), parts[2::2], strict=True)
            )
            if self._put(register, name, dot, op.hlc, replaced):
                shown[name] = parts[0]
        return shown

    def _create(
        self, arrival: Arrival, register: "Register", dot: _Dot, body: dict[str, Any]
    ) -> dict[str, Any]:
        """Return the values a creation brings: all fields without a head of their own."""
        rivals = register.heads(ALL_FIELDS)
        register.unpark_everywhere(dot)
        register.add(ALL_FIELDS, dot, arrival.operation.hlc)
        if not self._wins(dot, arrival.operation.hlc, rivals):
            return {CREATED: 1}
        brought = body
        if rivals:  # the values of the creation that loses must not shine through
            brought = dict.fromkeys(self._names(arrival)) | body
        own = register.fields()
        brought = (
            {name: v for name, v in brought.items() if name not in own} if own else brought
        )
        return brought | {CREATED: 1}

    def _names(self, arrival: Arrival) -> list[str]:
        table = arrival.operation.table
        kept = self._driver.execute(
            "select field from y_extra where tbl=? and row_id=?", (table, arrival.row_id)
        )
        known = self._schema.tables.get(table)
        return [*(known.columns if known else ()), *(name for (name,) in kept)]

    def _put(
        self, register: "Register", name: str, dot: _Dot, hlc: int, replaced: list[_Dot]
    ) -> bool:
        """Write one field; tell whether its value is the one shown now."""
        dead = register.unpark(name, dot)
        for predecessor in replaced:
            self._supersede(register, name, predecessor)
        if dead:
            return False
        rivals = register.heads(name)
        register.add(name, dot, hlc)
        return self._wins(dot, hlc, rivals)

    def _supersede(self, register: "Register", name: str, dot: _Dot) -> None:
        if register.drop(name, dot) or register.stands(dot, name):
            return
        seen = self._driver.execute("select 1 from y_op where dev=? and seq=?", dot).fetchone()
        if seen is None:
            register.park(name, dot)

    def _wins(self, dot: _Dot, hlc: int, rivals: dict[_Dot, int]) -> bool:
        if not rivals:
            return True
        mine = hlc, self._devices.uid(dot[0])
        return all(mine > (clock, self._devices.uid(dev)) for (dev, _), clock in rivals.items())


class Register:
    """The heads of one row's fields, and what has changed in them since they were read."""

    def __init__(self, row_id: bytes, devices: Devices) -> None:
        self._row_id, self._devices = row_id, devices
        self._living: dict[str, dict[_Dot, int]] = {}
        self._parked: set[tuple[str, _Dot]] = set()
        self._added: dict[tuple[str, _Dot], tuple[int, int]] = {}
        self._dropped: set[tuple[str, _Dot]] = set()

    @property
    def is_empty(self) -> bool:
        """Whether no operation on the row has been met yet."""
        return not (self._living or self._parked)

    def load(self, heads: Iterable[tuple[str, _Dot, int, bool]]) -> None:
        """Take heads as they lie in the record."""
        for name, dot, hlc, parked in heads:
            if parked:
                self._parked.add((name, dot))
            else:
                self._living.setdefault(name, {})[dot] = hlc

    def heads(self, name: str) -> dict[_Dot, int]:
        """Return the living heads of a field with their clocks, as they are now."""
        return dict(self._living.get(name, ()))

    def fields(self) -> set[str]:
        """Return the fields that have a head of their own."""
        return {name for name, heads in self._living.items() if heads} - {ALL_FIELDS}

    def stands(self, dot: _Dot, name: str) -> bool:
        """Tell whether a dot is a creation here or parked already: nothing is to be done."""
        return dot in self._living.get(ALL_FIELDS, ()) or (name, dot) in self._parked

    def add(self, name: str, dot: _Dot, hlc: int) -> None:
        """Add a living head."""
        self._living.setdefault(name, {})[dot] = hlc
        self._added[name, dot] = hlc, 0

    def park(self, name: str, dot: _Dot) -> None:
        """Note that a write which has not come yet is dead on arrival."""
        self._parked.add((name, dot))
        self._added[name, dot] = 0, 1

    def drop(self, name: str, dot: _Dot) -> bool:
        """Take a living head away; tell whether there was one."""
        if self._living.get(name, {}).pop(dot, None) is None:
            return False
        self._gone(name, dot)
        return True

    def unpark(self, name: str, dot: _Dot) -> bool:
        """Take a parked head away because its write has come; tell whether there was one."""
        if (name, dot) not in self._parked:
            return False
        self._parked.remove((name, dot))
        self._gone(name, dot)
        return True

    def unpark_everywhere(self, dot: _Dot) -> None:
        """Take away what was parked, under any field, for a creation that has come."""
        for name, parked in tuple(self._parked):
            if parked == dot:
                self.unpark(name, dot)

    def added(self) -> Iterator[tuple[object, ...]]:
        """Yield the new heads as rows of ``y_head``."""
        for (name, (dev, seq)), (hlc, parked) in self._added.items():
            yield self._row_id, name, dev, seq, hlc, parked

    def dropped(self) -> Iterator[tuple[object, ...]]:
        """Yield the keys of the rows of ``y_head`` that are gone."""
        for name, (dev, seq) in self._dropped:
            yield self._row_id, name, dev, seq

    def _gone(self, name: str, dot: _Dot) -> None:
        if self._added.pop((name, dot), None) is None:
            self._dropped.add((name, dot))


def in_clock_order(arrivals: list[Arrival]) -> list[Arrival]:
    """Return operations so that each comes after those it replaces; their clocks tell."""
    return sorted(arrivals, key=lambda arrival: arrival.operation.hlc)


def move_prefix(driver: Any, dev: int) -> None:
    """Move the contiguous prefix of a device's operations as far as nothing is missing."""
    (held,) = driver.execute(
        "select coalesce(max(seq), 0) from y_vv where dev=?", (dev,)
    ).fetchone()
    highest, count = driver.execute(
        "select max(seq), count(*) from y_op where dev=? and seq>?", (dev, held)
    ).fetchone()
    if count and highest - held == count:
        held = highest
    elif count:
        for (seq,) in driver.execute(
            "select seq from y_op where dev=? and seq>? order by seq", (dev, held)
        ):
            if seq != held + 1:
                break
            held = seq
    driver.execute(
        "insert into y_vv values(?, ?) on conflict(dev) do update set seq=excluded.seq",
        (dev, held),
    )


def batches(operations: Iterable[Operation], size: int) -> Iterator[list[Operation]]:
    """Yield the operations in lists of at most ``size``."""
    waiting = iter(operations)
    while chunk := list(islice(waiting, size)):
        yield chunk
