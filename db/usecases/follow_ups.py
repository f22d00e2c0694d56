"""Hold a follow-up, move it to another day, or plan one more."""

from datetime import date

from db.domain.clients.client import Client
from db.domain.ids import FollowUpId
from db.domain.journal.change import Action, Receipt
from db.domain.placements import follow_up_rules
from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Store
from db.usecases.changing import check_filled
from db.usecases.placements import begin_work, end_work

_ENDED = Text(
    "这份就业安置已于 {ended_on} 结束，不能再安排回访。",
    "This placement ended on {ended_on}; no follow-up can be planned.",
)
_PLANNED_IN_PAST = Text(
    "安排的日期早于今天，请另选一天。", "The day is before today; choose another."
)


def record_follow_up(
    store: Store, follow_up: FollowUp, *, today: date, separation_reason: str | None = None
) -> Receipt:
    """Record a follow-up that was held, a planned one or an extra one.

    Earlier planned ones it has made needless are taken away. A lost job ends the placement.

    Args:
        store: The open case record.
        follow_up: With what was learned; of the same id as the planned one, if there was one.
        today: The counsellor’s local day.
        separation_reason: Needed when the client is no longer employed.

    Raises:
        InvalidFieldsError: A rule of ``check_follow_up`` is broken. Nothing is saved.
        Problem: It was held before, or the placement has ended.
    """
    check_filled(follow_up)
    with store.reading() as reading:
        placement = reading[Placement].get(follow_up.placement_id)
        planned = reading[FollowUp].find(follow_up.id)
        name = reading[Client].get(placement.client_id).name
        others = reading[FollowUp].where(placement_id=placement.id)
    if planned is not None:
        follow_up_rules.check_still_open(planned, placement)
    follow_up_rules.check_follow_up(follow_up, placement, today=today)
    after = follow_up_rules.after_contact(placement, follow_up, separation_reason)
    with store.unit_of_work(Action.RECORD_FOLLOW_UP, name) as work:
        if planned is None:
            work[FollowUp].add(follow_up)
        else:
            work[FollowUp].save(follow_up)
        for needless in follow_up_rules.overtaken(others, follow_up):
            work[FollowUp].remove(needless)
        if after != placement:
            work[Placement].save(after)
            end_work(work, after)
        elif follow_up.still_employed and _is_running(placement, today):
            begin_work(work, placement, today)
        return work.commit()


def move_follow_up(
    store: Store, follow_up_id: FollowUpId, due_on: date, reason: str, *, today: date
) -> Receipt:
    """Move a planned follow-up to another day.

    Raises:
        Problem: It was held, the placement has ended, the reason is missing or the day is past.
    """
    with store.reading() as reading:
        follow_up = reading[FollowUp].get(follow_up_id)
        placement = reading[Placement].get(follow_up.placement_id)
        name = reading[Client].get(follow_up.client_id).name
    follow_up_rules.check_still_open(follow_up, placement)
    moved = follow_up_rules.move(follow_up, due_on, reason, today=today)
    with store.unit_of_work(Action.MOVE_FOLLOW_UP, name) as work:
        work[FollowUp].save(moved)
        return work.commit()


def plan_follow_up(store: Store, follow_up: FollowUp, *, today: date) -> Receipt:
    """Plan one more follow-up of a running placement.

    Raises:
        Problem: The placement has ended, or the day is past.
    """
    check_filled(follow_up)
    with store.reading() as reading:
        placement = reading[Placement].get(follow_up.placement_id)
        name = reading[Client].get(placement.client_id).name
    if placement.ended_on is not None:
        raise Problem(_ENDED, ended_on=placement.ended_on)
    if follow_up.due_on < today:
        raise Problem(_PLANNED_IN_PAST, field="due_on")
    with store.unit_of_work(Action.RECORD_FOLLOW_UP, name) as work:
        work[FollowUp].add(follow_up)
        return work.commit()


def _is_running(placement: Placement, today: date) -> bool:
    return placement.ended_on is None and placement.started_on <= today
