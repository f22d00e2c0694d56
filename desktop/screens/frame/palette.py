"""The command palette: everything one can do and everywhere one can go, by a few letters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QWidget

from db.fields.text import Text
from desktop.announce import announce
from desktop.focus import give_back, when_active
from desktop.language import tr
from desktop.lists.columns import Column
from desktop.lists.record_table import RecordTable
from desktop.lists.table_model import RecordTableModel
from desktop.theme.look import look, size
from desktop.theme.pieces import column, label

_TITLE = Text("命令", "Commands")
_SEARCH = Text("要做什么？", "What would you like to do?")
_HELP = Text(
    "可打汉字、拼音或首字母；上下键选，回车执行。",
    "Type words; Up and Down choose, Enter does it.",
)
_FOUND = Text("{name}，共 {count} 项", "{name}, {count} found")
_NONE = Text("没有符合的命令", "No command fits")
_NAME, _KEYS = Text("命令", "Command"), Text("快捷键", "Keys")
_QUIET_MS = 250


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette."""

    label: Text
    shortcut: str
    do: Callable[[], object]
    words: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What tells it from the others."""
        return self.label.zh + self.shortcut


@lru_cache(maxsize=1024)
def spellings(words: str) -> tuple[str, ...]:
    """Return how ``words`` can be typed: as they are, in full pinyin, by initials."""
    # Read when the palette is first used: the table of readings takes a tenth of a second.
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    plain = words.casefold().replace(" ", "")
    syllables = lazy_pinyin(plain)
    return plain, "".join(syllables), "".join(syllable[:1] for syllable in syllables)


def fits(typed: str, words: Sequence[str]) -> int | None:
    """Return how well ``typed`` fits any of ``words``, best 0; ``None`` when it does not.

    0 begins a spelling, 1 stands within one, 2 has its letters in this order.
    """
    sought = typed.casefold().replace(" ", "")
    if not sought:
        return 0
    best: int | None = None
    for spelling in (spelling for word in words for spelling in spellings(word)):
        if spelling.startswith(sought):
            return 0
        if sought in spelling:
            best = 1
        elif best is None and _in_order(sought, spelling):
            best = 2
    return best


def _in_order(sought: str, spelling: str) -> bool:
    letters = iter(spelling)
    return all(letter in letters for letter in sought)


class Palette(QDialog):
    """A line to type in, and below it what fits.

    The focus stays in the line; Up and Down choose, and each choice is announced.
    """

    chosen = Signal(object)

    def __init__(self, asker: QWidget, entries: Sequence[Entry]) -> None:
        super().__init__(asker.window())
        self.setObjectName("palette")
        self.setWindowTitle(tr(_TITLE))
        self._entries = list(entries)
        self._window = asker.window()
        self.search = QLineEdit()
        self.search.setAccessibleName(tr(_SEARCH))
        self.search.setAccessibleDescription(tr(_HELP))
        size(self.search, min_height=44)
        self._model = RecordTableModel(
            [
                Column(_NAME, lambda entry: tr(entry.label), spoken=False),
                Column(_KEYS, lambda entry: entry.shortcut, 150, spoken=False),
            ],
            self._entries,
        )
        self.list = RecordTable(_TITLE, self._model)
        self.list.horizontalHeader().hide()
        self.list.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.opened.connect(self._take)
        caption = label(_SEARCH, "label")
        caption.setBuddy(self.search)
        self.setLayout(
            column(
                caption, self.search, label(_HELP, "soft"), self.list, margins=(18, 16, 18, 16)
            )
        )
        width = asker.window().width() - look().px(80)
        self.resize(min(look().px(640), max(320, width)), look().px(460))
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._say)
        self.search.textEdited.connect(self._narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down choose while the focus stays in the line; Enter does it."""
        row = self.list.currentIndex().row()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self._model.rowCount():
            self.list.go_to_row((row + step) % self._model.rowCount())
            self._say_current()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_index(self.list.currentIndex())
        else:
            super().keyPressEvent(event)

    def shown(self) -> list[Entry]:
        """Return what fits, best first."""
        return self._model.rows()

    def _narrow(self, typed: str) -> None:
        ranked = []
        for at, entry in enumerate(self._entries):
            rank = fits(typed, (entry.label.zh, entry.label.en, *entry.words))
            if rank is not None:
                ranked.append((rank, at, entry))
        self._model.set_rows([entry for _, _, entry in sorted(ranked, key=lambda r: r[:2])])
        if ranked:
            self.list.go_to_row(0)
        self._quiet.start()

    def _say(self) -> None:
        rows = self._model.rows()
        if rows:
            announce(self, tr(_FOUND, name=tr(rows[0].label), count=len(rows)))
        else:
            announce(self, tr(_NONE))

    def _say_current(self) -> None:
        entry = self.list.record()
        if isinstance(entry, Entry):
            announce(self, f"{tr(entry.label)} {entry.shortcut}".strip())

    def _take_index(self, index: QModelIndex) -> None:
        entry = self._model.row_at(index.row())
        if entry is not None:
            self._take(entry)

    def _take(self, entry: Entry) -> None:
        self.accept()
        self.chosen.emit(entry)
        when_active(self._window, entry.do)


def open_palette(asker: QWidget, entries: Sequence[Entry]) -> Palette:
    """Open the palette; it closes itself."""
    made = Palette(asker, entries)
    give_back(made)
    made.finished.connect(made.deleteLater)
    made.open()
    made.search.setFocus(Qt.FocusReason.TabFocusReason)
    return made
