"""Import a roster: plan it whole, show the plan, then write it as one action."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from db.domain.graduates.graduate_rules import DUE_DAYS
from db.domain.journal.change import Action, Receipt
from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from db.domain.rosters.roster import (
    ColumnGuess,
    Roster,
)
from db.domain.rosters.roster_plan import (
    Answer,
    ImportPlan,
    Policy,
    Write,
)
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Progress, Store
from db.usecases.placements import planned_follow_ups
from db.usecases.policies import policy_in_force
from db.usecases.roster.book import Policies
from db.usecases.roster.planning import RosterPlanner

_ROWS_BETWEEN_REPORTS: Final = 100
_WRITING: Final = Text("正在写入档案…", "Writing to the record …")
_CHANGED_SINCE: Final = Text(
    "预览之后档案有了变动（{noun}）。没有写入任何内容，请重新预览。",
    "The record has changed since the preview ({noun}). Nothing was written; preview again.",
)
_NOTHING_TO_DO: Final = Text(
    "没有可以导入的内容：名单和档案一致，或各行都有问题待改。",
    "There is nothing to import: the record says the same already, or every row has a problem.",
)
_SUBJECT: Final = "{file}（{persons} 人）"


def remembered_columns(store: Store, fingerprint: str) -> str | None:
    """Return the mapping of columns kept for a form, as text, or ``None``."""
    return store.setting(f"columns:{fingerprint}")


def remember_columns(store: Store, fingerprint: str, columns: Sequence[ColumnGuess]) -> None:
    """Keep which column is which, for the next roster on the same form."""
    store.keep_setting(
        f"columns:{fingerprint}",
        json.dumps({str(guess.column): guess.target for guess in columns}),
    )


def preview_import(  # noqa: PLR0913 - keyword arguments, each with its own name
    store: Store,
    roster: Roster,
    *,
    today: date,
    progress: Progress,
    policies: Mapping[str, Policy] | None = None,
    answers: Mapping[int, Answer] | None = None,
) -> ImportPlan:
    """Return what importing a roster would do; nothing is written.

    Args:
        store: The record.
        roster: What ``db.sheets`` has read.
        today: The day a new case is opened.
        progress: Told how far it is; may stop it.
        policies: By target, what a column does to people in the record; blanks are filled
            unless chosen otherwise.
        answers: Decisions by row number, for the questions of an earlier preview.

    Raises:
        Cancelled: The person stopped it.
    """
    owner = store.owner
    due_days = policy_in_force(store).optional_number(DUE_DAYS, today)
    with store.reading() as reading:
        planner = RosterPlanner(store, reading, owner, roster, Policies(dict(policies or {})))
        planner.prepare(today, due_days)
        return planner.plan(dict(answers or {}), progress)


def apply_import(store: Store, plan: ImportPlan, progress: Progress) -> Receipt:
    """Write a plan as one action that can be undone, and remember its columns.

    Raises:
        Problem: The plan writes nothing, or the record has changed since the preview.
        Cancelled: The person stopped it; nothing was written.
    """
    if not plan.changes_anything():
        raise Problem(_NOTHING_TO_DO)
    subject = _SUBJECT.format(file=plan.file_name, persons=plan.persons)
    policy, today = policy_in_force(store), store.now().astimezone().date()
    with store.unit_of_work(Action.IMPORT_ROSTER, subject) as work:
        _refuse_changed(work, plan.writes)
        for done, write in enumerate(plan.writes):
            if done % _ROWS_BETWEEN_REPORTS == 0:
                progress.at(done, len(plan.writes), _WRITING)
                progress.stop_if_cancelled()
            repository = work[type(write.after)]
            if write.before is None:
                repository.add(write.after)
                if isinstance(write.after, Placement):
                    for planned in planned_follow_ups(store, write.after, policy, today):
                        work[FollowUp].add(planned)
            else:
                repository.save(write.after)
        progress.stop_if_cancelled()
        receipt = work.commit()
    progress.at(len(plan.writes), len(plan.writes), _WRITING)
    remember_columns(store, plan.fingerprint, plan.columns)
    return receipt


def _refuse_changed(reading: Any, writes: Iterable[Write]) -> None:
    """Raise ``Problem`` when a record is not what it was in the preview."""
    by_type: dict[type, list[Any]] = {}
    for write in writes:
        if write.before is not None:
            by_type.setdefault(type(write.before), []).append(write.before)
    for record_type, before in by_type.items():
        now = {one.id: one for one in reading[record_type].many([one.id for one in before])}
        if any(now.get(one.id) != one for one in before):
            noun: Text = record_type.NOUN  # type: ignore[attr-defined]  # every record has one
            raise Problem(_CHANGED_SINCE, noun=noun)
