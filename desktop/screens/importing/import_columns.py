"""Step 2 of an import: which column is what, and what it does to people already here."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.domain.rosters.roster import (
    IGNORED,
    ColumnGuess,
    Sureness,
    column_letters,
    target_label,
    targets,
)
from db.domain.rosters.roster_plan import Policy
from db.fields.text import Text
from db.sheets.cell import words_of
from db.sheets.columns import guess_columns
from db.sheets.layout import Layout, SheetGuess
from desktop.announce import announce
from desktop.focus import give_back
from desktop.forms.chooser import ChoiceDialog
from desktop.forms.editors import ChoiceEditor
from desktop.language import tr
from desktop.lists.columns import Column
from desktop.lists.record_table import MenuEntry, RecordTable
from desktop.lists.table_model import RecordTableModel
from desktop.screens.importing.import_work import OpenedRoster
from desktop.theme.pieces import button, card, column, label, row, section, wraps

_TABLE = Text("名单的列", "Columns of the roster")
_HEADING, _TARGET = Text("表头", "Heading"), Text("对应", "Is")
_SURE, _SAMPLE = Text("把握", "How sure"), Text("例", "Examples")
_POLICY = Text("档案里已有的人", "People already here")
_NO_HEADING = Text("（第 {letters} 列，没有表头）", "(column {letters}, no heading)")
_IS = Text("“{heading}”对应：{target}", "“{heading}” is: {target}")
_CHOOSE = Text("改对应的栏目…", "Choose another field…")
_FIELD = Text("栏目", "field")
_EVERY = Text("所有列：{policy}", "Every column: {policy}")
_SHEET = Text("工作表", "Sheet")
_SHEET_ROWS = Text("{sheet}（{count} 人）", "{sheet} ({count} people)")
_CHANGED = Text("“{heading}”改为“{target}”。", "“{heading}” is now “{target}”.")
_POLICY_SET = Text("“{heading}”：{policy}。", "“{heading}”: {policy}.")
_ALL_SET = Text("所有列：{policy}。", "Every column: {policy}.")
_POLICIES: Final = {str(policy): policy for policy in Policy}
_NUMBERS: Final = re.compile(r"\d{7,}[Xx]?")
_SAMPLES: Final = 2
_LONGEST_SAMPLE: Final = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownColumn:
    """One column in words."""

    guess: ColumnGuess
    heading: str
    sample: str
    policy: Policy

    @property
    def target(self) -> str:
        """What it is taken for."""
        return tr(target_label(self.guess.target))


class ColumnsStep(QWidget):
    """A table of the columns; the current one can be corrected under it.

    Signals:
        edited: Another field, policy or sheet was chosen.
    """

    edited = Signal()

    def __init__(self, *, sentences: bool) -> None:
        super().__init__()
        self._opened: OpenedRoster | None = None
        self._layout: Layout | None = None
        self._guesses: tuple[ColumnGuess, ...] = ()
        self._chosen: dict[str, dict[int, str]] = {}
        self._policies: dict[str, Policy] = {}
        columns = [
            Column(_HEADING, lambda c: c.heading, 170),
            Column(_TARGET, lambda c: c.target, 180),
            Column(_SURE, lambda c: tr(c.guess.sureness.label), 130, tone=_tone),
            Column(_SAMPLE, lambda c: c.sample),
            Column(_POLICY, _policy_words, 140),
        ]
        self._model = RecordTableModel(columns, [], key=lambda c: c.guess.column)
        self.table = RecordTable(_TABLE, self._model, menu=self._menu, sentences=sentences)
        self.table.opened.connect(lambda _row: self.choose_target())
        self.table.current_changed.connect(self._show_current)
        self._sheets: ChoiceEditor | None = None
        self._sheet_line = row(gap=10)
        self._said = label("", "soft")
        self._said.setObjectName("said")
        self._name, self._why = section(""), label("", "soft")
        self._choose = button(_CHOOSE, self.choose_target, icon="pencil", name="choose_target")
        self._policy = ChoiceEditor(
            [(str(policy), tr(policy.label)) for policy in Policy], nothing=None
        )
        self._policy.focus.setObjectName("policy")
        self._policy.focus.setAccessibleName(tr(_POLICY))
        self._policy.edited.connect(self._take_policy)
        self._policy_label = label(_POLICY, "label", wraps=False)
        self._policy_label.setBuddy(self._policy.focus)
        self._card = card(
            self._name,
            self._why,
            wraps(self._choose, self._policy_label, self._policy.widget),
        )
        inner = column(self._sheet_line, self._said, self.table, self._card, gap=12)
        inner.setStretch(2, 1)
        self.setLayout(inner)

    @property
    def layout_chosen(self) -> Layout | None:
        """Where the roster is."""
        return self._layout

    @property
    def guesses(self) -> tuple[ColumnGuess, ...]:
        """What each column is taken for."""
        return self._guesses

    @property
    def doubts(self) -> int:
        """How many columns a person should look at."""
        return sum(1 for guess in self._guesses if _is_doubtful(guess))

    @property
    def policies(self) -> dict[str, Policy]:
        """What each field does to people already here, where it was chosen."""
        return dict(self._policies)

    @property
    def said(self) -> list[Text]:
        """Sentences about the other sheets of the file."""
        if self._opened is None or self._layout is None:
            return []
        shown = self._layout.grid.sheet
        return [g.said for g in self._opened.sheets if g.said and g.sheet != shown]

    def show_file(self, opened: OpenedRoster) -> None:
        """Show the likeliest sheet of a file."""
        self._opened, self._chosen, self._policies = opened, {}, {}
        rosters = [guess for guess in opened.sheets if guess.layout is not None]
        self._offer_sheets(rosters)
        self._layout = rosters[0].layout
        self._guess()
        self.table.go_to_row(self._first_doubt())

    def choose_sheet(self, sheet: str) -> None:
        """Show another sheet."""
        if self._opened is None:
            return
        self._layout = next(g.layout for g in self._opened.sheets if g.sheet == sheet)
        self._guess()
        self.table.go_to_row(self._first_doubt())
        self.edited.emit()

    def choose_target(self) -> None:
        """Let the person choose what the current column is."""
        shown = self.table.record()
        if shown is None:
            return
        options = [(target, tr(target_label(target))) for target in targets()]
        dialog = ChoiceDialog(self, tr(_FIELD), options)
        give_back(dialog)
        at = shown.guess.column
        dialog.chosen.connect(lambda target: self.set_target(at, target))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        dialog.search.setFocus(Qt.FocusReason.TabFocusReason)

    def set_target(self, at: int, target: str) -> None:
        """Take the column ``at``, counted from 0, for a field."""
        if self._layout is None:
            return
        self._chosen.setdefault(self._layout.fingerprint, {})[at] = target
        self._guess()
        self.table.go_to_key(at)
        shown = self.table.record()
        if shown is not None:
            announce(self, tr(_CHANGED, heading=shown.heading, target=shown.target))
        self.edited.emit()

    def set_policy(self, policy: Policy, at: int | None = None) -> None:
        """Choose what the column ``at``, or every column, does to people already here."""
        current = self.table.record()
        wanted = [g for g in self._guesses if at is None or g.column == at]
        for guess in wanted:
            if guess.target != IGNORED:
                self._policies[guess.target] = policy
        self._show_rows()
        if current is not None:
            self.table.go_to_key(current.guess.column)
            heading = current.heading
            said = tr(
                _ALL_SET if at is None else _POLICY_SET, heading=heading, policy=policy.label
            )
            announce(self, said)
        self.edited.emit()

    def _offer_sheets(self, rosters: Sequence[SheetGuess]) -> None:
        while self._sheet_line.count():
            item = self._sheet_line.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._sheets = None
        if len(rosters) < 2:  # noqa: PLR2004 - a choice needs two
            return
        options = [
            (g.sheet, tr(_SHEET_ROWS, sheet=g.sheet, count=len(g.layout.people)))
            for g in rosters
            if g.layout is not None
        ]
        chooser = self._sheets = ChoiceEditor(options, nothing=None)
        chooser.focus.setObjectName("sheet")
        chooser.focus.setAccessibleName(tr(_SHEET))
        caption = label(_SHEET, "label", wraps=False)
        caption.setBuddy(chooser.focus)
        chooser.edited.connect(lambda: self.choose_sheet(chooser.typed()))
        self._sheet_line.addWidget(caption)
        self._sheet_line.addWidget(chooser.widget)
        self._sheet_line.addStretch(1)

    def _guess(self) -> None:
        if self._layout is None or self._opened is None:
            return
        print_ = self._layout.fingerprint
        self._guesses = guess_columns(
            self._layout,
            remembered=self._opened.remembered.get(print_),
            chosen=self._chosen.get(print_),
        )
        said = "".join(tr(each) for each in self.said)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._show_rows()

    def _show_rows(self) -> None:
        layout = self._layout
        if layout is None:
            return
        self._model.set_rows(
            [
                ShownColumn(
                    guess=guess,
                    heading=guess.heading
                    or tr(_NO_HEADING, letters=column_letters(guess.column)),
                    sample=_sample(layout, guess.column),
                    policy=self._policies.get(guess.target, Policy.FILL),
                )
                for guess in self._guesses
            ]
        )
        self._show_current(self.table.record())

    def _first_doubt(self) -> int:
        """Return the first column a person should look at."""
        return next((at for at, g in enumerate(self._guesses) if _is_doubtful(g)), 0)

    def _show_current(self, shown: ShownColumn | None) -> None:
        self._card.setVisible(shown is not None)
        if shown is None:
            return
        self._name.setText(tr(_IS, heading=shown.heading, target=shown.target))
        self._why.setText(tr(shown.guess.why))
        self._policy.set_typed(str(shown.policy))
        for part in (self._policy_label, self._policy.widget):
            part.setVisible(shown.guess.target != IGNORED)

    def _take_policy(self) -> None:
        shown = self.table.record()
        if shown is not None:
            self.set_policy(_POLICIES[self._policy.typed()], shown.guess.column)

    def _menu(self, shown: ShownColumn) -> list[MenuEntry]:
        def set_one(policy: Policy) -> Callable[[], object]:
            return lambda: self.set_policy(policy, shown.guess.column)

        def set_all(policy: Policy) -> Callable[[], object]:
            return lambda: self.set_policy(policy)

        entries: list[MenuEntry] = [(_CHOOSE, self.choose_target)]
        if shown.guess.target != IGNORED:
            entries += [(policy.label, set_one(policy)) for policy in Policy]
        entries += [(tr(_EVERY, policy=p.label), set_all(p)) for p in Policy]
        return entries


def _tone(shown: ShownColumn) -> str:
    return "due" if _is_doubtful(shown.guess) else ""


def _is_doubtful(guess: ColumnGuess) -> bool:
    return bool(guess.heading) and guess.sureness in (Sureness.GUESS, Sureness.UNKNOWN)


def _policy_words(shown: ShownColumn) -> str:
    return "" if shown.guess.target == IGNORED else tr(shown.policy.label)


def _sample(layout: Layout, at: int) -> str:
    """Return the first words of a column; of long numbers only both ends."""
    found: list[str] = []
    for person in layout.people:
        value = layout.grid.rows[person][at]
        words = " ".join(words_of(value).split())
        if words and words not in found:
            found.append(words)
        if len(found) == _SAMPLES:
            break
    return "、".join(_short(words) for words in found)


def _short(words: str) -> str:
    hidden = _NUMBERS.sub(lambda m: f"{m[0][:3]}…{m[0][-2:]}", words)
    return hidden if len(hidden) <= _LONGEST_SAMPLE else f"{hidden[:_LONGEST_SAMPLE]}…"
