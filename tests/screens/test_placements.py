"""安置与回访: what is overdue first, whether work is stable, what keys do."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.messages import ReadingBox
from desktop.screens.placements.placements import PlacementsPage
from tests.builders import TODAY, a_client, a_follow_up, a_placement, days_ago
from tests.screens.records import Room, choose, fill, named, press, room, rows_of

__all__ = ["room"]


@pytest.fixture
def placements(room: Room) -> Room:
    """One overdue by three days, one planned for later, one without a plan, one ended."""
    given = {"潘阿妹": -3, "石光荣": 40, "覃老三": None}
    for name, due in given.items():
        client = a_client(name=name)
        placement = a_placement(client, started_on=days_ago(200), contract_type="NONE")
        room.save(client, placement)
        if due is not None:
            room.save(
                a_follow_up(placement, due_on=TODAY + timedelta(days=due), kind="month_6")
            )
    gone = a_client(name="罗丽")
    room.save(gone, a_placement(gone, ended_on=days_ago(4), separation_reason="PAY"))
    return room


def test_running_placements_stand_by_their_next_follow_up(placements: Room) -> None:
    page = placements.open(PlacementsPage)
    shown = rows_of(page.table)
    assert [row[0] for row in shown] == ["潘阿妹", "石光荣", "覃老三"]
    assert shown[0][3:5] == [f"满六个月 {days_ago(3)}", "逾期 3 天"]
    assert shown[2][3:5] == ["没有安排", ""]
    assert page.lead == "3 份在岗的安置，1 份回访逾期。"


def test_stability_is_told_in_words_with_its_basis(placements: Room) -> None:
    page = placements.open(PlacementsPage)
    assert rows_of(page.table)[0][5] == "稳定：在岗满规定月数"
    press(page, "依据")
    box = page.window().findChild(ReadingBox)
    assert box.text.toPlainText().startswith("已在岗 6 个月，不少于 6 个月。")
    box.accept()


def test_enter_records_the_follow_up_that_is_next(placements: Room) -> None:
    page = placements.open(PlacementsPage)
    assert page.table.hasFocus()
    row = page.table.record()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert placements.desk.gone[-1] == ("follow_up", {"follow_up_id": row.follow_up_id})
    press(page, "回访改期")
    assert placements.desk.gone[-1] == ("move_follow_up", {"follow_up_id": row.follow_up_id})
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert not named(page, "回访改期").isEnabled()
    press(page, "记录回访")
    last = page.table.record()
    assert placements.desk.gone[-1] == ("follow_up", {"placement_id": last.id})


def test_the_list_is_narrowed_by_when_and_by_name(placements: Room, qtbot) -> None:
    page = placements.open(PlacementsPage)
    choose(page, "下次回访", "逾期")
    assert [row[0] for row in rows_of(page.table)] == ["潘阿妹"]
    choose(page, "下次回访", "以后")
    assert [row[0] for row in rows_of(page.table)] == ["石光荣"]
    press(page, "清除筛选")
    fill(page, "查找", "qls")
    qtbot.waitUntil(lambda: [row[0] for row in rows_of(page.table)] == ["覃老三"])


def test_without_placements_one_can_be_started(room: Room) -> None:
    page = room.open(PlacementsPage)
    press(page._swap, "开始就业安置")
    assert room.desk.gone == [("placement_form", {})]
