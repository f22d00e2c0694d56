"""The line above a list that narrows it while one types."""

from functools import lru_cache

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QSizePolicy, QWidget

from db.fields.codes import term_of
from db.fields.text import Text
from db.search.readings import readings
from desktop.announce import announce
from desktop.language import tr
from desktop.lists.filter_bar import FilterBar
from desktop.theme.look import look, size, space
from desktop.theme.pieces import column, label

_PAUSE_MS = 150
"""A list follows once so long nothing was typed."""


class SearchLine(QWidget):
    """A labelled line of search words.

    Signals:
        searched: Other words stand in the line; sent when typing pauses.
    """

    searched = Signal(str)

    def __init__(self, name: Text, what_to_type: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setObjectName("search")
        self.line.setAccessibleName(tr(name))
        self.line.setAccessibleDescription(tr(what_to_type))
        self.line.setPlaceholderText(tr(what_to_type))
        self.line.setClearButtonEnabled(True)
        size(self.line, min_height=40, max_width=520)
        caption = label(name, "soft", wraps=False)
        caption.setBuddy(self.line)
        self.setLayout(column(caption, self.line, gap=2))
        self.setFocusProxy(self.line)
        self._told = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.line.textChanged.connect(lambda _typed: self._pause.start())

    def typed(self) -> str:
        """Return what stands in the line."""
        return self.line.text().strip()

    def clear(self) -> None:
        """Empty the line."""
        self.line.clear()

    def _tell(self) -> None:
        if self.typed() != self._told:
            self._told = self.typed()
            self.searched.emit(self._told)


def fits(query: str, name: str, *more: str | None) -> bool:
    """Tell whether every word of ``query`` is in the name, its reading or the other texts.

    A reading is matched by its full pinyin or its initials.
    """
    for word in query.split():
        term = term_of(word)
        if any(term in term_of(text) for text in (name, *more) if text):
            continue
        if not (term.isascii() and any(term in spelled for spelled in _spelled(name))):
            return False
    return True


class Narrowing(QWidget):
    """A search line beside the filters of a list; one above the other with large text."""

    def __init__(
        self, search: SearchLine, filters: FilterBar, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._filters = filters
        filters.count.hide()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        space(self._box, 14, (0, 0, 0, 0))
        self._box.addWidget(search, 2, Qt.AlignmentFlag.AlignTop)
        self._box.addWidget(filters, 3, Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._box)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        look().changed.connect(self._fold)
        self._fold()

    def tell(self, said: str, *, narrowed: bool, quietly: bool) -> None:
        """Say how many rows are left; with nothing narrowed it is heard but not shown."""
        self._filters.count.setVisible(narrowed)
        self._filters.count.setText(said if narrowed else "")
        if not quietly:
            announce(self, said)

    def _fold(self) -> None:
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(down if look().folds else across)


@lru_cache(maxsize=50_000)
def _spelled(name: str) -> tuple[str, ...]:
    found = readings(name)
    full = ("".join(syllables) for syllables in found)
    initials = ("".join(s[0] for s in syllables if s) for syllables in found)
    return (*full, *initials)
