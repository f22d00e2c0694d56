"""Start, correct and end a placement."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from db.domain.clients.case import Case
from db.domain.clients.client import Client
from db.domain.ids import ClientId, FollowUpId, PlacementId
from db.domain.journal.change import Action, Receipt
from db.domain.placements import follow_up_rules
from db.domain.placements.employer import Employer, Vacancy
from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from db.domain.placements.placement_rules import (
    case_at_work,
    check_placement,
    client_at_work,
    client_out_of_work,
)
from db.domain.policy import Policy
from db.fields.field import Value
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Reading, Store, UnitOfWork
from db.usecases.cases import open_case_of
from db.usecases.changing import check_filled, with_changes
from db.usecases.policies import policy_in_force

_ENDED_ALREADY = Text(
    "这份就业安置已于 {ended_on} 结束。", "This placement ended on {ended_on} already."
)
_SAME_JOB = Text(
    "{name} 已在“{employer}”做“{job}”，从 {started_on} 起。请用那一条。",
    "{name} has worked as “{job}” at “{employer}” since {started_on}; use that placement.",
)


def start_placement(store: Store, placement: Placement, *, today: date) -> Receipt:
    """Start a placement: its follow-ups are planned, the client counts as in work.

    The case goes on to support at work. From a vacancy or an employer of the register, blanks
    take its words. A first day in the future leaves client and case as they are.

    Raises:
        InvalidFieldsError: A rule of ``check_placement`` is broken.
        Problem: The same job is on record, or the client is gone.
    """
    policy = policy_in_force(store)
    with store.reading() as reading:
        name = reading[Client].get(placement.client_id).name
        placement = _with_register(reading, placement)
    check_filled(placement)
    check_placement(placement, today)
    with store.unit_of_work(Action.START_PLACEMENT, name) as work:
        _refuse_same_job(work, placement, name)
        work[Placement].add(placement)
        for planned in planned_follow_ups(store, placement, policy, today):
            work[FollowUp].add(planned)
        if placement.ended_on is None and placement.started_on <= today:
            begin_work(work, placement, today)
        return work.commit()


def planned_follow_ups(
    store: Store, placement: Placement, policy: Policy, today: date
) -> list[FollowUp]:
    """Return the follow-ups worth planning for a placement recorded on ``today``."""
    if placement.ended_on is not None:
        return []
    schedule = follow_up_rules.schedule(placement, policy)
    return [
        FollowUp(
            id=FollowUpId(store.new_id()),
            placement_id=placement.id,
            client_id=placement.client_id,
            kind=each.kind,
            due_on=each.due_on,
        )
        for each in follow_up_rules.still_to_plan(schedule, today)
    ]


def correct_placement(
    store: Store, placement_id: PlacementId, changes: Mapping[str, Value], *, today: date
) -> Receipt:
    """Correct what is known of a placement. Another first day moves its planned follow-ups.

    Raises:
        InvalidFieldsError: A rule of ``check_placement`` is broken.
    """
    with store.reading() as reading:
        before = reading[Placement].get(placement_id)
        name = reading[Client].get(before.client_id).name
    after = with_changes(before, changes)
    check_placement(after, today)
    with store.unit_of_work(Action.CORRECT_PLACEMENT, name) as work:
        work[Placement].save(after)
        shift = after.started_on - before.started_on
        for follow_up in work[FollowUp].where(placement_id=placement_id, contacted_on=None):
            if shift and follow_up.moved_reason is None:
                work[FollowUp].save(replace(follow_up, due_on=follow_up.due_on + shift))
        if before.ended_on is None and after.ended_on is not None:
            end_work(work, after)
        return work.commit()


def end_placement(
    store: Store, placement_id: PlacementId, *, on: date, reason: str | None, today: date
) -> Receipt:
    """End a placement. Its planned follow-ups are no longer due.

    Raises:
        InvalidFieldsError: The reason is missing or the day does not fit.
        Problem: It has ended already.
    """
    with store.reading() as reading:
        placement = reading[Placement].get(placement_id)
        name = reading[Client].get(placement.client_id).name
    if placement.ended_on is not None:
        raise Problem(_ENDED_ALREADY, ended_on=placement.ended_on)
    ended = follow_up_rules.end(placement, on=on, reason=reason, today=today)
    with store.unit_of_work(Action.CORRECT_PLACEMENT, name) as work:
        work[Placement].save(ended)
        end_work(work, ended)
        return work.commit()


def begin_work(work: UnitOfWork, placement: Placement, today: date) -> None:
    """Let the client count as in work, and her case go on, within a unit of work."""
    client = work[Client].get(placement.client_id)
    work[Client].save(client_at_work(client))
    case = open_case_of(work, placement.client_id)
    if case is not None:
        work[Case].save(case_at_work(case, placement.started_on, today))


def end_work(work: UnitOfWork, placement: Placement) -> None:
    """Let the client count as out of work unless another placement goes on."""
    if _works_elsewhere(work, placement.client_id, placement.id):
        return
    client = work[Client].get(placement.client_id)
    work[Client].save(client_out_of_work(client, placement.separation_reason))


def _works_elsewhere(work: UnitOfWork, client_id: ClientId, but: PlacementId) -> bool:
    running = work[Placement].where(client_id=client_id, ended_on=None)
    return any(placement.id != but for placement in running)


def _refuse_same_job(work: UnitOfWork, placement: Placement, name: str) -> None:
    for other in work[Placement].where(client_id=placement.client_id, ended_on=None):
        same = (other.employer_name, other.job_title) == (
            placement.employer_name,
            placement.job_title,
        )
        if same:
            raise Problem(
                _SAME_JOB,
                field="job_title",
                name=name,
                employer=other.employer_name or "",
                job=other.job_title,
                started_on=other.started_on,
            )


def _with_register(reading: Reading, placement: Placement) -> Placement:
    vacancy = (
        reading[Vacancy].get(placement.vacancy_id) if placement.vacancy_id is not None else None
    )
    employer_id = placement.employer_id or (vacancy.employer_id if vacancy else None)
    employer = reading[Employer].find(employer_id) if employer_id is not None else None
    return replace(
        placement,
        employer_id=employer_id,
        employer_name=placement.employer_name or (employer.name if employer else None),
        job_title=placement.job_title or (vacancy.title if vacancy else ""),
    )
