"""The preview of Braille: lines beside their print text, readings to check, what to ask."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabWidget,
    QWidget,
)

from db.domain.journal.change import Receipt
from db.fields.text import Text
from db.ports import Store
from db.usecases.pronunciations import remember_reading
from desktop.braille import BraillePages
from desktop.braille.layout import BrailleLine
from desktop.language import tr
from desktop.lists.columns import Column
from desktop.lists.record_table import RecordTable
from desktop.lists.states import Swap
from desktop.lists.table_model import Index, RecordTableModel
from desktop.screens.frame.page import Desk
from desktop.screens.papers.polyphones import Polyphone
from desktop.screens.papers.readings import DOUBTS_HEADING, doubts_text
from desktop.theme.look import look, size
from desktop.theme.pieces import button, column, label, wraps

_LINES, _CHOICES = Text("盲文的行", "Lines of Braille"), Text("多音字", "Several readings")
_LINES_TAB = Text("盲文 {number} 行", "Braille, {number} lines")
_CHOICES_TAB = Text("多音字 {number} 处", "Several readings, {number}")
_CHECK_TAB = Text("给校对员", "For the proofreader")
_WHERE = Text("第 {page} 页第 {line} 行", "page {page}, line {line}")
_PLACE, _PRINT, _CELLS = Text("位置", "Place"), Text("文字", "Print"), Text("盲文", "Braille")
_CHAR, _CONTEXT = Text("字", "Character"), Text("前后文字", "Context")
_READ, _WHY, _OTHERS = (
    Text("读作", "Read as"),
    Text("为什么", "Why"),
    Text("还可以读", "Others"),
)
_BETWEEN = Text("、", ", ")
_NONE = Text("没有多音字", "No characters with several readings")
_NONE_WHAT = Text(
    "这份文书里每个字都只有一个读音。", "Every character of this document has one reading only."
)
_READING = Text("“{word}”读作", "“{word}” is read")
_REMEMBER = Text("记住这个读音", "Remember this reading")
_OWN = Text("自己写读音…", "Write the reading…")
_REMEMBERED = Text(
    "已记住：“{word}”读 {pinyin}。盲文重排了。",
    "Remembered: “{word}” is read {pinyin}. The Braille was set again.",
)
_NO_UNKNOWN = Text("没有写不成盲文的字。", "Every character can be written in Braille.")
_UNKNOWN = Text("写不成盲文的字：{characters}", "No Braille for: {characters}")
_LEAST_TEXT = 160
_CELLS_AT, _CELLS_PX, _PAD = 2, 20, 10


class BraillePane(QWidget):
    """Three tabs: the lines, the characters with several readings, the doubts."""

    own_wanted = Signal(str, str)
    """A word whose reading the person wants to write, and how it is read now."""
    remembered = Signal(str)
    """A reading was remembered: what to say of it once the Braille has been set again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        sentences = desk.settings is not None and desk.settings.now.row_reading == "sentence"
        self._lines = RecordTableModel(
            _line_columns(), key=lambda line: (line.page, line.number)
        )
        self.lines = RecordTable(_LINES, self._lines, sentences=sentences)
        self.lines.setObjectName("braille_lines")
        self.lines.setItemDelegateForColumn(_CELLS_AT, CellsDelegate(self.lines))
        self._choices = RecordTableModel(_choice_columns(), key=lambda each: each.number)
        self.choices = RecordTable(_CHOICES, self._choices, sentences=sentences)
        self.choices.setObjectName("braille_choices")
        self.choices.opened.connect(lambda _row: self._into_correction())
        self.choices.current_changed.connect(self._show_correction)
        self.reading = QComboBox()
        self.reading.setObjectName("reading")
        self.reading.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        size(self.reading, min_height=40, max_width=360)
        self._caption = label("", "label", wraps=False)
        self._caption.setBuddy(self.reading)
        self.remember_button = button(
            _REMEMBER, self.remember, icon="check", name="remember_reading"
        )
        self._own = button(_OWN, self._write_own, icon="pencil", name="own_reading")
        self._correction = wraps(self._caption, self.reading, self.remember_button, self._own)
        self._swap = Swap(self.choices)
        self.check = QPlainTextEdit()
        self.check.setObjectName("braille_check")
        self.check.setReadOnly(True)
        self.check.setTabChangesFocus(True)
        self.check.setAccessibleName(tr(DOUBTS_HEADING))
        self.check.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        size(self.check, min_height=_LEAST_TEXT)
        self.tabs = QTabWidget()
        for parts in ((self.lines,), (self._swap, self._correction), (self.check,)):
            holder = QWidget()
            inside = column(gap=8, margins=(0, 10, 0, 0))
            for at, part in enumerate(parts):
                inside.addWidget(part, 0 if at else 1)
            holder.setLayout(inside)
            self.tabs.addTab(holder, "")
        inside = column(gap=0)
        inside.addWidget(self.tabs, 1)
        self.setLayout(inside)

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        return len(self._lines.rows())

    @property
    def choice_count(self) -> int:
        """How many characters have several readings."""
        return len(self._choices.rows())

    @property
    def guess_count(self) -> int:
        """How many of these a person should look at."""
        return sum(1 for each in self._choices.rows() if each.because.is_guess)

    def show_pages(
        self, pages: BraillePages, found: Sequence[Polyphone], *, may_correct: bool
    ) -> None:
        """Show a document's Braille; row, tab and focus stay where they are.

        Args:
            pages: Its lines of cells.
            found: Its characters with several readings.
            may_correct: Whether readings can be corrected; a filed document stays as it was.
        """
        kept_line, kept_choice = self.lines.record(), self.choices.record()
        self._lines.set_rows(list(pages.lines))
        self._choices.set_rows(found)
        if kept_line is not None:
            self.lines.go_to_key((kept_line.page, kept_line.number))
        if kept_choice is not None:
            self.choices.go_to_key(kept_choice.number)
        if self._choices.rows():
            self._swap.show_content()
        else:
            self._swap.show_empty(_NONE, _NONE_WHAT, icon="circle-check")
        self._correction.setVisible(may_correct and bool(self._choices.rows()))
        self._show_correction(self.choices.record())
        unknown = "".join(dict.fromkeys(pages.unknown))
        first = tr(_UNKNOWN, characters=unknown) if unknown else tr(_NO_UNKNOWN)
        own = [f"· {tr(doubt)}" for doubt in pages.doubts]
        self.check.setPlainText("\n".join([first, *own, "", doubts_text()]))
        for at, said in enumerate(
            (
                tr(_LINES_TAB, number=self.line_count),
                tr(_CHOICES_TAB, number=self.choice_count),
                tr(_CHECK_TAB),
            )
        ):
            self.tabs.setTabText(at, said)
            self.tabs.tabBar().setAccessibleTabName(at, said)

    def first_focus(self) -> QWidget:
        """Begin in the lines."""
        return self.lines

    def remember(self) -> None:
        """Remember the reading chosen for the word of the current row."""
        each = self.choices.record()
        if each is None:
            return
        word, pinyin = each.word, self.reading.currentText()

        def done(_receipt: Receipt) -> None:
            self.remembered.emit(tr(_REMEMBERED, word=word, pinyin=pinyin))

        def keep(store: Store) -> Receipt:
            return remember_reading(store, word, pinyin)

        self._desk.operations.run(keep, owner=self, done=done)

    def _into_correction(self) -> None:
        if self._correction.isVisibleTo(self):
            self.reading.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_correction(self, each: Polyphone | None) -> None:
        if each is None:
            return
        caption = tr(_READING, word=each.word)
        self._caption.setText(caption)
        self.reading.setAccessibleName(caption)
        self.reading.clear()
        self.reading.addItems(each.pinyins())

    def _write_own(self) -> None:
        each = self.choices.record()
        if each is not None:
            self.own_wanted.emit(each.word, self.reading.currentText())


class CellsDelegate(QStyledItemDelegate):
    """Draws Braille large enough to tell the dots; the style sheet has one size for all."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground as the other columns have it, and on it the cells."""
        super().paint(painter, option, index)
        tokens = look().tokens
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        font = QFont()
        font.setPixelSize(look().px(_CELLS_PX))
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(tokens.on_chosen if is_chosen else tokens.ink))
        painter.setClipRect(option.rect)
        inner = option.rect.adjusted(look().px(_PAD), 0, 0, 0)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, middle.value, str(index.data() or ""))
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the words to ``paint``."""
        super().initStyleOption(option, index)
        option.text = ""


def _line_columns() -> list[Column]:
    def where(line: BrailleLine) -> str:
        return tr(_WHERE, page=line.page, line=line.number)

    return [
        Column(_PLACE, where, 150, order=lambda line: (line.page, line.number), spoken=False),
        Column(_PRINT, lambda line: line.text),
        Column(_CELLS, lambda line: line.cells, 610),
    ]


def _choice_columns() -> list[Column]:
    def others(each: Polyphone) -> str:
        return tr(_BETWEEN).join(each.others)

    return [
        Column(_CHAR, lambda each: each.char, 70, order=lambda each: each.number),
        Column(_CONTEXT, lambda each: each.context),
        Column(_READ, lambda each: each.syllable, 110),
        Column(
            _WHY,
            lambda each: tr(each.because.label),
            230,
            tone=lambda each: "due" if each.because.is_guess else "",
        ),
        Column(_OTHERS, others, 170),
    ]
