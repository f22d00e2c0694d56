"""Follow-ups: their days, what must be asked, and what a contact changes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.duty.duties import DutyKind, duty_key, in_order, not_put_off, short_clause
from db.domain.duty.duty_sentences import DutyWriter, Job, Who
from db.domain.ids import ClientId
from db.domain.placements.follow_up_rules import (
    after_contact,
    check_follow_up,
    end,
    move,
    next_planned,
    overtaken,
    schedule,
    still_to_plan,
)
from db.domain.placements.placement_rules import (
    case_at_work,
    check_placement,
    client_out_of_work,
)
from db.domain.policy import load_packs
from db.fields.codes import code_list
from db.fields.problem import InvalidFieldsError, Problem
from tests.builders import (
    TODAY,
    a_case,
    a_client,
    a_follow_up,
    a_held_follow_up,
    a_placement,
    an_id,
    days_ago,
)

POLICY = load_packs()
JOB = a_placement(a_client(), started_on=days_ago(40))


def test_the_usual_days_are_those_of_the_policy() -> None:
    planned = [(p.kind, (p.due_on - JOB.started_on).days) for p in schedule(JOB, POLICY)]
    assert planned == [
        ("before_start", -7),
        ("before_start", -1),
        ("day_7", 7),
        ("month_1", 30),
        ("month_3", 90),
        ("month_6", 180),
        ("month_12", 365),
    ]
    assert {kind for kind, _ in planned} <= {e.code for e in code_list("follow_up_kinds")}


def test_a_county_may_set_its_own_days() -> None:
    local = POLICY.with_local({"follow_up.day_7": 3})
    assert JOB.started_on + timedelta(days=3) in {p.due_on for p in schedule(JOB, local)}


def test_a_placement_recorded_late_is_asked_about_once_not_for_every_missed_day() -> None:
    planned = still_to_plan(schedule(JOB, POLICY), TODAY)
    assert [p.kind for p in planned] == ["month_1", "month_3", "month_6", "month_12"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"contacted_on": None}, "contacted_on"),
        ({"contacted_on": TODAY + timedelta(days=1)}, "contacted_on"),
        ({"contacted_on": days_ago(41)}, "contacted_on"),
        ({"channel": None}, "channel"),
        ({"still_employed": None}, "still_employed"),
    ],
)
def test_a_contact_must_say_when_how_and_whether(change: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidFieldsError) as raised:
        check_follow_up(a_held_follow_up(JOB, **change), JOB, today=TODAY)
    assert [problem.field for problem in raised.value.problems] == [field]


def test_a_contact_before_the_first_day_is_of_its_own_kind() -> None:
    before = a_held_follow_up(
        JOB, kind="before_start", contacted_on=days_ago(42), still_employed=None
    )
    check_follow_up(before, JOB, today=TODAY)


def test_a_lost_job_ends_the_placement_and_needs_a_reason() -> None:
    lost = a_held_follow_up(JOB, still_employed=False, contacted_on=days_ago(1))
    with pytest.raises(InvalidFieldsError):
        after_contact(JOB, lost, None)
    ended = after_contact(JOB, lost, "HEALTH")
    assert (ended.ended_on, ended.separation_reason) == (days_ago(1), "HEALTH")
    assert after_contact(JOB, a_held_follow_up(JOB), None) == JOB


@pytest.mark.parametrize("on", [days_ago(41), TODAY + timedelta(days=1)])
def test_a_placement_ends_between_its_start_and_today(on: date) -> None:
    with pytest.raises(InvalidFieldsError) as raised:
        end(JOB, on=on, reason="PAY", today=TODAY)
    assert [problem.field for problem in raised.value.problems] == ["ended_on"]


def test_moving_needs_a_reason_and_another_day_to_come() -> None:
    planned = a_follow_up(JOB, due_on=TODAY)
    moved = move(planned, TODAY + timedelta(days=2), " 农忙 ", today=TODAY)
    assert (moved.due_on, moved.moved_reason) == (TODAY + timedelta(days=2), "农忙")
    for due_on, reason in (
        (TODAY + timedelta(days=2), " "),
        (days_ago(1), "忙"),
        (TODAY, "忙"),
    ):
        with pytest.raises(Problem):
            move(planned, due_on, reason, today=TODAY)


def test_one_contact_answers_what_earlier_ones_would_have_asked() -> None:
    week, month, quarter = (
        a_follow_up(JOB, due_on=JOB.started_on + timedelta(days=days)) for days in (7, 30, 90)
    )
    held = a_held_follow_up(JOB)
    assert overtaken([week, month, quarter, held], held) == (week.id, month.id)
    assert next_planned([quarter, held, month]) == month
    assert next_planned([held]) is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"employer_name": None}, "employer_name"),
        ({"contract_from": TODAY, "contract_until": days_ago(1)}, "contract_until"),
        ({"contract_type": "NONE", "contract_until": TODAY}, "contract_type"),
        ({"insurance": ("PENSION", "NONE")}, "insurance"),
        ({"ended_on": days_ago(1)}, "separation_reason"),
        ({"ended_on": days_ago(50), "separation_reason": "PAY"}, "ended_on"),
    ],
)
def test_a_placement_that_contradicts_itself_is_refused(
    change: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidFieldsError) as raised:
        check_placement(a_placement(a_client(), **change), TODAY)
    assert [problem.field for problem in raised.value.problems] == [field]


def test_farming_needs_no_employer() -> None:
    check_placement(a_placement(a_client(), form="FARM", employer_name=None), TODAY)


@pytest.mark.parametrize(
    ("wish", "reason", "status"),
    [
        ("YES", "PAY", "UNEMP_WILL"),
        ("NO", "PAY", "UNEMP_NOWILL"),
        (None, "PAY", "UNEMP"),
        ("YES", "RETIRE", "RETIRED"),
    ],
)
def test_her_wish_decides_how_she_is_counted_after_a_job(
    wish: str | None, reason: str, status: str
) -> None:
    client = a_client(employment_status="EMP", wish_to_work=wish)
    assert client_out_of_work(client, reason).employment_status == status


@pytest.mark.parametrize(
    ("here", "there", "skips"),
    [
        ("INTAKE", "ONBOARD", True),
        ("INTERV", "ONBOARD", False),
        ("FOLLOW", "FOLLOW", False),
        ("CLOSED", "CLOSED", False),
        ("SUSP", "ONBOARD", False),
    ],
)
def test_starting_work_takes_the_case_on_and_never_back(
    here: str, there: str, skips: bool
) -> None:
    case = case_at_work(a_case(a_client(), stage=here), TODAY, TODAY)
    assert case.stage == there
    assert (case.skipped_reason is not None) is skips


def test_a_duty_says_when_why_and_by_which_clause() -> None:
    client_id = ClientId(an_id())
    duty = DutyWriter(TODAY, POLICY).follow_up(
        Who(client_id=client_id, name="潘阿妹", place="煎茶镇长安村"),
        an_id(),
        ("month_1", days_ago(10)),
        Job(started_on=days_ago(40), employer="茶叶厂", title="分拣员"),
    )
    why = f"满一个月回访，应在 {days_ago(10)}，已过 10 天。{days_ago(40)} 到茶叶厂做分拣员。"
    assert duty.why.zh == why
    assert duty.clause is not None
    assert duty.clause.zh == "设计建议（可改）"
    assert duty.sentence.zh == f"{why}依据：设计建议（可改）。"
    assert duty.sentence.en.startswith(f"{duty.why.en} Source: ")
    assert (duty.action, duty.days_overdue(TODAY)) == ("record_follow_up", 10)


def test_a_clause_of_the_plan_names_the_plan() -> None:
    clause = short_clause(POLICY.at("graduate.postings_min", TODAY))
    assert clause.zh.endswith("（2022—2024年）》（省政府残工委，2022年8月15日）二（七）")


@given(st.lists(st.tuples(st.integers(-30, 30), st.integers(-5, 5)), max_size=6))
def test_what_is_put_off_comes_back_on_its_day_and_the_rest_stays(
    shifts: list[tuple[int, int]],
) -> None:
    writer, put_off, expected = DutyWriter(TODAY, POLICY), {}, []
    duties = []
    for due, until in shifts:
        record_id = an_id()
        day = TODAY + timedelta(days=due)
        duty = writer.plan_step(Who(name="潘阿妹"), record_id, day, "看厂", None)
        duties.append(duty)
        put_off[duty_key(DutyKind.PLAN_STEP, record_id)] = TODAY + timedelta(days=until)
        expected += [duty] if until <= 0 else []
    assert in_order(not_put_off(duties, put_off, TODAY)) == in_order(expected)
    assert [d.due_on for d in in_order(duties)] == sorted(d.due_on for d in duties)
