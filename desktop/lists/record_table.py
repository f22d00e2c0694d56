"""A table of records that can be read by row and by cell, and left with Tab."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from db.fields.text import Text
from desktop.announce import announce
from desktop.language import tr
from desktop.lists.column_widths import Wish, shared_out
from desktop.lists.columns import Column
from desktop.lists.table_model import Index, TableModel
from desktop.messages import read_out
from desktop.theme.look import look, size
from desktop.theme.pieces import Said, words

_WHOLE_ROW = Text("整行内容", "The whole row")
_SORTED = Text("已按{label}{order}排列", "Sorted by {label}, {order}")
_UP, _DOWN = Text("从小到大", "ascending"), Text("从大到小", "descending")
_ROW_HEIGHT = 44
_BAR = 4
_LEAST_STRETCH = 170
"""Pixels at 100 % that a column which takes what is left over has, if it can fill them."""
_MEASURED = 40
"""Rows whose values decide how wide the columns are; later ones do not move the columns."""
_LEAST_HEIGHT = 190
"""Heading and three rows, in pixels at 100 %."""

MenuEntry = tuple[Said, Callable[[], object]]
Menu = Callable[[Any], Sequence[MenuEntry]]


class RecordTable(QTableView):
    """A table whose rows are acted on as a whole.

    Enter activates, F4 shows the whole row as text, the menu key offers the rest, Shift+F4
    sorts by the current column (again: the other way round).

    Signals:
        opened: A row was activated; carries its record.
        current_changed: Another row is current; carries its record or ``None``.
        sort_wanted: A heading was chosen and the model does not sort by itself; carries the
            column's ``key`` and whether the order is descending.
    """

    opened = Signal(object)
    current_changed = Signal(object)
    sort_wanted = Signal(str, bool)

    def __init__(
        self,
        name: Said,
        model: TableModel,
        *,
        menu: Menu | None = None,
        sentences: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``model``.

        Args:
            name: What the table is called; it is heard on arriving.
            model: Its rows.
            menu: Returns words and what to do for a record, for the menu key.
            sentences: Whether rows are read as one sentence (a setting of the person).
            parent: The widget it belongs to.
        """
        super().__init__(parent)
        self._model, self._menu = model, menu
        self._sorted: tuple[int, bool] = (-1, False)
        self._content: list[int] = []
        self._dragged: dict[int, int] = {}
        self._is_fitting = False
        model.reads_sentences = sentences
        self.setAccessibleName(words(name))
        self.setModel(model)
        self.setItemDelegate(_RowDelegate(self))
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        size(self, min_height=_LEAST_HEIGHT)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(48)
        header.sectionClicked.connect(self.sort_by)
        header.sectionResized.connect(self._keep_dragged)
        self.doubleClicked.connect(self._open)
        model.modelReset.connect(self._settle)
        model.modelReset.connect(self._measure)
        model.dataChanged.connect(self._measure_again)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        look().changed.connect(self._dress)
        self._dress()
        self._settle()

    @property
    def columns(self) -> list[Column]:
        """The columns."""
        return self._model.columns

    def record(self) -> Any | None:
        """Return the current row's record."""
        return self._model.row_at(self.currentIndex().row())

    def go_to_row(self, row: int) -> None:
        """Make a row current, keeping the column."""
        column = max(0, self.currentIndex().column())
        self.setCurrentIndex(self._model.index(row, column))

    def go_to_key(self, key: Any) -> bool:
        """Make the row of ``key`` current; say whether it is there."""
        row = self._model.row_of(key)
        if row >= 0:
            self.go_to_row(row)
        return row >= 0

    def sort_by(self, column: int) -> None:
        """Sort by a column; the same column again turns the order round."""
        if column < 0:
            return
        was, descending = self._sorted
        descending = column == was and not descending
        self._sorted = column, descending
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header = self.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSortIndicator(column, order)
        shown = self._model.columns[column]
        key = self._model.key_at(self.currentIndex().row())
        if hasattr(self._model, "set_rows"):
            self._model.sort(column, order)
            self.setCurrentIndex(self._model.index(self._model.row_of(key), column))
        elif shown.key:
            self.sort_wanted.emit(shown.key, descending)
        announce(self, tr(_SORTED, label=shown.label, order=_DOWN if descending else _UP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out among the columns."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure now that the style sheet has been put on."""
        super().showEvent(event)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, F4 reads the row out, Shift+F4 sorts, letters do not search."""
        key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif key == Qt.Key.Key_F4 and shift:
            self.sort_by(self.currentIndex().column())
        elif key == Qt.Key.Key_F4:
            self.read_row()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the row."""
        record = self.record()
        if self._menu is None or record is None:
            return
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        pop_up(self, self._menu(record), at)

    def read_row(self) -> None:
        """Show the current row as lines of text that can be walked through."""
        record = self.record()
        if record is None:
            return
        lines = [f"{tr(c.label)}：{c.of(record)}" for c in self._model.columns if c.of(record)]
        read_out(self, _WHOLE_ROW, "\n".join(lines))

    def _open(self, index: QModelIndex) -> None:
        record = self._model.row_at(index.row())
        if record is not None:
            self.opened.emit(record)

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit(self._model.row_at(now.row()))

    def _settle(self) -> None:
        """Have a current row whenever there are rows: arriving then says something."""
        if self._model.rowCount() and not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(0, 0))

    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(look().px(_ROW_HEIGHT))
        self._dragged.clear()
        self._measure()

    def _measure_again(self, top: QModelIndex) -> None:
        if top.row() < _MEASURED:
            self._measure()

    def _measure(self) -> None:
        """Find how wide the values are; while none has come the columns stay as they are."""
        model, delegate = self._model, self.itemDelegate()
        rows = range(min(model.rowCount(), _MEASURED))
        there = [row for row in rows if model.row_at(row) is not None]
        if there or not rows or not self._content:
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            self._content = [
                max(
                    (delegate.sizeHint(option, model.index(r, at)).width() for r in there),
                    default=0,
                )
                for at in range(len(model.columns))
            ]
        self._fit()

    def _fit(self) -> None:
        """Share the width out; what the person set with the mouse stays until zoom changes."""
        worn, header = look(), self.horizontalHeader()
        wishes = []
        for at, column in enumerate(self._model.columns):
            dragged = self._dragged.get(at)
            heading, content = header.sectionSizeHint(at), self._content[at]
            base = worn.px(column.width or _LEAST_STRETCH)
            wishes.append(
                Wish(
                    heading=heading if dragged is None else dragged,
                    content=content if dragged is None else dragged,
                    base=base if dragged is None else dragged,
                    takes_rest=not column.width and dragged is None,
                )
            )
        self._is_fitting = True
        for at, width in enumerate(shared_out(self.viewport().width(), wishes)):
            header.resizeSection(at, width)
        self._is_fitting = False

    def _keep_dragged(self, at: int, _before: int, width: int) -> None:
        if not self._is_fitting and width:
            self._dragged[at] = width


class _RowDelegate(QStyledItemDelegate):
    """Marks the current row with a bar as well, not by its ground alone."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        view = self.parent()
        if (
            isinstance(view, QTableView)
            and index.column() == 0
            and index.row() == view.currentIndex().row()
        ):
            worn = look()
            bar = QRect(option.rect)
            bar.setWidth(worn.px(_BAR))
            painter.fillRect(bar, QColor(worn.tokens.accent))


def pop_up(asker: QWidget, entries: Sequence[MenuEntry], at: QPoint) -> None:
    """Open a menu of words and what they do; the focus comes back by itself."""
    if not entries:
        return
    menu = QMenu(asker)
    for said, then in entries:
        action = QAction(words(said), menu)
        action.triggered.connect(lambda _checked=False, then=then: then())
        menu.addAction(action)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
    menu.setActiveAction(menu.actions()[0])
