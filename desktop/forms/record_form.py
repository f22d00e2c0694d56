"""A form built from a record's declared fields: one column, label above, help under."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from db.fields.field import Line, NamedField, Value, fields_of
from db.fields.problem import InvalidFieldsError, Problem
from db.fields.text import Text
from desktop.announce import announce, tells_itself
from desktop.focus import into_view
from desktop.forms.editors import (
    FOCUS_BY_CODE,
    Editor,
    Options,
    SeveralEditor,
    choice,
    editor_for,
    set_described,
)
from desktop.forms.problem_list import ProblemList
from desktop.language import current, tr
from desktop.theme.look import repolish
from desktop.theme.pieces import card, column, label, picture, row, section

_REQUIRED = Text("{label}（必填）", "{label} (required)")
_WRONG = Text("请改正：{message}", "Please correct: {message}")


@dataclass(frozen=True, slots=True)
class Pick:
    """A choice that is not a declared field: which employer, which vacancy, which client.

    Its value is the option's ``str`` under ``name`` in ``RecordForm.values``.
    """

    name: str
    label: Text
    help: Text
    options: Options
    required: bool = True
    section: Text | None = None


class RecordForm(QWidget):
    """Asks for declared fields of a record, in declared order unless told otherwise.

    Every editor has a visible label as its buddy, the same words as its accessible name, its
    help as its description, and a line under it for what is wrong.

    Signals:
        edited: The person changed something (not sent when the program did).
    """

    edited = Signal()

    def __init__(  # noqa: PLR0913 - one call says all a form can be told
        self,
        record_type: type,
        *,
        only: Iterable[str] | None = None,
        exclude: Iterable[str] = (),
        first: Sequence[str] = (),
        values: object | Mapping[str, Value] | None = None,
        picks: Sequence[Pick] = (),
        choices: Mapping[str, Options] | None = None,
        today: date | None = None,
        cards: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Build the form.

        Args:
            record_type: A record with declared fields.
            only: Names of the fields asked for; without it all whose ``asked`` is true.
            exclude: Names of fields left out.
            first: Names of fields asked first, in this order; the others follow as declared.
            values: A record, or values by name, to begin with.
            picks: Choices asked for before the declared fields.
            choices: Options by field name that stand in for the field's code list.
            today: What 今天 and ``+7`` mean in days; the computer's day when not given.
            cards: Whether each section stands on a card.
            parent: The widget it belongs to.
        """
        super().__init__(parent)
        self._today = today
        self._asked: dict[str, _Asked] = {}
        self._options = dict(choices or {})
        self._cards = cards
        self._problems = ProblemList()
        self._problems.chosen.connect(self.go_to)
        self._column = column(self._problems, gap=14)
        self.setLayout(self._column)
        wanted = None if only is None else set(only)
        left_out = set(exclude)
        fields = [
            field
            for field in fields_of(record_type)
            if field.name not in left_out
            and (field.asked if wanted is None else field.name in wanted)
        ]
        order = {name: at for at, name in enumerate(first)}
        fields.sort(key=lambda field: order.get(field.name, len(order)))
        self._lay_out(picks, fields)
        if values is not None:
            self.set_values(values)

    def names(self) -> list[str]:
        """Return the names of all that is asked for, in order."""
        return list(self._asked)

    def editor(self, name: str) -> QWidget:
        """Return the widget of a field that takes the focus."""
        return self._asked[name].editor.focus

    def values(self) -> dict[str, Any]:
        """Return every field's value by name.

        Raises:
            InvalidFieldsError: One ``Problem`` for each field that cannot be read.
        """
        today = self._today or datetime.now(UTC).astimezone().date()
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for name, asked in self._asked.items():
            if asked.block.isHidden():
                continue
            try:
                values[name] = asked.editor.value(asked.field, today)
            except Problem as problem:
                problems.append(problem)
        if problems:
            raise InvalidFieldsError(problems)
        return values

    def set_values(self, values: object | Mapping[str, Value]) -> None:
        """Show the values of a record, or values by name; names not given are left alone."""
        for name, asked in self._asked.items():
            if isinstance(values, Mapping):
                if name in values:
                    asked.editor.set_value(values[name])
            elif hasattr(values, name):
                asked.editor.set_value(getattr(values, name))

    def typed(self) -> dict[str, str]:
        """Return what was typed, by name, as a draft keeps it; empty fields are left out."""
        found = {name: asked.editor.typed() for name, asked in self._asked.items()}
        return {name: typed for name, typed in found.items() if typed}

    def set_typed(self, typed: Mapping[str, str]) -> None:
        """Put back what ``typed`` returned; fields that it lacks become empty."""
        for name, asked in self._asked.items():
            asked.editor.set_typed(typed.get(name, ""))

    def show_only(self, names: Iterable[str]) -> None:
        """Show these fields and hide the others, which then have no value."""
        shown = set(names)
        for name, asked in self._asked.items():
            asked.block.setVisible(name in shown)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem at its field, go to the first and say how many there are.

        A problem of no field of this form is shown in the list at the top. No problems at all
        takes everything away that an earlier call showed.
        """
        by_name: dict[str, str] = {}
        for problem in problems:
            if problem.field in self._asked and problem.field not in by_name:
                by_name[problem.field] = problem.message(current())
        first = next((name for name in self._asked if name in by_name), None)
        widget = self.editor(first) if first is not None else self
        before = widget.accessibleDescription()
        for name, asked in self._asked.items():
            asked.show_problem(by_name.get(name, ""))
        links = [
            (p.field if p.field in self._asked else "", p.message(current())) for p in problems
        ]
        self._problems.show_problems(links)
        if not problems:
            return
        is_heard = first is not None and tells_itself(widget, before)
        if first is not None:
            self.go_to(first)
        else:
            self._problems.take_focus()
        said = self._problems.spoken(first_is_heard=is_heard)
        if said:
            announce(self, said, urgent=True)

    def go_to(self, name: str) -> None:
        """Move the focus to a field."""
        editor = self._asked[name].editor
        editor.focus.setFocus(FOCUS_BY_CODE)
        # Once the problem's line has been laid out, so that it is in sight as well.
        QTimer.singleShot(0, self, lambda: into_view(self._asked[name].block))

    @property
    def first(self) -> QWidget:
        """The first editor: where the focus begins."""
        return next(iter(self._asked.values())).editor.focus

    def _lay_out(self, picks: Sequence[Pick], fields: list[NamedField]) -> None:
        asked: list[tuple[NamedField, Editor]] = []
        for pick in picks:
            field = NamedField(
                pick.label,
                Line(),
                pick.help,
                pick.section,
                name=pick.name,
                required=pick.required,
            )
            asked.append((field, choice(field, pick.options)))
        asked += [(f, editor_for(f, self._options.get(f.name))) for f in fields]
        group: list[QWidget] = []
        heading: Text | None = None
        for field, editor in asked:
            if field.section is not None and group:
                self._add_group(heading, group)
                group = []
            heading = field.section or (heading if group else None)
            made = _Asked(field, editor)
            editor.edited.connect(made.forget_problem)
            editor.edited.connect(self.edited)
            self._asked[field.name] = made
            group.append(made.block)
        if group:
            self._add_group(heading, group)

    def _add_group(self, heading: Text | None, blocks: list[QWidget]) -> None:
        parts = [section(heading)] if heading is not None else []
        made: QFrame | QVBoxLayout
        if self._cards:
            made = card(*parts, *blocks, gap=16)
            self._column.addWidget(made)
        else:
            made = column(*parts, *blocks, gap=16)
            self._column.addLayout(made)


class _Asked:
    """One field on the form: label, help, editor, problem."""

    def __init__(self, field: NamedField, editor: Editor) -> None:
        self.field, self.editor = field, editor
        self._label = tr(_REQUIRED, label=field.label) if field.required else tr(field.label)
        self._help = tr(field.help)
        caption = label(self._label, "label")
        if not isinstance(editor, SeveralEditor):
            # Of a group it would be heard in place of the first check box's own words.
            caption.setBuddy(editor.focus)
            editor.focus.setObjectName(field.name)
        else:
            editor.widget.setObjectName(field.name)
        self._trouble: QLabel | None = None
        self._trouble_line: QWidget | None = None
        help_line = QLabel(self._help)
        help_line.setTextFormat(Qt.TextFormat.PlainText)
        help_line.setWordWrap(True)
        help_line.setProperty("part", "soft")
        self.block = QWidget()
        self._column = column(caption, editor.widget, help_line, gap=5)
        self.block.setLayout(self._column)
        set_described(editor, self._label, self._help)

    def show_problem(self, message: str) -> None:
        """Show, and tie to the editor, what is wrong; an empty message takes it away."""
        said = tr(_WRONG, message=message) if message else ""
        if message and self._trouble_line is None:
            self._add_trouble_line()
        if self._trouble is not None and self._trouble_line is not None:
            self._trouble.setText(said)
            self._trouble_line.setVisible(bool(message))
        # The problem comes first: a listener can stop the help once she has heard it.
        set_described(self.editor, self._label, f"{said} {self._help}".strip())
        if self.editor.focus.property("wrong") != bool(message):
            self.editor.focus.setProperty("wrong", bool(message))
            repolish(self.editor.focus)

    def forget_problem(self) -> None:
        """Take away what was wrong: it has been changed, and saving looks at it anew."""
        if self.editor.focus.property("wrong"):
            self.show_problem("")

    def _add_trouble_line(self) -> None:
        # Made when it is needed: every widget of a form is an event to the screen reader.
        self._trouble, icon = label("", "trouble"), picture("triangle-alert", "late", 18)
        line = row(icon, self._trouble, gap=8)
        line.setStretch(1, 1)
        line.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        self._trouble_line = QWidget()
        self._trouble_line.setLayout(line)
        self._column.addWidget(self._trouble_line)
