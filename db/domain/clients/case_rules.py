"""How a case moves: one stage at a time, with a reason where stages are left out.

The order of the stages is that of ``resources/codes/case_stages.csv`` (our own design after
DB32/T 3663-2019 and the working life of job coaches; it is not an official list).
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from db.domain.clients.case import Case
from db.domain.ids import StaffId
from db.fields.codes import code_list
from db.fields.problem import Problem
from db.fields.text import Text


class Stage(StrEnum):
    """A stage of ``case_stages``."""

    INTAKE = "INTAKE"
    ASSESS = "ASSESS"
    PLAN = "PLAN"
    MATCH = "MATCH"
    INTERVIEW = "INTERV"
    START_WORK = "ONBOARD"
    FOLLOW_UP = "FOLLOW"
    CLOSED = "CLOSED"
    ON_HOLD = "SUSP"


WAY: Final = (
    Stage.INTAKE,
    Stage.ASSESS,
    Stage.PLAN,
    Stage.MATCH,
    Stage.INTERVIEW,
    Stage.START_WORK,
    Stage.FOLLOW_UP,
)
"""The stages an open case passes, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Why and when a case is closed, and who goes on serving the client.

    Attributes:
        reason: A code of ``closure_reasons``.
        destination: Needed where the reason’s list says so.
    """

    reason: str | None
    on: date
    destination: str | None = None


_SKIPS = Text(
    "从“{here}”到“{there}”中间跳过了“{skipped}”。请写明跳过的理由。",
    "Moving from “{here}” to “{there}” leaves out “{skipped}”. Say why in a few words.",
)
_ALREADY = Text(
    "个案已经在“{here}”阶段，不用再变动。", "The case already is at “{here}”; nothing changes."
)
_CLOSE_IT = Text(
    "结案要写原因和日期，请用“结案”。", "Closing needs a reason and a day; use “Close case”."
)
_IS_CLOSED = Text(
    "个案 {number} 已经结案。要继续服务，请先重新打开。",
    "Case {number} is closed. Reopen it first to go on.",
)
_NOT_CLOSED = Text(
    "个案 {number} 没有结案，不用重新打开。",
    "Case {number} is not closed; go on with it as it is.",
)
_NO_REASON = Text("请选择结案原因。", "Choose the reason for closure.")
_NO_DESTINATION = Text(
    "因“{reason}”结案要写明接收地，好让那边接着服务。",
    "A case closed as “{reason}” needs the place that takes over.",
)
_LATER_THAN_TODAY = Text("这个日期晚于今天，请核对。", "This day is after today; check it.")
_BEFORE_OPENING = Text(
    "这个日期早于建档日期 {opened_on}，请核对。",
    "This day is before the case was opened on {opened_on}; check it.",
)
_OWN_CASE = Text("个案已经由这位辅导员负责。", "This counsellor already has the case.")
_NO_SUCH_STAGE = Text(
    "没有“{stage}”这个阶段，请另选。", "There is no stage “{stage}”; choose another."
)


def stage_of(case: Case) -> Stage | None:
    """Return the case's stage; ``None`` for one a newer version of Yiyi has added."""
    return Stage(case.stage) if case.stage in set(Stage) else None


def is_open(case: Case) -> bool:
    """Tell whether the case is being worked on or on hold."""
    return case.stage != Stage.CLOSED


def allowed_moves(case: Case) -> tuple[Stage, ...]:
    """Return the stages ``move`` accepts: any other open stage, and a hold.

    Back is always allowed: a lost job leads back to matching. Closing and reopening are actions
    of their own.
    """
    if not is_open(case):
        return ()
    return tuple(s for s in (*WAY, Stage.ON_HOLD) if s != case.stage)


def skipped_stages(case: Case, to: Stage) -> tuple[Stage, ...]:
    """Return the stages that a move would leave out; none after a hold or on the way back."""
    here = stage_of(case)
    if here not in WAY or to not in WAY:
        return ()
    return WAY[WAY.index(here) + 1 : WAY.index(to)]


def move(
    case: Case, to: str, *, on: date, today: date, skipped_reason: str | None = None
) -> Case:
    """Return the case at another stage.

    Raises:
        Problem: It is closed or there already, ``to`` is closure or unknown, stages are left
            out without a reason, or the day is not between the opening and today.
    """
    if to not in set(Stage):
        raise Problem(_NO_SUCH_STAGE, field="stage", stage=to)
    target = Stage(to)
    if not is_open(case):
        raise Problem(_IS_CLOSED, field="stage", number=case.number)
    if target is Stage.CLOSED:
        raise Problem(_CLOSE_IT, field="stage")
    if target == case.stage:
        raise Problem(_ALREADY, field="stage", here=_label(target))
    _check_day(case, on, today, "stage_since")
    skipped = skipped_stages(case, target)
    reason = (skipped_reason or "").strip()
    if skipped and not reason:
        raise Problem(
            _SKIPS,
            field="skipped_reason",
            here=_label(case.stage),
            there=_label(target),
            skipped=_labels(skipped),
        )
    return replace(
        case,
        stage=target.value,
        stage_since=on,
        skipped_reason=reason or case.skipped_reason,
    )


def close(case: Case, closure: Closure, *, today: date) -> Case:
    """Return the case closed.

    Raises:
        Problem: It is closed, reason or destination is missing, or the day does not fit.
    """
    if not is_open(case):
        raise Problem(_IS_CLOSED, number=case.number)
    entry = code_list("closure_reasons").find(closure.reason or "")
    if entry is None:
        raise Problem(_NO_REASON, field="closure_reason")
    if entry.flag("needs_destination") and not (closure.destination or "").strip():
        raise Problem(_NO_DESTINATION, field="destination", reason=entry.label)
    _check_day(case, closure.on, today, "closed_on")
    return replace(
        case,
        stage=Stage.CLOSED.value,
        stage_since=closure.on,
        closed_on=closure.on,
        closure_reason=entry.code,
    )


def reopen(case: Case, to: str = Stage.INTAKE, *, on: date, today: date) -> Case:
    """Return a closed case open again, at the stage ``to``.

    Raises:
        Problem: It is not closed, ``to`` is no open stage, or the day does not fit.
    """
    if is_open(case):
        raise Problem(_NOT_CLOSED, number=case.number)
    if to not in WAY:
        raise Problem(_NO_SUCH_STAGE, field="stage", stage=_label(to))
    _check_day(case, on, today, "stage_since")
    return replace(
        case, stage=Stage(to).value, stage_since=on, closed_on=None, closure_reason=None
    )


def transfer(case: Case, counsellor_id: StaffId) -> Case:
    """Return the case in another counsellor's hands.

    Raises:
        Problem: It is closed, or hers already.
    """
    if not is_open(case):
        raise Problem(_IS_CLOSED, number=case.number)
    if case.counsellor_id == counsellor_id:
        raise Problem(_OWN_CASE, field="counsellor_id")
    return replace(case, counsellor_id=counsellor_id)


def _check_day(case: Case, on: date, today: date, field: str) -> None:
    if on > today:
        raise Problem(_LATER_THAN_TODAY, field=field)
    if on < case.opened_on:
        raise Problem(_BEFORE_OPENING, field=field, opened_on=case.opened_on)


def _label(stage: str) -> Text:
    return code_list("case_stages").label(stage)


def _labels(stages: tuple[Stage, ...]) -> Text:
    labels = [_label(stage) for stage in stages]
    return Text("、".join(t.zh for t in labels), ", ".join(t.en for t in labels))
