"""今天: who needs what, why, and one key to act."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from db.domain.clients.client import Client
from db.domain.duty.duties import CANNOT_WAIT, Duty, DutyKind
from db.domain.households.household import Household
from db.domain.journal.change import NamedAction, Receipt
from db.domain.records import RECORD_TYPES
from db.fields.text import Text
from db.ports import Reading, Store
from db.usecases.policies import policy_in_force
from db.usecases.quarter import QuarterState, quarter_state
from db.usecases.worklist import SOON_DAYS, Worklist, todays_work
from desktop.focus import first_stop
from desktop.language import tr
from desktop.lists.record_table import MenuEntry
from desktop.lists.states import Swap
from desktop.lists.work_list import WorkItem, WorkList
from desktop.screens.frame.day_words import day_and_weekday, day_words
from desktop.screens.frame.page import Desk, Page
from desktop.screens.frame.welcome_states import NO_CLIENTS, NO_WORK
from desktop.screens.today.duties import (
    act_on,
    discard_draft,
    explain,
    is_first_check,
    work_item,
)
from desktop.theme.pieces import Link, card, label, meter, rule, section

_TITLE = Text("今天　{day}", "Today, {day}")
_NAME = Text("今天的事", "Today’s work")
_LATE, _DUE = Text("逾期", "Overdue"), Text("今天到期", "Due today")
_SOON, _LATER = Text("接下来七天", "The next seven days"), Text("再往后", "Later")
_UNFINISHED = Text("没有填完", "Unfinished")
_FIRST_CHECKS = Text("还没有核查过的家庭", "Households never checked")

_LEAD_BOTH = Text("有 {late} 件逾期、{due} 件今天到期。", "{late} overdue and {due} due today.")
_LEAD_LATE = Text("有 {late} 件逾期，今天没有新到期的。", "{late} overdue, none due today.")
_LEAD_DUE = Text("有 {due} 件今天到期，没有逾期的。", "{due} due today, none overdue.")
_LEAD_SOON = Text(
    "今天没有到期的事，接下来七天有 {soon} 件。",
    "Nothing is due today; {soon} within the next seven days.",
)
_LEAD_FREE = Text("今天没有到期的事。", "Nothing is due today.")
_TRIP = Text(
    "先去{township}可以一趟办完 {number} 件。",
    " One trip to {township} settles {number} of them.",
)
_MORE = Text("另有{kind} {number} 件没有列出来。", "{kind}: {number} more are not listed.")

_QUARTER = Text("本季度", "This quarter")
_ONE_TO_ONE = Text("一对一岗位信息", "Job leads for graduates")
_HOUSEHOLDS = Text("一户一人达标", "Households with stable work")
_ON_TIME = Text("按时回访", "Follow-ups on time")
_PERSONS = Text("{done} / {all} 人", "{done} / {all}")
_FAMILIES = Text("{done} / {all} 户", "{done} / {all}")
_TIMES = Text("{done} / {all} 次", "{done} / {all}")
_NOTHING_YET = Text(
    "还没有毕业生服务、家庭核查或回访。", "No graduate service, household or follow-up yet."
)
_RECENT = Text("最近", "Recently")
_CONFLICTS = Text("{number} 处合并冲突待您看", "Conflicts that wait for you: {number}")
_LAST_ACTION = Text("上一步：{name}", "Last step: {name}")
_CASES = Text(
    "没结案的个案 {cases} 个，在岗 {working} 人", "{cases} open cases, {working} in work"
)
_BACKED_UP = Text("上次备份：{day} {time}", "Last backup: {day} {time}")
_NO_BACKUP = Text("还没有备份过", "No backup yet")

_POSTPONE = Text("推迟…", "Postpone…")
_OPEN_CLIENT = Text("打开服务对象", "Open the client")
_OPEN_HOUSEHOLD = Text("打开家庭", "Open the household")
_EXPLAIN = Text("说明依据", "Where numbers come from")
_DISCARD = Text("放弃这份草稿…", "Throw this draft away…")

_LAST_BACKUP = "last_backup"
"""The setting in which ``desktop.workspace`` keeps when the last backup was made."""
_WORTH_A_TRIP = 2


@dataclass(frozen=True, slots=True)
class Found:
    """What the page shows, read in one look."""

    work: Worklist
    quarter: QuarterState
    trip: tuple[str, int]
    conflicts: int
    last_action: NamedAction | None
    backed_up_at: datetime | None
    has_clients: bool


class TodayPage(Page):
    """Today's work, grouped by urgency; what is next is the first card."""

    watches: ClassVar[Sequence[str]] = tuple(record_type.TABLE for record_type in RECORD_TYPES)
    help_name: ClassVar[str] = "today"

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(desk, "", parent=parent)
        self.work = WorkList(_NAME, menu=self.menu_of)
        self.work.acted.connect(lambda item: act_on(self, item.data))
        self._more = label("", "soft")
        self._more.hide()
        self.swap = Swap(self.work)
        self.body.addWidget(self.swap)
        self.body.addWidget(self._more)
        self._is_arriving = False
        self.set_heading(tr(_TITLE, day=day_and_weekday(self.operations.today())))

    def open(self, **_args: object) -> None:
        """Read again: a day may have passed, and drafts leave no receipt."""
        self._is_stale, self._is_arriving = False, True
        self.load()

    def load(self) -> None:
        """Read today's work in the background."""
        today = self.operations.today()
        if not self.work.items():
            self.swap.show_loading()
        self.operations.read(
            lambda store: _found(store, today),
            owner=self,
            done=lambda found: self._show(found, today),
            failed=lambda problem: self.swap.show_failed(problem, self.load),
        )

    def refresh(self, receipt: Receipt) -> None:
        """Every saved action may change what is due."""
        super().refresh(receipt)

    def first_focus(self) -> QWidget | None:
        """Begin on the list: Enter then does what is next."""
        return self.work if self.work.items() else super().first_focus()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Act on the current card from the menu."""
        item = self.work.item()
        if item is None or item.data.kind in CANNOT_WAIT:
            return {}
        return {"postpone": lambda: self._postpone(item.data)}

    def menu_of(self, item: WorkItem) -> Sequence[MenuEntry]:
        """Return what else can be done about a card."""
        duty: Duty = item.data
        entries: list[MenuEntry] = []
        if duty.kind is DutyKind.DRAFT_UNFINISHED:
            entries.append((_DISCARD, lambda: discard_draft(self, duty, self.load)))
        else:
            entries.append((_POSTPONE, lambda: self._postpone(duty)))
        if duty.client_id is not None:
            go = self.desk.go
            entries.append((_OPEN_CLIENT, lambda: go("client", client_id=duty.client_id)))
        if duty.household_id is not None:
            go = self.desk.go
            entries.append(
                (_OPEN_HOUSEHOLD, lambda: go("household", household_id=duty.household_id))
            )
        entries.append((_EXPLAIN, lambda: explain(self, duty)))
        return entries

    def _postpone(self, duty: Duty) -> None:
        self.desk.go("postpone_duty", duty=duty)

    def _show(self, found: Found, today: date) -> None:
        self.set_heading(tr(_TITLE, day=day_and_weekday(today)))
        groups = _grouped(found.work, today)
        late, due = len(groups[_LATE]), len(groups[_DUE])
        self.set_lead(_lead(late, due, len(groups[_SOON]), found.trip))
        self.work.set_items(
            [
                work_item(duty, today, tr(heading), is_next=at == 0)
                for at, (heading, duty) in enumerate(
                    (heading, duty) for heading, duties in groups.items() for duty in duties
                )
            ]
        )
        self._show_more(found.work.left_out)
        if self.work.items():
            self.swap.show_content()
        else:
            self._show_empty(has_clients=found.has_clients)
        first = self.work if self.work.items() else first_stop(self.swap)
        if self._is_arriving and first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
        self._is_arriving = False
        self.clear_side()
        self.add_side(_quarter_card(found), self._recent_card(found, today))

    def _show_empty(self, *, has_clients: bool) -> None:
        state, place = (NO_WORK, "clients") if has_clients else (NO_CLIENTS, "import_roster")
        if not has_clients:
            self.set_lead("")
        self.swap.show_empty(
            state.heading,
            state.what_to_do,
            icon=state.icon,
            act=state.act,
            then=lambda: self.desk.go(place),
        )

    def _show_more(self, left_out: Mapping[DutyKind, int]) -> None:
        lines = [tr(_MORE, kind=kind.label, number=f"{n:,}") for kind, n in left_out.items()]
        self._more.setText("\n".join(lines))
        self._more.setVisible(bool(lines))

    def _recent_card(self, found: Found, today: date) -> QWidget:
        lines: list[QWidget] = []
        if found.conflicts:
            said = tr(_CONFLICTS, number=found.conflicts)
            lines.append(Link(said, lambda: self.desk.go("conflicts")))
        if found.last_action is not None:
            lines.append(label(tr(_LAST_ACTION, name=found.last_action.name())))
        numbers = found.work.numbers
        if found.has_clients:
            counted = tr(_CASES, cases=f"{numbers.open_cases:,}", working=numbers.in_work)
            lines.append(label(counted))
        lines.append(_backup_line(found.backed_up_at, today))
        parts: list[QWidget] = [section(_RECENT)]
        for at, line in enumerate(lines):
            parts += [rule(), line] if at else [line]
        return card(*parts)


def _found(store: Store, today: date) -> Found:
    policy, owner, drafts = policy_in_force(store), store.owner, store.drafts()
    with store.reading() as reading:
        work = todays_work(reading, drafts, today, policy, owner)
        quarter = quarter_state(reading, today, policy, owner)
        pressing = [
            d for d in (*work.overdue, *work.today)
            if not is_first_check(d, today) and d.kind is not DutyKind.DRAFT_UNFINISHED
        ]  # fmt: skip
        trip = best_trip(reading, pressing)
        has_clients = reading[Client].count() > 0
    kept = store.setting(_LAST_BACKUP)
    return Found(
        work=work,
        quarter=quarter,
        trip=trip,
        conflicts=len(store.conflicts()),
        last_action=store.undoable(),
        backed_up_at=None if kept is None else datetime.fromisoformat(kept),
        has_clients=has_clients,
    )


def best_trip(reading: Reading, due: Collection[Duty]) -> tuple[str, int]:
    """Return the township where most of ``due`` is, and how many; none gives ``("", 0)``."""
    clients = reading[Client].many({d.client_id for d in due if d.client_id is not None})
    houses = reading[Household].many(
        {d.household_id for d in due if d.household_id is not None}
    )
    township: dict[object, str | None] = {c.id: c.township for c in clients}
    township |= {h.id: h.township for h in houses}
    counted = Counter(
        name for duty in due if (name := township.get(duty.client_id or duty.household_id))
    )
    return max(counted.items(), key=lambda one: (one[1], one[0]), default=("", 0))


def _grouped(work: Worklist, today: date) -> dict[Text, list[Duty]]:
    """Return the duties under the headings they stand under, the most pressing first."""
    groups: dict[Text, list[Duty]] = {
        heading: [] for heading in (_LATE, _DUE, _UNFINISHED, _SOON, _FIRST_CHECKS, _LATER)
    }
    soon = today + timedelta(days=SOON_DAYS)
    for duty in work.duties:
        if duty.kind is DutyKind.DRAFT_UNFINISHED:
            groups[_UNFINISHED].append(duty)
        elif is_first_check(duty, today):
            groups[_FIRST_CHECKS].append(duty)
        elif duty.due_on < today:
            groups[_LATE].append(duty)
        elif duty.due_on == today:
            groups[_DUE].append(duty)
        else:
            groups[_SOON if duty.due_on <= soon else _LATER].append(duty)
    return groups


def _lead(late: int, due: int, soon: int, trip: tuple[str, int]) -> str:
    if late and due:
        said = tr(_LEAD_BOTH, late=late, due=due)
    elif late or due:
        said = tr(_LEAD_LATE if late else _LEAD_DUE, late=late, due=due)
    else:
        said = tr(_LEAD_SOON, soon=soon) if soon else tr(_LEAD_FREE)
    township, number = trip
    if number >= _WORTH_A_TRIP:
        said += tr(_TRIP, township=township, number=number)
    return said


def _quarter_card(found: Found) -> QWidget:
    quarter, numbers = found.quarter, found.work.numbers
    households = (
        numbers.households_met + numbers.households_unmet + numbers.households_pending
        + numbers.households_never_checked
    )  # fmt: skip
    meters = [
        meter(name, done, top, tr(shape, done=f"{done:,}", all=f"{top:,}"))
        for name, done, top, shape in (
            (_ONE_TO_ONE, quarter.graduates_served, quarter.graduates, _PERSONS),
            (_HOUSEHOLDS, numbers.households_met, households, _FAMILIES),
            (_ON_TIME, quarter.follow_ups_on_time, quarter.follow_ups, _TIMES),
        )
        if top
    ]
    nothing: list[QWidget] = [label(_NOTHING_YET, "soft")]
    return card(section(_QUARTER), *(meters or nothing), gap=14)


def _backup_line(at: datetime | None, today: date) -> QLabel:
    if at is None:
        return label(_NO_BACKUP)
    there = at.astimezone()
    return label(
        tr(_BACKED_UP, day=day_words(there.date(), today), time=there.strftime("%H:%M"))
    )
