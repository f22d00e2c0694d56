"""Register employers and their vacancies."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from db.domain.ids import EmployerId, VacancyId
from db.domain.journal.change import Action, Receipt
from db.domain.placements.employer import Employer, Vacancy
from db.fields.codes import term_of
from db.fields.field import Value
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Store, UnitOfWork
from db.usecases.changing import check_filled, with_changes

_KNOWN = Text(
    "用人单位“{name}”已经登记过。请用原来的那一条。",
    "The employer “{name}” is registered already; use that entry.",
)
_MORE_DISABLED = Text(
    "残疾人职工比全部职工还多，请核对两个人数。",
    "There are more disabled staff than staff; check both numbers.",
)
_LATER_THAN_TODAY = Text("这个日期晚于今天，请核对。", "This day is after today; check it.")
_CLOSED_EARLY = Text(
    "关闭日期早于发布日期 {opened_on}，请核对。",
    "The vacancy opened on {opened_on}, after that day; check the days.",
)
_CLOSED_ALREADY = Text(
    "这个岗位已于 {closed_on} 关闭。", "This vacancy was closed on {closed_on}."
)


def register_employer(store: Store, employer: Employer) -> Receipt:
    """Register an employer.

    Raises:
        InvalidFieldsError: The name is empty.
        Problem: One of this name or credit code is registered already.
    """
    check_filled(employer)
    _check_staff(employer)
    with store.unit_of_work(Action.REGISTER_EMPLOYER, employer.name) as work:
        known = _same_employer(work, employer)
        if known is not None:
            raise Problem(_KNOWN, field="name", name=known.name)
        work[Employer].add(employer)
        return work.commit()


def correct_employer(
    store: Store, employer_id: EmployerId, changes: Mapping[str, Value]
) -> Receipt:
    """Correct what is known of an employer.

    Raises:
        Problem: Another one has this name or credit code already.
    """
    with store.reading() as reading:
        changed = with_changes(reading[Employer].get(employer_id), changes)
    _check_staff(changed)
    with store.unit_of_work(Action.REGISTER_EMPLOYER, changed.name) as work:
        known = _same_employer(work, changed)
        if known is not None:
            raise Problem(_KNOWN, field="name", name=known.name)
        work[Employer].save(changed)
        return work.commit()


def post_vacancy(store: Store, vacancy: Vacancy, *, today: date) -> Receipt:
    """Register a vacancy of an employer.

    Raises:
        InvalidFieldsError: A needed field is empty.
        Problem: A day does not fit, or the employer is gone.
    """
    check_filled(vacancy)
    _check_days(vacancy, today)
    with store.unit_of_work(Action.POST_VACANCY, vacancy.title) as work:
        work[Employer].get(vacancy.employer_id)
        work[Vacancy].add(vacancy)
        return work.commit()


def correct_vacancy(
    store: Store, vacancy_id: VacancyId, changes: Mapping[str, Value], *, today: date
) -> Receipt:
    """Correct what is known of a vacancy.

    Raises:
        Problem: A day does not fit.
    """
    with store.reading() as reading:
        changed = with_changes(reading[Vacancy].get(vacancy_id), changes)
    _check_days(changed, today)
    with store.unit_of_work(Action.POST_VACANCY, changed.title) as work:
        work[Vacancy].save(changed)
        return work.commit()


def close_vacancy(store: Store, vacancy_id: VacancyId, on: date, *, today: date) -> Receipt:
    """Record that a vacancy is filled or withdrawn. Leads given while it was open still count.

    Raises:
        Problem: It was closed before, or the day does not fit.
    """
    with store.reading() as reading:
        vacancy = reading[Vacancy].get(vacancy_id)
    if vacancy.closed_on is not None:
        raise Problem(_CLOSED_ALREADY, closed_on=vacancy.closed_on)
    closed = replace(vacancy, closed_on=on)
    _check_days(closed, today)
    with store.unit_of_work(Action.POST_VACANCY, vacancy.title) as work:
        work[Vacancy].save(closed)
        return work.commit()


def _same_employer(work: UnitOfWork, employer: Employer) -> Employer | None:
    for other in work[Employer].every():
        if other.id == employer.id:
            continue
        same_code = employer.credit_code is not None and (
            other.credit_code == employer.credit_code
        )
        if same_code or term_of(other.name) == term_of(employer.name):
            return other
    return None


def _check_staff(employer: Employer) -> None:
    if (
        employer.staff_count is not None
        and employer.disabled_staff_count is not None
        and employer.disabled_staff_count > employer.staff_count
    ):
        raise Problem(_MORE_DISABLED, field="disabled_staff_count")


def _check_days(vacancy: Vacancy, today: date) -> None:
    if vacancy.opened_on > today:
        raise Problem(_LATER_THAN_TODAY, field="opened_on")
    if vacancy.closed_on is not None and vacancy.closed_on > today:
        raise Problem(_LATER_THAN_TODAY, field="closed_on")
    if vacancy.closed_on is not None and vacancy.closed_on < vacancy.opened_on:
        raise Problem(_CLOSED_EARLY, field="closed_on", opened_on=vacancy.opened_on)
