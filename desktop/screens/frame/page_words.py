"""The words of a page in reading order, as they are read aloud."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QTextEdit,
    QWidget,
)

from db.fields.text import Text
from desktop.announce import plain
from desktop.language import tr
from desktop.screens.frame.page import Page

MOST_ROWS = 30
"""Rows of a table that are read; a list of thousands is searched and not listened to."""

_FIELD = Text("{name}：{value}", "{name}: {value}")
_EMPTY = Text("空着", "empty")
_TICKED, _NOT_TICKED = Text("已勾选", "ticked"), Text("没有勾选", "not ticked")
_MORE = Text("还有 {count} 行没有读。", "{count} more rows were not read.")
_COLON, _BETWEEN = Text("：", ": "), Text("，", ", ")


def page_words(page: Page) -> str:
    """Return the title, the line that matters and what the page shows, a part a line.

    Buttons are left out, and whatever is typed unseen.
    """
    said = [page.heading, page.lead]
    said += [words for words in _words(page) if words not in said]
    return "\n".join(part for part in said if part)


def _words(widget: QWidget) -> Iterator[str]:
    """Yield the words of what is visible in a widget, in the order of its layouts."""
    for child in _children(widget):
        if not child.isVisibleTo(widget):
            continue
        match child:
            case QLabel():
                buddy = child.buddy()
                if buddy is None or not isinstance(buddy, _Field):
                    yield child.text().strip()
            case QLineEdit():
                if child.echoMode() is QLineEdit.EchoMode.Normal:
                    yield _field(child, child.text())
            case QPlainTextEdit() | QTextEdit():
                text = child.toPlainText().strip()
                yield text if child.isReadOnly() else _field(child, text)
            case QComboBox():
                yield _field(child, child.currentText())
            case QCheckBox() | QRadioButton():
                ticked = _TICKED if child.isChecked() else _NOT_TICKED
                yield f"{plain(child.text())}{tr(_BETWEEN)}{tr(ticked)}"
            case QAbstractItemView():
                yield from _rows(child)
            case QPushButton():
                continue
            case _:
                yield from _words(child)


_Field = QLineEdit | QPlainTextEdit | QTextEdit | QComboBox


def _children(widget: QWidget) -> list[QWidget]:
    """Return the widgets inside, those of its layout first and in its order."""
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        return [inner] if inner is not None else []
    if isinstance(widget, QStackedWidget):
        shown = widget.currentWidget()
        return [shown] if shown is not None else []
    laid_out = list(_laid_out(widget.layout()))
    rest = [
        child
        for child in widget.children()
        if isinstance(child, QWidget) and not child.isWindow() and child not in laid_out
    ]
    return laid_out + [child for child in rest if child.objectName() != "announcer"]


def _laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    for at in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(at) if layout is not None else None
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)


def _field(field: QWidget, value: str) -> str:
    return tr(_FIELD, name=plain(field.accessibleName()), value=value.strip() or tr(_EMPTY))


def _rows(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    count = model.rowCount()
    columns = range(model.columnCount())
    for row in range(min(count, MOST_ROWS)):
        cells = (
            (_heading(view, column), _cell(model.index(row, column)))
            for column in columns
            if not _is_hidden(view, column)
        )
        yield tr(_BETWEEN).join(
            f"{heading}{tr(_COLON)}{cell}" if heading else cell
            for heading, cell in cells
            if cell
        )
    if count > MOST_ROWS:
        yield tr(_MORE, count=count - MOST_ROWS)


def _heading(view: QAbstractItemView, column: int) -> str:
    told = view.model().headerData(column, Qt.Orientation.Horizontal)
    # A model without headings of its own counts its columns.
    return told.strip() if isinstance(told, str) else ""


def _is_hidden(view: QAbstractItemView, column: int) -> bool:
    is_hidden = getattr(view, "isColumnHidden", None)
    return bool(is_hidden is not None and is_hidden(column))


def _cell(index: QModelIndex) -> str:
    told = index.data(Qt.ItemDataRole.DisplayRole)
    return told.strip() if isinstance(told, str) else ""
