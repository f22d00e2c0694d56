"""一对一: what counts as a posting, and when three to five are given."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.graduates.graduate_rules import (
    GraduateState,
    check_lead,
    count_given,
    service_state,
)
from db.domain.graduates.graduate_service import JobLead
from db.domain.placements.employer import Vacancy
from db.domain.policy import load_packs
from db.fields.problem import InvalidFieldsError
from tests.builders import (
    TODAY,
    a_client,
    a_lead,
    a_service,
    a_vacancy,
    an_employer,
    days_ago,
)
from tests.strategies import days

POLICY = load_packs()
SERVICE = a_service(a_client())


def leads(number: int) -> list[JobLead]:
    return [a_lead(SERVICE, job_title=f"岗位{n}") for n in range(number)]


def state(given: list[JobLead], vacancies: tuple[Vacancy, ...] = ()) -> GraduateState:
    return service_state(SERVICE, given, {v.id: v for v in vacancies}, TODAY, POLICY)


@pytest.mark.parametrize(
    ("number", "short_of", "within", "above"),
    [
        (0, 3, False, False),
        (2, 1, False, False),
        (3, 0, True, False),
        (5, 0, True, False),
        (6, 0, False, True),
    ],
)
def test_three_to_five_are_enough_and_more_is_apart(
    number: int, short_of: int, within: bool, above: bool
) -> None:
    found = state(leads(number))
    assert found.given == number
    assert (found.short_of, found.within, found.above) == (short_of, within, above)


def test_the_sentence_says_how_many_are_missing() -> None:
    assert state(leads(1)).basis.zh == "已给 1 条岗位信息，还差 2 条（每人 3—5 条）。"


def test_the_days_allowed_count_from_the_beginning_unless_agreed() -> None:
    assert state([]).due_on == SERVICE.began_on + timedelta(days=90)
    agreed = replace(SERVICE, due_on=days_ago(4))
    late = service_state(agreed, [], {}, TODAY, POLICY)
    assert (late.due_on, late.overdue_days) == (days_ago(4), 4)
    assert service_state(agreed, leads(3), {}, TODAY, POLICY).overdue_days == 0
    ended = replace(agreed, ended_on=days_ago(1))
    assert service_state(ended, [], {}, TODAY, POLICY).overdue_days == 0


def test_only_what_she_was_told_by_today_counts() -> None:
    untold = [a_lead(SERVICE, told_on=None), a_lead(SERVICE, told_on=TODAY + timedelta(days=1))]
    assert count_given(untold, {}, TODAY) == 0


def test_the_same_words_and_the_same_vacancy_count_once() -> None:
    factory = an_employer()
    one, other = a_vacancy(factory), a_vacancy(factory)
    assert count_given([a_lead(SERVICE), a_lead(SERVICE)], {}, TODAY) == 1
    spaced = a_lead(SERVICE, employer_name=" 德江县 图书馆 ")
    assert count_given([a_lead(SERVICE), spaced], {}, TODAY) == 1
    twice = [a_lead(SERVICE, vacancy_id=one.id), a_lead(SERVICE, vacancy_id=one.id)]
    assert count_given(twice, {one.id: one}, TODAY) == 1
    two = [*twice, a_lead(SERVICE, vacancy_id=other.id)]
    assert count_given(two, {one.id: one, other.id: other}, TODAY) == 2
    assert count_given([*two, a_lead(SERVICE)], {}, TODAY) == 2


def test_a_closed_vacancy_counts_when_it_was_open_as_she_was_told() -> None:
    vacancy = a_vacancy(an_employer(), closed_on=days_ago(10))
    for told_on, counted in ((days_ago(11), 1), (days_ago(10), 1), (days_ago(9), 0)):
        lead = a_lead(SERVICE, vacancy_id=vacancy.id, told_on=told_on)
        assert count_given([lead], {vacancy.id: vacancy}, TODAY) == counted


def test_leads_of_another_service_do_not_count() -> None:
    assert state([a_lead(a_service(a_client()))]).given == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"employer_name": " "}, "employer_name"),
        ({"job_title": ""}, "job_title"),
        ({"why_it_suits": ""}, "why_it_suits"),
        ({"told_on": TODAY + timedelta(days=1)}, "told_on"),
        ({"told_on": None, "answer": "YES"}, "told_on"),
        ({"answer": "NO"}, "decline_reason"),
        ({"outcome_on": TODAY + timedelta(days=1)}, "outcome_on"),
        ({"outcome_on": days_ago(6)}, "outcome_on"),
    ],
)
def test_a_lead_that_does_not_fit_together_is_refused(
    change: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidFieldsError) as raised:
        check_lead(a_lead(SERVICE, **change), today=TODAY)
    assert [problem.field for problem in raised.value.problems] == [field]


def test_a_lead_waiting_for_an_answer_is_fine() -> None:
    check_lead(a_lead(SERVICE, told_on=None, answer="WAITING"), today=TODAY)


ANY_LEADS = st.lists(
    st.builds(
        lambda employer, title, told_on: a_lead(
            SERVICE, employer_name=employer, job_title=title, told_on=told_on
        ),
        st.sampled_from(["图书馆", "茶叶厂", "超市"]),
        st.sampled_from(["编目员", "分拣员"]),
        st.none() | days(date(2026, 1, 1), date(2027, 1, 1)),
    ),
    max_size=8,
)


@given(ANY_LEADS, ANY_LEADS)
def test_more_leads_never_make_her_shorter(some: list[JobLead], more: list[JobLead]) -> None:
    assert state([*some, *more]).short_of <= state(some).short_of


@given(ANY_LEADS)
def test_the_order_of_leads_does_not_matter(some: list[JobLead]) -> None:
    assert state(some) == state(some[::-1])
