"""The check: what is found is read first, confirmed, decided otherwise with a reason, saved."""

from datetime import timedelta

import pytest

from db.domain.households.household import HouseholdMember
from db.domain.households.household_check import HouseholdCheck
from desktop.announce import last_announcement
from desktop.screens.households.household_check import HouseholdCheckPage
from tests.builders import TODAY, a_household, an_able_member, days_ago
from tests.screens.records import Room, choose, fill, named, press, room

__all__ = ["room"]


@pytest.fixture
def old_facts(room: Room) -> Room:
    """A household whose one disabled member was last asked long ago, out of work then."""
    household = a_household(head_name="潘老二")
    member = an_able_member(household, facts_on=days_ago(500))
    room.save(household, member)
    room.household, room.member = household, member
    return room


def test_the_result_and_its_facts_are_read_before_anything_is_decided(old_facts: Room) -> None:
    page = old_facts.open(HouseholdCheckPage, household_id=old_facts.household.id)
    assert page.finding.hasFocus()
    lines = page.finding.toPlainText().split("\n")
    assert lines[0].startswith("待核：")
    assert f"（{days_ago(500)}）" in lines[1]


def test_confirming_a_member_computes_again_and_proposes_another_day(old_facts: Room) -> None:
    page = old_facts.open(HouseholdCheckPage, household_id=old_facts.household.id)
    before = named(page, "下次核查日期").text()
    press(page, f"潘阿妹（上次核实 {days_ago(500)}）")
    assert page.finding.toPlainText().startswith("未达标：")
    assert "算出来：未达标" in last_announcement(page.window())
    assert named(page, "下次核查日期").text() == before == str(TODAY + timedelta(days=30))
    press(page, "保存核查")
    old_facts.settle()
    (check,) = old_facts.all(HouseholdCheck)
    assert (check.found, check.decided) == ("UNMET", None)
    assert str(TODAY) in check.basis
    assert old_facts.all(HouseholdMember)[0].facts_on == TODAY
    assert "未达标" in old_facts.desk.said[-1]


def test_a_decision_that_differs_asks_for_its_reason(old_facts: Room) -> None:
    page = old_facts.open(HouseholdCheckPage, household_id=old_facts.household.id)
    assert page.form.editor("decided_reason").isVisible() is False
    choose(page, "辅导员认定", "达标")
    press(page, "保存核查")
    old_facts.settle()
    assert old_facts.all(HouseholdCheck) == []
    line = named(page, "认定理由")
    assert line.hasFocus()
    assert "要写理由" in line.accessibleDescription()
    fill(page, "认定理由", "儿子在外做工")
    press(page, "保存核查")
    old_facts.settle()
    (check,) = old_facts.all(HouseholdCheck)
    assert (check.found, check.decided, check.decided_reason) == (
        "PENDING",
        "MET",
        "儿子在外做工",
    )


def test_a_day_chosen_by_the_counsellor_is_kept(old_facts: Room) -> None:
    page = old_facts.open(HouseholdCheckPage, household_id=old_facts.household.id)
    fill(page, "下次核查日期", "2026-12-01")
    press(page, f"潘阿妹（上次核实 {days_ago(500)}）")
    assert named(page, "下次核查日期").text() == "2026-12-01"
