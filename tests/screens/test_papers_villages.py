"""村名单: villages with clients, and the list of one of them."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.domain.papers.issued_document import IssuedDocument
from desktop.screens.papers.document import DocumentPage
from desktop.screens.papers.villages import VillagesPage
from tests.builders import a_case, a_client
from tests.screens.records import Room, fill, room, rows_of

__all__ = ["room"]


def people(room: Room) -> None:
    for name, village in (("罗小梅", "长坪村"), ("任廷碧", "长坪村"), ("冉启秀", "木井村")):
        client = a_client(name=name, township="枫香溪镇", village=village)
        room.save(client, a_case(client))


def test_villages_stand_with_their_people_and_are_found_by_pinyin(room: Room) -> None:
    people(room)
    page = room.open(VillagesPage)
    assert rows_of(page.table) == [
        ["木井村", "枫香溪镇", "1 人"],
        ["长坪村", "枫香溪镇", "2 人"],
    ]

    fill(page, "找村", "changping")
    room.qtbot.waitUntil(lambda: len(rows_of(page.table)) == 1)


def test_enter_makes_the_list_which_is_saved_but_filed_with_nobody(
    room: Room, tmp_path: object
) -> None:
    people(room)
    page = room.open(VillagesPage)
    page.table.go_to_row(1)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    place, args = room.desk.gone[-1]
    assert place == "summary"

    made = room.open(DocumentPage, **args)
    assert made.heading == "村名单"
    words = made.shown.pages.text.toPlainText()
    assert "罗小梅" in words
    assert "冉启秀" not in words
    assert not made.give_button.isVisibleTo(made)
    made.outputs.save(tmp_path / "a.pdf")
    room.settle()
    assert room.desk.said[-1] == f"已保存到 {tmp_path / 'a.pdf'}。"
    assert room.all(IssuedDocument) == []


def test_without_villages_it_says_what_the_place_is_for(room: Room) -> None:
    page = room.open(VillagesPage)

    assert page.swap.currentIndex() == 1
    assert not page._make.isEnabled()
