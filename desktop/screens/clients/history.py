"""Every value every field of a record had: who wrote it, and when; one can be put back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.domain.clients.assessment import Assessment
from db.domain.clients.case_note import CaseNote
from db.domain.clients.client import Client
from db.domain.clients.employment_plan import EmploymentPlan, PlanStep
from db.domain.ids import AssessmentId, CaseNoteId, ClientId, PlanId, PlanStepId
from db.domain.journal.change import HistoryEntry, Receipt
from db.domain.records import RECORD_TYPE_BY_TABLE
from db.fields.field import Day, Money, Several, Value, Whole, YesNo, field_of, fields_of
from db.fields.text import Text
from db.ports import Store
from db.usecases.assessments import correct_assessment
from db.usecases.clients import correct_client
from db.usecases.notes import correct_note
from db.usecases.plans import correct_plan, correct_step
from desktop.language import current, tr
from desktop.lists.columns import Column
from desktop.lists.record_table import MenuEntry, RecordTable
from desktop.lists.states import Swap
from desktop.lists.table_model import RecordTableModel
from desktop.messages import ask
from desktop.screens.frame.page import Desk, Page
from desktop.words import field_label, plain_words

_TITLE = Text("改动历史", "History of changes")
_TITLE_OF = Text("改动历史：{name}", "History of changes: {name}")
_LEAD = Text(
    "共 {number} 次改动，最近的在前。选一行按回车，可以改回那时的内容。",
    "{number} changes, the newest first. Enter on a row puts that value back.",
)
_LEAD_READ = Text("共 {number} 次改动，最近的在前。", "{number} changes, the newest first.")
_FIELD, _VALUE = Text("哪一项", "Field"), Text("内容", "Value")
_WHO, _WHEN = Text("谁", "Who"), Text("什么时候", "When")
_STATE = Text("现在", "Now")
_CURRENT, _FORMER = Text("正在用", "in use"), Text("以前的", "former")
_RESTORE = Text("改回这个内容…", "Put this value back…")
_RESTORE_HEADING = Text("改回“{field}”", "Put “{field}” back")
_QUESTION = Text(
    "“{field}”会改成：{value}。现在的内容会留在历史里，也可以撤销。",
    "“{field}” becomes: {value}. What it says now stays in the history; you can undo it.",
)
_YES, _NO = Text("改回", "Put back"), Text("不改", "Leave it")
_RESTORED = Text("“{field}”已改回。", "“{field}” was put back.")
_IN_USE = Text("这就是现在用的内容。", "This is the value in use.")
_CANNOT = Text(
    "这一项不能在这里改回，请打开原来的表单修改。",
    "This cannot be put back here; open its form to change it.",
)
_NOTHING = Text("没有改动", "No changes")
_NOTHING_WHY = Text(
    "请先打开一位服务对象，再看改动历史。", "Open a client first, then look at the history."
)
_SEE_CLIENTS = Text("看个案", "See the caseload")

_CORRECTIONS: Mapping[str, Callable[[Store, Any, Mapping[str, Value], date], Receipt]] = {
    Client.TABLE: lambda store, key, changes, today: correct_client(
        store, ClientId(key), changes, today=today
    ),
    CaseNote.TABLE: lambda store, key, changes, today: correct_note(
        store, CaseNoteId(key), changes, today=today
    ),
    Assessment.TABLE: lambda store, key, changes, today: correct_assessment(
        store, AssessmentId(key), changes, today=today
    ),
    EmploymentPlan.TABLE: lambda store, key, changes, today: correct_plan(
        store, PlanId(key), changes, today=today
    ),
    PlanStep.TABLE: lambda store, key, changes, today: correct_step(
        store, PlanStepId(key), changes, today=today
    ),
}
"""How a field of each table is set; a table that is not here is only read."""


@dataclass(frozen=True, slots=True)
class Row:
    """One value one field once had."""

    entry: HistoryEntry
    field: str
    value: str
    when: str


class HistoryPage(Page):
    """A table of changes."""

    scrolls: ClassVar[bool] = False
    watches: ClassVar[Sequence[str]] = tuple(RECORD_TYPE_BY_TABLE)
    help_name: ClassVar[str] = "client"

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(desk, _TITLE, parent=parent)
        self._table, self._record_id = "", UUID(int=0)
        columns = [
            Column(_FIELD, lambda row: row.field, 190),
            Column(_VALUE, lambda row: row.value),
            Column(_WHO, lambda row: row.entry.by, 130),
            Column(_WHEN, lambda row: row.when, 170),
            Column(_STATE, lambda row: tr(_CURRENT if row.entry.is_current else _FORMER), 100),
        ]
        self._model = RecordTableModel(columns, key=_key)
        sentences = desk.settings is not None and desk.settings.now.row_reading == "sentence"
        self.table = RecordTable(_TITLE, self._model, menu=self._menu, sentences=sentences)
        self.table.opened.connect(self.restore)
        self.swap = Swap(self.table)
        self.body.addWidget(self.swap, 1)

    def open(self, **args: object) -> None:
        """Show the history of the record ``record_id`` of ``table``; ``name`` says whose."""
        record_id = args.get("record_id")
        self._table = str(args.get("table") or "")
        self._record_id = record_id if isinstance(record_id, UUID) else UUID(int=0)
        if args.get("name"):
            self.set_heading(tr(_TITLE_OF, name=args["name"]))
        self.load()

    def load(self) -> None:
        """Read the history in the background."""
        table, record_id = self._table, self._record_id

        def read(store: Store) -> list[HistoryEntry]:
            if not table:
                return []
            with store.reading() as reading:
                return reading.history(table, record_id)

        self.swap.show_loading()
        self.operations.read(
            read,
            owner=self,
            done=self._show,
            failed=lambda problem: self.swap.show_failed(problem, self.load),
        )

    def first_focus(self) -> QWidget | None:
        """Begin in the table."""
        return self.table

    def restore(self, row: Row) -> None:
        """Ask, then set the field to what it was."""
        if row.entry.is_current:
            self.desk.say(_IN_USE)
            return
        if not self._can_restore(row):
            self.desk.warn(_CANNOT)
            return
        question = tr(_QUESTION, field=row.field, value=row.value)
        heading = tr(_RESTORE_HEADING, field=row.field)
        ask(self, heading, question, partial(self._restore, row), yes=_YES, no=_NO)

    def _restore(self, row: Row) -> None:
        value = typed_value(RECORD_TYPE_BY_TABLE[self._table], row.entry)
        correct, record_id = _CORRECTIONS[self._table], self._record_id
        today, field = self.operations.today(), row.entry.field

        def save(store: Store) -> Receipt:
            return correct(store, record_id, {field: value}, today)

        said = tr(_RESTORED, field=row.field)
        self.operations.run(save, owner=self, done=lambda _receipt: self.desk.say(said))

    def _can_restore(self, row: Row) -> bool:
        if self._table not in _CORRECTIONS:
            return False
        record_type = RECORD_TYPE_BY_TABLE[self._table]
        return row.entry.field in {field.name for field in fields_of(record_type)}

    def _menu(self, row: Row) -> Sequence[MenuEntry]:
        return [(_RESTORE, lambda: self.restore(row))]

    def _show(self, entries: list[HistoryEntry]) -> None:
        if not entries:
            self.swap.show_empty(
                _NOTHING,
                _NOTHING_WHY,
                icon="history",
                act=_SEE_CLIENTS,
                then=lambda: self.desk.go("clients"),
            )
            return
        shape = _LEAD if self._table in _CORRECTIONS else _LEAD_READ
        self.set_lead(tr(shape, number=f"{len(entries):,}"))
        kept = self._model.key_at(self.table.currentIndex().row())
        self._model.set_rows([self._row(entry) for entry in entries])
        self.table.go_to_key(kept)
        self.swap.show_content()

    def _row(self, entry: HistoryEntry) -> Row:
        return Row(
            entry=entry,
            field=tr(field_label(self._table, entry.field)),
            value=plain_words(self._table, entry.field, entry.value, current()),
            when=f"{entry.at.astimezone():%Y-%m-%d %H:%M}",
        )


def typed_value(record_type: type, entry: HistoryEntry) -> Value:
    """Return a journal value as its field holds it."""
    value = entry.value
    if value is None:
        return None
    match field_of(record_type, entry.field).kind:
        case Day():
            return date.fromisoformat(str(value))
        case YesNo():
            return bool(value)
        case Whole() | Money():
            return int(str(value))
        case Several():
            return tuple(value) if isinstance(value, list) else (str(value),)
        case _:
            return str(value)


def _key(row: Row) -> object:
    return row.entry.field, row.entry.at, row.entry.device
