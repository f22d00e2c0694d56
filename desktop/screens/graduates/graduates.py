"""毕业生 · 一对一: every graduate, how many targeted job leads were given, who is short."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.domain.clients.client import Client
from db.domain.graduates.graduate_rules import GraduateState, service_state
from db.domain.graduates.graduate_service import GraduateService, JobLead
from db.domain.placements.employer import Vacancy
from db.fields.text import Text
from db.ports import Store
from db.usecases.policies import policy_in_force
from desktop.language import tr
from desktop.lists.columns import Column
from desktop.lists.filter_bar import Filter, FilterBar
from desktop.lists.record_table import MenuEntry, RecordTable
from desktop.lists.states import Swap
from desktop.lists.table_model import RecordTableModel
from desktop.screens.frame.basis import BASIS, show_basis
from desktop.screens.frame.due_words import due_tone, due_words
from desktop.screens.frame.late_form import sentence_rows
from desktop.screens.frame.late_page import LatePage
from desktop.screens.frame.page import Desk
from desktop.screens.frame.search_line import Narrowing, SearchLine, fits
from desktop.screens.frame.welcome_states import NO_GRADUATES, NOBODY_FITS

_TITLE = Text("毕业生 · 一对一", "Graduates · one to one")
_TABLE = Text("毕业生", "Graduates")
_GIVE = Text("给一条岗位信息", "Give a job lead")
_BEGIN = Text("开始一对一服务", "Begin the service")
_OPEN = Text("打开一对一服务", "Open the service")
_CLIENT = Text("打开个人资料", "Open the client’s page")
_SEARCH = Text("查找", "Search")
_HOW = Text("姓名、拼音或村", "Name, pinyin or village")
_STATE = Text("岗位信息", "Job leads")
SHORT, ENOUGH, ABOVE, ENDED = "short", "enough", "above", "ended"
_STATES = {
    SHORT: Text("还差", "Short"),
    ENOUGH: Text("已给足", "Enough"),
    ABOVE: Text("超过，单列", "Above, apart"),
    ENDED: Text("服务已结束", "Service ended"),
}
_SHORT_BY = Text("还差 {short} 条", "{short} short")
_ENOUGH = Text("已给足", "enough")
_ABOVE = Text("超过 {high} 条，单列", "above {high}, apart")
_ENDED = Text("已结束", "ended")
_GIVEN = Text("{given} 条", "{given}")
_WHOLE = Text("{count} 人", "{count} graduates")
_NUMBERS = {
    ENOUGH: Text("{count} 人已给足 {low}–{high} 条", "{count} with {low}–{high}"),
    SHORT: Text("{count} 人还差", "{count} short"),
    ABOVE: Text("{count} 人超过 {high} 条（单列）", "{count} above {high} (apart)"),
}
_LATE = Text("{count} 人逾期", "{count} overdue")
_BETWEEN = Text("，", ", ")
_STOP = Text("。", ".")
_SHOWN = Text("显示 {count} 人", "{count} shown")


@dataclass(frozen=True, slots=True)
class GraduateRow:
    """One graduate and where the service stands."""

    service: GraduateService
    client: Client
    state: GraduateState
    low: int
    high: int

    @property
    def id(self) -> UUID:
        """The client: one row each."""
        return self.client.id

    @property
    def place(self) -> str:
        """Township and village in one word."""
        return f"{self.client.township or ''}{self.client.village or ''}"

    @property
    def standing(self) -> str:
        """Whether short, enough or above."""
        return SHORT if self.state.short_of else ABOVE if self.state.above else ENOUGH

    @property
    def is_waiting(self) -> bool:
        """Whether leads are still to be given."""
        return self.state.short_of > 0 and self.service.ended_on is None


def graduate_rows(store: Store, today: date) -> list[GraduateRow]:
    """Return each graduate's latest service; those who wait longest come first."""
    policy = policy_in_force(store)
    latest: dict[UUID, GraduateService] = {}
    leads: dict[UUID, list[JobLead]] = defaultdict(list)
    with store.reading() as reading:
        for service in reading[GraduateService].every():
            known = latest.get(service.client_id)
            if known is None or _newer(service, known):
                latest[service.client_id] = service
        for lead in reading[JobLead].where(service_id=[s.id for s in latest.values()]):
            leads[lead.service_id].append(lead)
        of_leads = {v.vacancy_id for each in leads.values() for v in each if v.vacancy_id}
        vacancies = {v.id: v for v in reading[Vacancy].many(of_leads)}
        clients = {c.id: c for c in reading[Client].many(latest)}
    rows = []
    for service in latest.values():
        client = clients.get(service.client_id)
        if client is None:
            continue
        state = service_state(service, leads[service.id], vacancies, today, policy)
        low, high = (int(str(each.value)) for each in state.sources[:2])
        rows.append(GraduateRow(service, client, state, low, high))
    return sorted(rows, key=lambda r: (not r.is_waiting, r.state.due_on, r.client.name))


def _newer(one: GraduateService, other: GraduateService) -> bool:
    return (one.ended_on is None, one.began_on, one.id.int) > (
        other.ended_on is None,
        other.began_on,
        other.id.int,
    )


def state_words(row: GraduateRow) -> str:
    """Return where a graduate stands: 还差 2 条, 已给足, 超过 5 条，单列."""
    if row.standing == SHORT:
        words = tr(_SHORT_BY, short=row.state.short_of)
    else:
        words = tr(_ABOVE, high=row.high) if row.standing == ABOVE else tr(_ENOUGH)
    if row.service.ended_on is not None:
        words = tr(_BETWEEN).join((words, tr(_ENDED)))
    return words


def state_tone(row: GraduateRow) -> str:
    """Return the tone of these words."""
    if row.is_waiting:
        return "late" if row.state.overdue_days else "due"
    return "good" if row.standing == ENOUGH else ""


def counts(rows: Sequence[GraduateRow]) -> str:
    """Return the sentence that counts them, as in 15 人，12 人已给足 3–5 条，2 人还差."""
    parts = [tr(_WHOLE, count=len(rows))]
    for standing, text in _NUMBERS.items():
        found = [row for row in rows if row.standing == standing]
        if found:
            parts.append(tr(text, count=len(found), low=found[0].low, high=found[0].high))
    return tr(_BETWEEN).join(parts) + tr(_STOP)


class GraduatesPage(LatePage):
    """The list of graduates."""

    scrolls: ClassVar[bool] = False
    watches: ClassVar[Sequence[str]] = ("graduate_service", "job_lead", "vacancy", "client")
    help_name: ClassVar[str] = "graduates"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self._rows: list[GraduateRow] = []
        self._basis_of: GraduateState | None = None
        self._give = self.add_button(
            _GIVE, self.give_lead, primary=True, icon="briefcase", name="give_lead"
        )
        self.add_button(
            _BEGIN, lambda: desk.go("graduate_form"), icon="plus", name="begin_service"
        )
        self._basis = self.add_button(BASIS, self.show_basis, icon="book-open", name="basis")
        self.search = SearchLine(_SEARCH, _HOW)
        self.search.searched.connect(lambda _typed: self._show_some())
        self.filters = FilterBar(
            [Filter("state", _STATE, [(key, tr(words)) for key, words in _STATES.items()])]
        )
        self.filters.changed.connect(self._show_some)
        self._model = RecordTableModel(self._columns(), key=lambda row: row.id)
        self.table = RecordTable(
            _TABLE, self._model, menu=self._menu, sentences=sentence_rows(desk)
        )
        self.table.opened.connect(lambda row: desk.go("graduate", client_id=row.client.id))
        self._swap = Swap(self.table)
        self._narrowing = Narrowing(self.search, self.filters)
        self.body.addWidget(self._narrowing)
        self.body.addWidget(self._swap, 1)

    def load(self) -> None:
        """Read every graduate."""
        self._swap.show_loading()
        today = self.operations.today()
        self.operations.read(
            lambda store: graduate_rows(store, today),
            owner=self,
            done=self._show,
            failed=lambda problem: self._swap.show_failed(problem, self.load),
        )

    def first_focus(self) -> QWidget | None:
        """Begin in the list."""
        return self.table if self._model.rows() else super().first_focus()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Let the menu give a lead to the current graduate."""
        return {"give_job_lead": self.give_lead}

    def give_lead(self) -> None:
        """Give a job lead to the current graduate."""
        row = self.table.record()
        if row is not None:
            self.desk.go("lead_form", service_id=row.service.id)

    def show_basis(self) -> None:
        """Show where the numbers come from."""
        if self._basis_of is not None:
            show_basis(self, None, self._basis_of.sources)

    def _columns(self) -> list[Column]:
        today = self.operations.today
        return [
            Column(Text("姓名", "Name"), lambda r: r.client.name, 150, spoken=False),
            Column(Text("乡镇、村", "Place"), lambda r: r.place, spoken=False),
            Column(
                Text("已给", "Given"), lambda r: tr(_GIVEN, given=r.state.given), 90,
                order=lambda r: r.state.given,
            ),
            Column(_STATE, state_words, 200, tone=state_tone, order=_by_standing),
            Column(
                Text("应给足的日期", "Due on"), lambda r: r.state.due_on.isoformat(), 150
            ),
            Column(
                Text("期限", "Time left"),
                lambda r: due_words(r.state.due_on, today()) if r.is_waiting else "",
                130,
                tone=lambda r: due_tone(r.state.due_on, today()) if r.is_waiting else "",
                order=lambda r: r.state.due_on if r.is_waiting else None,
                spoken=False,
            ),
        ]  # fmt: skip

    def _menu(self, row: GraduateRow) -> list[MenuEntry]:
        go = self.desk.go
        entries: list[MenuEntry] = [(_OPEN, partial(go, "graduate", client_id=row.client.id))]
        if row.service.ended_on is None:
            entries.append((_GIVE, partial(go, "lead_form", service_id=row.service.id)))
        return [*entries, (_CLIENT, partial(go, "client", client_id=row.client.id))]

    def _show(self, rows: list[GraduateRow]) -> None:
        self._rows = rows
        self._basis_of = rows[0].state if rows else None
        self._basis.setEnabled(bool(rows))
        self.set_lead(counts(rows) if rows else "")
        late = sum(1 for row in rows if row.is_waiting and row.state.overdue_days)
        above = sum(1 for row in rows if row.standing == ABOVE)
        chips: list[tuple[str, str]] = [(tr(_LATE, count=late), "late")] if late else []
        if above:
            high = rows[0].high
            chips.append((tr(_NUMBERS[ABOVE], count=above, high=high, low=0), "plain"))
        self.set_chips(chips)
        self._show_some(quietly=True)
        self.arrived()

    def _show_some(self, *, quietly: bool = False) -> None:
        wanted = self.filters.chosen().get("state", "")
        query = self.search.typed()
        rows = [
            row
            for row in self._rows
            if _is(row, wanted) and fits(query, row.client.name, row.place)
        ]
        kept = self.table.record()
        self._model.set_rows(rows)
        if kept is not None:
            self.table.go_to_key(kept.id)
        self._give.setEnabled(bool(rows))
        narrowed = bool(wanted or query)
        self._narrowing.tell(tr(_SHOWN, count=len(rows)), narrowed=narrowed, quietly=quietly)
        if rows:
            self._swap.show_content()
        elif self._rows:
            state = NOBODY_FITS
            self._swap.show_empty(state.heading, state.what_to_do, icon=state.icon)
        else:
            state = NO_GRADUATES
            self._swap.show_empty(
                state.heading, state.what_to_do, icon=state.icon, act=_BEGIN,
                then=lambda: self.desk.go("graduate_form"),
            )  # fmt: skip


def _is(row: GraduateRow, wanted: str) -> bool:
    if wanted == ENDED:
        return row.service.ended_on is not None
    return wanted in ("", row.standing)


def _by_standing(row: GraduateRow) -> tuple[bool, int, int]:
    return not row.is_waiting, -row.state.short_of, row.state.given
