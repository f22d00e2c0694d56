"""家庭 · 一户一人: every household, what its last check found, when the next is due."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.domain.households.household_finding import HouseholdResult
from db.domain.households.household_rules import (
    CHECK_EVERY,
    MIN_WORKERS,
    REFER_DAYS,
    VALID_DAYS,
)
from db.domain.policy import Parameter
from db.fields.codes import code_list
from db.fields.text import Text
from db.ports import Store
from db.usecases.policies import policy_in_force
from desktop.language import tr
from desktop.lists.columns import Column
from desktop.lists.filter_bar import Filter, FilterBar, filter_by_codes
from desktop.lists.record_table import MenuEntry, RecordTable
from desktop.lists.states import Swap
from desktop.lists.table_model import RecordTableModel
from desktop.screens.frame.basis import BASIS, show_basis
from desktop.screens.frame.due_words import day_and_due, due_tone
from desktop.screens.frame.late_form import sentence_rows
from desktop.screens.frame.late_page import LatePage
from desktop.screens.frame.page import Desk
from desktop.screens.frame.search_line import Narrowing, SearchLine, fits
from desktop.screens.frame.welcome_states import NO_HOUSEHOLDS, NOBODY_FITS

_TITLE = Text("家庭 · 一户一人", "Households · one in work each")
_TABLE = Text("家庭", "Households")
_CHECK = Text("核查", "Check")
_NEW = Text("登记家庭", "Register a household")
_OPEN = Text("打开", "Open")
_SEARCH = Text("查找", "Search")
_HOW = Text("户主姓名、拼音或村", "Name of the head, pinyin or village")
_RESULT = Text("结果", "Result")
_TOWNSHIP = Text("乡镇（街道）", "Township")
_WHOLE = Text("{count} 户", "{count} households")
_OF_RESULT = Text("{result} {count}", "{result} {count}")
_COLON, _BETWEEN, _STOP = Text("：", ": "), Text("，", ", "), Text("。", ".")
_LATE = Text("{count} 户核查逾期", "{count} checks overdue")
_NEVER = Text("待核（还没核查过）", "Never checked")
_SHOWN = Text("显示 {count} 户", "{count} shown")
_NONE_FIT = Text("没有符合的家庭", "No household fits")
_MONITORED = Text("{category}，{status}", "{category}, {status}")
_NOT_MONITORED = "NONE"

RESULT_TONES = {
    HouseholdResult.MET.value: "good",
    HouseholdResult.UNMET.value: "late",
    HouseholdResult.PENDING.value: "due",
}
"""How each result is coloured; 不适用 stays plain."""


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """One household with its last check."""

    id: UUID
    head_name: str
    township: str
    village: str
    result: str
    checked_on: date | None
    next_check_on: date | None
    monitoring: str

    @property
    def place(self) -> str:
        """Township and village in one word."""
        return f"{self.township}{self.village}"


def result_words(result: str) -> str:
    """Return 达标, 未达标, 不适用 or 待核."""
    return tr(code_list("household_results").label(result))


def household_rows(store: Store) -> list[HouseholdRow]:
    """Return every household; what is due first comes first."""
    with store.reading() as reading:
        return [_row(found) for found in reading.rows("households_listed")]


def _row(found: Mapping[str, Any]) -> HouseholdRow:
    rural = found["rural"]
    unchecked = (
        HouseholdResult.NOT_APPLICABLE
        if rural is not None and not rural
        else HouseholdResult.PENDING
    )
    category, status = found["monitoring_category"], found["monitoring_status"]
    monitoring = ""
    if category is not None and category != _NOT_MONITORED:
        monitoring = tr(code_list("monitoring_categories").label(category))
        if status is not None:
            words = code_list("monitoring_status").label(status)
            monitoring = tr(_MONITORED, category=monitoring, status=words)
    return HouseholdRow(
        id=found["id"],
        head_name=found["head_name"],
        township=found["township"] or "",
        village=found["village"] or "",
        result=found["result"] or unchecked.value,
        checked_on=found["checked_on"],
        next_check_on=found["next_check_on"],
        monitoring=monitoring,
    )


def counts(rows: Sequence[HouseholdRow]) -> str:
    """Return the sentence that counts them, as in 258 户：达标 214，未达标 30，待核 14."""
    of_results = [
        tr(_OF_RESULT, result=entry.label, count=count)
        for entry in code_list("household_results")
        if (count := sum(1 for row in rows if row.result == entry.code))
    ]
    whole = tr(_WHOLE, count=len(rows))
    return tr(_COLON).join((whole, tr(_BETWEEN).join(of_results))) + tr(_STOP)


class HouseholdsPage(LatePage):
    """The list of households."""

    scrolls: ClassVar[bool] = False
    watches: ClassVar[Sequence[str]] = ("household", "household_check")
    help_name: ClassVar[str] = "households"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self._rows: list[HouseholdRow] = []
        self._townships: list[str] = []
        self._check = self.add_button(
            _CHECK, self.check, primary=True, icon="clipboard-check", name="check"
        )
        self.add_button(_NEW, self.register, icon="plus", name="new_household")
        self.add_button(BASIS, self.show_basis, icon="book-open", name="basis")
        self.search = SearchLine(_SEARCH, _HOW)
        self.search.searched.connect(lambda _typed: self._show_some())
        self.filters = FilterBar(
            [
                filter_by_codes("result", _RESULT, "household_results"),
                Filter("township", _TOWNSHIP, []),
            ]
        )
        self.filters.changed.connect(self._show_some)
        self._model = RecordTableModel(self._columns(), key=lambda row: row.id)
        self.table = RecordTable(
            _TABLE, self._model, menu=self._menu, sentences=sentence_rows(desk)
        )
        self.table.opened.connect(lambda row: desk.go("household", household_id=row.id))
        self._swap = Swap(self.table)
        self._narrowing = Narrowing(self.search, self.filters)
        self.body.addWidget(self._narrowing)
        self.body.addWidget(self._swap, 1)

    def load(self) -> None:
        """Read every household."""
        self._swap.show_loading()
        self.operations.read(
            household_rows,
            owner=self,
            done=self._show,
            failed=lambda problem: self._swap.show_failed(problem, self.load),
        )

    def first_focus(self) -> QWidget | None:
        """Begin in the list."""
        return self.table if self._model.rows() else super().first_focus()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Let the menu check the current household."""
        return {"check_household": self.check}

    def check(self) -> None:
        """Check the current household."""
        row = self.table.record()
        if row is not None:
            self.desk.go("check", household_id=row.id)

    def register(self) -> None:
        """Register a household."""
        self.desk.go("household_form")

    def show_basis(self) -> None:
        """Show the numbers that checks go by, and where they come from."""
        today = self.operations.today()
        keys = (MIN_WORKERS, VALID_DAYS, CHECK_EVERY, REFER_DAYS)

        def read(store: Store) -> list[Parameter]:
            policy = policy_in_force(store)
            return [policy.at(key, today) for key in keys]

        def show(sources: list[Parameter]) -> None:
            show_basis(self, None, sources)

        self.operations.read(read, owner=self, done=show)

    def _columns(self) -> list[Column]:
        today = self.operations.today
        return [
            Column(Text("户主", "Head"), lambda r: r.head_name, 140),
            Column(Text("乡镇、村", "Place"), lambda r: r.place, spoken=False),
            Column(
                _RESULT,
                lambda r: result_words(r.result) if r.checked_on else _first(r),
                190,
                tone=lambda r: RESULT_TONES.get(r.result, ""),
            ),
            Column(
                Text("上次核查", "Last check"),
                lambda r: r.checked_on.isoformat() if r.checked_on else "",
                130,
            ),
            Column(
                Text("下次核查", "Next check"),
                lambda r: day_and_due(r.next_check_on, today()),
                250,
                order=lambda r: r.next_check_on,
                tone=lambda r: due_tone(r.next_check_on, today()),
            ),
            Column(Text("监测", "Monitoring"), lambda r: r.monitoring, 200),
        ]

    def _menu(self, row: HouseholdRow) -> list[MenuEntry]:
        return [
            (_OPEN, partial(self.desk.go, "household", household_id=row.id)),
            (_CHECK, partial(self.desk.go, "check", household_id=row.id)),
        ]

    def _show(self, rows: list[HouseholdRow]) -> None:
        self._rows = rows
        self.set_lead(counts(rows) if rows else "")
        today = self.operations.today()
        late = sum(1 for r in rows if r.next_check_on is not None and r.next_check_on < today)
        self.set_chips([(tr(_LATE, count=late), "late")] if late else [])
        townships = sorted({row.township for row in rows if row.township})
        if townships != self._townships:
            self._townships = townships
            self.filters.offer("township", [(name, name) for name in townships])
        self._show_some(quietly=True)
        self.arrived()

    def _show_some(self, *, quietly: bool = False) -> None:
        chosen, query = self.filters.chosen(), self.search.typed()
        rows = [
            row
            for row in self._rows
            if all(getattr(row, name) == value for name, value in chosen.items())
            and fits(query, row.head_name, row.place)
        ]
        kept = self.table.record()
        self._model.set_rows(rows)
        if kept is not None:
            self.table.go_to_key(kept.id)
        self._check.setEnabled(bool(rows))
        narrowed = bool(chosen or query)
        self._narrowing.tell(tr(_SHOWN, count=len(rows)), narrowed=narrowed, quietly=quietly)
        if rows:
            self._swap.show_content()
        elif self._rows:
            self._swap.show_empty(_NONE_FIT, NOBODY_FITS.what_to_do, icon=NOBODY_FITS.icon)
        else:
            state = NO_HOUSEHOLDS
            self._swap.show_empty(
                state.heading, state.what_to_do, icon=state.icon, act=_NEW, then=self.register
            )


def _first(row: HouseholdRow) -> str:
    pending = row.result == HouseholdResult.PENDING.value
    return tr(_NEVER) if pending else result_words(row.result)
