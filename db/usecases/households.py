"""Record a household and its members, and check it for 一户一人."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from db.domain.clients.client import Client
from db.domain.households.household import Household, HouseholdMember
from db.domain.households.household_check import HouseholdCheck
from db.domain.households.household_facts import HouseholdFacts
from db.domain.households.household_finding import HouseholdFinding
from db.domain.households.household_rules import check_household
from db.domain.ids import ClientId, HouseholdId, HouseholdMemberId, PlacementId
from db.domain.journal.change import Action, Receipt
from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from db.domain.policy import Policy
from db.fields.codes import code_list
from db.fields.field import Value
from db.fields.problem import Problem
from db.fields.text import Language, Text
from db.ports import Reading, Store, UnitOfWork
from db.usecases.changing import check_filled, with_changes
from db.usecases.policies import policy_in_force

_FACTS_LATER = Text(
    "情况核实日期晚于今天，请核对。", "The day of the facts is after today; check it."
)
_BORN_LATER = Text("出生日期晚于今天，请核对。", "The date of birth is after today; check it.")
_TWICE = Text(
    "{name} 已经是这一户的成员。请直接修改那一行。",
    "{name} is a member of this household already. Correct that line.",
)
_ELSEWHERE = Text(
    "{name} 现在登记在另一户。请先在那一户删去，再加到这里。",
    "{name} is recorded in another household. Take the member out there first.",
)
_CHECKED_LATER = Text(
    "核查日期晚于今天，请核对。", "The day of the check is after today; check it."
)
_NO_REASON = Text(
    "认定和算出来的结果不同时，要写理由。",
    "A decision that differs from the computed result needs a reason.",
)
_NO_SUCH_RESULT = Text("请从列表里选认定结果。", "Choose the decision from the list.")
_NEXT_EARLY = Text("下次核查日期要晚于这次核查。", "The next check must come after this one.")


def record_household(
    store: Store,
    household: Household,
    members: Iterable[HouseholdMember] = (),
    *,
    today: date,
) -> Receipt:
    """Record a new household with its members.

    Raises:
        InvalidFieldsError: A needed field is empty.
        Problem: A member is of another household, or a day is to come.
    """
    check_filled(household)
    with store.unit_of_work(Action.RECORD_HOUSEHOLD, household.head_name) as work:
        work[Household].add(household)
        for member in members:
            _add(work, replace(member, household_id=household.id), today)
        return work.commit()


def correct_household(
    store: Store, household_id: HouseholdId, changes: Mapping[str, Value]
) -> Receipt:
    """Correct what is known of a household."""
    with store.reading() as reading:
        changed = with_changes(reading[Household].get(household_id), changes)
    with store.unit_of_work(Action.RECORD_HOUSEHOLD, changed.head_name) as work:
        work[Household].save(changed)
        return work.commit()


def add_member(store: Store, member: HouseholdMember, *, today: date) -> Receipt:
    """Add a member to a household; a member who is a client is linked to it.

    Raises:
        Problem: She is a member here or elsewhere already, or a day is to come.
    """
    with store.unit_of_work(Action.RECORD_HOUSEHOLD, member.name) as work:
        _add(work, member, today)
        return work.commit()


def correct_member(
    store: Store, member_id: HouseholdMemberId, changes: Mapping[str, Value], *, today: date
) -> Receipt:
    """Correct what is known of a member.

    Raises:
        Problem: A day is to come.
    """
    with store.reading() as reading:
        changed = with_changes(reading[HouseholdMember].get(member_id), changes)
    _check_member(changed, today)
    with store.unit_of_work(Action.RECORD_HOUSEHOLD, changed.name) as work:
        work[HouseholdMember].save(changed)
        return work.commit()


def household_facts(look: Reading | UnitOfWork, household_id: HouseholdId) -> HouseholdFacts:
    """Return all that is on record of a household."""
    members = look[HouseholdMember].where(household_id=household_id)
    ids = [m.client_id for m in members if m.client_id is not None]
    placements: dict[ClientId, list[Placement]] = defaultdict(list)
    follow_ups: dict[PlacementId, list[FollowUp]] = defaultdict(list)
    if ids:
        for placement in look[Placement].where(client_id=ids):
            placements[placement.client_id].append(placement)
        for follow_up in look[FollowUp].where(client_id=ids):
            follow_ups[follow_up.placement_id].append(follow_up)
    return HouseholdFacts(
        household=look[Household].get(household_id),
        members=tuple(members),
        client_by_id={c.id: c for c in look[Client].many(ids)},
        placements_by_client=placements,
        follow_ups_by_placement=follow_ups,
    )


def household_finding(
    look: Reading | UnitOfWork, household_id: HouseholdId, today: date, policy: Policy
) -> HouseholdFinding:
    """Return what a check of the household would find today."""
    return check_household(household_facts(look, household_id), today, policy)


def record_check(
    store: Store,
    check: HouseholdCheck,
    *,
    today: date,
    confirmed: Iterable[HouseholdMemberId] = (),
) -> Receipt:
    """Record a 一户一人 check: the result is computed, the counsellor may decide otherwise.

    Args:
        store: The open case record.
        check: ``found`` and ``basis`` are computed here, whatever they hold.
        today: The counsellor’s local day.
        confirmed: Members whose facts were found to be still so on the day of the check.

    Raises:
        InvalidFieldsError: A needed field is empty.
        Problem: A decision has no reason, or a day does not fit.
    """
    policy = policy_in_force(store)
    check_filled(check)
    if check.checked_on > today:
        raise Problem(_CHECKED_LATER, field="checked_on")
    if check.next_check_on is not None and check.next_check_on <= check.checked_on:
        raise Problem(_NEXT_EARLY, field="next_check_on")
    with store.reading() as reading:
        name = reading[Household].get(check.household_id).head_name
    with store.unit_of_work(Action.CHECK_HOUSEHOLD, name) as work:
        for member in work[HouseholdMember].many(list(confirmed)):
            work[HouseholdMember].save(replace(member, facts_on=check.checked_on))
        finding = household_finding(work, check.household_id, check.checked_on, policy)
        kept = _decided(check, finding)
        work[HouseholdCheck].add(kept)
        household = work[Household].get(check.household_id)
        work[Household].save(replace(household, next_check_on=kept.next_check_on))
        return work.commit()


def _decided(check: HouseholdCheck, finding: HouseholdFinding) -> HouseholdCheck:
    decided = check.decided if check.decided != finding.result else None
    if decided is not None and decided not in code_list("household_results"):
        raise Problem(_NO_SUCH_RESULT, field="decided")
    if decided is not None and not (check.decided_reason or "").strip():
        raise Problem(_NO_REASON, field="decided_reason")
    return replace(
        check,
        found=finding.result.value,
        basis=finding.prose(Language.ZH),
        decided=decided,
        decided_reason=check.decided_reason if decided is not None else None,
        next_check_on=check.next_check_on or finding.next_check_on,
    )


def _add(work: UnitOfWork, member: HouseholdMember, today: date) -> None:
    check_filled(member)
    _check_member(member, today)
    if member.client_id is not None:
        for other in work[HouseholdMember].where(client_id=member.client_id):
            text = _TWICE if other.household_id == member.household_id else _ELSEWHERE
            raise Problem(text, field="name", name=other.name)
        client = work[Client].get(member.client_id)
        work[Client].save(replace(client, household_id=member.household_id))
    work[HouseholdMember].add(member)


def _check_member(member: HouseholdMember, today: date) -> None:
    if member.facts_on is not None and member.facts_on > today:
        raise Problem(_FACTS_LATER, field="facts_on")
    if member.born_on is not None and member.born_on > today:
        raise Problem(_BORN_LATER, field="born_on")
