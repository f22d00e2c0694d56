"""How far this quarter's duties are done: the meters beside today's work. Reads only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from db.domain.clients.client import Client
from db.domain.graduates.graduate_service import GraduateService
from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from db.domain.policy import Policy
from db.ports import Owner, Reading
from db.usecases.graduates import graduate_state

_COUNSELLOR = "counsellor"
_QUARTER_MONTHS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterState:
    """What was to be done and what is done.

    Attributes:
        begins_on: First day of the calendar quarter.
        graduates: Running graduate services, whenever they began.
        graduates_served: Those that were given enough job leads.
        follow_ups: Planned follow-ups that fell due since ``begins_on``.
        follow_ups_on_time: Those held on their day or before it.
    """

    begins_on: date
    graduates: int
    graduates_served: int
    follow_ups: int
    follow_ups_on_time: int


def quarter_state(reading: Reading, today: date, policy: Policy, owner: Owner) -> QuarterState:
    """Return where this quarter stands: a counsellor's own clients, or a supervisor's all."""
    counsellor = owner.staff_id if owner.role == _COUNSELLOR else None
    begins_on = quarter_begin(today)
    due = _follow_ups_due(reading, begins_on, today, counsellor)
    rows = reading.rows("graduate_services_open", counsellor=counsellor)
    services = reading[GraduateService].many([UUID(str(row["id"])) for row in rows])
    served = [
        service
        for service in services
        if not graduate_state(reading, service, today, policy).short_of
    ]
    return QuarterState(
        begins_on=begins_on,
        graduates=len(services),
        graduates_served=len(served),
        follow_ups=len(due),
        follow_ups_on_time=sum(
            each.contacted_on is not None and each.contacted_on <= each.due_on for each in due
        ),
    )


def quarter_begin(day: date) -> date:
    """Return the first day of the calendar quarter ``day`` lies in."""
    return day.replace(month=day.month - (day.month - 1) % _QUARTER_MONTHS, day=1)


def _follow_ups_due(
    reading: Reading, begins_on: date, today: date, counsellor: UUID | None
) -> list[FollowUp]:
    """Return the follow-ups due from ``begins_on`` to ``today``.

    One that fell due after the job had ended was not owed to anybody.
    """
    days = [begins_on + timedelta(days=n) for n in range((today - begins_on).days + 1)]
    due = reading[FollowUp].where(due_on=days)
    ended_on = {
        placement.id: placement.ended_on
        for placement in reading[Placement].many({each.placement_id for each in due})
    }
    owed = [
        each
        for each in due
        if each.placement_id in ended_on
        and (
            each.contacted_on is not None
            or (ended := ended_on[each.placement_id]) is None
            or each.due_on <= ended
        )
    ]
    if counsellor is None:
        return owed
    mine = _clients_of(reading, {each.client_id for each in owed}, counsellor)
    return [each for each in owed if each.client_id in mine]


def _clients_of(reading: Reading, client_ids: Collection[UUID], counsellor: UUID) -> set[UUID]:
    return {
        client.id
        for client in reading[Client].many(client_ids)
        if client.counsellor_id in (None, counsellor)
    }
