"""A small encrypted record behind a fake desk, for pages that read and write it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTableView, QWidget

from db.domain.journal.change import Action
from db.store.record_file import SqlStore
from desktop.operations import Operations
from desktop.screens.frame.page import Page
from desktop.settings import SettingsKeeper
from desktop.tasks import TaskRunner
from tests.builders import SteppingClock, a_staff
from tests.screens.desk import FakeDesk

PageType = TypeVar("PageType", bound=Page)


class Room:
    """An open record, a desk in front of it, and the pages opened so far."""

    def __init__(self, folder: Path, qtbot: Any) -> None:
        self.qtbot = qtbot
        self.store = SqlStore(
            folder / "record.db", bytes(range(32)), "0a" * 16, clock=SteppingClock()
        )
        owner = a_staff()
        self.save(owner)
        self.store.keep_setting("owner", owner.id.hex)
        self.operations = Operations(self.store, TaskRunner())
        self.desk = FakeDesk(self.operations, SettingsKeeper(folder / "settings.ini"))

    def save(self, *records: Any) -> None:
        """Put records into the store as they are, past all rules."""
        with self.store.unit_of_work(Action.REGISTER_CLIENT) as work:
            for record in records:
                work[type(record)].add(record)
            work.commit()

    def all(self, record_type: type) -> list[Any]:
        """Return every record of a type."""
        with self.store.reading() as reading:
            return list(reading[record_type].every())

    def open(self, page_type: Callable[[Any], PageType], **args: object) -> PageType:
        """Open a page as the window does, and wait until it has read the record."""
        page = page_type(self.desk)
        self.qtbot.addWidget(page)
        page.resize(1100, 760)
        page.show()
        page.visit(**args)
        self.settle()
        return page

    def settle(self) -> None:
        """Wait until everything asked of the record so far has come back."""
        done: list[int] = []
        self.operations.read(lambda _store: 1, owner=self.operations, done=done.append)
        self.qtbot.waitUntil(lambda: bool(done))
        # What came back may have asked for more.
        done.clear()
        self.operations.read(lambda _store: 1, owner=self.operations, done=done.append)
        self.qtbot.waitUntil(lambda: bool(done))

    def close(self) -> None:
        """End the work and close the record."""
        self.operations.finish()
        self.store.close()


@pytest.fixture
def room(tmp_path: Path, qtbot: Any, dressed: Any) -> Iterator[Room]:
    made = Room(tmp_path, qtbot)
    yield made
    made.close()


def named(page: QWidget, name: str, kind: type = QWidget) -> Any:
    """Return the one widget but labels that is called so by a screen reader."""
    found = [
        widget
        for widget in page.findChildren(kind)
        if (widget.accessibleName() or _text(widget)) == name
        and not widget.isHidden()
        and not isinstance(widget, QLabel)
    ]
    assert len(found) == 1, f"{len(found)} widgets are called {name}"
    return found[0]


def fill(page: QWidget, name: str, typed: str) -> None:
    """Go to a line by its name and type into it."""
    line = named(page, name)
    line.setFocus(Qt.FocusReason.TabFocusReason)
    if isinstance(line, QLineEdit | QPlainTextEdit):
        line.selectAll()
    QTest.keyClicks(line, typed) if typed.isascii() else line.insertPlainText(
        typed
    ) if isinstance(line, QPlainTextEdit) else line.insert(typed)


def choose(page: QWidget, name: str, words: str) -> None:
    """Choose from a combo box by its name, with the keyboard."""
    combo = named(page, name)
    at = combo.findText(words)
    assert at >= 0, [combo.itemText(i) for i in range(combo.count())]
    combo.showPopup()
    combo.view().setCurrentIndex(combo.model().index(at, 0))
    QTest.keyClick(combo.view(), Qt.Key.Key_Return)
    # Without a window manager the window does not become active again by itself.
    page.activateWindow()
    assert combo.currentText() == words


def press(page: QWidget, name: str) -> None:
    """Press a button by its name, with the space bar."""
    button = named(page, name)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)


def rows_of(table: QTableView) -> list[list[str]]:
    """Return what a table shows, row by row."""
    model = table.model()
    return [
        [str(model.index(row, at).data()) for at in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def column_named(table: Any, words: str) -> int:
    """Return where a column stands."""
    return [column.label.zh for column in table.columns].index(words)


def _text(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) and not isinstance(widget, QLineEdit) else ""
