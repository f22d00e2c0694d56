"""The records of an import while it is planned: changed in memory, row by row."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any, TypeVar
from uuid import UUID

from db.domain.record import Record
from db.domain.rosters.roster import (
    Remark,
    RemarkKind,
    RosterProblem,
    RosterRow,
    target_field,
    target_label,
)
from db.domain.rosters.roster_plan import PlannedChange, Policy, Write
from db.fields.field import Prose, Value
from db.fields.showing import show
from db.fields.text import Language, Text

T = TypeVar("T", bound=Record)

_KEPT = Text(
    "档案里“{label}”是“{old}”，名单上是“{new}”，没有改。",
    "“{label}” is “{old}” in the record and “{new}” in the roster; it was not changed.",
)
_REMARK_FULL = Text(
    "“{label}”已经写满，名单上的文字放不下。请先整理档案里的备注，或不导入这一列。",
    "“{label}” has no room for the roster's words. "
    "Shorten it in the record first, or do not import this column.",
)


class Book:
    """Records as they would be. One row's changes are kept together or dropped together."""

    def __init__(self) -> None:
        self._before = dict[UUID, Any]()
        self._now = dict[UUID, Any]()
        self._row = dict[UUID, Any]()

    def know(self, records: Iterable[Record]) -> None:
        """Take records as they stand in the record."""
        for record in records:
            self._before[record.id] = record

    def put(self, record: Record) -> None:
        """Add or replace a record for the row at hand."""
        self._row[record.id] = record

    def get(self, record: T) -> T:
        """Return what a record has become by now."""
        for stage in (self._row, self._now):
            if record.id in stage:
                known: T = stage[record.id]
                return known
        return record

    def row_changes_anything(self) -> bool:
        """Tell whether the row at hand would write anything."""
        return any(
            self._now.get(one, self._before.get(one)) != record
            for one, record in self._row.items()
        )

    def keep_row(self) -> None:
        """Keep what the row at hand did."""
        self._now |= self._row
        self._row = {}

    def drop_row(self) -> None:
        """Forget what the row at hand did."""
        self._row = {}

    def writes(self) -> tuple[Write, ...]:
        """Return every record that differs from the one in the record, in order of making."""
        return tuple(
            Write(before=self._before.get(one), after=record)
            for one, record in self._now.items()
            if self._before.get(one) != record
        )


class RowOutcome:
    """What one row does: remarks, problems and changes, gathered while it is worked through."""

    def __init__(self, row: RosterRow, person: str) -> None:
        self.row, self.person = row, person
        self.remarks: list[Remark] = []
        self.problems: list[RosterProblem] = []
        self.changes: list[PlannedChange] = []

    def say(self, target: str, kind: RemarkKind, text: Text, **values: object) -> None:
        """Add a remark at the cell of a target."""
        self.remarks.append(
            Remark(
                cell=self.cell(target),
                field=target,
                kind=kind,
                message=text.filled(**values) if values else text,
            )
        )

    def refuse(self, target: str, text: Text, **values: object) -> None:
        """Add a problem at the cell of a target: the whole row is refused."""
        self.problems.append(
            RosterProblem(
                cell=self.cell(target),
                field=target,
                message=text.filled(**values) if values else text,
            )
        )

    def cell(self, target: str) -> str:
        """Return the cell of a target, or that of the name."""
        cells = self.row.cells
        return cells.get(target) or cells.get("client.name", str(self.row.number))

    def changed(self, target: str, old: Value, new: Value) -> None:
        """Note that a value of a record that exists would change."""
        self.changes.append(
            PlannedChange(
                row=self.row.number, person=self.person, target=target, old=old, new=new
            )
        )


class Policies:
    """What each column may do to a record that exists; blanks are filled unless chosen."""

    def __init__(self, chosen: dict[str, Policy]) -> None:
        self._chosen = chosen

    def of(self, target: str) -> Policy:
        """Return the policy of a target."""
        return self._chosen.get(target, Policy.FILL)


def filled_in(record: T, told: dict[str, Value], policies: Policies, outcome: RowOutcome) -> T:
    """Return a record with what a row tells, as far as the policies let it.

    A difference that is not taken over is said, so that nothing is passed over unseen.

    Args:
        record: A record that exists.
        told: Values by field name; ``None`` says nothing.
        policies: What each column may do.
        outcome: Told what changed and what was kept.
    """
    names = {one.name for one in fields(record)}
    taken: dict[str, Value] = {}
    for name, new in told.items():
        if new is None or name not in names:
            continue
        target, old = f"{record.TABLE}.{name}", getattr(record, name)
        policy = policies.of(target)
        if old == new or policy is Policy.KEEP:
            continue
        if old is None or policy is Policy.REPLACE:
            taken[name] = new
            outcome.changed(target, old, new)
        else:
            outcome.say(target, RemarkKind.KEPT, _kept(target, old, new))
    return replace(record, **taken) if taken else record


def with_words(
    record: T,
    name: str,
    lines: Iterable[str],
    policies: Policies,
    outcome: RowOutcome,
) -> T:
    """Return a record with lines added to its remark; a line that is there stays once."""
    target = f"{record.TABLE}.{name}"
    old: str | None = getattr(record, name)
    have = set((old or "").split("\n"))
    new = [line for line in dict.fromkeys(lines) if line and line not in have]
    if not new or policies.of(target) is Policy.KEEP:
        return record
    text = "\n".join([*([old] if old else []), *new])
    field = target_field(target)
    if field is None or not isinstance(field.kind, Prose):
        raise KeyError(target)
    if len(text) > field.kind.max_chars:
        outcome.refuse(target, _REMARK_FULL, label=target_label(target))
        return record
    outcome.changed(target, old, text)
    return replace(record, **{name: text})


def shown_value(target: str, value: Value) -> Text:
    """Return a value in words, in both languages."""
    field = target_field(target)
    if field is None:
        return Text(str(value), str(value))
    return Text(show(field, value, Language.ZH), show(field, value, Language.EN))


def _kept(target: str, old: Value, new: Value) -> Text:
    return _KEPT.filled(
        label=target_label(target), old=shown_value(target, old), new=shown_value(target, new)
    )
