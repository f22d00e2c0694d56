"""A list of work: one Tab stop, arrows inside, Enter does the one thing that is next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QScrollArea,
    QSizePolicy,
    QTableView,
    QWidget,
)

from db.fields.text import Text
from desktop.language import tr
from desktop.lists.record_table import MenuEntry, pop_up
from desktop.lists.table_model import Index
from desktop.lists.work_card import WorkCard
from desktop.messages import read_out
from desktop.theme.look import look
from desktop.theme.pieces import Said, words

_SENTENCE = Text("{parts}。回车：{action}", "{parts}. Enter: {action}")
_BETWEEN = Text("，", ", ")
_WHOLE_ROW = Text("整行内容", "The whole row")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """One thing to do.

    Attributes:
        key: What tells it from the others; the list stays on it when it is loaded again.
        icon: Name of a picture in ``resources/icons``.
        name: Whom or what it is about.
        chip: Its state in words.
        tone: late, due, good or plain.
        place: Where; may be empty.
        why: Why it is here.
        action: What Enter does.
        group: Heading of the group it stands in; items of a group stand together.
        is_next: Whether it is the next step, drawn as the page's one primary button.
        data: What the screen wants to know when it is chosen.
    """

    key: Any
    icon: str
    name: str
    chip: str = ""
    tone: str = "plain"
    place: str = ""
    why: str = ""
    action: str = ""
    group: str = ""
    is_next: bool = False
    data: Any = None

    def sentence(self) -> str:
        """Return what is read out."""
        parts = tr(_BETWEEN).join(
            part for part in (self.name, self.chip, self.place, self.why) if part
        )
        if not self.action:
            return parts
        return tr(_SENTENCE, parts=parts.rstrip("。."), action=self.action)


class _WorkModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.items: list[WorkItem] = []

    def set_items(self, items: Sequence[WorkItem]) -> None:
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.items[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return item.sentence()
        return item if role == Qt.ItemDataRole.UserRole else None


class WorkList(QTableView):
    """Cards of work in one Tab stop, as tall as its cards; the page around it scrolls.

    Signals:
        acted: Enter, a double click or a click on the card's button; carries the ``WorkItem``.
    """

    acted = Signal(object)

    def __init__(
        self,
        name: Said,
        *,
        menu: Callable[[WorkItem], Sequence[MenuEntry]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._work, self._menu, self._card = _WorkModel(), menu, WorkCard(self)
        self.setProperty("part", "work")
        self.setProperty("own_ring", True)  # the ring is drawn round the current card
        self.setAccessibleName(words(name))
        self.setModel(self._work)
        self.setItemDelegate(self._card)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._follow)
        look().changed.connect(self._fit_later)
        self._fit_later()

    def set_items(self, items: Sequence[WorkItem]) -> None:
        """Show other work, and stay on the same item if it is still there."""
        current = self.item()
        row = self.currentIndex().row()
        self._work.set_items(items)
        keys = [item.key for item in self._work.items]
        if current is not None and current.key in keys:
            row = keys.index(current.key)
        if keys:
            self.setCurrentIndex(self._work.index(min(max(0, row), len(keys) - 1), 0))
        self._fit_later()

    def items(self) -> list[WorkItem]:
        """Return the work shown."""
        return list(self._work.items)

    def item(self) -> WorkItem | None:
        """Return the current item."""
        row = self.currentIndex().row()
        return self._work.items[row] if 0 <= row < len(self._work.items) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter acts, F4 shows the words of the card."""
        item = self.item()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.acted.emit(item)
        elif event.key() == Qt.Key.Key_F4 and item is not None:
            read_out(self, _WHOLE_ROW, item.sentence())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Act when the card's button was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            spot = self._card.button_rect(self._work.items[index.row()], self.visualRect(index))
            if spot.contains(event.position().toPoint()):
                self.acted.emit(self._work.items[index.row()])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Act on a double click anywhere on the card but its button: that has acted."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            item = self._work.items[index.row()]
            if not self._card.button_rect(item, self.visualRect(index)).contains(
                event.position().toPoint()
            ):
                self.acted.emit(item)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the page."""
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what else can be done."""
        item = self.item()
        if self._menu is None or item is None:
            return
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        pop_up(self, self._menu(item), at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Bring the current card into sight."""
        super().focusInEvent(event)
        self._follow(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the cards to the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit_later()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the cards to another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_work"):
            self._fit_later()

    def sizeHint(self) -> QSize:
        """Return the height of all cards."""
        return QSize(super().sizeHint().width(), self.verticalHeader().length())

    def _fit_later(self) -> None:
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        width = self.viewport().width()
        previous = ""
        for row, item in enumerate(self._work.items):
            headed = item.group != previous
            previous = item.group
            self.setRowHeight(row, self._card.height(item, width, headed=headed))
        self.setFixedHeight(max(1, self.verticalHeader().length()))
        self._follow(self.currentIndex())

    def is_headed(self, row: int) -> bool:
        """Tell whether a group begins at ``row``."""
        item = self._work.items[row]
        return bool(item.group) and (row == 0 or self._work.items[row - 1].group != item.group)

    def _follow(self, now: QModelIndex, _before: QModelIndex | None = None) -> None:
        """Scroll the page so that the current card is in sight."""
        if not now.isValid() or not self.hasFocus():
            return
        self.viewport().update()
        rect: QRect = self.visualRect(now)
        parent = self.parentWidget()
        while parent is not None:
            inside = parent.widget() if isinstance(parent, QScrollArea) else None
            if isinstance(parent, QScrollArea) and inside is not None:
                half = rect.height() // 2 + 12
                middle: QPoint = self.viewport().mapTo(inside, rect.center())
                parent.ensureVisible(middle.x(), middle.y(), 0, half)
                return
            parent = parent.parentWidget()
