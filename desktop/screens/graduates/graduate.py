"""One graduate: facts of the service, the job leads given, and the form of the service."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from db.domain.clients.client import Client
from db.domain.graduates.graduate_rules import DUE_DAYS, count_given
from db.domain.graduates.graduate_service import GraduateService, JobLead
from db.domain.ids import ClientId, GraduateServiceId
from db.domain.journal.change import Receipt
from db.domain.placements.employer import Vacancy
from db.fields.field import field_of, fields_of
from db.fields.showing import show, with_unit
from db.fields.text import Text
from db.ports import Store
from db.usecases.graduates import begin_graduate_service, correct_graduate_service
from db.usecases.policies import policy_in_force
from desktop.forms.record_form import RecordForm
from desktop.language import current, tr
from desktop.lists.columns import Column
from desktop.lists.record_table import MenuEntry, RecordTable
from desktop.lists.states import Swap
from desktop.lists.table_model import RecordTableModel
from desktop.screens.frame.basis import BASIS, show_basis
from desktop.screens.frame.due_words import due_tone, due_words
from desktop.screens.frame.late_form import LateFormPage, as_id, needed_id, sentence_rows
from desktop.screens.frame.late_page import LatePage
from desktop.screens.frame.page import Desk
from desktop.screens.frame.reading_text import ReadingText
from desktop.screens.graduates.graduates import (
    GraduateRow,
    graduate_rows,
    state_tone,
    state_words,
)
from desktop.theme.pieces import column, section

_TITLE = Text("毕业生服务", "Graduate service")
_GIVE = Text("给一条岗位信息", "Give a job lead")
_ANSWER = Text("记录答复", "Record the answer")
_CHANGE = Text("改服务情况", "Change the service")
_CORRECT = Text("改这条岗位信息", "Correct this lead")
_CLIENT = Text("个人资料", "Client’s page")
_PRINT = Text("岗位清单", "List of postings")
_AGAIN = Text("重新开始服务", "Begin again")
_FACTS = Text("服务情况", "The service")
_LEADS = Text("给过的岗位信息", "Job leads given")
_LINE = Text("{label}：{value}", "{label}: {value}")
_NO_SERVICE = Text("还没有一对一服务", "No one-to-one service yet")
_NO_SERVICE_WHAT = Text(
    "开始服务以后，在这里给岗位信息、记录本人答复。",
    "Once the service has begun, job leads and answers are recorded here.",
)
_BEGIN = Text("开始一对一服务", "Begin the service")
_NO_LEADS = Text("还没有给岗位信息", "No job leads yet")
_NO_LEADS_WHAT = Text(
    "选一个适合本人的岗位，写明为什么适合，告诉本人以后记在这里。",
    "Choose a job that suits, say why, tell the graduate, and record it here.",
)
_GIVEN = Text("已给 {given} 条", "{given} given")
_COUNTED = Text("算一条", "counts")
_NOT_COUNTED = Text("未告知，不算", "not told, does not count")
_NOT_COUNTED_AGAIN = Text("不另算（岗位已关闭或重复）", "not counted (closed or given twice)")


@dataclass(frozen=True, slots=True)
class LeadRow:
    """One lead and whether it counts."""

    lead: JobLead
    counts: Text

    @property
    def id(self) -> object:
        """Of the lead."""
        return self.lead.id


@dataclass(frozen=True, slots=True)
class GraduateView:
    """What the page shows; ``row`` is none when there is no service."""

    client: Client
    row: GraduateRow | None
    leads: tuple[LeadRow, ...]


def graduate_view(store: Store, client_id: ClientId, today: date) -> GraduateView:
    """Read one graduate."""
    row = next((r for r in graduate_rows(store, today) if r.client.id == client_id), None)
    with store.reading() as reading:
        client = reading[Client].get(client_id)
        if row is None:
            return GraduateView(client, None, ())
        leads = reading[JobLead].where(service_id=row.service.id)
        ids = {lead.vacancy_id for lead in leads if lead.vacancy_id is not None}
        vacancies = {v.id: v for v in reading[Vacancy].many(ids)}
    leads.sort(key=lambda lead: (lead.told_on or date.max, lead.id.int))
    shown: list[LeadRow] = []
    for at, lead in enumerate(leads):
        adds = count_given(leads[: at + 1], vacancies, today) > count_given(
            leads[:at], vacancies, today
        )
        told = lead.told_on is not None and lead.told_on <= today
        counted = _COUNTED if adds else _NOT_COUNTED_AGAIN if told else _NOT_COUNTED
        shown.append(LeadRow(lead, counted))
    return GraduateView(client, row, tuple(shown))


class GraduatePage(LatePage):
    """One graduate's service and leads."""

    scrolls: ClassVar[bool] = False
    watches: ClassVar[Sequence[str]] = ("graduate_service", "job_lead", "vacancy", "client")
    help_name: ClassVar[str] = "graduates"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self.client_id: ClientId | None = None
        self._view: GraduateView | None = None
        self._give = self.add_button(
            _GIVE, self.give_lead, primary=True, icon="briefcase", name="give_lead"
        )
        self._answer = self.add_button(_ANSWER, self.answer, icon="check", name="record_answer")
        self._change = self.add_button(_CHANGE, self.change, icon="pencil", name="change")
        self._basis = self.add_button(BASIS, self.show_basis, icon="book-open", name="basis")
        self._print = self.add_button(_PRINT, self.print_list, icon="printer", name="print")
        self.add_button(_CLIENT, self.open_client, icon="users", name="client")
        self.facts = ReadingText(_FACTS)
        self._model = RecordTableModel(_lead_columns(), key=lambda row: row.id)
        self.table = RecordTable(
            _LEADS, self._model, menu=self._menu, sentences=sentence_rows(desk)
        )
        self.table.opened.connect(lambda _row: self.answer())
        self._leads = Swap(self.table)
        holder = QWidget()
        self._service = Swap(holder)
        inside = column(section(_FACTS), self.facts, section(_LEADS), gap=8)
        inside.addWidget(self._leads, 1)
        holder.setLayout(inside)
        self.body.addWidget(self._service, 1)

    def open(self, **args: object) -> None:
        """Show the graduate ``client_id``."""
        self.client_id = ClientId(needed_id(args.get("client_id")))
        self._is_arriving = True
        self.load()

    def load(self) -> None:
        """Read the service and its leads."""
        if self.client_id is None:
            return
        self._service.show_loading()
        client_id, today = self.client_id, self.operations.today()

        def show(view: GraduateView) -> None:
            if view.client.id == self.client_id:
                self._show(view)

        self.operations.read(
            lambda store: graduate_view(store, client_id, today),
            owner=self,
            done=show,
            failed=lambda problem: self._service.show_failed(problem, self.load),
        )

    def first_focus(self) -> QWidget | None:
        """Begin in the leads, where there are any."""
        return self.table if self._model.rows() else super().first_focus()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Let the menu give a lead."""
        return {"give_job_lead": self.give_lead, "print_summary": self.print_list}

    def print_list(self) -> None:
        """Make the list of postings for the graduate."""
        self.desk.go("summary", client_id=self.client_id, kind="posting_list")

    def give_lead(self) -> None:
        """Give a lead; begin a service first where none is running."""
        row = self._view.row if self._view is not None else None
        if row is not None and row.service.ended_on is None:
            self.desk.go("lead_form", service_id=row.service.id)
        elif self.client_id is not None:
            self.desk.go("graduate_form", client_id=self.client_id)

    def answer(self) -> None:
        """Record the answer to the current lead."""
        row = self.table.record()
        if row is not None:
            self.desk.go("lead_answer", lead_id=row.lead.id)

    def change(self) -> None:
        """Correct or end the service."""
        if self._view is not None and self._view.row is not None:
            self.desk.go("graduate_form", service_id=self._view.row.service.id)

    def open_client(self) -> None:
        """Go to the client's page."""
        self.desk.go("client", client_id=self.client_id)

    def show_basis(self) -> None:
        """Show where the numbers come from."""
        if self._view is not None and self._view.row is not None:
            state = self._view.row.state
            show_basis(self, state.basis, state.sources)

    def _menu(self, row: LeadRow) -> list[MenuEntry]:
        ids = {"lead_id": row.lead.id, "service_id": row.lead.service_id}
        return [
            (_ANSWER, partial(self.desk.go, "lead_answer", lead_id=row.lead.id)),
            (_CORRECT, partial(self.desk.go, "lead_form", **ids)),
        ]

    def _show(self, view: GraduateView) -> None:
        self._view = view
        self.set_heading(view.client.name)
        row = view.row
        running = row is not None and row.service.ended_on is None
        self._give.setText(tr(_GIVE if running else _BEGIN if row is None else _AGAIN))
        for made in (self._answer, self._change, self._basis, self._print):
            made.setVisible(row is not None)
        self._answer.setEnabled(bool(view.leads))
        if row is None:
            self.set_lead("")
            self.set_chips([])
            self._model.set_rows([])
            self._service.show_empty(_NO_SERVICE, _NO_SERVICE_WHAT, icon="graduation-cap")
            self.arrived()
            return
        today = self.operations.today()
        chips = [(tr(_GIVEN, given=row.state.given), "plain")]
        chips.append((state_words(row), state_tone(row) or "plain"))
        if row.is_waiting:
            due_on = row.state.due_on
            chips.append((due_words(due_on, today), due_tone(due_on, today) or "plain"))
        self.set_chips(chips)
        self.set_lead(row.state.basis.to(current()))
        self.facts.show_text(_facts(row))
        self._service.show_content()
        kept = self.table.record()
        self._model.set_rows(view.leads)
        if kept is not None:
            self.table.go_to_key(kept.id)
        if view.leads:
            self._leads.show_content()
        else:
            self._leads.show_empty(_NO_LEADS, _NO_LEADS_WHAT, icon="briefcase")
        self.arrived()


def _facts(row: GraduateRow) -> str:
    lines = []
    for field in fields_of(GraduateService):
        value = getattr(row.service, field.name)
        if field.name == "due_on":
            value = row.state.due_on
        words = with_unit(field, value, current())
        if words:
            lines.append(tr(_LINE, label=field.label, value=words))
    return "\n".join(lines)


def _lead_columns() -> list[Column]:
    def of(name: str, width: int = 0) -> Column:
        field = field_of(JobLead, name)
        return Column(
            field.label, lambda row: show(field, getattr(row.lead, name), current()), width
        )

    return [
        of("employer_name", 180),
        of("job_title", 130),
        of("why_it_suits"),
        of("told_on", 120),
        of("answer", 110),
        of("outcome", 150),
        Column(Text("算不算", "Counts"), lambda row: tr(row.counts), 130, spoken=False),
    ]


@dataclass(frozen=True, slots=True)
class _Begun:
    """Whom the form is about and what it begins with."""

    client: Client
    service: GraduateService | None
    due_days: int


class GraduateFormPage(LateFormPage):
    """Begin, correct or end a graduate's service."""

    help_name: ClassVar[str] = "graduates"
    begun = Text("服务已开始，给第一条岗位信息吧。", "The service has begun.")
    _DUE = Text(
        "应给足的日期不填时，从开始那天起按 {days} 天算。",
        "Left empty, the leads are due {days} days after the service began.",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self._begun: _Begun | None = None

    def open(self, **args: object) -> None:
        """Ask for a new service of ``client_id``, or correct ``service_id``."""
        service_id, client_id = as_id(args.get("service_id")), as_id(args.get("client_id"))
        restore = bool(args.get("restore"))
        if service_id is None and client_id is None:
            self.choose_client(lambda chosen: self.open(client_id=chosen))
            return
        today = self.operations.today()

        def read(store: Store) -> _Begun:
            days = policy_in_force(store).number(DUE_DAYS, today)
            with store.reading() as reading:
                service = (
                    reading[GraduateService].get(service_id) if service_id is not None else None
                )
                whose = service.client_id if service is not None else client_id
                return _Begun(reading[Client].get(needed_id(whose)), service, days)

        self.read_then(read, lambda begun: self._ask(begun, restore=restore))

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Begin the service, or correct it."""
        begun, today = self._begun, self.operations.today()
        if begun is None:
            raise RuntimeError("the form is not there yet")
        if begun.service is not None:
            return partial(
                correct_graduate_service, service_id=begun.service.id, changes=values,
                today=today,
            )  # fmt: skip

        def begin(store: Store) -> Receipt:
            service = GraduateService(
                id=GraduateServiceId(store.new_id()), client_id=begun.client.id, **values
            )
            return begin_graduate_service(store, service, today=today)

        return begin

    def on_saved(self, receipt: Receipt) -> None:
        """Go back, or on to the graduate whose service has just begun."""
        if self._begun is not None and self._begun.service is None:
            self.desk.say(self.begun)
            self.desk.go("graduate", client_id=self._begun.client.id)
        else:
            super().on_saved(receipt)

    def _ask(self, begun: _Begun, *, restore: bool) -> None:
        self._begun = begun
        today = self.operations.today()
        self.set_heading(begun.client.name)
        self.set_lead(tr(self._DUE, days=begun.due_days))
        new = begun.service is None
        form = RecordForm(
            GraduateService,
            exclude=("ended_on",) if new else (),
            values={"began_on": today} if new else begun.service,
            today=today,
        )
        key = (
            f"graduate_form:{begun.client.id}"
            if begun.service is None
            else f"graduate_fix:{begun.service.id}"
        )
        self.set_form(
            form, draft_key=key, subject=begun.client.name,
            restore=restore,
        )  # fmt: skip
