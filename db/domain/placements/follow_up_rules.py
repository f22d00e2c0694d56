"""Follow-ups: when they fall due, what must be asked, and what a contact changes.

The days are working practice, not law; each comes from policy and can be
set by a county.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from db.domain.ids import FollowUpId
from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from db.domain.policy import Policy
from db.fields.codes import code_list
from db.fields.problem import InvalidFieldsError, Problem
from db.fields.text import Text

BEFORE_START = "before_start"
EXTRA = "extra"
"""Kind of a follow-up that the usual schedule does not have."""

_NO_DAY = Text("请填写回访日期。", "Fill in the day of the contact.")
_LATER_THAN_TODAY = Text(
    "回访日期晚于今天，请核对。", "The contact is after today; check the day."
)
_BEFORE_START = Text(
    "回访日期早于上岗日期 {started_on}，请核对。",
    "The contact is before the first day of work, {started_on}; check the day.",
)
_NO_CHANNEL = Text("请选择回访方式。", "Choose how the contact was made.")
_NOT_ASKED = Text(
    "请填写“仍在岗”。没有联系上就不要记成回访，请改期。",
    "Fill in “Still employed”. If nobody was reached, move it to another day.",
)
_ALREADY_HELD = Text(
    "这次回访已在 {contacted_on} 记录过。要补充请改那条记录，或加一次临时回访。",
    "This follow-up was already recorded on {contacted_on}. Correct it, or add an extra one.",
)
_NO_MOVE_REASON = Text("改期要写理由。", "Moving a follow-up needs a reason.")
_MOVED_TO_PAST = Text(
    "改到的日期早于今天，请另选一天。", "The new day is before today; choose another."
)
_SAME_DAY = Text("日期没有变，不用改期。", "The day is the same; nothing moves.")
_ENDED = Text(
    "这份就业安置已于 {ended_on} 结束，不用再回访。",
    "This placement ended on {ended_on}; no follow-up is needed.",
)
_NO_SEPARATION = Text("请选择离岗原因。", "Choose the reason for leaving the job.")
_END_BEFORE_START = Text(
    "离岗日期早于上岗日期 {started_on}，请核对。",
    "The last day is before the first day of work, {started_on}; check it.",
)
_END_LATER = Text("离岗日期晚于今天，请核对。", "The last day is after today; check it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One follow-up to come: its kind (``follow_up_kinds``) and its day."""

    kind: str
    due_on: date


def schedule(placement: Placement, policy: Policy) -> tuple[Planned, ...]:
    """Return the usual follow-ups of a placement, in order of their days.

    None falls after the last day of work.
    """
    start = placement.started_on
    planned = (
        Planned(kind=kind, due_on=start + timedelta(days=days))
        for kind, days in policy.follow_up_offsets(start)
    )
    last = placement.ended_on or date.max
    return tuple(p for p in planned if p.due_on <= last)


def still_to_plan(planned: Iterable[Planned], today: date) -> tuple[Planned, ...]:
    """Return what of a schedule is still worth planning when a placement is recorded late.

    What lies behind is left out, but for the latest contact due after the start: how things
    are going should be asked soon.
    """
    every = tuple(planned)
    missed = [p for p in every if p.due_on < today and p.kind != BEFORE_START]
    return (*missed[-1:], *(p for p in every if p.due_on >= today))


def check_follow_up(follow_up: FollowUp, placement: Placement, *, today: date) -> None:
    """Check a contact that is about to be recorded.

    Raises:
        InvalidFieldsError: The day, the way or the answer is missing, or the day does not fit.
            A contact before the first day of work is of the kind ``before_start``.
    """
    problems = []
    on = follow_up.contacted_on
    if on is None:
        problems.append(Problem(_NO_DAY, field="contacted_on"))
    elif on > today:
        problems.append(Problem(_LATER_THAN_TODAY, field="contacted_on"))
    elif on < placement.started_on and follow_up.kind != BEFORE_START:
        problems.append(
            Problem(_BEFORE_START, field="contacted_on", started_on=placement.started_on)
        )
    if follow_up.channel is None:
        problems.append(Problem(_NO_CHANNEL, field="channel"))
    if follow_up.still_employed is None and follow_up.kind != BEFORE_START:
        problems.append(Problem(_NOT_ASKED, field="still_employed"))
    if problems:
        raise InvalidFieldsError(problems)


def check_still_open(follow_up: FollowUp, placement: Placement) -> None:
    """Check that a planned follow-up can still be held or moved.

    Raises:
        Problem: It has been held, or the placement has ended.
    """
    if follow_up.contacted_on is not None:
        raise Problem(_ALREADY_HELD, contacted_on=follow_up.contacted_on)
    if placement.ended_on is not None:
        raise Problem(_ENDED, ended_on=placement.ended_on)


def after_contact(
    placement: Placement, follow_up: FollowUp, separation_reason: str | None
) -> Placement:
    """Return the placement as a contact leaves it: a lost job ends it.

    The last day of work is the day of the contact unless an earlier one is on record.

    Raises:
        Problem: The job is lost and the reason is missing.
    """
    on = follow_up.contacted_on
    if follow_up.still_employed is not False or on is None:
        return placement
    return end(
        placement, on=min(on, placement.ended_on or on), reason=separation_reason, today=on
    )


def end(placement: Placement, *, on: date, reason: str | None, today: date) -> Placement:
    """Return the placement ended.

    Raises:
        InvalidFieldsError: The reason is missing, or the day is before the start or to come.
    """
    problems = []
    if reason is None or reason not in code_list("separation_reasons"):
        problems.append(Problem(_NO_SEPARATION, field="separation_reason"))
    if on > today:
        problems.append(Problem(_END_LATER, field="ended_on"))
    if on < placement.started_on:
        problems.append(
            Problem(_END_BEFORE_START, field="ended_on", started_on=placement.started_on)
        )
    if problems:
        raise InvalidFieldsError(problems)
    return replace(placement, ended_on=on, separation_reason=reason)


def move(follow_up: FollowUp, due_on: date, reason: str, *, today: date) -> FollowUp:
    """Return a planned follow-up on another day.

    Raises:
        Problem: The reason is missing, or the day is past or unchanged.
    """
    if not reason.strip():
        raise Problem(_NO_MOVE_REASON, field="moved_reason")
    if due_on < today:
        raise Problem(_MOVED_TO_PAST, field="due_on")
    if due_on == follow_up.due_on:
        raise Problem(_SAME_DAY, field="due_on")
    return replace(follow_up, due_on=due_on, moved_reason=reason.strip())


def next_planned(follow_ups: Iterable[FollowUp]) -> FollowUp | None:
    """Return the follow-up that falls due first among those not yet held."""
    planned = [f for f in follow_ups if f.contacted_on is None]
    return min(planned, key=lambda f: (f.due_on, f.id.int), default=None)


def overtaken(follow_ups: Iterable[FollowUp], contact: FollowUp) -> tuple[FollowUpId, ...]:
    """Return planned follow-ups that a contact has made needless.

    Those due on or before the contact: one talk after three months also answers what the first
    week’s would have asked, and the list of what is overdue stays true.
    """
    if contact.contacted_on is None:
        return ()
    return tuple(
        f.id
        for f in follow_ups
        if f.id != contact.id and f.contacted_on is None and f.due_on <= contact.contacted_on
    )
