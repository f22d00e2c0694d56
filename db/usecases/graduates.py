"""一对一: begin the service to a graduate, give job leads, record what came of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from db.domain.clients.client import Client
from db.domain.graduates.graduate_rules import (
    GraduateState,
    check_lead,
    service_state,
    usual_due_on,
)
from db.domain.graduates.graduate_service import GraduateService, JobLead
from db.domain.ids import GraduateServiceId, JobLeadId
from db.domain.journal.change import Action, Receipt
from db.domain.placements.employer import Employer, Vacancy
from db.domain.policy import Policy
from db.fields.field import Value
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Reading, Store
from db.usecases.changing import check_filled, with_changes
from db.usecases.policies import policy_in_force

_BEGAN_LATER = Text("服务开始日期晚于今天，请核对。", "The day is after today; check it.")
_ENDED_LATER = Text("服务结束日期晚于今天，请核对。", "The day is after today; check it.")
_ENDED_EARLY = Text(
    "结束日期早于服务开始日期 {began_on}，请核对。",
    "The service began on {began_on}, after that day; check the days.",
)
_DUE_EARLY = Text(
    "应给足的日期早于服务开始日期 {began_on}，请核对。",
    "The day by which the leads are due is before the service began on {began_on}; check it.",
)
_RUNNING = Text(
    "{name} 的毕业生服务已于 {began_on} 开始，请接着用它。",
    "The graduate service to {name} began on {began_on}; go on with it.",
)
_ENDED = Text(
    "这项毕业生服务已于 {ended_on} 结束。要再给岗位信息，请重新开始服务。",
    "This graduate service ended on {ended_on}. Begin a new one to give job leads.",
)


def begin_graduate_service(store: Store, service: GraduateService, *, today: date) -> Receipt:
    """Begin the service. Left empty, the day the leads are due by comes from policy.

    Raises:
        InvalidFieldsError: A needed field is empty.
        Problem: A service to her is running, or a day does not fit.
    """
    check_filled(service)
    if service.due_on is None:
        due_on = usual_due_on(service.began_on, policy_in_force(store))
        service = replace(service, due_on=due_on)
    _check_days(service, today)
    with store.reading() as reading:
        name = reading[Client].get(service.client_id).name
        running = reading[GraduateService].where(client_id=service.client_id, ended_on=None)
    if running:
        raise Problem(_RUNNING, name=name, began_on=running[0].began_on)
    with store.unit_of_work(Action.BEGIN_GRADUATE_SERVICE, name) as work:
        work[GraduateService].add(service)
        return work.commit()


def correct_graduate_service(
    store: Store, service_id: GraduateServiceId, changes: Mapping[str, Value], *, today: date
) -> Receipt:
    """Correct or end a service.

    Raises:
        Problem: A day does not fit.
    """
    with store.reading() as reading:
        changed = with_changes(reading[GraduateService].get(service_id), changes)
        name = reading[Client].get(changed.client_id).name
    _check_days(changed, today)
    with store.unit_of_work(Action.BEGIN_GRADUATE_SERVICE, name) as work:
        work[GraduateService].save(changed)
        return work.commit()


def give_job_lead(store: Store, lead: JobLead, *, today: date) -> Receipt:
    """Give a graduate one targeted posting. From a vacancy, blanks take its words.

    Raises:
        InvalidFieldsError: A rule of ``check_lead`` is broken.
        Problem: The service has ended, or the vacancy is gone.
    """
    with store.reading() as reading:
        service = reading[GraduateService].get(lead.service_id)
        name = reading[Client].get(service.client_id).name
        lead = _with_vacancy(reading, replace(lead, client_id=service.client_id))
    if service.ended_on is not None:
        raise Problem(_ENDED, ended_on=service.ended_on)
    check_lead(lead, today=today)
    with store.unit_of_work(Action.GIVE_JOB_LEAD, name) as work:
        work[JobLead].add(lead)
        return work.commit()


def record_answer(
    store: Store, lead_id: JobLeadId, changes: Mapping[str, Value], *, today: date
) -> Receipt:
    """Record when a graduate was told, what she said and what came of it.

    Raises:
        InvalidFieldsError: A rule of ``check_lead`` is broken.
    """
    with store.reading() as reading:
        changed = with_changes(reading[JobLead].get(lead_id), changes)
        name = reading[Client].get(changed.client_id).name
    check_lead(changed, today=today)
    with store.unit_of_work(Action.GIVE_JOB_LEAD, name) as work:
        work[JobLead].save(changed)
        return work.commit()


def graduate_state(
    reading: Reading, service: GraduateService, today: date, policy: Policy
) -> GraduateState:
    """Return where a service stands."""
    leads = reading[JobLead].where(service_id=service.id)
    ids = {lead.vacancy_id for lead in leads if lead.vacancy_id is not None}
    vacancies = {v.id: v for v in reading[Vacancy].many(ids)}
    return service_state(service, leads, vacancies, today, policy)


def _with_vacancy(reading: Reading, lead: JobLead) -> JobLead:
    if lead.vacancy_id is None:
        return lead
    vacancy = reading[Vacancy].get(lead.vacancy_id)
    employer = reading[Employer].find(vacancy.employer_id)
    return replace(
        lead,
        employer_name=lead.employer_name or (employer.name if employer else ""),
        job_title=lead.job_title or vacancy.title,
    )


def _check_days(service: GraduateService, today: date) -> None:
    if service.began_on > today:
        raise Problem(_BEGAN_LATER, field="began_on")
    if service.due_on is not None and service.due_on < service.began_on:
        raise Problem(_DUE_EARLY, field="due_on", began_on=service.began_on)
    if service.ended_on is not None and service.ended_on > today:
        raise Problem(_ENDED_LATER, field="ended_on")
    if service.ended_on is not None and service.ended_on < service.began_on:
        raise Problem(_ENDED_EARLY, field="ended_on", began_on=service.began_on)
