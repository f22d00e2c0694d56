"""岗位与单位: vacancies open and closed, and the employers whose they are."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QTabWidget, QWidget

from db.domain.journal.change import Receipt
from db.domain.placements.employer import Employer, Vacancy
from db.fields.field import field_of
from db.fields.showing import show, with_unit
from db.fields.text import Text
from db.ports import Store
from db.usecases.employers import close_vacancy
from desktop.language import current, tr
from desktop.lists.columns import Column
from desktop.lists.filter_bar import Filter, FilterBar
from desktop.lists.record_table import MenuEntry, RecordTable
from desktop.lists.states import Swap
from desktop.lists.table_model import RecordTableModel
from desktop.messages import ask
from desktop.screens.frame.late_form import sentence_rows
from desktop.screens.frame.late_page import LatePage
from desktop.screens.frame.page import Desk
from desktop.screens.frame.search_line import Narrowing, SearchLine, fits
from desktop.screens.frame.welcome_states import NO_EMPLOYERS, NO_VACANCIES, NOBODY_FITS
from desktop.theme.pieces import column

_TITLE = Text("岗位与单位", "Vacancies and employers")
_COUNTS = Text(
    "{vacancies} 个岗位，{open} 个在招；{employers} 家单位。",
    "{vacancies} vacancies, {open} open; {employers} employers.",
)
_VACANCIES, _EMPLOYERS = Text("岗位", "Vacancies"), Text("单位", "Employers")
_TAB = Text("{name} {count}", "{name} {count}")
_NEW_VACANCY = Text("登记岗位", "Register a vacancy")
_NEW_EMPLOYER = Text("登记单位", "Register an employer")
_EDIT = Text("改", "Edit")
_CLOSE = Text("关闭岗位", "Close the vacancy")
_CLOSE_QUESTION = Text(
    "“{title}”招满或撤回了吗？今天起不再推荐；已经给过的岗位信息照样算数。可以撤销。",
    "Is “{title}” filled or withdrawn? It is not offered from today; leads already given still "
    "count. This can be undone.",
)
_CLOSED = Text("“{title}”已关闭。", "“{title}” is closed.")
_CLOSE_NO = Text("不关闭", "Keep it open")
_ITS_VACANCY = Text("给这家单位登记岗位", "Register a vacancy of this employer")
_SEARCH = Text("查找", "Search")
_HOW = Text("单位、岗位或地点", "Employer, title or place")
_STATE = Text("岗位状态", "State")
_OPEN_STATE, _CLOSED_STATE = Text("在招", "open"), Text("已关闭", "closed")
_CLOSED_ON = Text("已关闭（{day}）", "closed ({day})")
_NONE_FIT = Text("没有符合的", "Nothing fits")
_SHOWN = Text(
    "显示 {vacancies} 个岗位、{employers} 家单位", "{vacancies} and {employers} shown"
)
_OPEN_COUNT = Text("{count} 个在招", "{count} open")
OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True, slots=True)
class VacancyRow:
    """One vacancy and whose it is."""

    vacancy: Vacancy
    employer_name: str

    @property
    def id(self) -> UUID:
        """Of the vacancy."""
        return self.vacancy.id

    @property
    def state(self) -> str:
        """Whether it is open."""
        return OPEN if self.vacancy.closed_on is None else CLOSED


@dataclass(frozen=True, slots=True)
class EmployerRow:
    """One employer and how many vacancies are open there."""

    employer: Employer
    open_vacancies: int

    @property
    def id(self) -> UUID:
        """Of the employer."""
        return self.employer.id


Register = tuple[list[VacancyRow], list[EmployerRow]]


def read_register(store: Store) -> Register:
    """Return all vacancies, open and newest first, and all employers by name."""
    with store.reading() as reading:
        employers = {employer.id: employer for employer in reading[Employer].every()}
        vacancies = list(reading[Vacancy].every())
    vacancies.sort(key=lambda v: (v.closed_on is not None, -v.opened_on.toordinal()))
    open_at = Counter(v.employer_id for v in vacancies if v.closed_on is None)
    rows = [
        VacancyRow(v, employers[v.employer_id].name if v.employer_id in employers else "")
        for v in vacancies
    ]
    by_name = sorted(employers.values(), key=lambda employer: employer.name)
    return rows, [EmployerRow(employer, open_at[employer.id]) for employer in by_name]


class EmployersPage(LatePage):
    """Two lists side by side in tabs, narrowed by one search."""

    scrolls: ClassVar[bool] = False
    watches: ClassVar[Sequence[str]] = ("employer", "vacancy")
    help_name: ClassVar[str] = "employers"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self._register: Register = ([], [])
        self.add_button(
            _NEW_VACANCY, self.new_vacancy, primary=True, icon="plus", name="new_vacancy"
        )
        self.add_button(
            _NEW_EMPLOYER,
            lambda: desk.go("employer_form"),
            icon="building-2",
            name="new_employer",
        )
        self._edit = self.add_button(_EDIT, self.edit, icon="pencil", name="edit")
        self._close = self.add_button(_CLOSE, self.close_current, icon="check", name="close")
        self.search = SearchLine(_SEARCH, _HOW)
        self.search.searched.connect(lambda _typed: self._show_some())
        states = [(OPEN, tr(_OPEN_STATE)), (CLOSED, tr(_CLOSED_STATE))]
        self.filters = FilterBar([Filter("state", _STATE, states)])
        self.filters.changed.connect(self._show_some)
        sentences = sentence_rows(desk)
        self._vacancies = RecordTableModel(_vacancy_columns(), key=lambda row: row.id)
        self.vacancies = RecordTable(
            _VACANCIES, self._vacancies, menu=self._vacancy_menu, sentences=sentences
        )
        self.vacancies.opened.connect(lambda _row: self.edit())
        self.vacancies.current_changed.connect(lambda _row: self._settle())
        self._employers = RecordTableModel(_employer_columns(), key=lambda row: row.id)
        self.employers = RecordTable(
            _EMPLOYERS, self._employers, menu=self._employer_menu, sentences=sentences
        )
        self.employers.opened.connect(lambda _row: self.edit())
        self._vacancy_swap, self._employer_swap = Swap(self.vacancies), Swap(self.employers)
        self.tabs = QTabWidget()
        for swap in (self._vacancy_swap, self._employer_swap):
            holder = QWidget()
            inside = column(gap=0, margins=(0, 10, 0, 0))
            inside.addWidget(swap, 1)
            holder.setLayout(inside)
            self.tabs.addTab(holder, "")
        self.tabs.currentChanged.connect(lambda _at: self._settle())
        self._narrowing = Narrowing(self.search, self.filters)
        self.body.addWidget(self._narrowing)
        self.body.addWidget(self.tabs, 1)
        self._name_tabs()

    def load(self) -> None:
        """Read the register."""
        for swap in (self._vacancy_swap, self._employer_swap):
            swap.show_loading()
        self.operations.read(
            read_register,
            owner=self,
            done=self._show,
            failed=lambda problem: self._vacancy_swap.show_failed(problem, self.load),
        )

    def first_focus(self) -> QWidget | None:
        """Begin in the list of the tab shown, else at its tab."""
        table = self.vacancies if self._is_vacancies else self.employers
        return table if table.model().rowCount() else super().first_focus()

    def new_vacancy(self) -> None:
        """Register a vacancy, of the current employer when employers are shown."""
        row = None if self._is_vacancies else self.employers.record()
        if row is not None:
            self.desk.go("vacancy_form", employer_id=row.id)
        elif self._register[1]:
            self.desk.go("vacancy_form")
        else:
            self.desk.go("employer_form")

    def edit(self) -> None:
        """Correct the current vacancy or employer."""
        if self._is_vacancies:
            row = self.vacancies.record()
            if row is not None:
                ids = {"employer_id": row.vacancy.employer_id, "vacancy_id": row.id}
                self.desk.go("vacancy_form", **ids)
        else:
            row = self.employers.record()
            if row is not None:
                self.desk.go("employer_form", employer_id=row.id)

    def close_current(self) -> None:
        """Ask, then close the current vacancy."""
        row = self.vacancies.record() if self._is_vacancies else None
        if row is None or row.state == CLOSED:
            return
        vacancy: Vacancy = row.vacancy

        def done(_receipt: Receipt) -> None:
            self.desk.say(tr(_CLOSED, title=vacancy.title))

        def close() -> None:
            today = self.operations.today()
            close_it = partial(close_vacancy, vacancy_id=vacancy.id, on=today, today=today)
            self.operations.run(close_it, owner=self, done=done)

        question = tr(_CLOSE_QUESTION, title=vacancy.title)
        ask(self, _CLOSE, question, close, yes=_CLOSE, no=_CLOSE_NO)

    @property
    def _is_vacancies(self) -> bool:
        return self.tabs.currentIndex() == 0

    def _vacancy_menu(self, row: VacancyRow) -> list[MenuEntry]:
        entries: list[MenuEntry] = [(_EDIT, self.edit)]
        return [*entries, (_CLOSE, self.close_current)] if row.state == OPEN else entries

    def _employer_menu(self, row: EmployerRow) -> list[MenuEntry]:
        go: Callable[[], object] = partial(self.desk.go, "vacancy_form", employer_id=row.id)
        return [(_EDIT, self.edit), (_ITS_VACANCY, go)]

    def _show(self, found: Register) -> None:
        self._register = found
        vacancies, employers = found
        counted = {
            "vacancies": len(vacancies),
            "open": sum(1 for row in vacancies if row.state == OPEN),
            "employers": len(employers),
        }
        self.set_lead(tr(_COUNTS, **counted) if employers else "")
        self._show_some(quietly=True)
        self.arrived()

    def _show_some(self, *, quietly: bool = False) -> None:
        state, query = self.filters.chosen().get("state", ""), self.search.typed()
        all_vacancies, all_employers = self._register
        vacancies = [
            row
            for row in all_vacancies
            if state in ("", row.state)
            and fits(query, row.employer_name, row.vacancy.title, row.vacancy.work_place)
        ]
        employers = [
            row
            for row in all_employers
            if fits(query, row.employer.name, row.employer.address, row.employer.contact_name)
        ]
        for table, model, rows in (
            (self.vacancies, self._vacancies, vacancies),
            (self.employers, self._employers, employers),
        ):
            kept = table.record()
            model.set_rows(rows)
            if kept is not None:
                table.go_to_key(kept.id)
        narrowed = bool(state or query)
        shown = tr(_SHOWN, vacancies=len(vacancies), employers=len(employers))
        self._narrowing.tell(shown, narrowed=narrowed, quietly=quietly)
        self._show_states(vacancies, employers)
        self._name_tabs()
        self._settle()

    def _show_states(
        self, vacancies: Sequence[VacancyRow], employers: Sequence[EmployerRow]
    ) -> None:
        new_employer = partial(self.desk.go, "employer_form")
        for swap, rows, every, state, then in (
            (
                self._vacancy_swap, vacancies, self._register[0],
                NO_VACANCIES if self._register[1] else NO_EMPLOYERS, self.new_vacancy,
            ),
            (self._employer_swap, employers, self._register[1], NO_EMPLOYERS, new_employer),
        ):  # fmt: skip
            if rows:
                swap.show_content()
            elif every:
                swap.show_empty(_NONE_FIT, NOBODY_FITS.what_to_do, icon=NOBODY_FITS.icon)
            else:
                swap.show_empty(
                    state.heading, state.what_to_do, icon=state.icon, act=state.act, then=then
                )

    def _name_tabs(self) -> None:
        models = ((_VACANCIES, self._vacancies), (_EMPLOYERS, self._employers))
        for at, (name, model) in enumerate(models):
            words = tr(_TAB, name=name, count=len(model.rows()))
            self.tabs.setTabText(at, words)
            self.tabs.tabBar().setAccessibleTabName(at, words)

    def _settle(self) -> None:
        table = self.vacancies if self._is_vacancies else self.employers
        row = table.record()
        self._edit.setEnabled(row is not None)
        self._close.setVisible(self._is_vacancies)
        self._close.setEnabled(self._is_vacancies and row is not None and row.state == OPEN)


def _vacancy_columns() -> list[Column]:
    def of(name: str, width: int = 0) -> Column:
        field = field_of(Vacancy, name)
        return Column(
            field.label,
            lambda row: with_unit(field, getattr(row.vacancy, name), current()),
            width,
            order=lambda row: getattr(row.vacancy, name),
        )

    def state(row: VacancyRow) -> str:
        if row.state == OPEN:
            return tr(_OPEN_STATE)
        return tr(_CLOSED_ON, day=row.vacancy.closed_on)

    return [
        Column(field_of(Vacancy, "title").label, lambda r: r.vacancy.title, 160, spoken=False),
        Column(_EMPLOYERS, lambda row: row.employer_name),
        of("places", 90),
        of("monthly_wage", 130),
        of("work_place", 160),
        of("opened_on", 130),
        Column(_STATE, state, 190, tone=lambda row: "good" if row.state == OPEN else ""),
    ]


def _employer_columns() -> list[Column]:
    def of(name: str, width: int = 0) -> Column:
        field = field_of(Employer, name)
        return Column(
            field.label, lambda row: show(field, getattr(row.employer, name), current()), width
        )

    return [
        of("name"),
        of("nature", 170),
        of("address", 200),
        of("contact_name", 110),
        of("contact_phone", 150),
        Column(
            _VACANCIES, lambda row: tr(_OPEN_COUNT, count=row.open_vacancies), 110,
            order=lambda row: row.open_vacancies,
        ),
    ]  # fmt: skip
