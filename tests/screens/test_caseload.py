"""个案: found while typing, filtered, sorted, opened."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from db.domain.clients.client import Client
from desktop.screens.clients.caseload import CaseloadPage
from tests.builders import TODAY, a_case, a_client, a_note, days_ago
from tests.screens.records import Room, press, room

__all__ = ["room"]


@pytest.fixture
def people(room: Room) -> list[Client]:
    made = [
        a_client(name="潘阿妹", township="煎茶镇", village="长安村", disability_category="1"),
        a_client(name="罗小明", township="煎茶镇", village="石坪村", disability_category="3"),
        a_client(name="石光荣", township="泉口镇", village="梨子坪村"),
    ]
    room.save(*made, a_case(made[0], stage="FOLLOW"), a_case(made[1], stage="INTAKE"),
        a_note(made[1], noted_on=days_ago(9), next_on=days_ago(2)),
    )  # fmt: skip
    return made


def names(page: Any) -> list[str]:
    model = page.table.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_everybody_is_listed_the_most_pressing_first(room: Room, people: list[Client]) -> None:
    page = room.open(CaseloadPage)

    assert names(page)[0] == "罗小明"
    assert page.filters.count.text() == "共 3 人，按下次的日期排，最急的在前"


def test_typing_searches_by_pinyin_after_a_breath(room: Room, people: list[Client]) -> None:
    page = room.open(CaseloadPage)

    room.qtbot.keyClicks(page.search, "pan")

    room.qtbot.waitUntil(lambda: names(page) == ["潘阿妹"])
    assert page.filters.count.text() == "找到 1 人，最像的在前"


def test_an_answer_that_comes_late_is_thrown_away(room: Room, people: list[Client]) -> None:
    page = room.open(CaseloadPage)
    shown: list[int] = []
    page.table.model().modelReset.connect(lambda: shown.append(page.table.model().rowCount()))

    page.search.setText("pan")
    page.load()
    page.search.setText("luo")
    page.load()
    room.settle()

    assert names(page) == ["罗小明"]
    assert len(shown) == 1


def test_down_goes_from_the_search_into_the_table_and_enter_opens(
    room: Room, people: list[Client]
) -> None:
    page = room.open(CaseloadPage, query="shi")
    page.search.setFocus()

    room.qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.focusWidget() is page.table
    room.qtbot.keyClick(page.table, Qt.Key.Key_Return)

    assert room.desk.gone == [("client", {"client_id": people[2].id})]


def test_filters_narrow_and_clearing_brings_everybody_back(
    room: Room, people: list[Client]
) -> None:
    page = room.open(CaseloadPage)

    page.filters.choose("stage", "FOLLOW")
    room.settle()
    assert names(page) == ["潘阿妹"]
    page.filters.choose("stage", "")
    page.filters.choose("township", "泉口镇")
    room.settle()
    assert names(page) == ["石光荣"]
    press(page, "清除筛选")
    room.settle()

    assert len(names(page)) == 3


def test_a_heading_sorts_and_turns_the_order_round(room: Room, people: list[Client]) -> None:
    page = room.open(CaseloadPage)

    page.table.sort_by(0)
    room.settle()
    first = names(page)
    page.table.sort_by(0)
    room.settle()

    assert first == ["罗小明", "潘阿妹", "石光荣"]
    assert names(page) == ["石光荣", "潘阿妹", "罗小明"]


def test_a_late_day_is_shown_with_its_colour_and_read_in_the_row(
    room: Room, people: list[Client]
) -> None:
    page = room.open(CaseloadPage)
    model = page.table.model()

    assert model.index(0, 5).data() == days_ago(2).isoformat()
    assert model.index(0, 5).data(Qt.ItemDataRole.ForegroundRole) is not None
    assert "煎茶镇石坪村" in model.sentence_at(0)


def test_nobody_found_offers_to_register_the_name_that_was_typed(
    room: Room, people: list[Client]
) -> None:
    page = room.open(CaseloadPage, query="王小明")

    press(page, "登记“王小明”")
    room.settle()

    assert room.desk.gone == [("client_form", {"client_id": None, "name": "王小明"})]


def test_an_empty_record_offers_the_roster(room: Room) -> None:
    page = room.open(CaseloadPage)

    press(page.swap, "导入名单")
    room.settle()

    assert room.desk.gone == [("import_roster", {})]


def test_the_menu_writes_a_note_and_prints(room: Room, people: list[Client]) -> None:
    page = room.open(CaseloadPage, query="pan")

    for _said, then in page._menu(page.table.record()):
        then()

    assert [place for place, _ in room.desk.gone] == ["note", "client", "summary", "documents"]
    assert room.desk.gone[0][1] == {"client_id": people[0].id, "name": "潘阿妹"}


def test_a_saved_change_is_seen_and_the_row_stays_current(
    room: Room, people: list[Client]
) -> None:
    page = room.open(CaseloadPage)
    page.table.go_to_row(2)
    kept = page.table.record().row_id

    room.save(a_client(name="欧阳兰"))
    page.load()
    room.settle()

    assert len(names(page)) == 4
    assert page.table.record().row_id == kept


def test_today_is_due_and_not_late(room: Room) -> None:
    client = a_client()
    room.save(client, a_note(client, noted_on=days_ago(3), next_on=TODAY))
    page = room.open(CaseloadPage)
    column = page.table.columns[5]

    assert column.tone(page.table.record()) == "due"
