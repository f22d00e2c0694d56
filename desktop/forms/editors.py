"""One editor per kind of field: what it looks like, what was typed, what it is worth."""

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGroupBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from db.fields.codes import code_list
from db.fields.field import (
    CertificateNumber,
    Code,
    Day,
    IdentityNumber,
    Line,
    Money,
    Month,
    NamedField,
    PersonName,
    Phone,
    Prose,
    Several,
    Value,
    Whole,
    YesNo,
)
from db.fields.reading import parse
from db.fields.showing import NO, YES, show
from db.fields.text import Text
from desktop.forms.chooser import Chooser
from desktop.language import current, tr
from desktop.theme.look import size
from desktop.theme.pieces import column

Options = Sequence[tuple[str, str]]
"""Stored value and words, in the order in which they are offered."""

SHORT_LIST = 20
"""A list with more entries than this is searched, not scrolled."""
_UNKNOWN = Text("未知", "Not known")
_NOTHING = Text("（未选）", "(none chosen)")
_BETWEEN = "、"
_PROSE_HEIGHT = 116
_NARROW, _MIDDLE, _WIDE = 220, 380, 620
"""Widest editors in pixels at 100 %: as wide as what is typed is long."""


class Editor(QObject):
    """What every editor can do, whatever widget it is made of.

    Attributes:
        widget: What is laid out.
        focus: What takes the focus and carries name, help and problem.
    """

    edited = Signal()
    widget: QWidget
    focus: QWidget

    def typed(self) -> str:
        """Return what the person typed or chose, as a draft keeps it."""
        raise NotImplementedError

    def set_typed(self, typed: str) -> None:
        """Put back what ``typed`` returned."""
        raise NotImplementedError

    def set_value(self, value: Value) -> None:
        """Show a value of the record."""
        raise NotImplementedError

    def value(self, field: NamedField, today: date) -> Value:
        """Return the value. Raises ``Problem`` when it cannot be read."""
        return parse(field, self.typed(), today=today)


class LineEditor(Editor):
    """One line of text."""

    def __init__(self, field: NamedField, width: int) -> None:
        super().__init__()
        self._field, self._line = field, QLineEdit()
        self.widget = self.focus = self._line
        size(self._line, max_width=width, min_height=42)
        self._line.textEdited.connect(lambda _typed: self.edited.emit())

    def typed(self) -> str:
        """Return what was typed."""
        return self._line.text()

    def set_typed(self, typed: str) -> None:
        """Put back what ``typed`` returned."""
        self._line.setText(typed)
        self._line.home(False)

    def set_value(self, value: Value) -> None:
        """Show a value of the record."""
        self.set_typed(show(self._field, value, current()))


class ProseEditor(Editor):
    """Several lines of text; Tab leaves it."""

    def __init__(self, field: NamedField) -> None:
        super().__init__()
        self._field, self._text = field, QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        self.widget = self.focus = self._text
        size(self._text, min_height=_PROSE_HEIGHT, max_width=_WIDE)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._text.textChanged.connect(self.edited)

    def typed(self) -> str:
        """Return what was typed."""
        return self._text.toPlainText()

    def set_typed(self, typed: str) -> None:
        """Put back what ``typed`` returned."""
        self._text.setPlainText(typed)

    def set_value(self, value: Value) -> None:
        """Show a value of the record."""
        self.set_typed(show(self._field, value, current()))


class ChoiceEditor(Editor):
    """One of few: a combo box that opens on Up and Down, so that each entry is read out."""

    def __init__(self, options: Options, *, nothing: str | None) -> None:
        super().__init__()
        self._combo = QComboBox()
        self.widget = self.focus = self._combo
        size(self._combo, max_width=_MIDDLE, min_height=42)
        self._combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._combo.setMinimumContentsLength(10)
        self._combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if nothing is not None:
            self._combo.addItem(nothing, "")
        for code, words in options:
            self._combo.addItem(words, code)
        self._combo.activated.connect(lambda _index: self.edited.emit())

    def typed(self) -> str:
        """Return what was typed."""
        return str(self._combo.currentData() or "")

    def set_typed(self, typed: str) -> None:
        """Put back what ``typed`` returned."""
        found = self._combo.findData(typed)
        if found < 0:
            # A value from a newer version, or one no longer offered, is shown and kept.
            self._combo.addItem(typed, typed)
            found = self._combo.count() - 1
        self._combo.setCurrentIndex(found)

    def set_value(self, value: Value) -> None:
        """Show a value of the record."""
        self.set_typed("" if value is None else str(value))

    def value(self, field: NamedField, today: date) -> Value:
        """Return the value. Raises ``Problem`` when it cannot be read."""
        return self.typed() or parse(field, "", today=today)


class YesNoEditor(ChoiceEditor):
    """Yes, no, or not known."""

    def __init__(self, *, required: bool) -> None:
        super().__init__(
            (("yes", tr(YES)), ("no", tr(NO))), nothing=tr(_NOTHING if required else _UNKNOWN)
        )
        size(self._combo, max_width=_NARROW)

    def set_value(self, value: Value) -> None:
        """Show a value of the record."""
        self.set_typed("" if value is None else "yes" if value else "no")

    def value(self, field: NamedField, today: date) -> Value:
        """Return the value. Raises ``Problem`` when it cannot be read."""
        typed = self.typed()
        return typed == "yes" if typed else parse(field, "", today=today)


class SearchedEditor(Editor):
    """One of many: a line that takes the words, and a button that opens a list to search."""

    def __init__(self, field: NamedField, options: Options) -> None:
        super().__init__()
        self._chooser = Chooser(tr(field.label), options)
        self.widget, self.focus = self._chooser, self._chooser.line
        size(self._chooser, max_width=_WIDE)
        self._chooser.edited.connect(self.edited)

    def typed(self) -> str:
        """Return what was typed."""
        return self._chooser.typed()

    def set_typed(self, typed: str) -> None:
        """Put back what ``typed`` returned."""
        self._chooser.set_typed(typed)

    def set_value(self, value: Value) -> None:
        """Show a value of the record."""
        self.set_typed("" if value is None else str(value))

    def value(self, field: NamedField, today: date) -> Value:
        """Return the value. Raises ``Problem`` when it cannot be read."""
        return self._chooser.chosen() or parse(field, self.typed(), today=today)


class SeveralEditor(Editor):
    """Any number: check boxes in a group that carries the name of the field."""

    def __init__(self, options: Options) -> None:
        super().__init__()
        self._group = QGroupBox()
        self._boxes: dict[str, QCheckBox] = {}
        self._kept: list[str] = []
        self._column = column(gap=2)
        self._group.setLayout(self._column)
        for code, words in options:
            box = self._boxes[code] = QCheckBox(words)
            box.clicked.connect(lambda _checked: self.edited.emit())
            self._column.addWidget(box)
        self.widget = self._group
        self.focus = next(iter(self._boxes.values()))

    def typed(self) -> str:
        """Return what was typed or chosen."""
        chosen = [code for code, box in self._boxes.items() if box.isChecked()]
        return _BETWEEN.join([*chosen, *self._kept])

    def set_typed(self, typed: str) -> None:
        """Put back what ``typed`` returned."""
        codes = [code for code in typed.split(_BETWEEN) if code]
        self._kept = [code for code in codes if code not in self._boxes]
        for code, box in self._boxes.items():
            box.setChecked(code in codes)

    def set_value(self, value: Value) -> None:
        """Show a value of the record."""
        self.set_typed(_BETWEEN.join(value) if isinstance(value, tuple) else "")

    def value(self, field: NamedField, today: date) -> Value:
        """Return the value. Raises ``Problem`` when it cannot be read."""
        chosen = tuple(code for code in self.typed().split(_BETWEEN) if code)
        return chosen or parse(field, "", today=today)


def editor_for(  # noqa: PLR0911 - one return a kind
    field: NamedField, options: Options | None = None
) -> Editor:
    """Return the editor of a field; ``options`` stand in for its code list."""
    match field.kind:
        case Code(codes):
            return choice(field, options if options is not None else options_of(codes))
        case Several(codes):
            return SeveralEditor(options if options is not None else options_of(codes))
        case YesNo():
            return YesNoEditor(required=field.required)
        case Prose():
            return ProseEditor(field)
        case Day() | Month() | Whole() | Money():
            return LineEditor(field, _NARROW)
        case PersonName() | IdentityNumber() | CertificateNumber():
            return LineEditor(field, _MIDDLE)
        case Line(max_chars):
            return LineEditor(field, _MIDDLE if max_chars <= _MIDDLE // 6 else _WIDE)
        case Phone():
            return LineEditor(field, _WIDE)
        case unreachable:
            assert_never(unreachable)


def choice(field: NamedField, options: Options) -> Editor:
    """Return a combo box for a short list, and a line with a search for a long one."""
    if len(options) > SHORT_LIST:
        return SearchedEditor(field, options)
    # A required field that has a value never goes back to none by mistake.
    return ChoiceEditor(options, nothing=tr(_NOTHING))


def options_of(codes: str) -> list[tuple[str, str]]:
    """Return the entries of a code list in the language on screen."""
    return [(entry.code, tr(entry.label)) for entry in code_list(codes).entries]


def set_described(editor: Editor, name: str, description: str) -> None:
    """Give an editor its accessible name and description."""
    if isinstance(editor, SeveralEditor):
        editor.widget.setAccessibleName(name)
        editor.widget.setAccessibleDescription(description)
        editor.focus.setAccessibleDescription(description)
        return
    editor.focus.setAccessibleName(name)
    editor.focus.setAccessibleDescription(description)


FOCUS_BY_CODE = Qt.FocusReason.TabFocusReason
"""Selects the whole text, as Tab does: else Orca loses the last character of it."""
