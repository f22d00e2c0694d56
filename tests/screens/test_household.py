"""One household: its members with their dates, its finding, its forms."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.domain.clients.client import Client
from db.domain.households.household import Household, HouseholdMember
from desktop.messages import ReadingBox
from desktop.screens.households.household import HouseholdPage
from desktop.screens.households.household_form import HouseholdFormPage, MemberFormPage
from tests.builders import (
    TODAY,
    a_check,
    a_client,
    a_household,
    a_member,
    a_placement,
    an_able_member,
    days_ago,
)
from tests.screens.records import Room, choose, column_named, fill, named, press, room, rows_of

__all__ = ["room"]


def test_members_and_finding_stand_with_their_dates(room: Room) -> None:
    household = a_household(head_name="潘老二")
    son = a_member(
        household, name="潘小弟", employment_form="QUOTA", contract_months=12,
        work_started_on=days_ago(90), employer_name="茶叶厂", facts_on=days_ago(10),
        born_on=TODAY.replace(year=1998),
    )  # fmt: skip
    room.save(household, an_able_member(household), son)
    page = room.open(HouseholdPage, household_id=household.id)
    assert page.heading == "潘老二 家"
    by_name = {row[0]: row for row in rows_of(page.table)}
    work, day = column_named(page.table, "现在的工作"), column_named(page.table, "情况核实日期")
    assert by_name["潘小弟"][work] == "按比例就业 · 茶叶厂"
    assert by_name["潘小弟"][day] == days_ago(10).isoformat()
    assert by_name["潘阿妹"][work] == "没有工作"
    lines = page.finding.toPlainText().split("\n")
    assert lines[0].startswith("达标：潘小弟有稳定的工作。")
    assert lines[1] == "稳定就业依据：劳动合同满规定月数（潘小弟）"
    assert any("合同" in line and days_ago(10).isoformat() in line for line in lines[2:])
    press(page, "依据")
    box = page.window().findChild(ReadingBox)
    assert "至少" in box.text.toPlainText() or "人" in box.text.toPlainText()
    box.accept()


def test_a_client_who_is_a_member_brings_her_own_work(room: Room) -> None:
    client = a_client(name="潘阿妹", work_ability="PART", certificate_kind="DPF")
    household = a_household()
    room.save(
        client, household, a_placement(client, started_on=days_ago(300)),
        an_able_member(household, client_id=client.id),
    )  # fmt: skip
    page = room.open(HouseholdPage, household_id=household.id)
    (row,) = rows_of(page.table)
    assert row[column_named(page.table, "现在的工作")] == "按比例就业 · 长安茶叶加工厂"
    assert page.finding.toPlainText().startswith("达标")


def test_a_decision_that_differed_is_told_with_its_reason(room: Room) -> None:
    household = a_household()
    check = a_check(household, found="UNMET", decided="MET", decided_reason="儿子在外做工")
    room.save(household, check)
    page = room.open(HouseholdPage, household_id=household.id)
    assert page.lead.endswith("算出来是未达标，辅导员认定达标。理由：儿子在外做工")
    press(page, "加成员")
    assert room.desk.gone == [("member_form", {"household_id": household.id})]


def test_a_household_of_a_client_takes_her_address_and_her_as_member(room: Room) -> None:
    client = a_client(name="潘阿妹", registration_type="RURAL", work_ability="FULL")
    room.save(client)
    page = room.open(HouseholdFormPage, client_id=client.id)
    fill(page, "户主姓名（必填）", "潘老二")
    QTest.keyClick(page.form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    (household,), (member,) = room.all(Household), room.all(HouseholdMember)
    assert (household.head_name, household.village) == ("潘老二", "长安村")
    assert household.rural is True
    assert (member.client_id, member.work_ability) == (client.id, "FULL")
    assert room.all(Client)[0].household_id == household.id
    assert room.desk.gone == [("household", {"household_id": household.id})]


def test_a_member_is_linked_to_a_case_found_by_typing(room: Room, qtbot) -> None:
    household = a_household()
    client = a_client(name="冉龙飞", sex="1")
    room.save(household, client, a_client(name="田秀英"))
    page = room.open(MemberFormPage, household_id=household.id)
    press(page, "从个案里选这个人")
    fill(page, "找服务对象", "rlf")
    qtbot.waitUntil(lambda: len(rows_of(page.pick.table)) == 1)
    QTest.keyClick(page.pick.search.line, Qt.Key.Key_Down)
    QTest.keyClick(page.pick.table, Qt.Key.Key_Return)
    room.settle()
    assert named(page, "姓名（必填）").text() == "冉龙飞"
    press(page, "保存")
    room.settle()
    (member,) = room.all(HouseholdMember)
    assert (member.name, member.client_id, member.facts_on) == ("冉龙飞", client.id, TODAY)


def test_a_member_is_corrected(room: Room) -> None:
    household = a_household()
    member = a_member(household)
    room.save(household, member)
    page = room.open(MemberFormPage, household_id=household.id, member_id=member.id)
    choose(page, "就业意愿", "有就业意愿")
    press(page, "保存")
    room.settle()
    assert room.all(HouseholdMember)[0].wish_to_work == "YES"
    assert room.desk.backs == 1
