"""Stable work: its branches, and what time alone may change."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.placements.retention import Branch, placement_stability, stability
from db.domain.placements.work import Work, full_months, member_work, placement_work
from db.domain.policy import load_packs
from db.fields.codes import code_list
from db.fields.text import Language
from tests.builders import (
    TODAY,
    a_client,
    a_follow_up,
    a_held_follow_up,
    a_household,
    a_member,
    a_placement,
    days_ago,
)
from tests.strategies import days

POLICY = load_packs()
WAGED = POLICY.with_local({"stable.self_min_wage_fen": 189_000})


def work(form: str = "QUOTA", **more: object) -> Work:
    usual = {"started_on": days_ago(400), "as_of": days_ago(3)}
    return Work(form=form, **(usual | more))  # type: ignore[arg-type]  # a builder takes any


@pytest.mark.parametrize(
    ("known", "stable", "branch"),
    [
        (work(started_on=days_ago(5), contract_months=12), True, Branch.UNIT_CONTRACT),
        (work(started_on=days_ago(5), contract_months=11), False, None),
        (work("CONC", contract_months=0), True, Branch.UNIT_POST),
        (work(started_on=date(2026, 5, 23), contract_months=0), True, Branch.UNIT_POST),
        (work(started_on=date(2026, 5, 24), contract_months=0), False, None),
        (work(started_on=days_ago(5)), None, None),
        (work(started_on=None), None, None),
        (work("PUBLIC", contract_months=3), True, Branch.PUBLIC_POST),
        (
            work("PUBLIC", started_on=days_ago(5), contract_months=12),
            True,
            Branch.PUBLIC_AGREEMENT,
        ),
        (work("PUBLIC", started_on=days_ago(5), contract_months=6), False, None),
        (work("SELF"), True, Branch.SELF),
        (work("FLEX", started_on=days_ago(100)), False, None),
        (work("FARM", worked_this_season=True, monthly_income=80_000), True, Branch.FARM),
        (work("FARM", worked_this_season=True), None, None),
        (work("FARM", worked_this_season=False, monthly_income=80_000), False, None),
        (work("FARM", monthly_income=80_000), None, None),
        (
            work(
                "FARM",
                worked_this_season=True,
                monthly_income=80_000,
                as_of=days_ago(184),
            ),
            None,
            None,
        ),
        (work("SHELT", has_agreement=True), True, Branch.SHELTERED),
        (work("SHELT", has_agreement=False), False, None),
        (work("SHELT"), None, None),
        (work("SHELT", started_on=days_ago(60), has_agreement=True), False, None),
        (work("NEWFORM"), None, None),
        (work(ended_on=TODAY), False, None),
        (work(started_on=TODAY + timedelta(days=1), contract_months=24), False, None),
    ],
)
def test_each_branch_is_met_by_its_own_facts(
    known: Work, stable: bool | None, branch: Branch | None
) -> None:
    found = stability(known, TODAY, POLICY)
    assert (found.stable, found.branch) == (stable, branch), found.basis.zh


@pytest.mark.parametrize(
    ("income", "stable"), [(189_000, True), (188_999, False), (None, None)]
)
def test_income_is_compared_once_the_county_has_set_its_minimum_wage(
    income: int | None, stable: bool | None
) -> None:
    assert stability(work("SELF", monthly_income=income), TODAY, WAGED).stable is stable


def test_only_sheltered_work_is_shown_apart() -> None:
    assert stability(work("SHELT", has_agreement=True), TODAY, POLICY).apart
    assert not stability(work(contract_months=12), TODAY, POLICY).apart


def test_the_basis_names_the_numbers_and_the_missing_fact() -> None:
    met = stability(work(started_on=days_ago(5), contract_months=24), TODAY, POLICY)
    assert met.basis.zh == "合同 24 个月，不少于 12 个月。"
    assert [source.key for source in met.sources] == ["stable.unit_contract_months"]
    open_question = stability(work(started_on=days_ago(5)), TODAY, POLICY)
    assert open_question.basis.zh == "待核：还缺合同或协议期限。"


def test_every_branch_is_an_entry_of_the_code_list() -> None:
    assert {branch.value for branch in Branch} == {e.code for e in code_list("stable_branches")}


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 1, 31), date(2026, 3, 31), 2),
        (date(2025, 11, 23), TODAY, 12),
        (date(2025, 11, 24), TODAY, 11),
    ],
)
def test_a_month_is_full_on_the_same_day_number(start: date, end: date, months: int) -> None:
    assert full_months(start, end) == months


def test_a_contract_of_a_year_ends_the_day_before_it_began() -> None:
    placement = a_placement(
        a_client(),
        contract_from=date(2026, 11, 13),
        contract_until=date(2027, 11, 12),
    )
    assert placement_work(placement, []).contract_months == 12


@pytest.mark.parametrize(
    ("kind", "months"), [("OPEN", 600), ("NONE", 0), ("FIX1", 12), ("FIX0", 11), ("SERV", None)]
)
def test_a_contract_without_days_is_as_long_as_its_kind_says(
    kind: str, months: int | None
) -> None:
    placement = a_placement(a_client(), contract_type=kind)
    assert placement_work(placement, []).contract_months == months


def test_the_latest_contact_decides_about_wage_season_and_job() -> None:
    placement = a_placement(
        a_client(), started_on=days_ago(300), monthly_wage=100_000, worked_this_season=True
    )
    early = a_held_follow_up(placement, contacted_on=days_ago(200), monthly_wage=150_000)
    late = a_held_follow_up(
        placement, contacted_on=days_ago(100), worked_this_season=False, still_employed=None
    )
    found = placement_work(placement, [late, early, a_follow_up(placement)])
    assert found.monthly_income == 150_000
    assert found.worked_this_season is False
    assert found.as_of == days_ago(200)


def test_a_contact_that_found_the_job_lost_makes_it_unstable() -> None:
    placement = a_placement(a_client(), started_on=days_ago(300))
    lost = a_held_follow_up(placement, contacted_on=days_ago(2), still_employed=False)
    found = placement_stability(placement, [lost], TODAY, POLICY)
    assert (found.stable, found.basis.zh) == (False, f"已于 {days_ago(2)} 离岗。")


def test_a_member_without_work_has_no_work_to_judge() -> None:
    assert member_work(a_member(a_household())) is None


def test_facts_carry_the_day_they_were_known_and_a_contract_in_words() -> None:
    facts = stability(work(contract_months=600, monthly_income=210_050), TODAY, POLICY).facts
    shown = {fact.label.zh: fact.value.to(Language.ZH) for fact in facts}
    assert shown["合同或协议期限"] == "无固定期限"
    assert shown["月收入"] == "2,100.50 元"
    assert {fact.as_of for fact in facts} == {days_ago(3)}


FORMS = st.sampled_from([entry.code for entry in code_list("employment_forms")])
ANY_WORK = st.builds(
    Work,
    form=FORMS,
    started_on=st.none() | days(date(2024, 1, 1), date(2027, 6, 1)),
    contract_months=st.none() | st.integers(0, 40),
    has_agreement=st.none() | st.booleans(),
    monthly_income=st.none() | st.integers(0, 500_000),
    worked_this_season=st.none() | st.booleans(),
    as_of=st.none() | days(date(2024, 1, 1), date(2027, 6, 1)),
)


@given(ANY_WORK, days(date(2024, 1, 1), date(2027, 1, 1)), st.integers(0, 700))
def test_time_alone_never_makes_stable_work_unstable(
    known: Work, today: date, later: int
) -> None:
    if stability(known, today, WAGED).stable:
        assert stability(known, today + timedelta(days=later), WAGED).stable is not False


@given(ANY_WORK, st.integers(0, 500_000))
def test_more_income_never_makes_stable_work_unstable(known: Work, more: int) -> None:
    if known.monthly_income is not None and stability(known, TODAY, WAGED).stable:
        richer = replace(known, monthly_income=known.monthly_income + more)
        assert stability(richer, TODAY, WAGED).stable


@given(ANY_WORK)
def test_a_met_branch_and_stable_work_are_the_same_thing(known: Work) -> None:
    found = stability(known, TODAY, POLICY)
    assert (found.branch is not None) is (found.stable is True)
