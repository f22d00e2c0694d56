"""A case note: six keystrokes at most, and the text."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.domain.clients.case_note import CaseNote
from db.fields.text import Text
from desktop.messages import Question
from desktop.screens.clients.client import ClientPage
from desktop.screens.clients.note import NotePage
from desktop.screens.frame.main_window import MainWindow
from desktop.screens.frame.page import Place
from tests.builders import TODAY, a_case, a_client, a_note, days_ago
from tests.screens.records import Room, choose, fill, press, room

__all__ = ["room"]


@pytest.fixture
def client(room: Room) -> Any:
    made = a_client(name="潘阿妹")
    room.save(made, a_case(made))
    return made


def test_a_note_takes_two_keystrokes_and_the_text(
    room: Room, client: Any, qtbot: Any, tmp_path: Path
) -> None:
    room.store.keep_setting("note_channel", "PHONE")
    places = [
        Place("client", Text("服务对象", "Client"), "user", ClientPage),
        Place("note", Text("记一笔", "Note"), "file-pen", NotePage, in_nav=False, again=True),
    ]
    window = MainWindow(places, room.operations, room.desk.settings)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    window.go("client", client_id=client.id)
    room.settle()
    pressed = 0

    def key(*keys: Any) -> None:
        nonlocal pressed
        pressed += 1
        QTest.keyClick(window.focusWidget(), *keys)
        room.settle()

    key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget().accessibleName() == "内容（必填）"
    window.focusWidget().insertPlainText("说好下周去看岗位。")
    key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: window.here == "client")
    (note,) = room.all(CaseNote)
    assert (note.content, note.noted_on, note.channel) == (
        "说好下周去看岗位。", TODAY, "PHONE",
    )  # fmt: skip
    assert pressed <= 6
    window.forget_pages()


def test_what_must_be_said_comes_first_and_is_in_sight_with_the_title(
    room: Room, client: Any, qtbot: Any
) -> None:
    page = room.open(NotePage, client_id=client.id, name="潘阿妹")
    page.resize(1160, 640)
    room.settle()

    assert page.form.names()[:3] == ["noted_on", "channel", "content"]
    text = page.form.editor("content")
    assert page.window().focusWidget() is text
    assert text.mapTo(page, text.rect().bottomLeft()).y() < page.height()
    assert page.form.mapTo(page, page.form.rect().topLeft()).y() >= 0


def test_the_way_used_last_is_filled_in_next_time(room: Room, client: Any) -> None:
    page = room.open(NotePage, client_id=client.id, name="潘阿妹")
    choose(page, "方式（必填）", "入户")
    fill(page, "内容（必填）", "看了新灶台。")
    press(page, "保存记录")
    room.settle()

    again = room.open(NotePage, client_id=client.id, name="潘阿妹")

    assert again.form.typed()["channel"] == "HOME"
    assert again.drafts is not None
    assert not again.drafts.is_dirty


def test_what_is_missing_is_said_at_its_field(room: Room, client: Any) -> None:
    page = room.open(NotePage, client_id=client.id)

    press(page, "保存记录")

    assert "请改正" in page.form.editor("content").accessibleDescription()
    assert room.all(CaseNote) == []


def test_a_day_to_come_is_refused_at_the_day(room: Room, client: Any) -> None:
    page = room.open(NotePage, client_id=client.id)
    choose(page, "方式（必填）", "电话")
    fill(page, "日期（必填）", "+3")
    fill(page, "内容（必填）", "电话里说了。")

    press(page, "保存记录")
    room.settle()

    assert "晚于今天" in page.form.editor("noted_on").accessibleDescription()


def test_a_half_written_note_is_brought_back_without_asking_from_today(
    room: Room, client: Any
) -> None:
    room.store.save_draft(
        f"case_note:{client.id}", "记一笔", {"content": "写到一半", "channel": "PHONE"}
    )

    page = room.open(NotePage, client_id=client.id, restore=True)

    assert page.form.typed()["content"] == "写到一半"


def test_a_note_is_corrected_and_keeps_its_day(room: Room, client: Any) -> None:
    note = a_note(client, noted_on=days_ago(4), content="说错了")
    room.save(note)
    page = room.open(NotePage, client_id=client.id, note_id=note.id)

    fill(page, "内容（必填）", "说对了")
    press(page, "保存记录")
    room.settle()

    (kept,) = room.all(CaseNote)
    assert (kept.id, kept.content, kept.noted_on) == (note.id, "说对了", days_ago(4))


def test_a_note_is_deleted_after_asking_and_undo_brings_it_back(
    room: Room, client: Any, qtbot: Any
) -> None:
    note = a_note(client)
    room.save(note)
    page = room.open(NotePage, client_id=client.id, note_id=note.id)
    press(page, "删除…")
    question = page.window().findChild(Question)
    assert "撤销" in question.accessibleDescription()
    question.yes.click()
    qtbot.waitUntil(lambda: room.all(CaseNote) == [])
    room.store.undo()
    assert [kept.id for kept in room.all(CaseNote)] == [note.id]


def test_a_new_note_offers_nothing_to_delete(room: Room, client: Any) -> None:
    page = room.open(NotePage, client_id=client.id)
    assert page.remove_button.isHidden()
