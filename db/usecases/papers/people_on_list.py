"""Whom a list is about: the caseload, follow-ups due, a village, graduates, households."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from db.domain.clients.client import Client
from db.domain.ids import ClientId
from db.fields.problem import Problem
from db.fields.text import Labelled, Text
from db.ports import Owner, Reading
from db.search.person import NO_FILTERS, Filters, Order, OrderKey
from db.usecases.worklist import SOON_DAYS

_NO_VILLAGE: Final = Text(
    "请写村名，要和资料里写的一样。", "Write the name of the village as the records have it."
)
_COUNSELLOR: Final = "counsellor"
_ALL: Final = -1
"""The limit of a query that has none."""

_AT_ONCE: Final = 500


class PeopleList(Labelled):
    """A list of people that documents can be made for."""

    CASELOAD = "caseload", Text("个案", "Caseload")
    FOLLOW_UPS = "follow-ups", Text("要回访的人", "Follow-ups due")
    VILLAGE = "village", Text("一个村", "One village")
    GRADUATES = "graduates", Text("毕业生", "Graduates")
    HOUSEHOLDS = "households", Text("要核查的家庭", "Households to check")


LISTS: Final = {str(one): one for one in PeopleList}
"""The lists by their codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenList:
    """Which people.

    Attributes:
        filters: What narrows the caseload; the other lists pass it over.
        village: Name of the village as the records have it, its township before it where
            two townships have a village of that name.
    """

    which: PeopleList
    filters: Filters = NO_FILTERS
    village: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Somebody on a list."""

    client_id: ClientId
    name: str


def people_on_list(
    reading: Reading, chosen: ChosenList, *, today: date, owner: Owner
) -> tuple[Listed, ...]:
    """Return everybody on a list once, in the order of the screen it is known from.

    A counsellor's lists hold her own clients and those nobody has, as her worklist does; the
    caseload holds whom its filters say.

    Raises:
        Problem: The village is not named.
    """
    mine = owner.staff_id if owner.role == _COUNSELLOR else None
    match chosen.which:
        case PeopleList.CASELOAD:
            return _caseload(reading, chosen.filters)
        case PeopleList.VILLAGE:
            village = chosen.village.strip()
            if not village:
                raise Problem(_NO_VILLAGE, field="village")
            found = _of_village(reading, village)
            return _once((ClientId(each.id), each.name) for each in found)
        case PeopleList.FOLLOW_UPS:
            until = today + timedelta(days=SOON_DAYS)
            rows = reading.rows("follow_ups_due", until=until, counsellor=mine, limit=_ALL)
        case PeopleList.GRADUATES:
            rows = reading.rows("graduate_services_open", counsellor=mine)
        case PeopleList.HOUSEHOLDS:
            return _of_households(reading, today + timedelta(days=SOON_DAYS))
    return _once(_named(row) for row in rows)


def count_on_list(reading: Reading, chosen: ChosenList, *, today: date, owner: Owner) -> int:
    """Return how many people a list holds; arguments as for ``people_on_list``."""
    if chosen.which is PeopleList.CASELOAD:
        return len(reading.person_numbers("", chosen.filters, Order(key=OrderKey.VILLAGE)))
    return len(people_on_list(reading, chosen, today=today, owner=owner))


def people_of_ids(reading: Reading, ids: Iterable[UUID]) -> tuple[Listed, ...]:
    """Return the clients of these ids, once each. Raises ``Problem`` when one is gone."""
    return _once((ClientId(each), reading[Client].get(each).name) for each in ids)


def _of_village(reading: Reading, written: str) -> list[Client]:
    """Return the clients of a village, written with or without its township."""
    clients = reading[Client]
    if found := clients.where(village=written):
        return found
    # A township and a village are written as one word; where it parts, only the record knows.
    for at in range(1, len(written)):
        if found := clients.where(township=written[:at].strip(), village=written[at:].strip()):
            return found
    return []


def _caseload(reading: Reading, filters: Filters) -> tuple[Listed, ...]:
    numbers = reading.person_numbers("", filters, Order(key=OrderKey.VILLAGE))
    people: list[Listed] = []
    for part in _parts(numbers):
        people += [
            Listed(client_id=ClientId(UUID(bytes=row.row_id)), name=row.name or "")
            for row in reading.persons(part)
        ]
    return tuple(people)


def _of_households(reading: Reading, until: date) -> tuple[Listed, ...]:
    """Return, of each household to be checked, the first client: the check is for all."""
    rows = reading.rows("households_to_see", until=until, limit=_ALL)
    households = [_uuid(row["id"]) for row in rows]
    first: dict[UUID, Listed] = {}
    for part in _parts(households):
        for each in reading[Client].where(household_id=list(part)):
            if each.household_id is not None and each.household_id not in first:
                listed = Listed(client_id=ClientId(each.id), name=each.name)
                first[each.household_id] = listed
    return tuple(first[each] for each in households if each in first)


def _once(people: Iterable[tuple[ClientId, str]]) -> tuple[Listed, ...]:
    return tuple(
        Listed(client_id=client_id, name=name) for client_id, name in dict(people).items()
    )


def _named(row: Any) -> tuple[ClientId, str]:
    return ClientId(_uuid(row["client_id"])), str(row["name"])


def _uuid(value: object) -> UUID:
    assert isinstance(value, UUID)  # noqa: S101 - the query's column is an id
    return value


def _parts(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """Yield so many at a time as one query can name."""
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
