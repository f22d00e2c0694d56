"""Random lives of three devices, and what every one of them must hold in the end.

The expectation is worked out from the operations alone, by another way than the program's: per
row and field it collects all writes and asks which of them no other write names.
"""

import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import pytest

from db.domain.case_note import CaseNote
from db.domain.change import Action
from db.domain.client import Client
from db.domain.employer import Employer
from db.domain.operation import Operation, OpKind
from db.domain.postponement import Postponement
from db.fields.problem import Problem
from db.ports import Unwatched
from db.store import merge
from db.store.record_file import SqlStore
from db.store.schema import Schema
from tests.store.stores import BEGIN, DEVICES, NOT_YET, SetClock, a_store, driver

Step = tuple[str, int, int, int, int]
"""What happens, on which device, and three numbers that choose among what is there."""

KINDS = (
    *("edit",) * 14,
    *("deliver",) * 7,
    *("remove",) * 2,
    *("undo",) * 2,
    *("add",) * 3,
    "redo",
    "settle",
    "tick",
)
SKEWS = ((0, 0, 0), (0, 10_000, -10_000), (-10_000, 0, 0), (0, 0, 10_000))
OLDER = 2
"""Which of the three is the older version."""

_FIELDS: dict[str, tuple[str, Callable[[int], Any]]] = {
    "phone": ("client", lambda n: f"1398500{n:04}" if n % 7 else None),
    "township": ("client", lambda n: f"{NOT_YET if n % 2 else ''}{n}镇" if n % 9 else None),
    "remark": ("client", lambda n: f"第{n}次" if n % 8 else None),
    "service_needs": ("client", lambda n: ("TRAIN", "AID", "JOB")[: n % 4]),
    "content": ("case_note", lambda n: f"第{n}次打电话"),
    "reason": ("postponement", lambda n: f"R{n}"),
    "name": ("employer", lambda n: f"木黄茶厂{n}分厂"),
}
_TYPES: dict[str, type[Any]] = {t.TABLE: t for t in (Client, CaseNote, Postponement, Employer)}


def random_steps(chance: random.Random, length: int) -> list[Step]:
    """Return a life with a new person sent in pieces, and changes that collide in the end."""

    def step(kind: str, most: int = 100) -> Step:
        numbers = (chance.randrange(most), chance.randrange(100), chance.randrange(100))
        return kind, chance.randrange(3), *numbers

    at = chance.randrange(2)
    newcomer = [
        ("add", at, 0, 0, 0),
        *(("edit", at, 4, chance.randrange(100), chance.randrange(100)) for _ in range(3)),
        *(("deliver", at, to, 2, chance.randrange(100)) for to in (0, 1, 0, 1)),
    ]
    return [
        *(step(chance.choice(KINDS)) for _ in range(length)),
        *newcomer,
        *(step(chance.choice(("edit", "edit", "tick")), most=4) for _ in range(10)),
    ]


@dataclass(slots=True)
class Life:
    """Three devices in one folder."""

    folder: Path
    skew: tuple[int, int, int]
    stores: list[SqlStore] = field(default_factory=list)
    clocks: list[SetClock] = field(default_factory=list)
    rows: list[tuple[str, UUID]] = field(default_factory=list)

    def begin(self) -> None:
        """Open the three and let them know a few people together."""
        self.clocks = [SetClock(skew) for skew in self.skew]
        self.stores = [
            a_store(self.path(at), DEVICES[at], self.clocks[at], older=at == OLDER)
            for at in range(3)
        ]
        for _ in range(2):
            self.add(0, 0)
        self.add(0, 1)
        self.add(1, 2)
        self.exchange()

    def path(self, at: int) -> Path:
        return self.folder / f"{at}.db"

    def close(self) -> None:
        for store in self.stores:
            store.close()

    def run(self, steps: Iterable[Step]) -> None:
        """Live through the steps; what a person could not do there is passed over."""
        for kind, at, *numbers in steps:
            with suppress(Problem):
                getattr(self, kind)(at, *numbers)

    # ---- steps --------------------------------------------------------------------------
    def tick(self, at: int, *_: int) -> None:
        self.clocks[at].move(milliseconds=1)

    def add(self, at: int, which: int, *_: int) -> None:
        record_type = list(_TYPES.values())[which % (2 if at == OLDER else 4)]
        store = self.stores[at]
        row_id = store.new_id()
        client = next((row for table, row in self.rows if table == "client"), row_id)
        facts: dict[str, Any] = {"name": "石老三"}
        if record_type is CaseNote:
            facts = {
                "client_id": client,
                "noted_on": BEGIN.date(),
                "channel": "PHONE",
                "content": "第一次",
            }
        elif record_type is Postponement:
            facts = {"subject": client.hex, "until": BEGIN.date(), "reason": "HOLIDAY"}
        elif record_type is Client:
            facts |= {"phone": "13985000000", "county": "520626"}
            if at != OLDER:
                facts |= {"remark": "第一次见面", "township": f"{NOT_YET}寨镇"}
        with store.unit_of_work(Action.REGISTER_CLIENT) as work:
            work[record_type].add(record_type(id=row_id, **facts))
            work.commit()
        self.rows.append((record_type.TABLE, row_id))

    def chosen(self, which: int) -> tuple[str, UUID]:
        """Return one of the four that all know from the beginning, or one of the last four."""
        return self.rows[which] if which < 4 else self.rows[-1 - which % 4]

    def edit(self, at: int, which: int, what: int, value: int, *_: int) -> None:
        table, row_id = self.chosen(which)
        names = [name for name, (held, _) in _FIELDS.items() if held == table]
        store, record_type = self.stores[at], _TYPES[table]
        known = store._schema.tables.get(table)
        name = names[what % len(names)]
        if known is None or name not in known.columns:
            return
        chosen = _FIELDS[name][1](value)
        if at == OLDER and isinstance(chosen, str) and chosen.startswith(NOT_YET):
            return
        with store.unit_of_work(Action.CORRECT_CLIENT) as work:
            record = work[record_type].get(row_id)
            work[record_type].save(replace(record, **{name: chosen}))
            work.commit()

    def remove(self, at: int, which: int, *_: int) -> None:
        table, row_id = self.chosen(which)
        if table in self.stores[at]._schema.tables:
            with self.stores[at].unit_of_work(Action.REMOVE) as work:
                work[_TYPES[table]].remove(row_id)
                work.commit()

    def undo(self, at: int, *_: int) -> None:
        self.stores[at].undo()

    def redo(self, at: int, *_: int) -> None:
        self.stores[at].redo()

    def settle(self, at: int, which: int, side: int, *_: int) -> None:
        waiting = self.stores[at].conflicts()
        if waiting:
            conflict = waiting[which % len(waiting)]
            sides = conflict.sides
            self.stores[at].settle(conflict.id, sides[side % len(sides)].value)

    def deliver(self, at: int, to: int, how: int, seed: int, *_: int) -> None:
        """Bring what one device holds to another: whole, cut, with gaps, twice, shuffled."""
        receiver = (at + 1 + to % 2) % 3
        chance = random.Random(seed)  # noqa: S311 - choices of a test, nothing secret
        operations = list(self.stores[at].operations({}))
        if how % 4 == 1:
            operations = operations[: chance.randint(0, len(operations))]
        elif how % 4 == 2:
            operations = [op for op in operations if chance.random() < 0.6]
        elif how % 4 == 3:
            operations += chance.sample(operations, len(operations) // 2)
        if how % 3:
            chance.shuffle(operations)
        self.bring(operations, receiver, chunk=(1, 3, 2_000)[seed % 3])

    # ---- the end ------------------------------------------------------------------------
    def bring(self, operations: Iterable[Operation], to: int, chunk: int = 2_000) -> int:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(merge, "CHUNK", chunk)
            _, report = self.stores[to].merge(operations, "文件", Unwatched())
        return report.new_operations

    def exchange(self) -> None:
        """Bring everything everywhere."""
        for at in range(3):
            for to in range(3):
                if at != to:
                    have = self.stores[to].have()
                    self.bring(list(self.stores[at].operations(have)), to)

    def upgrade(self) -> None:
        """Open the older device's record with the version of the others."""
        self.stores[OLDER].close()
        self.stores[OLDER] = a_store(self.path(OLDER), DEVICES[OLDER], self.clocks[OLDER])


def check(life: Life) -> int:
    """Assert that all three hold what their operations say; return how many conflicts."""
    for _ in range(2):
        life.exchange()
    logs = [_log(life.path(at)) for at in range(3)]
    assert logs[0] == logs[1] == logs[2], "not everything arrived"
    held = expected(logs[0].values())
    for at in range(3):
        assert life.stores[at].have() == held.have, "a gap was passed over"
        assert _heads(life.path(at)) == held.heads, f"heads of device {at}"
        shown = _rows(life.path(at), life.stores[at]._schema)
        assert shown == held.values, f"values of device {at}"
        found = {
            (c.record_id, c.field): {_frozen(side.value) for side in c.sides}
            for c in life.stores[at].conflicts()
        }
        assert found == held.conflicts, f"conflicts of device {at}"
    _repeat(life, logs[0].values())
    life.upgrade()
    assert _kept_for_later(life.path(OLDER)) == 0
    assert _rows(life.path(OLDER), life.stores[OLDER]._schema) == held.values, "after upgrade"
    lists = [_persons(life.path(at)) for at in range(3)]
    assert lists[0] == lists[1] == lists[2], "lists of persons"
    return len(held.conflicts)


def _repeat(life: Life, log: Iterable[Operation]) -> None:
    operations = list(log)
    random.Random(1).shuffle(operations)  # noqa: S311 - choices of a test, nothing secret
    before = [_dump(life.path(at)) for at in range(3)]
    for at in range(3):
        assert life.bring(operations, at, chunk=3) == 0
    assert [_dump(life.path(at)) for at in range(3)] == before, "a repetition left a trace"


@dataclass(slots=True)
class Expected:
    """What follows from a set of operations."""

    values: dict[tuple[str, str], dict[str, Any]]
    heads: set[tuple[str, str, str, int]]
    conflicts: dict[tuple[str, str], set[Any]]
    have: dict[str, int]


def expected(log: Iterable[Operation]) -> Expected:
    """Work out rows, heads, conflicts and prefixes from operations in any order."""
    operations = list(log)
    named: dict[tuple[str, str], set[tuple[str, int]]] = defaultdict(set)
    writes: dict[tuple[str, str], list[tuple[Operation, Any]]] = defaultdict(list)
    births: dict[str, list[Operation]] = defaultdict(list)
    tables: dict[str, str] = {}
    for op in operations:
        tables[op.row_id] = op.table
        if op.kind is OpKind.CREATE:
            births[op.row_id].append(op)
            continue
        for name, (value, *dots) in json.loads(op.body).items():
            writes[op.row_id, name].append((op, value))
            named[op.row_id, name] |= set(zip(dots[::2], dots[1::2], strict=True))
    living = {
        key: [(op, value) for op, value in made if op.dot not in named[key]]
        for key, made in writes.items()
    }
    held = Expected({}, set(), {}, {})
    for row_id, table in tables.items():
        values: dict[str, Any] = {"created": bool(births[row_id])}
        for birth in sorted(births[row_id], key=_rank):
            values |= json.loads(birth.body)
            held.heads.add((row_id, "*", *birth.dot))
        for (owner, name), heads in living.items():
            if owner == row_id:
                values[name] = max(heads, key=lambda head: _rank(head[0]))[1]
                held.heads |= {(row_id, name, *op.dot) for op, _ in heads}
                said = {_frozen(value) for _, value in heads}
                if len(said) > 1:
                    held.conflicts[row_id, name] = said
        values["_del"] = 1 if values.get("_del") else 0
        held.values[table, row_id] = {n: _frozen(v) for n, v in values.items() if v is not None}
    for device in {op.device for op in operations}:
        seqs = sorted(op.seq for op in operations if op.device == device)
        held.have[device] = next((i for i, s in enumerate(seqs) if s != i + 1), len(seqs))
    return held


def _rank(op: Operation) -> tuple[int, str]:
    return op.hlc, op.device


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _log(path: Path) -> dict[tuple[str, int], Operation]:
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


def _heads(path: Path) -> set[tuple[str, str, str, int]]:
    with driver(path) as connection:
        rows = connection.execute(
            "select h.row_id, h.field, d.uid, h.seq, h.st "
            "from y_head h join y_device d on d.dev = h.dev"
        ).fetchall()
    assert not [row for row in rows if row[4]], "a head is still parked"
    return {(row_id.hex(), name, uid.hex(), seq) for row_id, name, uid, seq, _ in rows}


def _rows(path: Path, schema: Schema) -> dict[tuple[str, str], dict[str, Any]]:
    """Return what the tables and what is kept for later say together."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    with driver(path) as connection:
        for name, table in schema.tables.items():
            columns = [*table.columns, "row_id", "y_created", "y_deleted"]
            sql = f"select {', '.join(columns)} from {name}"  # noqa: S608 - names of the schema
            for row in connection.execute(sql):
                *cells, row_id, created, deleted = row
                found[name, row_id.hex()] = {
                    column.name: _frozen(column.journal(cell))
                    for column, cell in zip(table.columns.values(), cells, strict=True)
                    if cell is not None
                } | {"created": bool(created), "_del": deleted}
        for name, row_id, column, val in connection.execute("select * from y_extra"):
            values = found.setdefault((name, row_id.hex()), {"created": True, "_del": 0})
            assert values.get(column) in (None, 0), "a value in two places"
            if json.loads(val) is not None:
                values[column] = _frozen(json.loads(val))
    return found


def _persons(path: Path) -> list[tuple[Any, ...]]:
    with driver(path) as connection:
        return connection.execute(
            "select row_id, name, phone, county, township from y_person order by row_id"
        ).fetchall()


def _kept_for_later(path: Path) -> int:
    with driver(path) as connection:
        return connection.execute("select count(*) from y_extra").fetchone()[0]


def _dump(path: Path) -> dict[str, list[Any]]:
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


def lives(seeds: Iterable[int], length: int = 25) -> Iterator[Callable[[], int]]:
    """Yield, by seed, a function that lives a life, checks it and counts its conflicts."""
    for seed in seeds:

        def live(seed: int = seed) -> int:
            chance = random.Random(seed)  # noqa: S311 - choices of a test, nothing secret
            return life_of(random_steps(chance, length), chance.choice(SKEWS))

        yield live


def life_of(steps: Iterable[Step], skew: tuple[int, int, int]) -> int:
    """Live through steps, check what is held in the end, return how many conflicts."""
    with TemporaryDirectory(prefix="yiyi-life-") as folder, ExitStack() as stack:
        life = Life(Path(folder), skew)
        stack.callback(life.close)
        life.begin()
        life.run(steps)
        return check(life)
