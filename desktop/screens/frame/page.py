"""What every page has: a title, the line that matters, buttons, body, side cards, focus."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from db.domain.journal.change import Receipt
from db.fields.problem import Problem
from db.fields.text import Text
from desktop.announce import announce
from desktop.focus import first_stop, order_tabs
from desktop.operations import Operations
from desktop.settings import SettingsKeeper
from desktop.theme.look import look, space
from desktop.theme.pieces import (
    FlowRow,
    Said,
    button,
    chip,
    column,
    hide_children,
    label,
    title,
    words,
)

_SIDE_WIDTH = 290
_LEAST_HEIGHT = 60
_FOLD_WIDTH = 860
"""Below this many pixels at 100 % the side cards go under the body."""


class Desk(Protocol):
    """What a page can ask of the window it stands in."""

    @property
    def operations(self) -> Operations:
        """The door to the record."""

    @property
    def settings(self) -> SettingsKeeper:
        """The settings of this computer."""

    def go(self, place: str, **args: object) -> None:
        """Go to a place; ``args`` reach its page's ``open``."""

    def back(self) -> None:
        """Go to where one came from."""

    def say(self, said: Said) -> None:
        """Show and announce that something is done."""

    def warn(self, said: Said | Problem) -> None:
        """Show and announce what needs attention; it stays until dismissed."""

    def offer(self, said: Said, act: Text, then: Callable[[], object]) -> None:
        """Show and announce a message with one thing to do about it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere one can go.

    Attributes:
        key: What ``Desk.go`` calls it.
        label: Its name in the navigation and in the palette.
        icon: Name of a picture in ``resources/icons``.
        make: Makes its page when it is first gone to.
        shortcut: Keys, e.g. ``Alt+1``; may be empty.
        in_nav: Whether it stands in the navigation; other places are reached from pages.
        under: For a place that is not in the navigation, the key of the one shown as current.
        again: Whether each visit needs a new page, as a form does.
    """

    key: str
    label: Text
    icon: str
    make: Callable[[Desk], "Page"]
    shortcut: str = ""
    in_nav: bool = True
    under: str = ""
    again: bool = False
    words: tuple[str, ...] = field(default=())
    """Further words the palette finds it by."""


class Page(QWidget):
    """One place of the window.

    A page is made once, opened on every visit and told of every saved action. A subclass says
    what it is called, fills ``body`` and overrides ``open``, ``load`` and what it needs.

    Attributes:
        body: Where the page's own widgets go.
        scrolls: Whether the body is as tall as what is in it; else it fills the window, as a
            page of one long table does.
        watches: Tables whose changes make the page load again.
        help_name: Name of the page's chapter of the help, ``resources/help/*/<name>.md``.

    Signals:
        renamed: The title has changed while the page is shown.
    """

    scrolls: ClassVar[bool] = True
    watches: ClassVar[Sequence[str]] = ()
    help_name: ClassVar[str] = "index"
    renamed = Signal(str)

    def __init__(self, desk: Desk, heading: Said, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("part", "page")
        self._is_stale = True
        self._heading = title(heading)
        self._chips = FlowRow(self._heading, gap=12)
        self._lead = label("", "soft")
        self._lead.hide()
        self._unheard_lead, self._has_arrived = "", False
        self._buttons = FlowRow(gap=10)
        self._button_holder = _holder(self._buttons)
        self._button_holder.hide()
        self.body: QVBoxLayout = column(gap=12)
        self._body_holder = _holder(self.body)
        self._side: QVBoxLayout = column(None, gap=14)
        self._side_holder = _holder(self._side)
        self._side_holder.setObjectName("side")
        self._side_holder.hide()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        space(self._across, 20, (0, 0, 0, 0))
        self._across.addWidget(self._body_holder, 1)
        self._across.addWidget(self._side_holder, 0, Qt.AlignmentFlag.AlignTop)
        self._top = column(
            _holder(self._chips), self._lead, self._button_holder, gap=8, margins=(0, 0, 0, 0)
        )
        self._whole: QVBoxLayout = column(gap=0)
        self.setLayout(self._whole)
        inside = column(self._top, self._across, gap=12, margins=(24, 4, 24, 20))
        inside.setStretch(1, 0 if self.scrolls else 1)
        if self.scrolls:
            inside.addStretch(1)
        inner = _holder(inside)
        inner.setProperty("part", "paper")
        if self.scrolls:
            self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        # A page of one table scrolls as well once large text leaves the table too little room.
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        self._scroll.setMinimumHeight(_LEAST_HEIGHT)
        self._whole.addWidget(self._scroll, 1)
        self._order = QTimer(self, singleShot=True, interval=0)
        self._order.timeout.connect(lambda: order_tabs(self))
        inner.installEventFilter(self)
        look().changed.connect(self._fold)
        desk.operations.changed.connect(self._on_changed)

    def visit(self, **args: object) -> None:
        """Begin a visit: called by the window with the arguments of ``Desk.go``."""
        self.open(**args)

    # What a subclass overrides.

    def open(self, **args: object) -> None:
        """Begin a visit. ``args`` are those of ``Desk.go``. The default loads if needed."""
        del args
        self.load_if_stale()

    def load(self) -> None:
        """Read again what is shown, through ``self.desk.operations.read``."""

    def refresh(self, receipt: Receipt) -> None:
        """Take in a saved action; the default loads when it touches what is watched."""
        if self.watches and receipt.touches(*self.watches):
            if self.isVisible():
                self.load()
            else:
                self._is_stale = True

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what commands of ``desktop.actions`` do while this page is shown, by key."""
        return {}

    def first_focus(self) -> QWidget | None:
        """Return the widget that has the focus when the page is opened."""
        return first_stop(self._body_holder) or first_stop(self)

    def panes(self) -> list[QWidget]:
        """Return the parts F6 goes through, in order."""
        found = [self._button_holder, self._body_holder, self._side_holder]
        return [pane for pane in found if pane.isVisibleTo(self) and first_stop(pane)]

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Say whether the page can be left now; if not, ask, and call ``then`` on yes."""
        del then
        return True

    # What a subclass calls.

    @property
    def operations(self) -> Operations:
        """The door to the record."""
        return self.desk.operations

    @property
    def heading(self) -> str:
        """The title in words."""
        return self._heading.text()

    def set_heading(self, said: Said) -> None:
        """Change the title."""
        if words(said) != self.heading:
            self._heading.setText(words(said))
            self.renamed.emit(self.heading)

    def set_lead(self, said: Said) -> None:
        """Set the line under the title that says what matters; empty hides it.

        It is announced as well, because Tab passes it by.
        """
        before = self.lead
        self._lead.setText(words(said))
        self._lead.setVisible(bool(self.lead))
        if self.lead != before:
            self._unheard_lead = self.lead
            if self._has_arrived:
                announce(self, self._take_unheard_lead())

    def arrive(self) -> str:
        """Take note that the page is shown; return the lead if it was not announced yet."""
        self._has_arrived = True
        return self._take_unheard_lead()

    def _take_unheard_lead(self) -> str:
        lead, self._unheard_lead = self._unheard_lead, ""
        return lead

    @property
    def lead(self) -> str:
        """The line under the title."""
        return self._lead.text()

    def set_chips(self, chips: Sequence[tuple[Said, str]]) -> None:
        """Set the states beside the title: words and tone."""
        while self._chips.count() > 1:
            item = self._chips.takeAt(1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for said, tone in chips:
            self._chips.addWidget(chip(said, tone))

    def add_button(
        self,
        said: Said,
        clicked: Callable[[], object],
        *,
        primary: bool = False,
        icon: str = "",
        name: str = "",
    ) -> QPushButton:
        """Add a button under the title; at most one of a page is primary."""
        made = button(said, clicked, part="primary" if primary else "", icon=icon, name=name)
        self._buttons.addWidget(made)
        self._button_holder.show()
        return made

    def add_side(self, *cards: QWidget) -> None:
        """Add cards at the side; with large text or a narrow window they stand below."""
        for card in cards:
            self._side.insertWidget(self._side.count() - 1, card)
        self._side_holder.show()
        self._fold()

    def clear_side(self) -> None:
        """Take the side cards away."""
        hide_children(self._side)
        self._side.addStretch(1)

    def load_if_stale(self) -> None:
        """Load unless what is shown is up to date."""
        if self._is_stale or not self.watches:
            self._is_stale = False
            self.load()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Tab in the order of what is seen, whatever is added or taken away."""
        del watched
        if event.type() == QEvent.Type.LayoutRequest:
            self._order.start()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Take note that the page is left."""
        super().hideEvent(event)
        self._has_arrived = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the side cards when there is no room for them."""
        super().resizeEvent(event)
        self._fold()

    def _on_changed(self, receipt: Receipt) -> None:
        self.refresh(receipt)

    def _fold(self) -> None:
        below = look().folds or self.width() < look().px(_FOLD_WIDTH)
        direction = (
            QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        )
        self._across.setDirection(direction)
        if below:
            self._side_holder.setMinimumWidth(0)
            self._side_holder.setMaximumWidth(16_777_215)
            self._across.setAlignment(self._side_holder, Qt.AlignmentFlag(0))
        else:
            self._side_holder.setFixedWidth(look().px(_SIDE_WIDTH))
            self._across.setAlignment(self._side_holder, Qt.AlignmentFlag.AlignTop)


def _holder(layout: QVBoxLayout | FlowRow) -> QWidget:
    made = QWidget()
    made.setLayout(layout)
    if isinstance(layout, FlowRow):
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made
