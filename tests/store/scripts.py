"""Random lives of three devices, and that all of them hold the same in the end."""

import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import pytest

from db.domain.clients.case_note import CaseNote
from db.domain.clients.client import Client
from db.domain.clients.postponement import Postponement
from db.domain.journal.change import Action
from db.domain.journal.operation import Operation
from db.domain.placements.employer import Employer
from db.fields.problem import Problem
from db.ports import Unwatched
from db.store import merge
from db.store.record_file import SqlStore
from tests.store.expected import expected, frozen
from tests.store.held import dump_of, heads_of, kept_for_later, log_of, persons_of, rows_of
from tests.store.stores import BEGIN, DEVICES, NOT_YET, SetClock, a_store

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
    logs = [log_of(life.path(at)) for at in range(3)]
    assert logs[0] == logs[1] == logs[2], "not everything arrived"
    held = expected(logs[0].values())
    for at in range(3):
        assert life.stores[at].have() == held.have, "a gap was passed over"
        assert heads_of(life.path(at)) == held.heads, f"heads of device {at}"
        shown = rows_of(life.path(at), life.stores[at]._schema)
        assert shown == held.values, f"values of device {at}"
        found = {
            (c.record_id, c.field): {frozen(side.value) for side in c.sides}
            for c in life.stores[at].conflicts()
        }
        assert found == held.conflicts, f"conflicts of device {at}"
    _repeat(life, logs[0].values())
    life.upgrade()
    assert kept_for_later(life.path(OLDER)) == 0
    assert rows_of(life.path(OLDER), life.stores[OLDER]._schema) == held.values, "after upgrade"
    lists = [persons_of(life.path(at)) for at in range(3)]
    assert lists[0] == lists[1] == lists[2], "lists of persons"
    return len(held.conflicts)


def _repeat(life: Life, log: Iterable[Operation]) -> None:
    operations = list(log)
    random.Random(1).shuffle(operations)  # noqa: S311 - choices of a test, nothing secret
    before = [dump_of(life.path(at)) for at in range(3)]
    for at in range(3):
        assert life.bring(operations, at, chunk=3) == 0
    assert [dump_of(life.path(at)) for at in range(3)] == before, "a repetition left a trace"


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
