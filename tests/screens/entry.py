"""The window before the record is open, and how tests find their way in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.entry_window import EntryWindow
from desktop.settings import SettingsKeeper
from desktop.tasks import TaskRunner

if TYPE_CHECKING:
    from desktop.workspace import Workspace


class Entry:
    """An entry window over a folder; ``opened`` collects the workspaces it opened."""

    def __init__(self, folder: Path, qtbot: Any, settings: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.tasks = TaskRunner()
        self.opened: list[Workspace] = []
        self.window = EntryWindow(folder, self.tasks, SettingsKeeper(settings))
        qtbot.addWidget(self.window)
        self.window.opened.connect(self.opened.append)
        self.window.resize(1366, 768)
        self.window.show()

    def begin(self) -> None:
        """Show the first page."""
        self.window.begin()
        self.rest()

    def rest(self) -> None:
        """Wait until the page has its focus and nothing is being done."""
        self.qtbot.waitUntil(lambda: not self.tasks.is_busy, timeout=10_000)
        self.qtbot.wait(1)

    @property
    def page(self) -> Any:
        """The page shown."""
        return self.window.page

    def line(self, name: str) -> Any:
        """Return the one that is called so by a screen reader."""
        return called(self.page, name)

    def type(self, name: str, typed: str) -> None:
        """Type into a line by its name."""
        line = self.line(name)
        line.setFocus()
        line.selectAll()
        line.insert(typed)

    def press(self, name: str) -> None:
        """Press a button by its name, with the keyboard, and wait."""
        push(self.page, name)
        self.rest()

    def close(self) -> None:
        """Close what was opened."""
        self.tasks.finish()
        for workspace in self.opened:
            workspace.close()


def called(within: QObject, name: str) -> Any:
    """Return the one widget of this accessible name."""
    found = [
        widget
        for widget in within.findChildren(QWidget)
        if _spoken(widget) == name
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.isHidden()
    ]
    assert len(found) == 1, f"{len(found)} widgets are called {name}"
    return found[0]


def push(within: QObject, name: str) -> None:
    """Press a button by its accessible name, with the keyboard."""
    button = called(within, name)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def _spoken(widget: QWidget) -> str:
    if widget.accessibleName():
        return widget.accessibleName()
    return widget.text() if isinstance(widget, QAbstractButton) else ""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "record"


@pytest.fixture
def entry(folder: Path, tmp_path: Path, qtbot: Any, dressed: Any) -> Iterator[Entry]:
    made = Entry(folder, qtbot, tmp_path / "settings.ini")
    yield made
    made.close()
