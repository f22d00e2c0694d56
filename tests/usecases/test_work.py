"""Employers, vacancies, placements, follow-ups, graduates, plans and household checks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.domain.clients.client import Client
from db.domain.clients.employment_plan import EmploymentPlan, PlanStep
from db.domain.graduates.graduate_service import GraduateService, JobLead
from db.domain.households.household import Household, HouseholdMember
from db.domain.households.household_check import HouseholdCheck
from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from db.fields.problem import InvalidFieldsError, Problem
from db.store.record_file import SqlStore
from db.usecases.clients import register_client
from db.usecases.employers import (
    close_vacancy,
    correct_employer,
    correct_vacancy,
    post_vacancy,
    register_employer,
)
from db.usecases.follow_ups import move_follow_up, plan_follow_up, record_follow_up
from db.usecases.graduates import (
    begin_graduate_service,
    correct_graduate_service,
    give_job_lead,
    record_answer,
)
from db.usecases.households import (
    add_member,
    correct_household,
    correct_member,
    record_check,
    record_household,
)
from db.usecases.placements import correct_placement, end_placement, start_placement
from db.usecases.plans import add_step, agree_plan, complete_step, correct_plan, correct_step
from tests.builders import (
    TODAY,
    a_check,
    a_client,
    a_follow_up,
    a_held_follow_up,
    a_household,
    a_lead,
    a_member,
    a_placement,
    a_plan,
    a_service,
    a_step,
    a_vacancy,
    an_able_member,
    an_employer,
    days_ago,
)
from tests.usecases.conftest import saved, the_case


@pytest.fixture
def client(store: SqlStore) -> Client:
    """Return a registered client who wants work."""
    wanting = a_client(employment_status="UNEMP_WILL", wish_to_work="YES")
    register_client(store, wanting, today=TODAY)
    return wanting


def planned(store: SqlStore, placement: Placement) -> list[FollowUp]:
    with store.reading() as reading:
        found = reading[FollowUp].where(placement_id=placement.id, contacted_on=None)
    return sorted(found, key=lambda f: f.due_on)


def status(store: SqlStore, client: Client) -> str | None:
    with store.reading() as reading:
        return reading[Client].get(client.id).employment_status


def test_starting_work_plans_follow_ups_and_moves_client_and_case(
    store: SqlStore, client: Client
) -> None:
    placement = a_placement(client, started_on=TODAY)
    start_placement(store, placement, today=TODAY)
    assert [(f.kind, (f.due_on - TODAY).days) for f in planned(store, placement)] == [
        ("day_7", 7),
        ("month_1", 30),
        ("month_3", 90),
        ("month_6", 180),
        ("month_12", 365),
    ]
    assert status(store, client) == "EMP"
    case = the_case(store, client)
    assert (case.stage, bool(case.skipped_reason)) == ("ONBOARD", True)
    store.undo()
    assert planned(store, placement) == []
    assert status(store, client) == "UNEMP_WILL"


def test_a_job_that_begins_later_leaves_the_client_looking_for_work(
    store: SqlStore, client: Client
) -> None:
    placement = a_placement(client, started_on=TODAY + timedelta(days=10))
    start_placement(store, placement, today=TODAY)
    assert [f.kind for f in planned(store, placement)][:3] == [
        "before_start",
        "before_start",
        "day_7",
    ]
    assert status(store, client) == "UNEMP_WILL"


def test_blanks_take_the_words_of_vacancy_and_employer(store: SqlStore, client: Client) -> None:
    employer = an_employer()
    vacancy = a_vacancy(employer)
    saved(store, employer, vacancy)
    placement = a_placement(client, vacancy_id=vacancy.id, employer_name=None, job_title="")
    start_placement(store, placement, today=TODAY)
    with store.reading() as reading:
        kept = reading[Placement].get(placement.id)
    assert (kept.employer_id, kept.employer_name, kept.job_title) == (
        employer.id,
        employer.name,
        vacancy.title,
    )
    with pytest.raises(Problem):
        start_placement(store, a_placement(client), today=TODAY)


def test_ending_the_last_job_makes_her_a_job_seeker_again(
    store: SqlStore, client: Client
) -> None:
    first, second = a_placement(client), a_placement(client, job_title="包装工")
    for placement in (first, second):
        start_placement(store, placement, today=TODAY)
    end_placement(store, first.id, on=TODAY, reason="PAY", today=TODAY)
    assert status(store, client) == "EMP"
    end_placement(store, second.id, on=TODAY, reason="PAY", today=TODAY)
    assert status(store, client) == "UNEMP_WILL"
    with pytest.raises(Problem):
        end_placement(store, second.id, on=TODAY, reason="PAY", today=TODAY)


def test_another_first_day_moves_what_is_planned_and_not_what_was_moved_by_hand(
    store: SqlStore, client: Client
) -> None:
    placement = a_placement(client, started_on=TODAY)
    start_placement(store, placement, today=TODAY)
    first, *_ = planned(store, placement)
    by_hand = TODAY + timedelta(days=9)
    move_follow_up(store, first.id, by_hand, "本人要求", today=TODAY)
    correct_placement(store, placement.id, {"started_on": days_ago(5)}, today=TODAY)
    assert [f.due_on for f in planned(store, placement)][:2] == [
        by_hand,
        TODAY + timedelta(days=25),
    ]


def test_a_held_follow_up_keeps_its_place_and_clears_the_missed_ones(
    store: SqlStore, client: Client
) -> None:
    placement = a_placement(client, started_on=days_ago(40))
    week = a_follow_up(placement, kind="day_7", due_on=days_ago(33))
    month = a_follow_up(placement, kind="month_1", due_on=days_ago(10))
    quarter = a_follow_up(placement, kind="month_3", due_on=TODAY + timedelta(days=50))
    saved(store, placement, week, month, quarter)
    held = replace(month, contacted_on=TODAY, channel="SITE", still_employed=True)
    record_follow_up(store, held, today=TODAY)
    assert planned(store, placement) == [quarter]
    with store.reading() as reading:
        assert reading[FollowUp].get(month.id).channel == "SITE"
    with pytest.raises(Problem):
        record_follow_up(store, held, today=TODAY)
    with pytest.raises(Problem):
        move_follow_up(store, month.id, TODAY + timedelta(days=1), "忙", today=TODAY)


def test_a_lost_job_learned_by_follow_up_ends_the_placement(
    store: SqlStore, client: Client
) -> None:
    placement = a_placement(client)
    start_placement(store, placement, today=TODAY)
    lost = a_held_follow_up(placement, kind="extra", still_employed=False)
    with pytest.raises(InvalidFieldsError):
        record_follow_up(store, lost, today=TODAY)
    assert status(store, client) == "EMP"
    record_follow_up(store, lost, today=TODAY, separation_reason="HEALTH")
    with store.reading() as reading:
        assert reading[Placement].get(placement.id).ended_on == TODAY
    assert status(store, client) == "UNEMP_WILL"
    with pytest.raises(Problem):
        plan_follow_up(store, a_follow_up(placement), today=TODAY)


def test_one_more_follow_up_can_be_planned_ahead(store: SqlStore, client: Client) -> None:
    placement = a_placement(client)
    saved(store, placement)
    extra = a_follow_up(placement, kind="extra", due_on=TODAY + timedelta(days=2))
    plan_follow_up(store, extra, today=TODAY)
    assert planned(store, placement) == [extra]
    with pytest.raises(Problem):
        plan_follow_up(store, a_follow_up(placement, due_on=days_ago(1)), today=TODAY)


def test_an_employer_is_registered_once_whatever_the_blanks(store: SqlStore) -> None:
    employer = an_employer(credit_code="91520626MA6DXXXXX1")
    register_employer(store, employer)
    for double in (
        an_employer(name=" 长安 茶叶加工厂"),
        an_employer(name="别的厂", credit_code="91520626MA6DXXXXX1"),
    ):
        with pytest.raises(Problem):
            register_employer(store, double)
    correct_employer(store, employer.id, {"staff_count": 40, "disabled_staff_count": 2})
    with pytest.raises(Problem):
        correct_employer(store, employer.id, {"disabled_staff_count": 41})


def test_a_vacancy_opens_and_closes_once(store: SqlStore) -> None:
    employer = an_employer()
    register_employer(store, employer)
    vacancy = a_vacancy(employer)
    post_vacancy(store, vacancy, today=TODAY)
    correct_vacancy(store, vacancy.id, {"places": 2}, today=TODAY)
    with pytest.raises(Problem):
        close_vacancy(store, vacancy.id, days_ago(41), today=TODAY)
    close_vacancy(store, vacancy.id, TODAY, today=TODAY)
    with pytest.raises(Problem):
        close_vacancy(store, vacancy.id, TODAY, today=TODAY)


def test_a_graduate_service_gets_its_day_from_policy_and_runs_once(
    store: SqlStore, client: Client
) -> None:
    service = a_service(client)
    begin_graduate_service(store, service, today=TODAY)
    with store.reading() as reading:
        kept = reading[GraduateService].get(service.id)
    assert kept.due_on == service.began_on + timedelta(days=90)
    with pytest.raises(Problem):
        begin_graduate_service(store, a_service(client), today=TODAY)
    correct_graduate_service(store, service.id, {"ended_on": TODAY}, today=TODAY)
    with pytest.raises(Problem):
        give_job_lead(store, a_lead(service), today=TODAY)
    begin_graduate_service(store, a_service(client), today=TODAY)


def test_a_lead_from_a_vacancy_is_told_answered_and_comes_to_something(
    store: SqlStore, client: Client
) -> None:
    employer = an_employer()
    vacancy, service = a_vacancy(employer), a_service(client)
    saved(store, employer, vacancy, service)
    lead = a_lead(service, vacancy_id=vacancy.id, employer_name="", job_title="", told_on=None)
    give_job_lead(store, lead, today=TODAY)
    record_answer(
        store, lead.id, {"told_on": TODAY, "told_how": "PHONE", "answer": "YES"}, today=TODAY
    )
    with pytest.raises(InvalidFieldsError):
        record_answer(store, lead.id, {"answer": "NO"}, today=TODAY)
    with store.reading() as reading:
        kept = reading[JobLead].get(lead.id)
    assert (kept.employer_name, kept.job_title, kept.answer) == (
        employer.name,
        vacancy.title,
        "YES",
    )


def test_a_new_plan_ends_the_old_one(store: SqlStore, client: Client) -> None:
    old, new = a_plan(client), a_plan(client, agreed_on=TODAY)
    agree_plan(store, old, [a_step(old)], today=TODAY)
    agree_plan(store, new, today=TODAY)
    with store.reading() as reading:
        assert reading[EmploymentPlan].get(old.id).ended_on == TODAY
        assert reading[EmploymentPlan].get(new.id).ended_on is None
    with pytest.raises(Problem):
        add_step(store, a_step(old))
    with pytest.raises(Problem):
        correct_plan(store, new.id, {"review_on": TODAY}, today=TODAY)


def test_a_step_is_done_once_and_can_be_taken_back(store: SqlStore, client: Client) -> None:
    plan = a_plan(client)
    agree_plan(store, plan, today=TODAY)
    step = a_step(plan)
    add_step(store, step)
    for wrong in (days_ago(21), TODAY + timedelta(days=1)):
        with pytest.raises(Problem):
            complete_step(store, step.id, wrong, today=TODAY)
    complete_step(store, step.id, TODAY, today=TODAY)
    with pytest.raises(Problem):
        complete_step(store, step.id, TODAY, today=TODAY)
    correct_step(store, step.id, {"done_on": None}, today=TODAY)
    with store.reading() as reading:
        assert reading[PlanStep].get(step.id).done_on is None


def test_a_member_belongs_to_one_household(store: SqlStore, client: Client) -> None:
    home, other = a_household(), a_household(head_name="吴大伯")
    record_household(store, home, [a_member(home, client_id=client.id)], today=TODAY)
    record_household(store, other, today=TODAY)
    with store.reading() as reading:
        assert reading[Client].get(client.id).household_id == home.id
    for household in (home, other):
        with pytest.raises(Problem):
            add_member(store, a_member(household, client_id=client.id), today=TODAY)
    correct_household(store, home.id, {"persons": 4})
    with pytest.raises(Problem):
        add_member(store, a_member(home, facts_on=TODAY + timedelta(days=1)), today=TODAY)


def test_a_check_is_computed_dated_and_sets_the_next_one(store: SqlStore) -> None:
    home = a_household()
    member = an_able_member(home, facts_on=days_ago(400))
    record_household(store, home, [member], today=TODAY)
    old = a_check(home)
    record_check(store, old, today=TODAY)
    fresh = a_check(home)
    record_check(store, fresh, today=TODAY, confirmed=[member.id])
    with store.reading() as reading:
        assert reading[HouseholdCheck].get(old.id).found == "PENDING"
        kept = reading[HouseholdCheck].get(fresh.id)
        assert reading[HouseholdMember].get(member.id).facts_on == TODAY
        assert reading[Household].get(home.id).next_check_on == kept.next_check_on
    assert (kept.found, kept.next_check_on) == ("UNMET", TODAY + timedelta(days=30))
    assert f"（{TODAY}）" in kept.basis


def test_the_counsellor_decides_otherwise_with_a_reason(store: SqlStore) -> None:
    home = a_household()
    record_household(store, home, [an_able_member(home)], today=TODAY)
    with pytest.raises(Problem):
        record_check(store, a_check(home, decided="MET"), today=TODAY)
    check = a_check(home, decided="MET", decided_reason="儿子昨天签了两年合同")
    record_check(store, check, today=TODAY)
    agreeing = a_check(home, decided="UNMET", decided_reason="一样")
    record_check(store, agreeing, today=TODAY)
    with store.reading() as reading:
        kept = reading[HouseholdCheck].get(check.id)
        assert (kept.found, kept.decided) == ("UNMET", "MET")
        assert reading[HouseholdCheck].get(agreeing.id).decided is None
    for wrong in ({"checked_on": TODAY + timedelta(days=1)}, {"next_check_on": TODAY}):
        with pytest.raises(Problem):
            record_check(store, a_check(home, **wrong), today=TODAY)


def test_a_members_facts_can_be_corrected(store: SqlStore) -> None:
    home = a_household()
    member = a_member(home, born_on=date(1990, 1, 1))
    record_household(store, home, [member], today=TODAY)
    correct_member(store, member.id, {"work_ability": "FULL"}, today=TODAY)
    with pytest.raises(Problem):
        correct_member(store, member.id, {"facts_on": TODAY + timedelta(days=1)}, today=TODAY)
