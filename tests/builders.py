"""Invented records: a test states only what matters to it."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from db.domain.clients.assessment import Assessment
from db.domain.clients.case import Case
from db.domain.clients.case_note import CaseNote
from db.domain.clients.client import Client
from db.domain.clients.consent import Consent
from db.domain.clients.employment_plan import EmploymentPlan, PlanStep
from db.domain.clients.postponement import Postponement
from db.domain.graduates.graduate_service import GraduateService, JobLead
from db.domain.households.household import Household, HouseholdMember
from db.domain.households.household_check import HouseholdCheck
from db.domain.ids import new_uuid
from db.domain.placements.employer import Employer, Vacancy
from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from db.domain.staff import Staff
from db.fields.numbers import check_digit

TODAY = date(2026, 11, 23)
"""The day on which invented days begin and end."""

_MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
_ids = count(1)


class SteppingClock:
    """A clock that goes on by a second whenever somebody looks at it."""

    def __init__(self, start: datetime = _MORNING) -> None:
        self._next = start

    def now(self) -> datetime:
        """Return the instant now."""
        now, self._next = self._next, self._next + timedelta(seconds=1)
        return now


def an_id() -> UUID:
    """Return a fresh id; later ones sort after earlier ones, all before a store’s."""
    the_day_before = _MORNING - timedelta(days=1)
    return new_uuid(int(the_day_before.timestamp() * 1000) + next(_ids))


def days_ago(days: int) -> date:
    """Return the day so many days before ``TODAY``."""
    return TODAY - timedelta(days=days)


def an_identity_number(
    born_on: date = date(1990, 5, 17), sequence: int = 2, county: str = "520626"
) -> str:
    """Return an invented identity number; an odd ``sequence`` is male, an even one female."""
    first = f"{county}{born_on:%Y%m%d}{sequence:03}"
    return first + check_digit(first)


def a_staff(**more: Any) -> Staff:
    return _made(
        Staff,
        more,
        name="石秀英",
        role="counsellor",
        county="520626",
        organisation="德江县残疾人就业服务所",
        phone="0856-8521234",
    )


def a_client(**more: Any) -> Client:
    return _made(Client, more, name="潘阿妹", township="煎茶镇", village="长安村")


def a_case(client: Client, **more: Any) -> Case:
    return _made(
        Case,
        more,
        client_id=client.id,
        number="520626-2026-ABCDEF",
        stage="INTAKE",
        opened_on=days_ago(60),
    )


def a_household(**more: Any) -> Household:
    return _made(Household, more, head_name="潘老二", rural=True, village="长安村")


def a_member(household: Household, **more: Any) -> HouseholdMember:
    return _made(HouseholdMember, more, household_id=household.id, name="潘小弟")


def an_able_member(household: Household, **more: Any) -> HouseholdMember:
    """Return a disabled member on whom the duty rests, known as of a month ago."""
    able = {
        "name": "潘阿妹",
        "sex": "2",
        "born_on": date(1990, 5, 17),
        "has_certificate": True,
        "work_ability": "PART",
        "wish_to_work": "YES",
        "facts_on": days_ago(30),
    }
    return a_member(household, **(able | more))


def a_check(household: Household, **more: Any) -> HouseholdCheck:
    return _made(
        HouseholdCheck,
        more,
        household_id=household.id,
        checked_on=TODAY,
        channel="HOME",
        found="",
        basis="",
    )


def a_placement(client: Client, **more: Any) -> Placement:
    return _made(
        Placement,
        more,
        client_id=client.id,
        form="QUOTA",
        employer_name="长安茶叶加工厂",
        job_title="分拣员",
        started_on=days_ago(10),
    )


def a_follow_up(placement: Placement, **more: Any) -> FollowUp:
    return _made(
        FollowUp,
        more,
        placement_id=placement.id,
        client_id=placement.client_id,
        kind="month_1",
        due_on=placement.started_on + timedelta(days=30),
    )


def a_held_follow_up(placement: Placement, **more: Any) -> FollowUp:
    held = {"contacted_on": TODAY, "channel": "PHONE", "still_employed": True}
    return a_follow_up(placement, **(held | more))


def a_note(client: Client, **more: Any) -> CaseNote:
    return _made(
        CaseNote,
        more,
        client_id=client.id,
        noted_on=TODAY,
        channel="PHONE",
        content="说好下周去看岗位。",
    )


def a_consent(client: Client, **more: Any) -> Consent:
    return _made(
        Consent, more, client_id=client.id, purpose="REGISTER", given_on=TODAY, way="SIGN"
    )


def an_assessment(client: Client, **more: Any) -> Assessment:
    return _made(Assessment, more, client_id=client.id, assessed_on=TODAY)


def a_plan(client: Client, **more: Any) -> EmploymentPlan:
    return _made(
        EmploymentPlan, more, client_id=client.id, agreed_on=days_ago(20), goal="在镇上找到工作"
    )


def a_step(plan: EmploymentPlan, **more: Any) -> PlanStep:
    return _made(
        PlanStep, more, plan_id=plan.id, client_id=plan.client_id, what="一起去看茶叶厂"
    )


def a_service(client: Client, **more: Any) -> GraduateService:
    return _made(GraduateService, more, client_id=client.id, began_on=days_ago(30))


def a_lead(service: GraduateService, **more: Any) -> JobLead:
    return _made(
        JobLead,
        more,
        service_id=service.id,
        client_id=service.client_id,
        employer_name="德江县图书馆",
        job_title="编目员",
        why_it_suits="专业对口，离家近",
        told_on=days_ago(5),
    )


def an_employer(**more: Any) -> Employer:
    return _made(Employer, more, name="长安茶叶加工厂")


def a_vacancy(employer: Employer, **more: Any) -> Vacancy:
    return _made(Vacancy, more, employer_id=employer.id, title="分拣员", opened_on=days_ago(40))


def a_postponement(**more: Any) -> Postponement:
    return _made(
        Postponement,
        more,
        subject="follow_up:0",
        until=TODAY + timedelta(days=3),
        reason="ASKED",
    )


def _made(record_type: type[Any], given: dict[str, Any], **usual: Any) -> Any:
    return record_type(**({"id": an_id()} | usual | given))
