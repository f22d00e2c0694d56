"""The Braille preview: lines beside their print, readings corrected and remembered, doubts."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.domain.papers.issued_document import IssuedDocument
from db.domain.papers.pronunciation import Pronunciation
from desktop.braille.doubts import DOUBTS
from desktop.screens.papers.document import DocumentPage
from tests.builders import a_case, a_client
from tests.screens.records import Room, choose, named, press, room, rows_of

__all__ = ["room"]

LINES, CHOICES, CHECK = range(3)


@pytest.fixture
def page(room: Room) -> DocumentPage:
    client = a_client(name="罗小梅", village="重安江村", preferred_form="braille")
    room.save(client, a_case(client))
    return room.open(DocumentPage, client_id=client.id)


def go_to(page: DocumentPage, char: str, within: str = "") -> Any:
    """Make the row of a character current; return what stands there."""
    page.shown.braille.tabs.setCurrentIndex(CHOICES)
    rows = page.shown.braille._choices.rows()
    row = next(each for each in rows if each.char == char and within in each.context)
    assert page.shown.braille.choices.go_to_key(row.number)
    return row


def test_every_line_stands_beside_the_print_it_is_made_of(page: DocumentPage) -> None:
    assert page.lead == "罗小梅 要的是盲文（打印文件 BRF）。"
    rows = rows_of(page.shown.braille.lines)
    assert rows[0][0] == "第 1 页第 1 行"
    assert "罗小梅" in "".join(row[1] for row in rows)
    assert all(set(row[2]) <= {chr(0x2800 + n) for n in range(64)} for row in rows)
    assert page.first_focus() is page.shown.braille.lines
    assert f"{len(rows)} 行" in page.status.text()
    assert page.shown.braille.tabs.tabBar().accessibleTabName(LINES) == f"盲文 {len(rows)} 行"


def test_a_narrower_page_is_set_again_and_kept_for_the_next_document(
    page: DocumentPage, room: Room
) -> None:
    choose(page, "每行几方", "28")
    room.settle()

    assert max(len(row[2]) for row in rows_of(page.shown.braille.lines)) <= 28
    again = room.open(DocumentPage, client_id=page.begun.client_id)
    assert named(again, "每行几方").currentText() == "28"


def test_every_uncertain_reading_says_why_and_those_to_check_come_first(
    page: DocumentPage,
) -> None:
    page.shown.braille.tabs.setCurrentIndex(CHOICES)
    rows = page.shown.braille._choices.rows()
    guesses = [each.because.is_guess for each in rows]

    assert rows
    assert guesses == sorted(guesses, reverse=True)
    shown = rows_of(page.shown.braille.choices)
    assert all(row[3] and row[4] for row in shown), "why, and how else it could be read"


def test_a_reading_is_corrected_by_keyboard_remembered_and_the_braille_set_again(
    page: DocumentPage, room: Room
) -> None:
    row = go_to(page, "重", within="安江")
    cells = "".join(each[2] for each in rows_of(page.shown.braille.lines))
    QTest.keyClick(page.shown.braille.choices, Qt.Key.Key_Return)
    wanted = next(pinyin for pinyin in row.pinyins()[1:])
    choose(page, f"“{row.word}”读作", wanted)
    press(page, "记住这个读音")
    room.settle()
    room.settle()

    (kept,) = room.all(Pronunciation)
    assert (kept.written, kept.pinyin) == (row.word, wanted)
    assert f"已记住：“{row.word}”读 {wanted}" in room.desk.said[-1]
    assert "".join(each[2] for each in rows_of(page.shown.braille.lines)) != cells


def test_a_reading_that_is_not_offered_is_written_on_a_page_of_its_own(
    page: DocumentPage, room: Room
) -> None:
    row = go_to(page, "重", within="安江")
    press(page, "自己写读音…")

    place, args = room.desk.gone[-1]
    assert (place, args["written"]) == ("reading_form", row.word)
    assert args["pinyin"] == row.pinyins()[0]


def test_what_a_proofreader_should_look_at_stands_in_words(page: DocumentPage) -> None:
    words = page.shown.braille.check.toPlainText()

    assert words.startswith("没有写不成盲文的字。")
    assert all(doubt.zh in words for doubt in DOUBTS)


def test_a_character_without_braille_is_named_before_anything_is_made(room: Room) -> None:
    client = a_client(name="罗\U0003fffd", preferred_form="braille")
    room.save(client, a_case(client))
    page = room.open(DocumentPage, client_id=client.id)

    assert "不知道盲文怎么写" in str(room.desk.warned[-1])
    assert page.shown.braille.check.toPlainText().startswith("写不成盲文的字：\U0003fffd")


def test_a_filed_document_is_looked_at_but_not_corrected(
    page: DocumentPage, room: Room, tmp_path: Any
) -> None:
    page.outputs.save(tmp_path / "a.brf")
    room.settle()
    (issued,) = room.all(IssuedDocument)
    again = room.open(DocumentPage, issued_id=issued.id)

    assert rows_of(again.shown.braille.lines) == rows_of(page.shown.braille.lines)
    again.shown.braille.tabs.setCurrentIndex(CHOICES)
    assert again.shown.braille.choices.isVisibleTo(again)
    assert not again.shown.braille.remember_button.isVisibleTo(again)


def test_braille_is_not_sent_to_a_printer_for_ink(page: DocumentPage) -> None:
    assert page.save_button.isEnabled()
    assert not page.print_button.isEnabled()
    assert "print_summary" not in page.commands()
