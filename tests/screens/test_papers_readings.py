"""读音表: the office's own readings, with what a Braille proofreader should look at."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.domain.papers.pronunciation import Pronunciation
from db.usecases.pronunciations import remember_reading
from desktop.braille.doubts import DOUBTS
from desktop.screens.papers.reading_form import ReadingFormPage
from desktop.screens.papers.readings import ReadingsPage
from tests.screens.records import Room, fill, press, room, rows_of

__all__ = ["room"]


def opened(room: Room) -> Any:
    remember_reading(room.store, "重安江", "chong2 an1 jiang1")
    remember_reading(room.store, "单家坝", "shan4 jia1 ba4")
    return room.open(ReadingsPage)


def test_words_stand_in_a_table_beside_the_points_for_a_proofreader(room: Room) -> None:
    page = opened(room)

    assert ["重安江", "chong2 an1 jiang1"] in rows_of(page.table)
    assert all(doubt.zh in page.doubts.toPlainText() for doubt in DOUBTS)
    assert page.panes()[1:] == [page._left, page._right]


def test_it_is_searched_by_word_and_by_pinyin(room: Room) -> None:
    page = opened(room)
    fill(page, "查找", "chong2")

    room.qtbot.waitUntil(lambda: [row[0] for row in rows_of(page.table)] == ["重安江"])


def test_delete_forgets_it_and_undo_brings_it_back(room: Room) -> None:
    page = opened(room)
    page.table.go_to_row(0)
    written = page.table.record().written
    press(page, "删除")
    room.settle()

    assert written not in [each.written for each in room.all(Pronunciation)]
    said, act, then = room.desk.offered[-1]
    assert (said, act.zh) == (f"“{written}”的读音已删除。", "撤销")
    then()
    room.settle()
    assert written in [each.written for each in room.all(Pronunciation)]


def test_enter_corrects_the_reading_of_a_word(room: Room) -> None:
    page = opened(room)
    page.table.go_to_row(0)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    place, args = room.desk.gone[-1]
    assert place == "reading_form"

    form = room.open(ReadingFormPage, **args)
    fill(form, "拼音（必填）", "chong4 an1 jiang1" if "重" in form.heading else "dan1 jia1 ba4")
    form.save()
    room.settle()
    assert room.desk.backs == 1
    assert len(room.all(Pronunciation)) == 2
    assert any(each.pinyin[:4] in ("chon", "dan1") for each in room.all(Pronunciation))


def test_a_new_word_is_added_and_a_reading_that_does_not_fit_is_said(room: Room) -> None:
    form = room.open(ReadingFormPage, written="重安江", pinyin="zhong4 an1")
    form.save()
    room.settle()
    assert room.all(Pronunciation) == []
    described = [form.form.editor(name).accessibleDescription() for name in form.form.names()]
    assert any("请改正" in words for words in described)

    fill(form, "拼音（必填）", "chong2 an1 jiang1")
    form.save()
    room.settle()
    (word,) = room.all(Pronunciation)
    assert (word.written, word.pinyin) == ("重安江", "chong2 an1 jiang1")


def test_without_words_it_says_what_the_place_is_for(room: Room) -> None:
    page = room.open(ReadingsPage)

    assert page.swap.currentIndex() == 1
    press(page, "加一个词")
    assert room.desk.gone[-1] == ("reading_form", {})
