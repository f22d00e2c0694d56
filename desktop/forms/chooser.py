"""One of many: a line to type in, and a list to search and choose from."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QSortFilterProxyModel,
    QStringListModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QLineEdit,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from db.fields.codes import term_of
from db.fields.text import Text
from desktop.announce import announce
from desktop.focus import give_back
from desktop.language import tr
from desktop.theme.look import look, size
from desktop.theme.pieces import button, column, label, row

_CHOOSE = Text("从列表选…", "Choose from list…")
_CHOOSE_NAMED = Text("从列表选{label}", "Choose {label} from list")
_TITLE = Text("选择{label}", "Choose {label}")
_SEARCH = Text("查找", "Search")
_HELP = Text("输入几个字，再按下键选。", "Type a few characters, then press Down.")
_TAKE = Text("选定", "Choose")
_CANCEL = Text("取消", "Cancel")
_FOUND = Text("找到 {count} 项", "{count} found")
_NONE = Text("没有符合的，请换个说法。", "Nothing fits; try other words.")
_QUIET_MS = 300


class Chooser(QWidget):
    """A line that takes the words themselves, beside a button that opens the list."""

    edited = Signal()

    def __init__(self, name: str, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._name, self._options = name, options
        self._words_by_code = dict(options)
        self._code_by_words = {term_of(words): code for code, words in reversed(options)}
        self._code = ""
        self.line = QLineEdit()
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        size(self.line, min_height=42)
        self.open_list = button(_CHOOSE, self._open)
        self.open_list.setAccessibleName(tr(_CHOOSE_NAMED, label=name))
        self.setLayout(row(self.line, self.open_list))
        self.line.textEdited.connect(self._on_edited)

    def typed(self) -> str:
        """Return the code of what was chosen, else the words that were typed."""
        return self.chosen() or self.line.text()

    def set_typed(self, typed: str) -> None:
        """Show a code by its words; anything else as it is."""
        self._code = typed if typed in self._words_by_code else ""
        self.line.setText(self._words_by_code.get(typed, typed))
        self.line.home(False)

    def chosen(self) -> str:
        """Return the code of what stands in the line, or nothing."""
        if self._code and self._words_by_code[self._code] == self.line.text():
            return self._code
        return self._code_by_words.get(term_of(self.line.text()), "")

    def _on_edited(self, _typed: str) -> None:
        self._code = ""
        self.edited.emit()

    def _open(self) -> None:
        dialog = ChoiceDialog(self, self._name, self._options)
        give_back(dialog)
        dialog.chosen.connect(self._take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        dialog.search.setFocus(Qt.FocusReason.TabFocusReason)

    def _take(self, code: str) -> None:
        self.set_typed(code)
        self.edited.emit()
        announce(self, self._words_by_code[code])


class ChoiceDialog(QDialog):
    """A long list, narrowed by typing; Down goes into it, Enter takes the row."""

    chosen = Signal(str)

    def __init__(self, asker: QWidget, name: str, options: Sequence[tuple[str, str]]) -> None:
        super().__init__(asker.window())
        self.setWindowTitle(tr(_TITLE, label=name))
        self._codes = [code for code, _ in options]
        self.search = QLineEdit()
        self.search.setAccessibleName(tr(_SEARCH))
        self.search.setAccessibleDescription(tr(_HELP))
        size(self.search, min_height=42)
        source = QStringListModel([words for _, words in options], self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(source)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list = QTableView()  # a QListView of a thousand items keeps Orca busy for a second
        self.list.setModel(self._found)
        self.list.setAccessibleName(name)
        self.list.horizontalHeader().hide()
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.verticalHeader().hide()
        self.list.verticalHeader().setDefaultSectionSize(look().px(36))
        self.list.setShowGrid(False)
        self.list.setTabKeyNavigation(False)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.activated.connect(self._take)
        self._count = label("", "soft")
        take = button(_TAKE, self._take_current, part="primary")
        cancel = button(_CANCEL, self.reject)
        caption = label(_SEARCH, "label")
        caption.setBuddy(self.search)
        inner: QVBoxLayout = column(
            caption, label(_HELP, "soft"), self.search, self._count, self.list,
            row(None, cancel, take), gap=8, margins=(20, 18, 20, 18),
        )  # fmt: skip
        self.setLayout(inner)
        self.resize(look().px(520), look().px(480))
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(lambda: announce(self, self._count.text()))
        self.search.textEdited.connect(self._narrow)
        self._narrow("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go into the list on Down, take the row on Enter."""
        if self.search.hasFocus() and event.key() == Qt.Key.Key_Down:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_current()
        else:
            super().keyPressEvent(event)

    def _narrow(self, typed: str) -> None:
        self._found.setFilterFixedString(typed.strip())
        count = self._found.rowCount()
        if count:
            self.list.setCurrentIndex(self._found.index(0, 0))
        self._count.setText(tr(_FOUND, count=count) if count else tr(_NONE))
        if typed:
            self._quiet.start()

    def _take_current(self) -> None:
        self._take(self.list.currentIndex())

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._codes[self._found.mapToSource(index).row()])
            self.accept()
