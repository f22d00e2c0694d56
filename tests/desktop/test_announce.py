"""What is said, and widgets that speak as they should."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from db.fields.text import Text
from desktop.announce import announce, last_announcement, plain
from desktop.messages import MessageBar, ask

_TEXT = Text("看看", "Look")


@pytest.fixture
def window(qtbot, dressed):
    made = QWidget()
    made.setLayout(QVBoxLayout())
    qtbot.addWidget(made)
    return made


def test_mnemonics_are_not_spoken() -> None:
    assert plain("姓名(&N)：") == "姓名"
    assert plain("&Save") == "Save"


def test_announcements_close_together_are_spoken_as_one(qtbot, window) -> None:
    window.show()
    announce(window, "已保存。")
    announce(window, "今天")
    qtbot.waitUntil(lambda: last_announcement(window) == "已保存。\n今天")
    announcer = window.findChild(QLabel, "announcer")
    spoken = QAccessible.queryAccessibleInterface(announcer)
    assert spoken.role() == QAccessible.Role.Notification


def test_every_widget_is_put_right_when_shown(window) -> None:
    text, table, stack = QPlainTextEdit(), QTableWidget(2, 2), QStackedWidget()
    save = QPushButton("保存(&S)")
    for widget in (text, table, stack, save, QLineEdit()):
        window.layout().addWidget(widget)
    window.show()
    assert text.tabChangesFocus()
    assert not table.tabKeyNavigation()
    assert save.accessibleName() == "保存"
    assert QAccessible.queryAccessibleInterface(stack).role() == QAccessible.Role.Client


def test_a_closed_combo_box_opens_on_down(qtbot, window) -> None:
    combo = QComboBox()
    combo.addItems(["甲", "乙"])
    window.layout().addWidget(combo)
    window.show()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert combo.view().isVisible()
    assert combo.currentText() == "甲"
    combo.hidePopup()


def test_a_message_stays_until_it_is_dismissed(qtbot, window) -> None:
    bar, acted = MessageBar(window), []
    window.layout().addWidget(bar)
    window.show()
    bar.tell("收到 3 条", act=_TEXT, then=lambda: acted.append(1))
    assert bar.message == "收到 3 条"
    assert last_announcement(window) == "收到 3 条"
    qtbot.mouseClick(bar.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert acted == [1]
    assert bar.message == ""


def test_the_answer_to_a_question_is_no_unless_chosen(qtbot, window) -> None:
    window.show()
    answers: list[str] = []
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        dialog = ask(
            window, "删除", "要删除吗？", lambda: answers.append("yes"),
            otherwise=lambda: answers.append("no"),
        )  # fmt: skip
        assert dialog.accessibleDescription() == "要删除吗？"
        qtbot.keyClick(dialog.no, key)
    assert answers == ["no", "no"]
    dialog = ask(window, "删除", "要删除吗？", lambda: answers.append("yes"))
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert answers[-1] == "yes"


def test_words_of_our_own_buttons_are_chinese(qtbot, window) -> None:
    window.show()
    dialog = ask(window, "删除", "要删除吗？", lambda: None)
    assert [b.text() for b in dialog.findChildren(QPushButton)] == ["否", "是"]
    dialog.reject()
