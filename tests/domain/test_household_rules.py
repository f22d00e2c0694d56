"""一户一人: every result and every reason, with the days of the facts."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.households.household import Household, HouseholdMember
from db.domain.households.household_facts import HouseholdFacts
from db.domain.households.household_finding import HouseholdResult, NotApplicable, Pending
from db.domain.households.household_rules import check_household
from db.domain.placements.retention import Branch
from db.domain.policy import load_packs
from db.fields.codes import code_list
from db.fields.text import Language
from tests.builders import (
    TODAY,
    a_client,
    a_held_follow_up,
    a_household,
    a_member,
    a_placement,
    an_able_member,
    days_ago,
)
from tests.strategies import records

POLICY = load_packs()
HOME = a_household()
MET, UNMET = HouseholdResult.MET, HouseholdResult.UNMET
NA, PENDING = HouseholdResult.NOT_APPLICABLE, HouseholdResult.PENDING
WORKING = {
    "employment_form": "QUOTA",
    "employer_name": "东莞某电子厂",
    "contract_months": 24,
    "work_started_on": days_ago(400),
    "facts_on": days_ago(30),
}


def found(*members: HouseholdMember, household: Household = HOME) -> Any:
    facts = HouseholdFacts(household=household, members=members)
    return check_household(facts, TODAY, POLICY)


def able(**more: object) -> HouseholdMember:
    return an_able_member(HOME, **more)


@pytest.mark.parametrize(
    ("members", "result", "reason"),
    [
        ((), PENDING, Pending.NO_MEMBERS),
        ((a_member(HOME, has_certificate=False),), NA, NotApplicable.NO_HOLDER),
        ((a_member(HOME),), PENDING, Pending.CERTIFICATE),
        ((able(),), UNMET, None),
        ((able(work_ability="LOST"),), NA, NotApplicable.NO_ABILITY),
        ((able(wish_to_work="NO"),), NA, NotApplicable.NO_WISH),
        ((able(studying=True),), NA, NotApplicable.STUDY),
        ((able(born_on=date(2012, 1, 1)),), NA, NotApplicable.UNDER_AGE),
        ((able(born_on=date(1971, 11, 23)),), NA, NotApplicable.OVER_AGE),
        ((able(born_on=date(1971, 11, 24)),), UNMET, None),
        ((able(born_on=date(1971, 11, 23), sex="1"),), UNMET, None),
        ((able(born_on=date(1971, 11, 23), sex=None),), PENDING, Pending.AGE),
        ((able(born_on=None),), PENDING, Pending.AGE),
        ((able(work_ability=None),), PENDING, Pending.ABILITY),
        ((able(work_ability="PENDING"),), PENDING, Pending.ABILITY),
        ((able(wish_to_work=None),), PENDING, Pending.WISH),
        ((able(wish_to_work="UNSURE"),), PENDING, Pending.WISH),
        ((able(facts_on=None),), PENDING, Pending.EMPLOYMENT),
        ((able(facts_on=days_ago(366)),), PENDING, Pending.OLD),
        ((able(facts_on=days_ago(365)),), UNMET, None),
        ((able(wish_to_work="NO", facts_on=days_ago(366)),), PENDING, Pending.OLD),
        ((able(**WORKING),), MET, None),
        ((able(), a_member(HOME, **WORKING)), MET, None),
        (
            (able(), a_member(HOME, **(WORKING | {"facts_on": days_ago(366)}))),
            PENDING,
            Pending.OLD,
        ),
        (
            (able(), a_member(HOME, **(WORKING | {"contract_months": None,
                                                 "work_started_on": days_ago(40)}))),
            PENDING,
            Pending.EMPLOYMENT,
        ),
        (
            (able(), a_member(HOME, **(WORKING | {"contract_months": 3,
                                                 "work_started_on": days_ago(40)}))),
            UNMET,
            None,
        ),
        ((able(), a_member(HOME)), PENDING, Pending.EMPLOYMENT),
        ((able(), a_member(HOME, born_on=date(2015, 1, 1))), UNMET, None),
        ((able(), a_member(HOME, work_ability="LOST")), UNMET, None),
        (
            (able(work_ability="LOST"), able(wish_to_work="NO", name="潘阿强")),
            NA,
            NotApplicable.MIXED,
        ),
        ((able(work_ability="LOST"), able(name="潘阿强")), UNMET, None),
    ],
)  # fmt: skip
def test_members_decide_the_result(
    members: tuple[HouseholdMember, ...],
    result: HouseholdResult,
    reason: NotApplicable | Pending | None,
) -> None:
    finding = found(*members)
    assert (finding.result, finding.reason) == (result, reason), finding.basis.zh


@pytest.mark.parametrize(
    ("rural", "result", "reason"),
    [(False, NA, NotApplicable.NOT_RURAL), (None, PENDING, Pending.REGISTRATION)],
)
def test_the_duty_is_for_rural_households_alone(
    rural: bool | None, result: HouseholdResult, reason: NotApplicable | Pending
) -> None:
    finding = found(able(**WORKING), household=replace(HOME, rural=rural))
    assert (finding.result, finding.reason) == (result, reason)


def test_a_met_household_names_the_worker_the_branch_and_the_days() -> None:
    son = a_member(HOME, name="潘小弟", **WORKING)
    finding = found(able(), son)
    assert (finding.worker_id, finding.branch) == (son.id, Branch.UNIT_CONTRACT)
    assert finding.basis.zh == (
        f"达标：潘小弟有稳定的工作。合同 24 个月，不少于 12 个月。这些情况截至 {days_ago(30)}。"
    )
    assert finding.next_check_on == TODAY + timedelta(days=180)
    assert f"潘阿妹 就业意愿：有就业意愿（{days_ago(30)}）" in finding.prose(Language.ZH)


def test_an_unmet_household_is_seen_again_within_a_month() -> None:
    finding = found(able())
    assert finding.next_check_on == TODAY + timedelta(days=30)
    assert finding.basis.zh == (
        "未达标：潘阿妹有劳动能力也想就业，家里还没有人稳定就业（应至少 1 人）。"
        "现在没有成员在工作。"
    )


def test_the_clause_of_the_plan_stands_behind_the_finding() -> None:
    sources = {source.key: source for source in found(able()).sources}
    assert sources["household.min_stable_workers"].expired
    assert "一户一人" in sources["household.min_stable_workers"].clause.zh


def test_sheltered_work_counts_only_where_no_other_does_and_is_shown_apart() -> None:
    sheltered = able(employment_form="SHELT", contract_months=12, work_started_on=days_ago(200))
    assert found(sheltered).branch is Branch.SHELTERED
    assert found(sheltered, a_member(HOME, **WORKING)).branch is Branch.UNIT_CONTRACT


def test_a_clients_own_file_comes_before_the_household_sheet() -> None:
    client = a_client(
        born_on=date(1990, 5, 17), sex="2", certificate_kind="DPF", wish_to_work="NO"
    )
    member = able(client_id=client.id)
    facts = HouseholdFacts(household=HOME, members=(member,), client_by_id={client.id: client})
    assert check_household(facts, TODAY, POLICY).reason is NotApplicable.NO_WISH


def test_a_clients_placement_meets_the_duty_and_a_follow_up_keeps_it_fresh() -> None:
    client = a_client(certificate_kind="DPF", born_on=date(1990, 5, 17), sex="2")
    member = able(client_id=client.id, facts_on=None)
    placement = a_placement(client, started_on=days_ago(500))
    stale = HouseholdFacts(
        household=HOME,
        members=(member,),
        client_by_id={client.id: client},
        placements_by_client={client.id: [placement]},
    )
    assert check_household(stale, TODAY, POLICY).reason is Pending.OLD
    contact = a_held_follow_up(placement, contacted_on=days_ago(20))
    fresh = replace(stale, follow_ups_by_placement={placement.id: [contact]})
    assert check_household(fresh, TODAY, POLICY).result is MET


def test_a_client_said_to_work_without_a_placement_is_asked_about() -> None:
    client = a_client(employment_status="EMP", certificate_kind="DPF")
    facts = HouseholdFacts(
        household=HOME,
        members=(able(client_id=client.id),),
        client_by_id={client.id: client},
    )
    finding = check_household(facts, TODAY, POLICY)
    assert (finding.result, finding.reason) == (PENDING, Pending.EMPLOYMENT)


@pytest.mark.parametrize(
    ("enum", "codes", "beyond"),
    [
        (HouseholdResult, "household_results", set()),
        (NotApplicable, "household_not_applicable_reasons", set()),
        (Pending, "household_pending_reasons", {"CERTIFICATE"}),
    ],
)
def test_results_and_reasons_are_entries_of_the_code_lists(
    enum: Any, codes: str, beyond: set[str]
) -> None:
    known = {entry.code for entry in code_list(codes)}
    assert {member.value for member in enum} - known <= beyond


MEMBERS = st.lists(
    records(HouseholdMember, household_id=HOME.id, client_id=None), max_size=4
).map(tuple)


@given(MEMBERS)
def test_every_household_gets_a_result_with_its_reason(
    members: tuple[HouseholdMember, ...],
) -> None:
    finding = found(*members)
    assert (finding.reason is None) is (finding.result in {MET, UNMET})
    assert (finding.branch is None) is (finding.result is not MET)
    assert finding.basis.zh
    assert finding.basis.en


@given(MEMBERS)
def test_another_member_in_stable_work_never_leaves_a_household_unmet(
    members: tuple[HouseholdMember, ...],
) -> None:
    if found(*members).result in {MET, UNMET}:
        assert found(*members, a_member(HOME, has_certificate=False, **WORKING)).result is MET


@given(MEMBERS, st.integers(0, 1000))
def test_facts_that_grow_old_never_turn_a_met_household_into_an_unmet_one(
    members: tuple[HouseholdMember, ...], later: int
) -> None:
    facts = HouseholdFacts(household=HOME, members=members)
    if check_household(facts, TODAY, POLICY).result is MET:
        after = check_household(facts, TODAY + timedelta(days=later), POLICY)
        assert after.result is not UNMET
