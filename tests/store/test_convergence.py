"""Three devices end up with the same, whatever reaches whom, when, and in which pieces."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings, target
from hypothesis import strategies as st

from db.domain.journal.operation import Operation, OpKind, operation_from_line
from db.fields.problem import Problem
from db.ports import Unwatched
from db.search.person import Filters
from tests.store.scripts import KINDS, SKEWS, Life, life_of, lives
from tests.store.stores import DEVICES, a_store, add_client, correct, driver

_NUMBER = st.integers(0, 99)
_STEPS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 2), _NUMBER, _NUMBER, _NUMBER),
    min_size=8,
    max_size=35,
)


@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.generate, Phase.target),
    suppress_health_check=list(HealthCheck),
)
@given(steps=_STEPS, skew=st.sampled_from(SKEWS))
def test_three_devices_end_up_with_the_same(
    steps: list[tuple[str, int, int, int, int]], skew: tuple[int, int, int]
) -> None:
    conflicts = life_of(steps, skew)
    event("conflicts" if conflicts else "no conflict")
    target(float(conflicts))


def test_most_lives_have_changes_that_nobody_could_order() -> None:
    conflicts = [live() for live in lives(range(10), 12)]
    assert sum(1 for count in conflicts if count) >= 7, conflicts


def test_one_number_with_two_contents_is_refused_and_nothing_is_kept(tmp_path: Path) -> None:
    ours, theirs = a_store(tmp_path / "a.db"), a_store(tmp_path / "b.db", DEVICES[1])
    client_id = add_client(theirs)
    correct(theirs, client_id, phone="13985001234")
    first, second = theirs.operations({})
    ours.merge([first], "文件", Unwatched())
    before = ours.have()
    forged = Operation(
        **{name: getattr(first, name) for name in Operation.__slots__} | {"hlc": first.hlc + 1}
    )
    with pytest.raises(Problem, match="the same number as one held here"):
        ours.merge([second, forged], "文件", Unwatched())
    assert ours.have() == before
    assert [op.dot for op in ours.operations({})] == [first.dot]


def test_a_clock_two_thousand_years_ahead_is_refused(tmp_path: Path) -> None:
    ours, theirs = a_store(tmp_path / "a.db"), a_store(tmp_path / "b.db", DEVICES[1])
    add_client(theirs)
    (first,) = theirs.operations({})
    late = Operation(
        **{name: getattr(first, name) for name in Operation.__slots__} | {"hlc": 1 << 62}
    )
    with pytest.raises(Problem, match="two thousand years"):
        ours.merge([late], "文件", Unwatched())


def test_a_colleague_whose_clock_is_ahead_is_named_and_does_not_stop_the_work(
    tmp_path: Path,
) -> None:
    ours = a_store(tmp_path / "a.db")
    theirs = a_store(tmp_path / "b.db", DEVICES[1])
    theirs._clock.move(days=400)
    client_id = add_client(theirs)
    ours.name_device(DEVICES[1], "田老师")
    _, report = ours.merge(theirs.operations({}), "文件", Unwatched())
    assert report.future_devices == ("田老师",)
    correct(ours, client_id, phone="13985001234")
    theirs.merge(ours.operations(theirs.have()), "文件", Unwatched())
    assert theirs.conflicts() == []
    with theirs.reading() as reading:
        assert reading.find_persons("13985001234", Filters()).rows


def test_tables_and_fields_nobody_here_knows_are_passed_on_letter_by_letter(
    tmp_path: Path,
) -> None:
    body = '{"colour": ["红 色\\u0020", "' + DEVICES[2] + '", 1],"phone":["1"]}'
    known = Operation(
        device=DEVICES[2],
        seq=2,
        hlc=2 << 20,
        table="client",
        row_id="07" * 16,
        kind=OpKind.PUT,
        body=body,
        schema_version=9,
    )
    unknown = Operation(
        device=DEVICES[2],
        seq=1,
        hlc=1 << 20,
        table="spaceship",
        row_id="08" * 16,
        kind=OpKind.CREATE,
        body='{ "crew" : ["a","b"] }',
        schema_version=9,
    )
    ours, next_one = a_store(tmp_path / "a.db"), a_store(tmp_path / "b.db", DEVICES[1])
    ours.merge([known, unknown], "文件", Unwatched())
    next_one.merge(ours.operations({}), "文件", Unwatched())
    assert list(next_one.operations({})) == [unknown, known]


def test_undoing_a_merge_of_unknown_fields_keeps_what_the_newer_version_will_show(
    tmp_path: Path,
) -> None:
    newer = a_store(tmp_path / "a.db")
    older = a_store(tmp_path / "b.db", DEVICES[1], older=True)
    client_id = add_client(newer, remark="第一次")
    older.merge(newer.operations({}), "文件", Unwatched())
    correct(newer, client_id, remark="第二次")
    older.merge(newer.operations(older.have()), "文件", Unwatched())
    older.undo()
    older.close()
    upgraded = a_store(tmp_path / "b.db", DEVICES[1])
    newer.merge(upgraded.operations(newer.have()), "文件", Unwatched())
    remarks = []
    for store in (upgraded, newer):
        with store.reading() as reading:
            (row,) = reading.history("client", client_id)[:1]
            remarks.append(row.value)
    assert remarks == ["第一次", "第一次"]
    for name in ("a", "b"):
        with driver(tmp_path / f"{name}.db") as connection:
            assert connection.execute("select remark from client").fetchone() == ("第一次",)


def test_a_settled_deletion_can_be_sent_to_others(tmp_path: Path) -> None:
    life = Life(tmp_path, (0, 0, 0))
    life.begin()
    life.remove(0, 0)
    life.exchange()
    life.undo(0)
    life.exchange()
    for at, step in ((0, life.remove), (1, life.remove)):
        step(at, 0)
    life.undo(1)
    life.exchange()
    (conflict,) = life.stores[0].conflicts()
    assert conflict.field == "_del"
    life.stores[0].settle(conflict.id, 0)
    life.exchange()
    for operation in life.stores[0].operations({}):
        assert operation_from_line(operation.line()) == operation
    assert life.stores[1].conflicts() == []
    life.close()
