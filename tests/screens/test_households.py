"""家庭 · 一户一人: the list, its filters and counts."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.fields.problem import Problem
from db.fields.text import Text
from desktop.screens.households import households as module
from desktop.screens.households.households import HouseholdsPage
from tests.builders import TODAY, a_check, a_household, days_ago
from tests.screens.records import Room, choose, fill, press, room, rows_of

__all__ = ["room"]


@pytest.fixture
def households(room: Room) -> Room:
    """One unmet and overdue, one met by decision, one never checked, one urban."""
    late = a_household(head_name="李国顺", township="煎茶镇", next_check_on=days_ago(5))
    met = a_household(
        head_name="张德贵", township="合水镇", next_check_on=TODAY + timedelta(days=90),
        monitoring_category="MARGIN", monitoring_status="OPEN",
    )  # fmt: skip
    never = a_household(head_name="杨正明", township="煎茶镇")
    urban = a_household(head_name="安学文", township="合水镇", rural=False)
    room.save(
        late, met, never, urban,
        a_check(late, found="UNMET", checked_on=days_ago(35)),
        a_check(met, found="MET", checked_on=days_ago(200)),
        a_check(met, found="UNMET", decided="MET", decided_reason="儿子在外做工",
                checked_on=days_ago(20)),
    )  # fmt: skip
    return room


def test_the_list_shows_results_and_what_is_overdue_first(households: Room) -> None:
    page = households.open(HouseholdsPage)
    shown = rows_of(page.table)
    assert [row[0] for row in shown[:2]] == ["李国顺", "张德贵"]
    assert shown[0][2] == "未达标"
    assert shown[0][4] == f"{days_ago(5)}（逾期 5 天）"
    assert shown[1][2] == "达标"
    assert shown[1][5] == "边缘易致贫户，风险未消除"
    assert {row[0]: row[2] for row in shown[2:]} == {
        "杨正明": "待核（还没核查过）",
        "安学文": "不适用",
    }
    assert page.lead == "4 户：达标 1，未达标 1，不适用 1，待核 1。"


def test_the_list_is_narrowed_by_township_result_and_name(households: Room, qtbot) -> None:
    page = households.open(HouseholdsPage)
    choose(page, "乡镇（街道）", "煎茶镇")
    assert {row[0] for row in rows_of(page.table)} == {"李国顺", "杨正明"}
    choose(page, "结果", "待核")
    assert [row[0] for row in rows_of(page.table)] == ["杨正明"]
    press(page, "清除筛选")
    fill(page, "查找", "zhangdegui")
    qtbot.waitUntil(lambda: [row[0] for row in rows_of(page.table)] == ["张德贵"])


def test_a_search_that_fits_nobody_says_so(households: Room, qtbot) -> None:
    page = households.open(HouseholdsPage)
    fill(page, "查找", "没有这个人")
    qtbot.waitUntil(lambda: not page.table.isVisible())


def test_the_focus_is_in_the_list_and_enter_opens_a_household(households: Room) -> None:
    page = households.open(HouseholdsPage)
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert households.desk.gone == [("household", {"household_id": page.table.record().id})]
    press(page, "核查")
    assert households.desk.gone[-1][0] == "check"


def test_without_households_one_can_be_registered(room: Room) -> None:
    page = room.open(HouseholdsPage)
    press(page._swap, "登记家庭")
    assert room.desk.gone == [("household_form", {})]


def test_what_cannot_be_read_is_said_and_can_be_tried_again(room: Room, monkeypatch) -> None:
    def refuse(_store: object) -> list[object]:
        raise Problem(Text("磁盘读不出来，请再试。", "The disk cannot be read; try again."))

    monkeypatch.setattr(module, "household_rows", refuse)
    page = room.open(HouseholdsPage)
    monkeypatch.undo()
    room.save(a_household(head_name="李国顺"))
    press(page._swap, "再试一次")
    room.settle()
    assert [row[0] for row in rows_of(page.table)] == ["李国顺"]
