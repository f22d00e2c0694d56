"""The convergence test notices wrong merges: each of these faults makes it fail.

A test that passes wrong merges proves nothing; a first draft passed four
out of six.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.domain.journal.operation import Operation, OpKind
from db.fields.problem import Problem
from db.ports import Unwatched
from db.store import cells, history, journal, merge
from tests.store.scripts import lives
from tests.store.stores import DEVICES, a_store, add_client

Plant = Callable[[pytest.MonkeyPatch], None]
_LIVES = 25
"""Lives tried before a fault counts as unnoticed."""


def last_delivered_wins(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(merge.Merger, "_wins", lambda *_: True)


def device_alone_decides(patch: pytest.MonkeyPatch) -> None:
    def wins(self: Any, dot: Any, hlc: int, rivals: dict[Any, int]) -> bool:
        del hlc
        return all(self._devices.uid(dot[0]) >= self._devices.uid(dev) for dev, _ in rivals)

    patch.setattr(merge.Merger, "_wins", wins)


def predecessors_ignored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(merge.Merger, "_supersede", lambda *_: None)


def no_parking(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(merge.Register, "park", lambda *_: None)


def parked_heads_live(patch: pytest.MonkeyPatch) -> None:
    unpark = merge.Register.unpark

    def forgetful(self: Any, name: str, dot: Any) -> bool:
        unpark(self, name, dot)
        return False

    patch.setattr(merge.Register, "unpark", forgetful)


def chunk_applied_as_delivered(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(merge, "in_clock_order", lambda arrivals: arrivals)


def creation_overwrites_changes(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(merge.Register, "fields", lambda _: set())


def any_write_closes_a_conflict(patch: pytest.MonkeyPatch) -> None:
    def supersede(_: Any, register: Any, name: str, _dot: Any) -> None:
        for head in register.heads(name):
            register.drop(name, head)

    patch.setattr(merge.Merger, "_supersede", supersede)


def deletions_dropped(patch: pytest.MonkeyPatch) -> None:
    write = merge.Merger._write

    def deaf(self: Any, arrival: Any, register: Any) -> dict[str, Any]:
        if arrival.operation.kind in (OpKind.DELETE, OpKind.UNDELETE):
            return {}
        return write(self, arrival, register)

    patch.setattr(merge.Merger, "_write", deaf)


def gaps_passed_over(patch: pytest.MonkeyPatch) -> None:
    def move(driver: Any, dev: int) -> None:
        driver.execute(
            "insert or replace into y_vv select dev, max(seq) from y_op where dev=?", (dev,)
        )

    patch.setattr(merge, "move_prefix", move)


def unknown_values_dropped(patch: pytest.MonkeyPatch) -> None:
    stored_values = cells.stored_values
    patch.setattr(cells, "stored_values", lambda *args: (stored_values(*args)[0], {}))


def stale_values_kept_for_later(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(cells, "_FORGET", cells._FORGET + " and 1=0")


def own_writes_name_no_predecessors(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(journal.Journal, "_dots", lambda *_: [])


def conflicts_of_two_only(patch: pytest.MonkeyPatch) -> None:
    conflicts = history.History.conflicts
    patch.setattr(history.History, "conflicts", lambda self: conflicts(self)[:1])


@pytest.mark.parametrize(
    "plant",
    [
        last_delivered_wins,
        device_alone_decides,
        predecessors_ignored,
        no_parking,
        parked_heads_live,
        chunk_applied_as_delivered,
        creation_overwrites_changes,
        any_write_closes_a_conflict,
        deletions_dropped,
        gaps_passed_over,
        unknown_values_dropped,
        stale_values_kept_for_later,
        own_writes_name_no_predecessors,
        conflicts_of_two_only,
    ],
    ids=lambda plant: plant.__name__,
)
def test_a_planted_fault_is_noticed(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    for live in lives(range(_LIVES)):
        try:
            live()
        except AssertionError:
            return
    pytest.fail(f"{plant.__name__} passed {_LIVES} lives unnoticed")


def test_the_same_lives_pass_without_a_fault() -> None:
    for live in lives(range(4)):
        live()


def test_without_comparing_contents_a_fork_would_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = a_store(tmp_path / "a.db"), a_store(tmp_path / "b.db", DEVICES[1])
    add_client(theirs)
    (first,) = theirs.operations({})
    other = Operation(
        **{name: getattr(first, name) for name in Operation.__slots__} | {"body": "{}"}
    )
    ours.merge([first], "文件", Unwatched())
    with pytest.raises(Problem):
        ours.merge([other], "文件", Unwatched())
    monkeypatch.setattr(Operation, "digest", lambda _: "00" * 32)
    third = a_store(tmp_path / "c.db", DEVICES[2])
    third.merge([first], "文件", Unwatched())
    third.merge([other], "文件", Unwatched())
