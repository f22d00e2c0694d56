"""Rows of a table: all in memory, or fetched in windows as they come into sight."""

import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor

from desktop.language import tr
from desktop.lists.columns import Column, sentence
from desktop.theme.look import look

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[Any], Callable[[Mapping[Any, Any]], None]], None]
"""Asks for the rows of some ids; calls back, later and in the same thread, with rows by id."""

WINDOW = 200
"""Rows that are fetched at once."""
_WINDOWS_KEPT = 24
_NEAR = 60
"""So many rows from its edge the neighbouring window is fetched ahead of the person."""
_NOT_YET = "…"


class TableModel(QAbstractTableModel):
    """What both kinds of table models share: columns, headings, how a row is spoken."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self.reads_sentences = False

    def row_at(self, row: int) -> Any | None:
        """Return the row's record, or ``None`` while it has not come yet."""
        raise NotImplementedError

    def row_of(self, key: Hashable) -> int:
        """Return where a row is, or -1."""
        raise NotImplementedError

    def key_at(self, row: int) -> Any:
        """Return what tells the row from the others."""
        raise NotImplementedError

    def sentence_at(self, row: int) -> str:
        """Return the row as one sentence."""
        record = self.row_at(row)
        return _NOT_YET if record is None else sentence(self.columns, record)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(self.columns[section].label)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows or says."""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ForegroundRole):
            return None
        record = self.row_at(index.row())
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _NOT_YET if record is None else column.of(record)
        if column.tone is not None and record is not None:
            tone = column.tone(record)
            if tone:
                return QColor(look().tokens.ground_and_ink(tone)[1])
        return None

    def _spoken(self, index: Index) -> str | None:
        """Return what is said instead of what is shown, when rows are read as sentences.

        Orca reads every cell of a row: the others are then blank, or all is said twice. NVDA
        reads the one cell, so the others stay as they are (both heard).
        """
        if not self.reads_sentences:
            return None
        if index.column() == 0:
            return self.sentence_at(index.row())
        return None if sys.platform == "win32" else " "


class RecordTableModel(TableModel):
    """Rows that are all in memory, up to a few thousand."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Any] = (),
        *,
        key: Callable[[Any], Hashable] = lambda row: getattr(row, "id", row),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._rows, self._key = list(rows), key

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rows(self) -> list[Any]:
        """Return all rows in the order shown."""
        return list(self._rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def row_at(self, row: int) -> Any | None:
        """Return the row's record."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, key: Hashable) -> int:
        """Return where a row is, or -1."""
        return next((at for at, row in enumerate(self._rows) if self._key(row) == key), -1)

    def key_at(self, row: int) -> Any:
        """Return what tells the row from the others."""
        record = self.row_at(row)
        return None if record is None else self._key(record)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; empty cells come last in either order."""
        if not 0 <= column < len(self.columns):
            return
        of = self.columns[column].order or self.columns[column].of
        filled = [row for row in self._rows if of(row) not in (None, "")]
        empty = [row for row in self._rows if of(row) in (None, "")]
        filled.sort(key=of, reverse=order == Qt.SortOrder.DescendingOrder)
        self.set_rows(filled + empty)


class WindowedTableModel(TableModel):
    """Any number of rows: only their ids are held, the rest is fetched 200 at a time."""

    def __init__(
        self, columns: Sequence[Column], fetch: Fetch, parent: QObject | None = None
    ) -> None:
        super().__init__(columns, parent)
        self._fetch = fetch
        self._ids: Sequence[Any] = ()
        self._windows: OrderedDict[int, Mapping[Any, Any]] = OrderedDict()
        self._asked: set[int] = set()
        self._generation = 0

    def set_ids(self, ids: Sequence[Any]) -> None:
        """Show other rows; what was fetched before is forgotten."""
        self.beginResetModel()
        self._ids = ids
        self._windows.clear()
        self._asked.clear()
        self._generation += 1
        self.endResetModel()

    def refetch(self) -> None:
        """Fetch again what is in sight, because it may have changed."""
        self._windows.clear()
        self._asked.clear()
        self._generation += 1
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._ids)

    def row_at(self, row: int) -> Any | None:
        """Return the row's record, or ``None`` while it has not come yet."""
        if not 0 <= row < len(self._ids):
            return None
        number, within = divmod(row, WINDOW)
        window = self._windows.get(number)
        if window is None:
            self._ask(number)
            return None
        self._windows.move_to_end(number)
        if within >= WINDOW - _NEAR:
            self._ask(number + 1)
        elif within < _NEAR:
            self._ask(number - 1)
        return window.get(self._ids[row])

    def row_of(self, key: Hashable) -> int:
        """Return where a row is, or -1."""
        try:
            return self._ids.index(key)
        except ValueError:
            return -1

    def key_at(self, row: int) -> Any:
        """Return the id of a row."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def _ask(self, number: int) -> None:
        start = number * WINDOW
        if start < 0 or start >= len(self._ids) or number in self._asked | set(self._windows):
            return
        self._asked.add(number)
        generation = self._generation

        def deliver(rows: Mapping[Any, Any]) -> None:
            if generation != self._generation:
                return
            self._asked.discard(number)
            self._windows[number] = rows
            while len(self._windows) > _WINDOWS_KEPT:
                self._windows.popitem(last=False)
            end = min(start + WINDOW, len(self._ids)) - 1
            self.dataChanged.emit(self.index(start, 0), self.index(end, len(self.columns) - 1))

        self._fetch(self._ids[start : start + WINDOW], deliver)
