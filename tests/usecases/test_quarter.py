"""The meters of the quarter."""

from datetime import date, timedelta

import pytest

from db.domain.policy import Policy
from db.ports import Owner
from db.store.record_file import SqlStore
from db.usecases.quarter import QuarterState, quarter_begin, quarter_state
from tests.builders import (
    TODAY,
    a_client,
    a_follow_up,
    a_held_follow_up,
    a_lead,
    a_placement,
    a_service,
    a_staff,
    days_ago,
)
from tests.usecases.conftest import saved


def state(store: SqlStore, policy: Policy, owner: Owner | None = None) -> QuarterState:
    with store.reading() as reading:
        return quarter_state(reading, TODAY, policy, owner or store.owner)


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 3, 31), date(2026, 1, 1)),
        (date(2026, 11, 23), date(2026, 10, 1)),
        (date(2026, 12, 31), date(2026, 10, 1)),
    ],
)
def test_a_quarter_begins_in_january_april_july_and_october(day: date, begins: date) -> None:
    assert quarter_begin(day) == begins


def test_a_follow_up_is_on_time_when_held_on_its_day_or_before(
    store: SqlStore, policy: Policy
) -> None:
    client = a_client()
    placement = a_placement(client, started_on=days_ago(50))
    held = {"kind": "day_7", "due_on": days_ago(10)}
    saved(
        store,
        client,
        placement,
        a_held_follow_up(placement, **held, contacted_on=days_ago(10)),
        a_held_follow_up(placement, **held, contacted_on=days_ago(9)),
        a_follow_up(placement, due_on=days_ago(1)),
        a_follow_up(placement, due_on=TODAY + timedelta(days=1)),
        a_follow_up(placement, due_on=date(2026, 9, 30)),
    )

    found = state(store, policy)

    assert (found.follow_ups_on_time, found.follow_ups) == (1, 3)


def test_what_fell_due_after_the_job_had_ended_was_owed_to_nobody(
    store: SqlStore, policy: Policy
) -> None:
    client = a_client()
    placement = a_placement(client, started_on=days_ago(40), ended_on=days_ago(20))
    saved(store, client, placement, a_follow_up(placement, due_on=days_ago(10)))

    assert state(store, policy).follow_ups == 0


def test_a_graduate_counts_as_served_with_three_leads(store: SqlStore, policy: Policy) -> None:
    one, other = a_client(), a_client(name="罗小明")
    first, second = a_service(one), a_service(other)
    leads = [a_lead(first, job_title=f"岗位{n}") for n in range(3)]
    saved(store, one, other, first, second, *leads, a_lead(second))

    found = state(store, policy)

    assert (found.graduates_served, found.graduates) == (1, 2)


def test_a_counsellor_sees_her_own_and_a_supervisor_everybody(
    store: SqlStore, policy: Policy
) -> None:
    colleague = a_staff(name="杨老师")
    client = a_client(counsellor_id=colleague.id)
    placement = a_placement(client, started_on=days_ago(40))
    saved(
        store, colleague, client, placement, a_follow_up(placement, due_on=days_ago(10)),
        a_service(client),
    )  # fmt: skip
    own = store.owner
    supervisor = Owner(own.staff_id, own.name, "supervisor", own.county, own.device)

    mine, all_of_it = state(store, policy), state(store, policy, supervisor)

    assert (mine.follow_ups, mine.graduates) == (0, 0)
    assert (all_of_it.follow_ups, all_of_it.graduates) == (1, 1)
