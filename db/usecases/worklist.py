"""今天: who needs what, and why. Reads only."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from db.domain.clients.client import Client
from db.domain.clients.client_rules import CERTIFICATE_WARNING_DAYS
from db.domain.duty.duties import Duty, DutyKind, in_order, not_put_off
from db.domain.duty.duty_sentences import JOB_SEEKER_DAYS, DutyWriter, Job, Who
from db.domain.graduates.graduate_rules import service_state
from db.domain.graduates.graduate_service import GraduateService, JobLead
from db.domain.households.household_finding import HouseholdResult
from db.domain.ids import ClientId, HouseholdId
from db.domain.placements.employer import Vacancy
from db.domain.policy import Policy
from db.ports import Draft, Owner, Reading

SOON_DAYS: Final = 7
"""How far ahead the list looks (design proposal: one working week)."""

MOST_OF_A_KIND: Final = 200
"""How many duties of one kind are listed. After an import thousands of households are
unchecked; nobody reads such a list, and the numbers at the side tell how many there are."""

_COUNSELLOR = "counsellor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What the cards at the side show."""

    open_cases: int
    in_work: int
    graduates: int
    households_met: int
    households_unmet: int
    households_pending: int
    households_not_applicable: int
    households_never_checked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """What is due.

    Attributes:
        overdue: Past its day, the longest first.
        today: Due today.
        soon: Due later: within a week, or a graduate who is still short of job leads.
        left_out: By kind, how many more there are than were listed.
    """

    overdue: tuple[Duty, ...]
    today: tuple[Duty, ...]
    soon: tuple[Duty, ...]
    left_out: Mapping[DutyKind, int]
    numbers: Numbers

    @property
    def duties(self) -> tuple[Duty, ...]:
        """Everything listed, the longest due first."""
        return (*self.overdue, *self.today, *self.soon)


def todays_work(
    reading: Reading, drafts: Iterable[Draft], today: date, policy: Policy, owner: Owner
) -> Worklist:
    """Return what is due today, what is late and what comes soon.

    A counsellor sees her own clients and those nobody has; a supervisor sees all.
    """
    gathering = _Gathering(reading, DutyWriter(today, policy), owner)
    duties = [*gathering.duties(), *_unfinished(reading, drafts, gathering.writer)]
    put_off = {
        str(row["subject"]): _day(row["until"])
        for row in reading.rows("postponements_standing", today=today)
    }
    listed = in_order(not_put_off(duties, put_off, today))
    return Worklist(
        overdue=tuple(d for d in listed if d.due_on < today),
        today=tuple(d for d in listed if d.due_on == today),
        soon=tuple(d for d in listed if d.due_on > today),
        left_out=gathering.left_out,
        numbers=_numbers(reading, gathering.counsellor),
    )


def place_of(township: object, village: object) -> str:
    """Return township and village as one word, as people say it."""
    return f"{township or ''}{village or ''}"


class _Gathering:
    """Gathers the duties of every kind from the named queries."""

    def __init__(self, reading: Reading, writer: DutyWriter, owner: Owner) -> None:
        self.writer = writer
        self.counsellor = owner.staff_id if owner.role == _COUNSELLOR else None
        self.left_out: dict[DutyKind, int] = {}
        self._reading = reading
        self._until = writer.today + timedelta(days=SOON_DAYS)

    def duties(self) -> Iterator[Duty]:
        yield from self._follow_ups()
        yield from self._graduates()
        yield from self._households()
        yield from self._plan_steps()
        yield from self._next_contacts()
        yield from self._job_seekers()
        yield from self._certificates()

    def _rows(self, kind: DutyKind, query: str, **values: object) -> list[Mapping[str, Any]]:
        if kind is not DutyKind.HOUSEHOLD_UNCHECKED:  # a household belongs to no counsellor
            values["counsellor"] = self.counsellor
        rows = self._reading.rows(query, limit=MOST_OF_A_KIND, **values)
        total = int(str(rows[0]["total"])) if rows else 0
        if total > len(rows):
            self.left_out[kind] = total - len(rows)
        return rows

    def _follow_ups(self) -> Iterator[Duty]:
        for row in self._rows(DutyKind.FOLLOW_UP, "follow_ups_due", until=self._until):
            job = Job(
                started_on=row["started_on"],
                employer=row["employer_name"],
                title=row["job_title"],
            )
            planned = row["kind"], row["due_on"]
            yield self.writer.follow_up(_client(row), row["id"], planned, job)

    def _graduates(self) -> Iterator[Duty]:
        rows = self._reading.rows("graduate_services_open", counsellor=self.counsellor)
        if not rows:
            return
        who_by_service: dict[Any, Who] = {row["id"]: _client(row) for row in rows}
        leads = self._reading[JobLead].where(service_id=list(who_by_service))
        ids = {lead.vacancy_id for lead in leads if lead.vacancy_id is not None}
        vacancies = {v.id: v for v in self._reading[Vacancy].many(ids)}
        leads_of: dict[UUID, list[JobLead]] = {}
        for lead in leads:
            leads_of.setdefault(lead.service_id, []).append(lead)
        for service in self._reading[GraduateService].many(who_by_service):
            state = service_state(
                service,
                leads_of.get(service.id, ()),
                vacancies,
                self.writer.today,
                self.writer.policy,
            )
            if state.short_of:
                yield self.writer.graduate_short(who_by_service[service.id], service.id, state)

    def _households(self) -> Iterator[Duty]:
        kind = DutyKind.HOUSEHOLD_UNCHECKED
        for row in self._rows(kind, "households_to_see", until=self._until):
            who = Who(
                household_id=HouseholdId(row["id"]),
                name=row["head_name"],
                place=place_of(row["township"], row["village"]),
            )
            last = (row["checked_on"], row["result"]) if row["checked_on"] else None
            yield self.writer.household(who, row["id"], last, row["next_check_on"])

    def _plan_steps(self) -> Iterator[Duty]:
        for row in self._rows(DutyKind.PLAN_STEP, "plan_steps_due", until=self._until):
            yield self.writer.plan_step(
                _client(row), row["id"], row["due_on"], row["what"], row["who"]
            )

    def _next_contacts(self) -> Iterator[Duty]:
        for row in self._rows(DutyKind.NEXT_CONTACT, "next_contacts_due", until=self._until):
            days = row["noted_on"], row["next_on"]
            yield self.writer.next_contact(_client(row), row["id"], days, row["next_step"])

    def _job_seekers(self) -> Iterator[Duty]:
        today = self.writer.today
        days = self.writer.policy.number(JOB_SEEKER_DAYS, today)
        # Somebody contacted exactly so many days ago is due today.
        before = today - timedelta(days=days - 1)
        kind = DutyKind.JOB_SEEKER_CONTACT
        last_on: dict[UUID, tuple[Who, date]] = {}
        for row in self._rows(kind, "job_seekers_not_contacted", before=before):
            # Two laptops may have opened a case each; one contact is due all the same.
            last_on[row["client_id"]] = _client(row), row["last_on"]
        for client_id, (who, day) in last_on.items():
            yield self.writer.job_seeker(who, client_id, day)

    def _certificates(self) -> Iterator[Duty]:
        until = self.writer.today + timedelta(days=CERTIFICATE_WARNING_DAYS)
        kind = DutyKind.CERTIFICATE_EXPIRING
        for row in self._rows(kind, "certificates_ending", until=until):
            yield self.writer.certificate(
                _client(row), row["client_id"], row["certificate_until"]
            )


def _unfinished(
    reading: Reading, drafts: Iterable[Draft], writer: DutyWriter
) -> Iterator[Duty]:
    for draft in drafts:
        client = _client_of_draft(reading, draft)
        who = Who(name=draft.subject)
        if client is not None:
            place = place_of(client.township, client.village)
            who = Who(client_id=client.id, name=client.name, place=place)
        yield writer.draft(who, draft.key, draft.subject)


def _client_of_draft(reading: Reading, draft: Draft) -> Client | None:
    """Return the client named in the draft’s key, ``form:client id``, if there is one."""
    try:
        return reading[Client].find(UUID(draft.key.rpartition(":")[2]))
    except ValueError:
        return None


def _numbers(reading: Reading, counsellor: UUID | None) -> Numbers:
    (row,) = reading.rows("caseload_numbers", counsellor=counsellor)
    by_result = {
        each["result"]: int(str(each["households"]))
        for each in reading.rows("household_numbers")
    }
    return Numbers(
        open_cases=int(str(row["open_cases"])),
        in_work=int(str(row["in_work"])),
        graduates=int(str(row["graduates"])),
        households_met=by_result.get(HouseholdResult.MET.value, 0),
        households_unmet=by_result.get(HouseholdResult.UNMET.value, 0),
        households_pending=by_result.get(HouseholdResult.PENDING.value, 0),
        households_not_applicable=by_result.get(HouseholdResult.NOT_APPLICABLE.value, 0),
        households_never_checked=by_result.get(None, 0),
    )


def _client(row: Mapping[str, Any]) -> Who:
    return Who(
        client_id=ClientId(row["client_id"]),
        name=row["name"],
        place=place_of(row["township"], row["village"]),
    )


def _day(value: object) -> date:
    assert isinstance(value, date)  # noqa: S101 - the query’s column is a day
    return value
