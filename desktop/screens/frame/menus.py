"""The menu bar, built from the declared commands."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from desktop.actions import COMMANDS, Menu
from desktop.language import tr
from desktop.theme.look import look


class Menus(QObject):
    """All menus of a window; what nobody answers is greyed."""

    def __init__(self, window: QMainWindow, do: Callable[[str], None]) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        self._answers: Callable[[str], object | None] = lambda _key: None
        bar = window.menuBar()
        bar.setNativeMenuBar(False)
        for menu in Menu:
            shown = bar.addMenu(tr(menu.label))
            shown.aboutToShow.connect(lambda: self.refresh(self._answers))
            for command in (one for one in COMMANDS if one.menu is menu):
                if command.begins_group:
                    shown.addSeparator()
                action = QAction(tr(command.label), window)
                action.setObjectName(command.key)
                if command.shortcut:
                    action.setShortcut(QKeySequence(command.shortcut))
                action.triggered.connect(partial(_call, do, command.key))
                # What is in the menus is also there while none is open.
                window.addAction(action)
                shown.addAction(action)
                self._actions[command.key] = action
        look().changed.connect(self._dress)
        self._dress()

    def refresh(self, answers: Callable[[str], object | None]) -> None:
        """Grey what nobody answers now."""
        self._answers = answers
        for key, action in self._actions.items():
            action.setEnabled(answers(key) is not None)

    def rename(self, key: str, words: str | None) -> None:
        """Give a command other words, or its own again."""
        own = next(one.label for one in COMMANDS if one.key == key)
        self._actions[key].setText(words or tr(own))

    def _dress(self) -> None:
        for command in COMMANDS:
            if command.icon:
                self._actions[command.key].setIcon(look().icon(command.icon, "ink", 18))


def _call(do: Callable[[str], None], key: str, _checked: bool = False) -> None:
    do(key)
