"""安置与回访: who is in work, whose follow-up is next, and whether the work is stable."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from db.domain.placements.retention import Stability, placement_stability
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
from desktop.screens.frame.due_words import due_tone, due_words
from desktop.screens.frame.late_form import sentence_rows
from desktop.screens.frame.late_page import LatePage
from desktop.screens.frame.page import Desk
from desktop.screens.frame.search_line import Narrowing, SearchLine, fits
from desktop.screens.frame.welcome_states import NO_PLACEMENTS, NOBODY_FITS

_TITLE = Text("安置与回访", "Placements and follow-ups")
_TABLE = Text("在岗的安置", "Running placements")
_RECORD = Text("记录回访", "Record follow-up")
_EXTRA = Text("加一次临时回访", "Record an extra follow-up")
_MOVE = Text("回访改期", "Move the follow-up")
_START = Text("开始就业安置", "Start a placement")
_EDIT = Text("改安置", "Correct the placement")
_END = Text("离岗", "End of work")
_SHEET = Text("回访表", "Follow-up sheet")
_PROOF = Text("就业安置证明", "Certificate of placement")
_CLIENT = Text("打开个人资料", "Open the client’s page")
_SEARCH = Text("查找", "Search")
_HOW = Text("姓名、拼音、村、单位或岗位", "Name, pinyin, village, employer or job")
_WHOLE = Text("{count} 份在岗的安置", "{count} running placements")
_LATE = Text("{count} 份回访逾期", "{count} follow-ups overdue")
_DUE = Text("{count} 份今天回访", "{count} due today")
_BETWEEN, _STOP = Text("，", ", "), Text("。", ".")
_SHOWN = Text("显示 {count} 份", "{count} shown")
_NONE_FIT = Text("没有符合的安置", "No placement fits")
_NEXT = Text("下次回访", "Next follow-up")
_FORM = Text("就业形式", "Form of employment")
_KIND_AND_DAY = Text("{kind} {day}", "{kind} {day}")
_NOTHING_PLANNED = Text("没有安排", "none planned")
_STABLE = Text("稳定：{branch}", "Stable: {branch}")
_NOT_STABLE, _UNKNOWN = Text("还不稳定", "not stable yet"), Text("待核", "to be checked")
_NOT_YET = "…"
_SOON = timedelta(days=7)
_AT_ONCE = 200
"""So many placements are judged in one piece of background work."""

_WHEN = {
    "late": Text("逾期", "overdue"),
    "due": Text("今天", "today"),
    "soon": Text("7 天内", "within 7 days"),
    "later": Text("以后", "later"),
    "none": _NOTHING_PLANNED,
}


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """One running placement with its next follow-up."""

    id: UUID
    client_id: UUID
    name: str
    place: str
    form: str
    employer: str
    job: str
    started_on: date
    follow_up_id: UUID | None
    kind: str
    due_on: date | None

    def when(self, today: date) -> str:
        """Return how near the next follow-up is, as the filter names it."""
        if self.due_on is None:
            return "none"
        if self.due_on <= today:
            return due_tone(self.due_on, today)
        return "soon" if self.due_on - today <= _SOON else "later"

    @property
    def work(self) -> str:
        """Employer and job."""
        return " · ".join(part for part in (self.employer, self.job) if part)


def placement_rows(store: Store) -> list[PlacementRow]:
    """Return the running placements; the follow-up that is longest overdue comes first."""
    with store.reading() as reading:
        return [_row(found) for found in reading.rows("placements_running")]


def _row(found: Mapping[str, Any]) -> PlacementRow:
    return PlacementRow(
        id=found["id"],
        client_id=found["client_id"],
        name=found["name"],
        place=f"{found['township'] or ''}{found['village'] or ''}",
        form=found["form"],
        employer=found["employer_name"] or "",
        job=found["job_title"],
        started_on=found["started_on"],
        follow_up_id=found["follow_up_id"],
        kind=found["kind"] or "",
        due_on=found["due_on"],
    )


def judged(store: Store, ids: Sequence[UUID], today: date) -> dict[UUID, Stability]:
    """Return whether the work of each placement is stable today."""
    policy = policy_in_force(store)
    contacts: dict[UUID, list[FollowUp]] = defaultdict(list)
    with store.reading() as reading:
        for follow_up in reading[FollowUp].where(placement_id=list(ids)):
            contacts[follow_up.placement_id].append(follow_up)
        placements = reading[Placement].many(ids)
    return {p.id: placement_stability(p, contacts[p.id], today, policy) for p in placements}


def stability_words(found: Stability) -> str:
    """Return 稳定 with its branch, 还不稳定 or 待核."""
    if found.branch is not None:
        return tr(_STABLE, branch=code_list("stable_branches").label(found.branch))
    return tr(_UNKNOWN if found.stable is None else _NOT_STABLE)


def stability_tone(found: Stability) -> str:
    """Return the tone of these words."""
    return "good" if found.stable else "due" if found.stable is None else ""


class PlacementsPage(LatePage):
    """The list of running placements."""

    scrolls: ClassVar[bool] = False
    watches: ClassVar[Sequence[str]] = ("placement", "follow_up", "client")
    help_name: ClassVar[str] = "placements"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self._rows: list[PlacementRow] = []
        self._stability: dict[UUID, Stability] = {}
        self._loads = 0
        self._of_current = [
            self.add_button(
                _RECORD, self.record_follow_up, primary=True, icon="phone-call", name="record"
            )
        ]
        self.add_button(
            _START, lambda: desk.go("placement_form"), icon="handshake", name="start"
        )
        self._of_current += [
            self.add_button(_MOVE, self.move_follow_up, icon="calendar-clock", name="move"),
            self.add_button(_EDIT, self.edit, icon="pencil", name="edit"),
            self.add_button(_END, self.end, icon="log-out", name="end"),
            self.add_button(BASIS, self.show_basis, icon="book-open", name="basis"),
        ]
        self.search = SearchLine(_SEARCH, _HOW)
        self.search.searched.connect(lambda _typed: self._show_some())
        whens = [(key, tr(words)) for key, words in _WHEN.items()]
        self.filters = FilterBar(
            [Filter("when", _NEXT, whens), filter_by_codes("form", _FORM, "employment_forms")]
        )
        self.filters.changed.connect(self._show_some)
        self._model = RecordTableModel(self._columns(), key=lambda row: row.id)
        self.table = RecordTable(
            _TABLE, self._model, menu=self._menu, sentences=sentence_rows(desk)
        )
        self.table.opened.connect(lambda _row: self.record_follow_up())
        self.table.current_changed.connect(self._settle)
        self._swap = Swap(self.table)
        self._narrowing = Narrowing(self.search, self.filters)
        self.body.addWidget(self._narrowing)
        self.body.addWidget(self._swap, 1)

    def load(self) -> None:
        """Read the running placements."""
        self._swap.show_loading()
        self.operations.read(
            placement_rows,
            owner=self,
            done=self._show,
            failed=lambda problem: self._swap.show_failed(problem, self.load),
        )

    def first_focus(self) -> QWidget | None:
        """Begin in the list."""
        return self.table if self._model.rows() else super().first_focus()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Let the menu work on the current placement."""
        return {
            "record_follow_up": self.record_follow_up,
            "start_placement": lambda: self.desk.go("placement_form"),
            "print_summary": self.print_sheet,
        }

    def print_sheet(self) -> None:
        """Make the follow-up sheet of the current placement's client."""
        row = self.table.record()
        if row is not None:
            self._sheet(row, "follow_up")

    def _sheet(self, row: PlacementRow, kind: str) -> None:
        ids = {"client_id": row.client_id, "placement_id": row.id}
        self.desk.go("summary", kind=kind, **ids)

    def record_follow_up(self) -> None:
        """Record the next follow-up, or an extra one where none is planned."""
        row = self.table.record()
        if row is not None and row.follow_up_id is not None:
            self.desk.go("follow_up", follow_up_id=row.follow_up_id)
        elif row is not None:
            self.desk.go("follow_up", placement_id=row.id)

    def move_follow_up(self) -> None:
        """Move the next follow-up to another day."""
        row = self.table.record()
        if row is not None and row.follow_up_id is not None:
            self.desk.go("move_follow_up", follow_up_id=row.follow_up_id)

    def edit(self) -> None:
        """Correct the current placement."""
        row = self.table.record()
        if row is not None:
            self.desk.go("placement_form", client_id=row.client_id, placement_id=row.id)

    def end(self) -> None:
        """Record the end of the current placement."""
        row = self.table.record()
        if row is not None:
            self.desk.go("placement_end", placement_id=row.id)

    def show_basis(self) -> None:
        """Show why the current work is stable or not, and the source of each number."""
        row = self.table.record()
        found = self._stability.get(row.id) if row is not None else None
        if found is not None:
            show_basis(self, found.basis, found.sources)

    def _columns(self) -> list[Column]:
        today = self.operations.today

        def next_follow_up(row: PlacementRow) -> str:
            if row.due_on is None:
                return tr(_NOTHING_PLANNED)
            kind = code_list("follow_up_kinds").label(row.kind)
            return tr(_KIND_AND_DAY, kind=kind, day=row.due_on)

        def stable(row: PlacementRow) -> str:
            found = self._stability.get(row.id)
            return _NOT_YET if found is None else stability_words(found)

        def stable_tone(row: PlacementRow) -> str:
            found = self._stability.get(row.id)
            return "" if found is None else stability_tone(found)

        return [
            Column(Text("姓名", "Name"), lambda r: r.name, 130, spoken=False),
            Column(Text("乡镇、村", "Place"), lambda r: r.place, 150, spoken=False),
            Column(Text("单位、岗位", "Employer, job"), lambda r: r.work),
            Column(_NEXT, next_follow_up, 190, order=lambda r: r.due_on),
            Column(
                Text("期限", "Time left"),
                lambda r: due_words(r.due_on, today()),
                130,
                order=lambda r: r.due_on,
                tone=lambda r: due_tone(r.due_on, today()),
                spoken=False,
            ),
            Column(Text("稳岗", "Retention"), stable, 260, tone=stable_tone),
        ]

    def _menu(self, row: PlacementRow) -> list[MenuEntry]:
        go = self.desk.go
        entries: list[MenuEntry] = [(_RECORD, self.record_follow_up)]
        if row.follow_up_id is not None:
            entries += [
                (_MOVE, self.move_follow_up),
                (_EXTRA, partial(go, "follow_up", placement_id=row.id)),
            ]
        return [
            *entries,
            (_EDIT, self.edit),
            (_END, self.end),
            (_SHEET, partial(self._sheet, row, "follow_up")),
            (_PROOF, partial(self._sheet, row, "placement_certificate")),
            (_CLIENT, partial(go, "client", client_id=row.client_id)),
        ]

    def _show(self, rows: list[PlacementRow]) -> None:
        self._rows = rows
        self._loads += 1
        self._stability = {}
        today = self.operations.today()
        nearness = [row.when(today) for row in rows]
        late, due = nearness.count("late"), nearness.count("due")
        parts = [tr(_WHOLE, count=len(rows))]
        parts += [tr(_LATE, count=late)] if late else []
        parts += [tr(_DUE, count=due)] if due else []
        self.set_lead(tr(_BETWEEN).join(parts) + tr(_STOP) if rows else "")
        self.set_chips([(tr(_LATE, count=late), "late")] if late else [])
        self._show_some(quietly=True)
        self.arrived()
        self._judge([row.id for row in rows], self._loads, today)

    def _judge(self, ids: Sequence[UUID], load: int, today: date) -> None:
        """Find out in the background, some at a time, whose work is stable."""
        if not ids or load != self._loads:
            return
        some, rest = ids[:_AT_ONCE], ids[_AT_ONCE:]

        def done(found: dict[UUID, Stability]) -> None:
            if load != self._loads:
                return
            self._stability.update(found)
            last = self._model.index(self._model.rowCount() - 1, len(self._model.columns) - 1)
            self._model.dataChanged.emit(self._model.index(0, last.column()), last)
            self._judge(rest, load, today)

        self.operations.read(lambda store: judged(store, some, today), owner=self, done=done)

    def _show_some(self, *, quietly: bool = False) -> None:
        chosen, query = self.filters.chosen(), self.search.typed()
        today = self.operations.today()
        rows = [
            row
            for row in self._rows
            if chosen.get("form", row.form) == row.form
            and chosen.get("when") in (None, row.when(today))
            and fits(query, row.name, row.place, row.employer, row.job)
        ]
        kept = self.table.record()
        self._model.set_rows(rows)
        if kept is not None:
            self.table.go_to_key(kept.id)
        narrowed = bool(chosen or query)
        self._narrowing.tell(tr(_SHOWN, count=len(rows)), narrowed=narrowed, quietly=quietly)
        self._settle(self.table.record())
        if rows:
            self._swap.show_content()
        elif self._rows:
            self._swap.show_empty(_NONE_FIT, NOBODY_FITS.what_to_do, icon=NOBODY_FITS.icon)
        else:
            state = NO_PLACEMENTS
            self._swap.show_empty(
                state.heading, state.what_to_do, icon=state.icon, act=_START,
                then=lambda: self.desk.go("placement_form"),
            )  # fmt: skip

    def _settle(self, row: PlacementRow | None) -> None:
        for made in self._of_current:
            made.setEnabled(row is not None)
        if row is not None and row.follow_up_id is None:
            self._of_current[1].setEnabled(False)
