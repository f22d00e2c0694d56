"""今天: what is due, in order, and one key to act."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar

from db.domain.clients.employment_plan import PlanStep
from db.domain.duty.duties import Duty, DutyKind
from db.fields.text import Text
from desktop.messages import ReadingBox
from desktop.screens.today.duties import FORMS, act_on
from desktop.screens.today.today import TodayPage
from tests.builders import (
    TODAY,
    a_case,
    a_client,
    a_follow_up,
    a_household,
    a_note,
    a_placement,
    a_plan,
    a_service,
    a_step,
    an_id,
    days_ago,
)
from tests.screens.desk import as_desk
from tests.screens.records import Room, press, room

__all__ = ["room"]


def busy(room: Room) -> dict[str, Any]:
    """Fill a record with a late follow-up, a contact due today and a step next week."""
    client = a_client(name="潘阿妹", township="木黄镇", village="凤仪村")
    other = a_client(name="罗小明", township="木黄镇", village="盘龙村")
    placement = a_placement(client, started_on=days_ago(33))
    follow_up = a_follow_up(placement, due_on=days_ago(3))
    note = a_note(other, noted_on=days_ago(9), next_on=TODAY, next_step="约着看岗位")
    plan = a_plan(other)
    step = a_step(plan, what="一起去看茶叶厂", due_on=TODAY + timedelta(days=4))
    room.save(client, other, a_case(client, stage="FOLLOW"), a_case(other), placement,
        follow_up, note, plan, step,
    )  # fmt: skip
    return {"client": client, "other": other, "follow_up": follow_up, "step": step}


def test_work_is_grouped_by_urgency_and_the_lead_says_what_one_trip_settles(room: Room) -> None:
    busy(room)

    page = room.open(TodayPage)

    assert page.heading == "今天　11月23日 星期一"
    assert [(i.group, i.name, i.chip) for i in page.work.items()] == [
        ("逾期", "潘阿妹", "逾期 3 天"),
        ("今天到期", "罗小明", "今天"),
        ("接下来七天", "罗小明", "4 天后"),
    ]
    assert page.lead == "有 1 件逾期、1 件今天到期。先去木黄镇可以一趟办完 2 件。"


def test_the_first_card_is_next_and_its_sentence_says_place_reason_and_key(room: Room) -> None:
    busy(room)

    first, second, *_ = room.open(TodayPage).work.items()

    assert first.is_next
    assert not second.is_next
    assert "木黄镇凤仪村" in first.sentence()
    assert "回车：记录回访" in first.sentence()


def test_no_row_repeats_the_clause_and_the_menu_tells_it(room: Room) -> None:
    busy(room)
    page = room.open(TodayPage)
    item = page.work.items()[0]
    assert "依据" not in item.why

    explain = {said.zh: then for said, then in page.menu_of(item)}["说明依据"]
    explain()
    room.settle()

    (box,) = page.window().findChildren(ReadingBox)
    assert "依据：" in box.text.toPlainText()
    assert "30 天" in box.text.toPlainText()
    box.accept()


def test_enter_goes_to_the_form_of_what_is_due(room: Room) -> None:
    people = busy(room)
    page = room.open(TodayPage)
    page.work.setFocus()

    room.qtbot.keyClick(page.work, Qt.Key.Key_Return)
    room.qtbot.keyClick(page.work, Qt.Key.Key_Down)
    room.qtbot.keyClick(page.work, Qt.Key.Key_Return)

    assert room.desk.gone == [
        ("follow_up", {"follow_up_id": people["follow_up"].id}),
        ("note", {"client_id": people["other"].id, "name": "罗小明"}),
    ]


def test_a_step_is_done_by_one_key_leaves_the_list_and_can_be_taken_back(room: Room) -> None:
    people = busy(room)
    page = room.open(TodayPage)
    page.work.acted.emit(page.work.items()[2])
    room.qtbot.waitUntil(lambda: len(page.work.items()) == 2)
    with room.store.reading() as reading:
        assert reading[PlanStep].get(people["step"].id).done_on == TODAY

    (_said, act, undo), *_ = room.desk.offered
    assert act.zh == "撤销"
    undo()

    room.qtbot.waitUntil(lambda: len(page.work.items()) == 3)


def test_the_list_stays_on_its_card_when_something_was_saved(room: Room) -> None:
    busy(room)
    page = room.open(TodayPage)
    room.qtbot.keyClick(page.work, Qt.Key.Key_Down)
    kept = page.work.item().key

    page.load()
    room.settle()

    assert page.work.item().key == kept


def test_a_draft_is_offered_with_its_form_and_can_be_thrown_away(room: Room) -> None:
    people = busy(room)
    room.store.save_draft(f"case_note:{people['other'].id}", "记一笔", {"content": "路上"})
    page = room.open(TodayPage)
    draft = next(i for i in page.work.items() if i.group == "没有填完")
    assert (draft.name, draft.chip, draft.action) == ("罗小明", "没填完", "接着填")

    page.work.acted.emit(draft)
    discard = page.menu_of(draft)[0][1]
    discard()
    page.window().findChild(object, "question").yes.click()
    room.qtbot.waitUntil(lambda: all(i.group != "没有填完" for i in page.work.items()))

    assert room.desk.gone == [("note", {"client_id": people["other"].id, "restore": True})]
    assert room.store.drafts() == []


def test_the_menu_key_offers_postponing_opening_and_the_source(room: Room) -> None:
    people = busy(room)
    page = room.open(TodayPage)

    entries = page.menu_of(page.work.items()[0])
    for _said, then in entries[:2]:
        then()

    assert [said.zh for said, _ in entries] == ["推迟…", "打开服务对象", "说明依据"]
    place, args = room.desk.gone[0]
    assert place == "postpone_duty"
    assert args["duty"].client_id == people["client"].id
    assert room.desk.gone[1] == ("client", {"client_id": people["client"].id})


def test_households_never_checked_do_not_drown_what_is_due_today(room: Room) -> None:
    busy(room)
    room.save(*(a_household(head_name=f"户主{n}") for n in range(5)))

    page = room.open(TodayPage)

    groups = [item.group for item in page.work.items()]
    assert groups.count("还没有核查过的家庭") == 5
    assert groups.index("还没有核查过的家庭") > groups.index("接下来七天")
    assert page.lead.startswith("有 1 件逾期、1 件今天到期。")


def test_the_side_shows_the_quarter_in_words_and_the_last_backup(room: Room) -> None:
    people = busy(room)
    room.save(a_service(people["client"]))
    room.store.keep_setting("last_backup", "2026-11-22T08:30:00+00:00")

    page = room.open(TodayPage)

    meters = {
        bar.accessibleName(): bar.accessibleDescription()
        for bar in page.findChildren(QProgressBar)
    }
    assert meters == {"一对一岗位信息": "0 / 1 人", "按时回访": "0 / 1 次"}
    words = [made.text() for made in page.findChildren(QLabel)]
    assert any(said.startswith("上次备份：11月22日") for said in words)


def test_an_empty_record_says_what_to_do_first(room: Room) -> None:
    page = room.open(TodayPage)

    press(page, "导入名单")
    room.settle()

    assert room.desk.gone == [("import_roster", {})]


def test_nothing_due_is_said_so_and_the_caseload_is_offered(room: Room) -> None:
    room.save(a_client())

    page = room.open(TodayPage)
    press(page, "看个案")
    room.settle()

    assert page.lead == "今天没有到期的事。"
    assert room.desk.gone == [("clients", {})]


@pytest.mark.parametrize("prefix", sorted(FORMS))
def test_every_kind_of_draft_leads_back_to_its_form(room: Room, prefix: str) -> None:
    place, argument = FORMS[prefix]
    about = an_id()
    duty = Duty(
        kind=DutyKind.DRAFT_UNFINISHED, subject=f"{prefix}:{about}", due_on=TODAY,
        why=Text("没写完", "unfinished"), name="罗小明",
    )  # fmt: skip
    page = TodayPage(as_desk(room.desk))
    room.qtbot.addWidget(page)

    act_on(page, duty)

    assert room.desk.gone == [(place, {argument: about, "restore": True})]
