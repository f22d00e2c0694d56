"""一对一: how many targeted postings a graduate was given, and whether that is enough.

Source: plan 2022–2024, 二（七）: 为每人提供3—5个针对性岗位信息. What counts as one posting is a
design proposal: it was told to the graduate, counts once and was open then.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from db.domain.graduates.graduate_service import GraduateService, JobLead
from db.domain.ids import VacancyId
from db.domain.placements.employer import Vacancy
from db.domain.policy import Parameter, Policy
from db.fields.codes import code_list, term_of
from db.fields.problem import InvalidFieldsError, Problem
from db.fields.text import Text

MIN_POSTINGS = "graduate.postings_min"
MAX_POSTINGS = "graduate.postings_max"
DUE_DAYS = "graduate.postings_due_days"

_DECLINED = "NO"
_WAITING = "WAITING"
_NO_EMPLOYER = Text("请填写用人单位。", "Fill in the employer.")
_NO_TITLE = Text("请填写岗位名称。", "Fill in the job title.")
_NO_FIT = Text(
    "请写明为什么适合这位毕业生。岗位信息要有针对性。",
    "Say why the job suits this graduate; a job lead is a targeted one.",
)
_TOLD_LATER = Text("告知日期晚于今天，请核对。", "The day of telling is after today; check it.")
_NO_TELLING = Text(
    "先填告知日期，再填本人答复。", "Fill in the day of telling before the graduate’s answer."
)
_NO_DECLINE_REASON = Text("请选择不愿意的原因。", "Choose the reason for declining.")
_OUTCOME_LATER = Text(
    "结果日期晚于今天，请核对。", "The day of the outcome is after today; check it."
)
_OUTCOME_BEFORE = Text(
    "结果日期早于告知日期 {told_on}，请核对。",
    "The outcome is before the graduate was told on {told_on}; check the days.",
)
_SHORT = Text(
    "已给 {given} 条岗位信息，还差 {short} 条（每人 {low}—{high} 条）。",
    "{given} job leads given, {short} short ({low} to {high} for each graduate).",
)
_WITHIN = Text(
    "已给 {given} 条岗位信息，符合每人 {low}—{high} 条。",
    "{given} job leads given, within the {low} to {high} for each graduate.",
)
_ABOVE = Text(
    "已给 {given} 条岗位信息，超过 {high} 条，单列。",
    "{given} job leads given, more than {high}; reported apart.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GraduateState:
    """Where a graduate’s service stands.

    Attributes:
        given: Distinct postings she was told of.
        short_of: How many are still missing.
        within: Whether the number lies in the range.
        above: Whether it is more than the range; reported apart.
        due_on: By when they should be given.
        overdue_days: Days past ``due_on`` while short and not ended, else 0.
        basis: One sentence with the numbers.
        sources: The numbers used.
    """

    given: int
    short_of: int
    within: bool
    above: bool
    due_on: date
    overdue_days: int
    basis: Text
    sources: tuple[Parameter, ...]


def service_state(
    service: GraduateService,
    leads: Iterable[JobLead],
    vacancy_by_id: Mapping[VacancyId, Vacancy],
    today: date,
    policy: Policy,
) -> GraduateState:
    """Return where the service stands on ``today``."""
    given = count_given(
        (lead for lead in leads if lead.service_id == service.id), vacancy_by_id, today
    )
    low, high = (policy.number(key, today) for key in (MIN_POSTINGS, MAX_POSTINGS))
    due_on = service.due_on or usual_due_on(service.began_on, policy)
    short_of = max(0, low - given)
    late = (today - due_on).days if short_of and service.ended_on is None else 0
    sentence = _SHORT if short_of else _ABOVE if given > high else _WITHIN
    return GraduateState(
        given=given,
        short_of=short_of,
        within=low <= given <= high,
        above=given > high,
        due_on=due_on,
        overdue_days=max(0, late),
        basis=sentence.filled(given=given, short=short_of, low=low, high=high),
        sources=tuple(policy.at(key, today) for key in (MIN_POSTINGS, MAX_POSTINGS, DUE_DAYS)),
    )


def usual_due_on(began_on: date, policy: Policy) -> date:
    """Return the day by which the postings should be given when none was agreed."""
    return began_on + timedelta(days=policy.number(DUE_DAYS, began_on))


def count_given(
    leads: Iterable[JobLead], vacancy_by_id: Mapping[VacancyId, Vacancy], today: date
) -> int:
    """Count distinct postings the graduate was told of up to ``today``.

    Two leads are one posting when they name the same vacancy. A lead without a vacancy is known
    by employer and title, and adds nothing to a vacancy of the same words.
    """
    vacancies: set[VacancyId] = set()
    words_of_vacancies: set[tuple[str, str]] = set()
    words: set[tuple[str, str]] = set()
    for lead in leads:
        if lead.told_on is None or lead.told_on > today or not _was_open(lead, vacancy_by_id):
            continue
        name = term_of(lead.employer_name), term_of(lead.job_title)
        if lead.vacancy_id is None:
            words.add(name)
        else:
            vacancies.add(lead.vacancy_id)
            words_of_vacancies.add(name)
    return len(vacancies) + len(words - words_of_vacancies)


def check_lead(lead: JobLead, *, today: date) -> None:
    """Check a job lead and what came of it.

    Raises:
        InvalidFieldsError: It does not say which job or why it suits, or its days or answers
            do not fit together.
    """
    problems = []
    for field, text in (
        ("employer_name", _NO_EMPLOYER),
        ("job_title", _NO_TITLE),
        ("why_it_suits", _NO_FIT),
    ):
        if not str(getattr(lead, field)).strip():
            problems.append(Problem(text, field=field))
    if lead.told_on is not None and lead.told_on > today:
        problems.append(Problem(_TOLD_LATER, field="told_on"))
    if lead.told_on is None and lead.answer is not None and _says_something(lead.answer):
        problems.append(Problem(_NO_TELLING, field="told_on"))
    if lead.answer == _DECLINED and lead.decline_reason is None:
        problems.append(Problem(_NO_DECLINE_REASON, field="decline_reason"))
    if lead.outcome_on is not None and lead.outcome_on > today:
        problems.append(Problem(_OUTCOME_LATER, field="outcome_on"))
    if lead.outcome_on is not None and lead.outcome_on < (lead.told_on or lead.outcome_on):
        problems.append(Problem(_OUTCOME_BEFORE, field="outcome_on", told_on=lead.told_on))
    if problems:
        raise InvalidFieldsError(problems)


def _was_open(lead: JobLead, vacancy_by_id: Mapping[VacancyId, Vacancy]) -> bool:
    """Tell whether the vacancy was open when it was given; an unknown one is taken as open."""
    vacancy = vacancy_by_id.get(lead.vacancy_id) if lead.vacancy_id is not None else None
    if vacancy is None or lead.told_on is None or vacancy.closed_on is None:
        return True
    return lead.told_on <= vacancy.closed_on


def _says_something(answer: str) -> bool:
    entry = code_list("lead_answers").find(answer)
    return entry is None or entry.code != _WAITING
