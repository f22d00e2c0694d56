"""毕业生 · 一对一: who is short, by how many and by when."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.announce import last_announcement
from desktop.messages import ReadingBox
from desktop.screens.graduates.graduates import GraduatesPage
from tests.builders import a_client, a_lead, a_service, days_ago
from tests.screens.records import Room, choose, fill, named, press, room, rows_of

__all__ = ["room"]


@pytest.fixture
def graduates(room: Room) -> Room:
    """Four graduates: one short and late, one short, one with enough, one with six."""
    given = {"欧阳倩": (1, 100), "冉龙飞": (0, 10), "田秀英": (3, 30), "安小云": (6, 30)}
    for name, (leads, began) in given.items():
        client = a_client(name=name)
        service = a_service(client, began_on=days_ago(began))
        each = [a_lead(service, job_title=f"岗位{number}") for number in range(leads)]
        room.save(client, service, *each)
    return room


def test_the_list_says_who_is_short_and_who_is_late_first(graduates: Room) -> None:
    page = graduates.open(GraduatesPage)
    shown = rows_of(page.table)
    assert [row[0] for row in shown[:2]] == ["欧阳倩", "冉龙飞"]
    assert shown[0][2:4] == ["1 条", "还差 2 条"]
    assert shown[0][5] == "逾期 10 天"
    by_name = {row[0]: row[3] for row in shown}
    assert by_name == {
        "欧阳倩": "还差 2 条",
        "冉龙飞": "还差 3 条",
        "田秀英": "已给足",
        "安小云": "超过 5 条，单列",
    }
    assert page.lead == "4 人，1 人已给足 3–5 条，2 人还差，1 人超过 5 条（单列）。"


def test_the_list_is_narrowed_by_state_and_by_initials(graduates: Room, qtbot) -> None:
    page = graduates.open(GraduatesPage)
    choose(page, "岗位信息", "还差")
    assert [row[0] for row in rows_of(page.table)] == ["欧阳倩", "冉龙飞"]
    fill(page, "查找", "rlf")
    qtbot.waitUntil(lambda: len(rows_of(page.table)) == 1)
    assert rows_of(page.table)[0][0] == "冉龙飞"
    assert last_announcement(page.window()).endswith("显示 1 人")


def test_enter_opens_a_graduate_and_the_button_gives_a_lead(graduates: Room) -> None:
    page = graduates.open(GraduatesPage)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert graduates.desk.gone[-1] == ("graduate", {"client_id": page.table.record().id})
    press(page, "给一条岗位信息")
    place, args = graduates.desk.gone[-1]
    assert (place, args["service_id"]) == ("lead_form", page.table.record().service.id)


def test_the_basis_names_the_plan_and_its_article(graduates: Room) -> None:
    page = graduates.open(GraduatesPage)
    press(page, "依据")
    box = page.window().findChild(ReadingBox)
    assert "3 条" in box.text.toPlainText()
    assert "2022" in box.text.toPlainText()
    box.accept()


def test_without_graduates_the_page_says_what_to_do_first(room: Room) -> None:
    page = room.open(GraduatesPage)
    press(page._swap, "开始一对一服务")
    assert room.desk.gone == [("graduate_form", {})]
    assert not named(page, "给一条岗位信息").isEnabled()


def test_a_row_is_one_sentence_when_wanted(graduates: Room) -> None:
    graduates.desk.settings.set(row_reading="sentence")
    page = graduates.open(GraduatesPage)
    spoken = page.table.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("欧阳倩，煎茶镇长安村，已给 1 条，岗位信息 还差 2 条")
