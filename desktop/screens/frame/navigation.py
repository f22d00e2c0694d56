"""The places at the left, with icons and words, and the state of the workspace below."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QScrollArea, QSizePolicy, QWidget

from db.fields.text import Text
from desktop.announce import set_role
from desktop.language import tr
from desktop.screens.frame.page import Place
from desktop.theme.look import look, repolish, size, space, wear_icon
from desktop.theme.pieces import Said, button, column, label, row, words

_NAME = Text("导航", "Navigation")
_HERE = Text("{label}，当前", "{label}, current")
_WIDTH = 204


class Navigation(QFrame):
    """One Tab stop: arrows go through the places, Enter goes there."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "nav")
        self.setAccessibleName(tr(_NAME))
        # One Tab stop with arrows inside is what this role promises.
        set_role(self, QAccessible.Role.ToolBar)
        size(self, width=_WIDTH)
        self._buttons: dict[str, QPushButton] = {}
        self._places = [place for place in places if place.in_nav]
        mark = label("一一", "mark", wraps=False)
        mark.setAccessibleName("Yiyi")
        space(mark_row := row(mark, None), 0, (12, 0, 0, 4))
        inner = column(mark_row, gap=4, margins=(10, 10, 10, 14))
        for place in self._places:
            made = button(place.label, part="place", name=f"go_{place.key}")
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            made.clicked.connect(lambda _on=False, key=place.key: self.chosen.emit(key))
            made.setToolTip(place.shortcut)
            made.installEventFilter(self)
            self._buttons[place.key] = made
            inner.addWidget(made)
        inner.addStretch(1)
        self._who, self._state = label("", "soft"), label("", "soft")
        self._state.setObjectName("workspace_state")
        inner.addWidget(self._who)
        inner.addWidget(self._state)
        inside = QWidget()
        inside.setLayout(inner)
        # With large text in a low window the last places are scrolled to.
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setProperty("part", "nav")
        inside.setProperty("part", "nav")
        scroll.setWidget(inside)
        self._scroll = scroll
        self.setLayout(column(scroll, gap=0))
        self.show_current("")

    def show_current(self, key: str) -> None:
        """Mark where one is, by bar, ground, weight and in words."""
        stop = key if key in self._buttons else next(iter(self._buttons), "")
        for place in self._places:
            made, here = self._buttons[place.key], place.key == key
            made.setProperty("here", here)
            repolish(made)
            wear_icon(made, place.icon, "accent" if here else "ink", 20)
            said = tr(place.label)
            made.setAccessibleName(tr(_HERE, label=said) if here else said)
            made.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if place.key == stop else Qt.FocusPolicy.ClickFocus
            )

    def show_state(self, who: Said, state: Said) -> None:
        """Say whose workspace it is and how it stands."""
        self._who.setText(words(who))
        self._state.setText(words(state))

    def open_menu(self, below: QWidget) -> None:
        """Offer the places as a menu, for a window too narrow to show them."""
        menu = QMenu(below)
        for place in self._places:
            action = menu.addAction(look().icon(place.icon, "ink"), tr(place.label))
            action.triggered.connect(partial(self.chosen.emit, place.key))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def enter(self) -> None:
        """Move the focus to the current place."""
        made = next((b for b in self._buttons.values() if b.property("here")), None)
        made = made or next(iter(self._buttons.values()), None)
        if made is not None:
            made.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go through the places with the arrows, Home and End.

        A button would take the arrows itself and leave the navigation.
        """
        buttons: list[QPushButton] = list(self._buttons.values())
        if event.type() != QEvent.Type.KeyPress or watched not in buttons:
            return False
        key = cast("QKeyEvent", event).key()
        at = buttons.index(watched)
        steps = {Qt.Key.Key_Down: at + 1, Qt.Key.Key_Up: at - 1, Qt.Key.Key_Home: 0}
        steps[Qt.Key.Key_End] = -1
        if key in steps:
            self._move(buttons[steps[Qt.Key(key)] % len(buttons)])
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            buttons[at].click()
            return True
        return False

    def _move(self, to: QPushButton) -> None:
        to.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(to)
