"""The pieces screens are made of: headings, chips, cards, buttons, rows that wrap.

Everything made here follows theme and zoom while the window is open.
"""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from db.fields.text import Text
from desktop.language import tr
from desktop.theme.look import look, size, space, wear_icon

Said = Text | str
"""Words to show: a text in both languages, or what a record says."""
Margins = tuple[int, int, int, int]
Box = TypeVar("Box", bound=QBoxLayout)
_LINK_PAD, _LINK_HEIGHT = 10, 32
_LINK_FLAGS = (
    Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
).value
_NO_MARGINS: Margins = (0, 0, 0, 0)


def words(said: Said) -> str:
    """Return what is shown of a text or of a record's own words."""
    return tr(said) if isinstance(said, Text) else said


def label(said: Said, part: str = "", *, wraps: bool = True) -> QLabel:
    """Return a label; ``part`` is title, section, name, label, soft, trouble or nothing."""
    made = QLabel(words(said))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if part:
        made.setProperty("part", part)
    return made


def title(said: Said) -> QLabel:
    """Return the heading of a page."""
    return label(said, "title")


def section(said: Said) -> QLabel:
    """Return the heading of a part of a page."""
    return label(said, "section")


def chip(said: Said, tone: str = "plain") -> QLabel:
    """Return a state in words; ``tone`` is late, due, good or plain."""
    made = label(said, wraps=False)
    made.setProperty("chip", tone)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


def picture(icon: str, tone: str = "accent", px: int = 22) -> QLabel:
    """Return an icon that stands beside words; it says nothing itself."""
    made = QLabel()
    wear_icon(made, icon, tone, px)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def button(
    said: Said,
    clicked: Callable[[], object] | None = None,
    *,
    part: str = "",
    icon: str = "",
    name: str = "",
) -> QPushButton:
    """Return a button of at least 40 pixels; ``part`` is primary, quiet, place or nothing.

    Args:
        said: What it says.
        clicked: Called without arguments.
        part: At most one button of a page is primary: the next step.
        icon: Name of a picture in ``resources/icons``.
        name: What tests and scripts find it by.
    """
    made = QPushButton(words(said))
    if part:
        made.setProperty("part", part)
    if icon:
        wear_icon(made, icon, "on_accent" if part == "primary" else "accent", 18)
    if name:
        made.setObjectName(name)
    made.setAutoDefault(False)
    size(made, min_height=40)
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


class Link(QPushButton):
    """A button of words that may be long: they wrap, and nothing is scrolled sideways."""

    def __init__(self, said: Said, clicked: Callable[[], object]) -> None:
        super().__init__(words(said))
        self.setProperty("part", "quiet")
        self.setAutoDefault(False)
        self.clicked.connect(lambda _checked=False: clicked())
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that all lines need."""
        inner = QRect(0, 0, max(1, width - 2 * look().px(_LINK_PAD)), 16_777_215)
        tall = self.fontMetrics().boundingRect(inner, _LINK_FLAGS, self.text()).height()
        return max(look().px(_LINK_HEIGHT), tall + look().px(_LINK_PAD))

    def sizeHint(self) -> QSize:
        """Return the size on one line."""
        wide = self.fontMetrics().horizontalAdvance(self.text()) + 2 * look().px(_LINK_PAD)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Return the least size: some words a line."""
        return QSize(look().px(_LINK_HEIGHT), look().px(_LINK_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words underlined, over as many lines as they need."""
        painter = QPainter(self)
        font = self.font()
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
        pad = look().px(_LINK_PAD)
        painter.drawText(self.rect().adjusted(pad, 0, -pad, 0), _LINK_FLAGS, self.text())
        painter.end()


def rule() -> QFrame:
    """Return a hairline between lines of a card."""
    made = QFrame()
    made.setProperty("part", "rule")
    return made


def card(*parts: QWidget | QLayout | None, gap: int = 10) -> QFrame:
    """Return a card that holds the parts one under the other."""
    made = QFrame()
    made.setProperty("part", "card")
    made.setLayout(column(*parts, gap=gap, margins=(18, 16, 18, 16)))
    return made


def row(
    *parts: QWidget | QLayout | None, gap: int = 8, margins: Margins = _NO_MARGINS
) -> QHBoxLayout:
    """Return the parts side by side; ``None`` is the space that gives."""
    return _filled(QHBoxLayout(), parts, gap, margins)


def column(
    *parts: QWidget | QLayout | None, gap: int = 8, margins: Margins = _NO_MARGINS
) -> QVBoxLayout:
    """Return the parts one under the other; ``None`` is the space that gives."""
    return _filled(QVBoxLayout(), parts, gap, margins)


def meter(said: Said, value: int, top: int, shown: Said) -> QWidget:
    """Return how far a target has been reached, in words and as a bar."""
    bar = QProgressBar()
    bar.setRange(0, max(1, top))
    bar.setValue(min(value, top))
    bar.setTextVisible(False)
    bar.setAccessibleName(words(said))
    bar.setAccessibleDescription(words(shown))
    figure = label(shown, "name", wraps=False)
    made = QWidget()
    line = row(label(said), figure)
    line.setStretch(0, 1)
    made.setLayout(column(line, bar, gap=6))
    return made


def hide_children(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            hide_children(inner)
            inner.deleteLater()


def _filled(
    box: Box, parts: tuple[QWidget | QLayout | None, ...], gap: int, margins: Margins
) -> Box:
    space(box, gap, margins)
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, QLayout):
            box.addLayout(part)
        else:
            box.addWidget(part)
    return box


class FlowRow(QLayout):
    """Widgets side by side that go on to the next line when there is no room."""

    def __init__(self, *widgets: QWidget, gap: int = 10) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        space(self, gap, _NO_MARGINS)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item in (called by Qt)."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or nothing past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out, or nothing past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that all lines need at ``width``."""
        return self._place(QRect(0, 0, width, 0), moving=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put every item in its place."""
        super().setGeometry(rect)
        self._place(rect, moving=True)

    def sizeHint(self) -> QSize:
        """Return the size of all items on one line."""
        wide = sum(item.sizeHint().width() for item in self._items)
        wide += self.spacing() * max(0, len(self._items) - 1)
        tall = max((item.sizeHint().height() for item in self._items), default=0)
        return QSize(wide, tall)

    def minimumSize(self) -> QSize:
        """Return the size of the widest item."""
        least = QSize()
        for item in self._items:
            least = least.expandedTo(item.minimumSize())
        return least

    def _place(self, rect: QRect, *, moving: bool) -> int:
        gap, top = self.spacing(), rect.y()
        for line in self._lines(rect.width()):
            tall = max(item.sizeHint().height() for item in line)
            left = rect.x()
            for item in line:
                hint = item.sizeHint().boundedTo(QSize(rect.width(), 16_777_215))
                if moving:
                    middle = top + (tall - hint.height()) // 2
                    item.setGeometry(QRect(QPoint(left, middle), hint))
                left += hint.width() + gap
            top += tall + gap
        return max(0, top - gap - rect.y())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            wide = item.sizeHint().width()
            if lines and used + self.spacing() + wide <= width:
                lines[-1].append(item)
                used += self.spacing() + wide
            else:
                lines.append([item])
                used = wide
        return lines


def wraps(*widgets: QWidget, gap: int = 10) -> QWidget:
    """Return the widgets side by side, wrapping to further lines when there is no room."""
    made = QWidget()
    made.setLayout(FlowRow(*widgets, gap=gap))
    policy = made.sizePolicy()
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made


def folds() -> bool:
    """Whether text is so large that cards stand one under the other."""
    return look().folds
