"""The client page: what is next, everything readable by keyboard and by ear."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from db.domain.clients.employment_plan import PlanStep
from desktop.announce import last_announcement
from desktop.messages import ReadingBox
from desktop.screens.clients.client import ClientPage
from desktop.screens.clients.client_cards import FactCard
from tests.builders import (
    TODAY,
    a_case,
    a_client,
    a_consent,
    a_follow_up,
    a_held_follow_up,
    a_household,
    a_lead,
    a_note,
    a_placement,
    a_plan,
    a_service,
    a_step,
    an_able_member,
    an_identity_number,
    days_ago,
)
from tests.screens.records import Room, named, press, room

__all__ = ["room"]

NUMBER = an_identity_number(date(1979, 5, 17))


@pytest.fixture
def pan(room: Room) -> Any:
    """A woman in work, with a late follow-up, a plan, a family and papers."""
    household = a_household(head_name="潘老二")
    client = a_client(
        name="潘·阿妹", sex="2", born_on=date(1979, 5, 17), township="木黄镇",
        village="凤仪村", disability_category="7", disability_level="1",
        identity_number=NUMBER, phone="13985001234", preferred_form="large18",
        household_id=household.id,
    )  # fmt: skip
    placement = a_placement(client, started_on=days_ago(32), employer_name="木黄食用菌厂")
    plan = a_plan(client, goal="在镇上做稳", agreed_on=days_ago(60))
    room.save(
        household,
        client,
        an_able_member(household, name="潘·阿妹", client_id=client.id),
        a_case(client, stage="FOLLOW", stage_since=days_ago(30)),
        placement,
        a_held_follow_up(placement, kind="day_7", due_on=days_ago(25),
                         contacted_on=days_ago(25), client_said="工作适应，路远。"),
        a_follow_up(placement, due_on=days_ago(3)),
        a_note(client, noted_on=days_ago(20), content="与组长商量早班。"),
        plan,
        a_step(plan, what="一起去看工位", done_on=days_ago(40)),
        a_step(plan, what="问清早班", who="辅导员", due_on=TODAY + timedelta(days=5)),
        a_consent(client, given_on=days_ago(90)),
    )  # fmt: skip
    return client


def card(page: Any, key: str) -> FactCard:
    return page.findChild(FactCard, f"card_{key}")


def test_the_head_says_who_she_is_and_what_is_late(room: Room, pan: Any) -> None:
    page = room.open(ClientPage, client_id=pan.id)

    chips = [c.text() for c in page.findChildren(QLabel) if c.property("chip")]
    assert page.heading == "潘·阿妹"
    assert chips[:2] == ["在岗第 33 天", "回访逾期 3 天"]
    assert page.lead == "女性 · 47 岁 · 多重残疾 一级 · 木黄镇凤仪村 · 愿意用：大字 18 磅"


def test_what_is_due_is_the_one_primary_button_and_enter_does_it(room: Room, pan: Any) -> None:
    page = room.open(ClientPage, client_id=pan.id)

    assert page.first_focus() is page.act_button
    assert page.act_button.property("part") == "primary"
    assert page.note_button.property("part") != "primary"
    press(page, "记录回访")

    assert room.desk.gone[0][0] == "follow_up"


def test_with_nothing_due_the_note_is_the_primary_button(room: Room) -> None:
    client = a_client()
    room.save(client)

    page = room.open(ClientPage, client_id=client.id)

    assert page.act_button.isHidden()
    assert page.first_focus() is page.note_button
    assert page.note_button.property("part") == "primary"


def test_every_card_is_a_stop_that_says_its_heading_and_all_in_it(room: Room, pan: Any) -> None:
    page = room.open(ClientPage, client_id=pan.id)

    heard = dict(c.accessibleName().split("：", 1) for c in page.cards.cards)
    assert list(heard) == [
        "下一步", "最近三次", "就业服务计划", "安置", "职业评估",
        "家庭 · 一户一人", "个案阶段", "同意书", "证件与联系",
    ]  # fmt: skip
    assert all(c.focusPolicy() & Qt.FocusPolicy.TabFocus for c in page.cards.cards)
    assert "与组长商量早班" in heard["最近三次"]
    assert "问清早班（辅导员，11月28日 前）" in heard["就业服务计划"]
    assert "✓ 一起去看工位（10月14日 完成）" in heard["就业服务计划"]
    assert "木黄食用菌厂" in heard["安置"]
    for fact in page.cards.cards:
        for part in fact.findChildren(QLabel)[1:]:
            assert part.text().rstrip("。") in fact.accessibleName()


def test_arrows_walk_the_cards_and_f4_reads_one(room: Room, pan: Any) -> None:
    page = room.open(ClientPage, client_id=pan.id)
    card(page, "next").setFocus()

    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Down)
    assert page.focusWidget() is card(page, "contacts")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_F4)

    (box,) = page.window().findChildren(ReadingBox)
    assert "工作适应，路远。" in box.text.toPlainText()
    box.accept()


def test_the_whole_page_can_be_read_line_by_line(room: Room, pan: Any) -> None:
    page = room.open(ClientPage, client_id=pan.id)

    press(page, "读全页")

    (box,) = page.window().findChildren(ReadingBox)
    text = box.text.toPlainText()
    assert text.startswith("潘·阿妹\n女性")
    assert all(line in text for line in ("最近三次", "与组长商量早班。", "木黄食用菌厂"))
    box.accept()


def test_numbers_are_hidden_until_asked_for_and_hidden_again_on_leaving(
    room: Room, pan: Any
) -> None:
    page = room.open(ClientPage, client_id=pan.id)
    assert NUMBER not in card(page, "contact").accessibleName()
    assert "139＊＊＊＊1234" in card(page, "contact").accessibleName()

    press(page, "显示号码")

    assert NUMBER in card(page, "contact").accessibleName()
    assert page.focusWidget() is card(page, "contact")
    assert last_announcement(page.window()) == "号码已显示。"
    page.hide()
    page.show()
    assert NUMBER not in card(page, "contact").accessibleName()


def test_a_step_is_done_with_one_key_and_the_focus_stays_on_the_plan(
    room: Room, pan: Any
) -> None:
    page = room.open(ClientPage, client_id=pan.id)

    press(page, "完成：问清早班")
    room.settle()

    (step,) = [s for s in room.all(PlanStep) if s.what == "问清早班"]
    assert step.done_on == TODAY
    assert page.focusWidget() is card(page, "plan")
    assert room.desk.offered[0][1].zh == "撤销"


def test_the_clause_behind_a_number_is_shown(room: Room, pan: Any) -> None:
    page = room.open(ClientPage, client_id=pan.id)
    source = named(card(page, "placement"), "说明依据")

    source.click()

    (box,) = page.window().findChildren(ReadingBox)
    assert "个月" in box.text.toPlainText()
    box.accept()


def test_a_graduate_has_a_card_with_leads_and_a_button_for_more(room: Room) -> None:
    client = a_client()
    service = a_service(client, began_on=days_ago(10))
    room.save(client, service, a_lead(service))

    page = room.open(ClientPage, client_id=client.id)

    heard = card(page, "graduate").accessibleName()
    assert "已给 1 条岗位信息，还差 2 条" in heard
    assert "德江县图书馆 · 编目员" in heard
    named(card(page, "graduate"), "给岗位信息").click()
    assert room.desk.gone == [("lead_form", {"client_id": client.id})]


def test_a_doubtful_number_stands_under_reminders(room: Room) -> None:
    client = a_client(sex="1", born_on=date(1990, 5, 17), identity_number=an_identity_number())
    room.save(client)

    page = room.open(ClientPage, client_id=client.id)

    assert "性别" in card(page, "remarks").accessibleName()


def test_the_menu_commands_reach_the_forms_of_this_client(room: Room, pan: Any) -> None:
    page = room.open(ClientPage, client_id=pan.id)

    for key in ("write_note", "edit_client", "move_case", "record_consent", "postpone"):
        page.commands()[key]()

    assert [place for place, _ in room.desk.gone] == [
        "note", "client_form", "stage", "consent", "postpone_duty",
    ]  # fmt: skip
    assert room.desk.gone[0][1] == {"client_id": pan.id, "name": "潘·阿妹"}


def test_without_a_planned_follow_up_the_command_says_so(room: Room) -> None:
    client = a_client()
    room.save(client)
    page = room.open(ClientPage, client_id=client.id)

    page.commands()["record_follow_up"]()

    assert room.desk.warned[0].zh == "现在没有安排好的回访。"


def test_another_client_replaces_the_first(room: Room, pan: Any) -> None:
    other = a_client(name="罗小明")
    room.save(other)
    page = room.open(ClientPage, client_id=pan.id)

    page.open(client_id=other.id)
    room.settle()

    assert page.heading == "罗小明"
    assert "木黄食用菌厂" not in card(page, "placement").accessibleName()


def test_a_job_lead_without_a_service_offers_to_begin_one(room: Room, pan: Any) -> None:
    page = room.open(ClientPage, client_id=pan.id)

    page.commands()["give_job_lead"]()

    _said, act, begin = room.desk.offered[0]
    assert act.zh == "开始毕业生服务"
    begin()
    assert room.desk.gone == [("graduate_form", {"client_id": pan.id})]
