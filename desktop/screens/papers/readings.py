"""读音表: words whose reading the office has corrected, for every Braille text and voice."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from db.domain.journal.change import Receipt
from db.domain.papers.pronunciation import Pronunciation
from db.fields.field import field_of
from db.fields.text import Text
from db.ports import Store
from db.usecases.pronunciations import forget_reading, remembered
from desktop.braille.doubts import DOUBTS
from desktop.language import tr
from desktop.lists.columns import Column
from desktop.lists.record_table import MenuEntry, RecordTable
from desktop.lists.states import Swap
from desktop.lists.table_model import RecordTableModel
from desktop.messages import Announced
from desktop.screens.frame.beside import Beside
from desktop.screens.frame.late_form import sentence_rows
from desktop.screens.frame.late_page import LatePage
from desktop.screens.frame.page import Desk
from desktop.screens.frame.search_line import SearchLine, fits
from desktop.screens.frame.welcome_states import NOBODY_FITS
from desktop.theme.look import size
from desktop.theme.pieces import column, section

_TITLE = Text("读音表", "Remembered readings")
_LEAD = Text(
    "记住的读音用在每一份盲文和录音里。", "These readings are used in all Braille and sound."
)
_WORDS = Text("记住的读音", "Readings")
_COUNT = Text("共 {number} 个词", "Words: {number}")
_SHOWN = Text("显示 {number} 个词", "Words shown: {number}")
_ADD, _EDIT, _DELETE = (
    Text("加一个词", "Add a word"),
    Text("改", "Edit"),
    Text("删除", "Delete"),
)
_DELETED = Text("“{written}”的读音已删除。", "The reading of “{written}” is deleted.")
_UNDO, _BACK_AGAIN = Text("撤销", "Undo"), Text("已撤销。", "Undone.")
_SEARCH, _HOW = Text("查找", "Search"), Text("词或拼音", "Word or pinyin")
_NONE = Text("还没有记住的读音", "No readings are remembered yet")
_NONE_WHAT = Text(
    "盲文预览里读错的字，改了就记在这里；也可以先把地名、单位名加进来。",
    "A reading corrected in the Braille preview is kept here; you can add place and company "
    "names beforehand.",
)
_NONE_FIT = Text("没有符合的", "Nothing fits")
DOUBTS_HEADING = Text("请盲文校对员核对", "For a Braille proofreader")
_LEAST_DOUBTS = 220


def doubts_text() -> str:
    """Return what a proofreader of Braille should look at, one point a line."""
    return "\n".join(f"{at}. {tr(doubt)}" for at, doubt in enumerate(DOUBTS, start=1))


class ReadingsPage(LatePage):
    """The words remembered, beside what a proofreader should look at."""

    scrolls: ClassVar[bool] = False
    watches: ClassVar[Sequence[str]] = ("pronunciation",)
    help_name: ClassVar[str] = "summary"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self._words: tuple[Pronunciation, ...] = ()
        self.set_lead(_LEAD)
        self.add_button(_ADD, self.add, primary=True, icon="plus", name="add")
        self._edit = self.add_button(_EDIT, self.edit, icon="pencil", name="edit")
        self._delete = self.add_button(_DELETE, self.delete, icon="trash-2", name="delete")
        self.search = SearchLine(_SEARCH, _HOW)
        self.search.searched.connect(lambda _typed: self._show_some())
        self.count = Announced()
        columns = [
            Column(field_of(Pronunciation, "written").label, lambda w: w.written, 170),
            Column(field_of(Pronunciation, "pinyin").label, lambda w: w.pinyin),
        ]
        self._model = RecordTableModel(columns, key=lambda word: word.id)
        self.table = RecordTable(
            _WORDS, self._model, menu=self._menu, sentences=sentence_rows(desk)
        )
        self.table.opened.connect(self._edit_word)
        self.table.current_changed.connect(lambda _row: self._settle())
        self.swap = Swap(self.table)
        left = QWidget()
        inside = column(self.search, self.count, gap=8)
        inside.addWidget(self.swap, 1)
        left.setLayout(inside)
        self.doubts = QPlainTextEdit(doubts_text())
        self.doubts.setObjectName("doubts")
        self.doubts.setReadOnly(True)
        self.doubts.setAccessibleName(tr(DOUBTS_HEADING))
        size(self.doubts, min_height=_LEAST_DOUBTS)
        right = QWidget()
        beside = column(section(DOUBTS_HEADING), gap=8)
        beside.addWidget(self.doubts, 1)
        right.setLayout(beside)
        self._left, self._right = left, right
        self.body.addWidget(Beside(left, right, shares=(3, 2)), 1)
        self._settle()

    def load(self) -> None:
        """Read the words."""

        def read(store: Store) -> tuple[Pronunciation, ...]:
            with store.reading() as reading:
                return remembered(reading)

        self.swap.show_loading()
        self.operations.read(
            read,
            owner=self,
            done=self._show,
            failed=lambda problem: self.swap.show_failed(problem, self.load),
        )

    def first_focus(self) -> QWidget | None:
        """Begin in the table, where there is something in it."""
        return self.table if self._model.rows() else super().first_focus()

    def panes(self) -> list[QWidget]:
        """Go through buttons, words and doubts."""
        return [*super().panes()[:1], self._left, self._right]

    def add(self) -> None:
        """Ask for a new word."""
        self.desk.go("reading_form")

    def edit(self) -> None:
        """Correct the current word."""
        word = self.table.record()
        if word is not None:
            self._edit_word(word)

    def delete(self) -> None:
        """Forget the current word, and offer it back."""
        word = self.table.record()
        if word is not None:
            self._forget(word)

    def _edit_word(self, word: Pronunciation) -> None:
        self.desk.go("reading_form", reading_id=word.id)

    def _forget(self, word: Pronunciation) -> None:
        def done(_receipt: Receipt) -> None:
            said = tr(_DELETED, written=word.written)
            self.desk.offer(said, _UNDO, self._bring_back)

        def forget(store: Store) -> Receipt:
            return forget_reading(store, word.id)

        self.operations.run(forget, owner=self, done=done)

    def _bring_back(self) -> None:
        self.operations.undo(owner=self, done=lambda _receipt: self.desk.say(_BACK_AGAIN))

    def _menu(self, word: Pronunciation) -> list[MenuEntry]:
        return [
            (_EDIT, partial(self._edit_word, word)),
            (_DELETE, partial(self._forget, word)),
        ]

    def _show(self, words: tuple[Pronunciation, ...]) -> None:
        self._words = words
        self._show_some(quietly=True)
        self.arrived()

    def _show_some(self, *, quietly: bool = False) -> None:
        query = self.search.typed()
        rows = [word for word in self._words if fits(query, word.written, word.pinyin)]
        kept = self.table.record()
        self._model.set_rows(rows)
        if kept is not None:
            self.table.go_to_key(kept.id)
        self.count.tell(tr(_SHOWN if query else _COUNT, number=len(rows)), quietly=quietly)
        self.search.setVisible(bool(self._words))
        self.count.setVisible(bool(self._words))
        if rows:
            self.swap.show_content()
        elif self._words:
            self.swap.show_empty(_NONE_FIT, NOBODY_FITS.what_to_do, icon=NOBODY_FITS.icon)
        else:
            self.swap.show_empty(_NONE, _NONE_WHAT, icon="book-open")
        self._settle()

    def _settle(self) -> None:
        there = self.table.record() is not None
        self._edit.setEnabled(there)
        self._delete.setEnabled(there)
