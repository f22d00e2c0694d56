"""Conflicts: one question each, both values with person and time, settled by a choice."""

from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from db.domain.journal.change import Receipt
from db.domain.journal.exchange import Conflict, ConflictSide
from db.domain.record import Plain, plain_value
from db.domain.records import RECORD_TYPE_BY_TABLE
from db.fields.field import fields_of
from db.fields.problem import InvalidFieldsError
from db.fields.text import Text
from db.ports import Store
from desktop.focus import first_stop
from desktop.forms.record_form import RecordForm
from desktop.language import current, tr
from desktop.lists.columns import Column
from desktop.lists.record_table import RecordTable
from desktop.lists.states import Swap
from desktop.lists.table_model import RecordTableModel
from desktop.screens.frame.page import Desk, Page
from desktop.theme.pieces import button, card, column, hide_children, label, section, wraps
from desktop.words import field_label, plain_words, subject_name

_TITLE = Text("冲突", "Conflicts")
_LEAD = Text(
    "有 {count} 处同一项被两个人改成了不同的内容。请逐一选定；没选的也会留在修改经过里。",
    "Facts that two people changed differently: {count}. Choose one by one; what is not "
    "chosen stays in the history.",
)
_NONE = Text("没有等待处理的冲突", "No conflicts wait")
_NONE_WHAT = Text(
    "合并同事的文件时，如果同一项改得不一样，会列在这里。",
    "When a merge finds one fact changed in two ways, it is listed here.",
)
_WHO, _WHAT = Text("谁", "Who"), Text("哪一项", "What")
_FIRST, _SECOND = Text("一个写", "One says"), Text("另一个写", "The other says")
_TO_EXCHANGE = Text("去交换", "Go to exchange")
_TABLE = Text("等待处理的冲突", "Conflicts that wait")
_SIDE = Text("{by} 在 {when} 写的：{value}", "{by} wrote at {when}: {value}")
_KEEP = Text("用 {by} 写的：{value}", "Use what {by} wrote: {value}")
_OTHER = Text("另写一个", "Write another")
_USE_OTHER = Text("用这个", "Use this one")
_SETTLED = Text("已选定：{who} 的“{what}”。", "Settled: “{what}” of {who}.")
_LONGEST = 24
_QUESTION = Text("{who} 的“{what}”，用哪一个？", "“{what}” of {who}: which one?")


@dataclass(frozen=True, slots=True)
class ShownConflict:
    """A conflict in words."""

    conflict: Conflict
    who: str
    what: str

    def value(self, side: ConflictSide) -> str:
        """Return a side's value as people read it."""
        return plain_words(self.conflict.table, self.conflict.field, side.value, current())


class ConflictsPage(Page):
    """Lists what waits and settles it."""

    help_name: ClassVar[str] = "exchange"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        columns = [
            Column(_WHO, lambda c: c.who, 140),
            Column(_WHAT, lambda c: c.what, 180),
            Column(_FIRST, lambda c: c.value(c.conflict.sides[0])),
            Column(_SECOND, lambda c: c.value(c.conflict.sides[1])),
        ]
        self._model = RecordTableModel(columns, [], key=lambda c: c.conflict.id)
        self.table = RecordTable(
            _TABLE, self._model, sentences=desk.settings.now.row_reading == "sentence"
        )
        self.table.current_changed.connect(self._ask)
        self.table.opened.connect(lambda _row: self._to_choice())
        self._choices = column(gap=10)
        self._card = card(self._choices)
        inside = QWidget()
        inside.setLayout(column(self.table, self._card, gap=12))
        self._swap = Swap(inside)
        self.body.addWidget(self._swap)
        self._form: RecordForm | None = None

    def open(self, **args: object) -> None:
        """Show what waits."""
        del args
        self.load()

    def refresh(self, receipt: Receipt) -> None:
        """Read again after every action: any change can settle or open a conflict."""
        del receipt
        if self.isVisible():
            self.load()

    def load(self) -> None:
        """Read the conflicts in words."""
        self.operations.read(_shown, owner=self, done=self._show)

    def first_focus(self) -> QWidget | None:
        """Return the list when something waits."""
        return self.table if self._model.rows() else super().first_focus()

    def _show(self, found: list[ShownConflict]) -> None:
        # What was pressed is about to go: the focus must not be lost with it.
        pressed = QApplication.focusWidget()
        was_inside = pressed is not None and self.isAncestorOf(pressed)
        self._model.set_rows(found)
        if found:
            self.set_lead(tr(_LEAD, count=len(found)))
            self._swap.show_content()
            self._ask(self.table.record())
            if was_inside:
                self.table.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.set_lead("")
            self._swap.show_empty(
                _NONE,
                _NONE_WHAT,
                icon="circle-check",
                act=_TO_EXCHANGE,
                then=lambda: self.desk.go("exchange"),
            )
            if was_inside:
                stop = first_stop(self._swap)
                if stop is not None:
                    stop.setFocus(Qt.FocusReason.TabFocusReason)

    def _ask(self, shown: ShownConflict | None) -> None:
        hide_children(self._choices)
        self._form = None
        if shown is None:
            return
        self._choices.addWidget(section(tr(_QUESTION, who=shown.who, what=shown.what)))
        for side in shown.conflict.sides:
            when = f"{side.at.astimezone():%Y-%m-%d %H:%M}"
            said = tr(_SIDE, by=side.by, when=when, value=shown.value(side))
            self._choices.addWidget(label(said))
        buttons = [
            button(
                tr(_KEEP, by=side.by, value=_short(shown.value(side))),
                partial(self.settle, shown, side.value),
                icon="check",
                name=f"keep_{number}",
            )
            for number, side in enumerate(shown.conflict.sides)
        ]
        if self._can_write(shown):
            other = button(
                _OTHER, partial(self._write_another, shown), icon="pencil", name="other"
            )
            buttons.append(other)
        self._choices.addWidget(wraps(*buttons))

    def _to_choice(self) -> None:
        target = self._card.findChild(QWidget, "keep_0")
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _write_another(self, shown: ShownConflict) -> None:
        record_type = RECORD_TYPE_BY_TABLE.get(shown.conflict.table)
        if record_type is None or self._form is not None:
            return
        self._form = RecordForm(
            record_type,
            only=[shown.conflict.field],
            today=self.operations.today(),
            cards=False,
        )
        self._choices.addWidget(self._form)
        self._choices.addWidget(
            wraps(
                button(
                    _USE_OTHER,
                    partial(self._settle_typed, shown),
                    part="primary",
                    name="use_other",
                )
            )
        )
        self._form.first.setFocus(Qt.FocusReason.TabFocusReason)

    def _settle_typed(self, shown: ShownConflict) -> None:
        if self._form is None:
            return
        try:
            values: dict[str, Any] = self._form.values()
        except InvalidFieldsError as error:
            self._form.show_problems(error.problems)
            return
        self.settle(shown, plain_value(values[shown.conflict.field]))

    def settle(self, shown: ShownConflict, value: Plain) -> None:
        """Settle a conflict; the others stay."""
        conflict_id = shown.conflict.id
        said = tr(_SETTLED, who=shown.who, what=shown.what)
        self.operations.run(
            lambda store: store.settle(conflict_id, value),
            owner=self,
            done=lambda _receipt: self.desk.say(said),
        )

    def _can_write(self, shown: ShownConflict) -> bool:
        """Tell whether the field is one that a form asks for."""
        record_type = RECORD_TYPE_BY_TABLE.get(shown.conflict.table)
        return record_type is not None and any(
            field.name == shown.conflict.field for field in fields_of(record_type)
        )


def _shown(store: Store) -> list[ShownConflict]:
    language = current()
    found = store.conflicts()
    with store.reading() as reading:
        return [
            ShownConflict(
                conflict,
                subject_name(conflict.table, conflict.record_id, reading, language),
                field_label(conflict.table, conflict.field).to(language),
            )
            for conflict in found
        ]


def _short(value: str) -> str:
    """Return the beginning of a long value: the whole stands above the buttons."""
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
