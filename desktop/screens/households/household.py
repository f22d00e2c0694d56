"""One household: its members, what a check would find today and on which facts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from db.domain.clients.ages import age_on
from db.domain.households.household import Household, HouseholdMember
from db.domain.households.household_check import HouseholdCheck
from db.domain.households.household_facts import HouseholdFacts, Person, people_of
from db.domain.households.household_finding import HouseholdFinding
from db.domain.households.household_rules import check_household
from db.domain.ids import ClientId, HouseholdId
from db.fields.codes import code_list
from db.fields.field import field_of, fields_of
from db.fields.showing import NO, YES, show_masked, with_unit
from db.fields.text import Text
from db.ports import Store
from db.usecases.households import household_facts
from db.usecases.policies import policy_in_force
from desktop.language import current, tr
from desktop.lists.columns import Column
from desktop.lists.record_table import MenuEntry, RecordTable
from desktop.lists.states import Swap
from desktop.lists.table_model import RecordTableModel
from desktop.screens.frame.basis import BASIS, show_basis
from desktop.screens.frame.due_words import day_and_due, due_tone
from desktop.screens.frame.late_form import needed_id, sentence_rows
from desktop.screens.frame.late_page import LatePage
from desktop.screens.frame.page import Desk
from desktop.screens.frame.reading_text import ReadingText
from desktop.screens.households.households import RESULT_TONES, result_words
from desktop.theme.pieces import column, section

_TITLE = Text("家庭", "Household")
_NAME = Text("{name} 家", "{name}’s household")
_CHECK = Text("核查", "Check")
_ADD = Text("加成员", "Add a member")
_EDIT_MEMBER = Text("改成员", "Correct the member")
_EDIT = Text("改家庭", "Correct the household")
_PRINT = Text("核查表", "Check sheet")
_CLIENT = Text("打开个人资料", "Open the client’s page")
_MEMBERS = Text("家庭成员", "Members")
_FINDING = Text("今天算出来的结果", "What a check finds today")
_FACTS = Text("家庭情况", "The household")
_NEXT = Text("下次核查 {day}", "Next check {day}")
_BRANCH = Text("稳定就业依据：{branch}（{name}）", "Stable work: {branch} ({name})")
_LAST = Text("上次核查 {checked_on}：{result}。", "Last checked on {checked_on}: {result}.")
_DECIDED = Text(
    "上次核查 {checked_on}：算出来是{found}，辅导员认定{result}。理由：{reason}",
    "Last checked on {checked_on}: computed {found}, decided {result}. Reason: {reason}",
)
_NEVER = Text("还没有核查过。", "Never checked.")
_LINE = Text("{label}：{value}", "{label}: {value}")
_BETWEEN = Text("；", "; ")
_NO_MEMBERS = Text("还没有登记成员", "No members yet")
_NO_MEMBERS_WHAT = Text(
    "把一起生活的人都登记上，“一户一人”才算得出来。",
    "Record everybody who lives here; only then can the duty be computed.",
)
_AGE = Text("{age} 岁", "{age}")
_NOT_IN_WORK = Text("没有工作", "not in work")


@dataclass(frozen=True, slots=True)
class HouseholdView:
    """What the page shows."""

    facts: HouseholdFacts
    finding: HouseholdFinding
    last: HouseholdCheck | None


def household_view(store: Store, household_id: HouseholdId, today: date) -> HouseholdView:
    """Read one household and compute what a check finds today."""
    policy = policy_in_force(store)
    with store.reading() as reading:
        facts = household_facts(reading, household_id)
        checks = reading[HouseholdCheck].where(household_id=household_id)
    last = max(checks, key=lambda c: (c.checked_on, c.id.int), default=None)
    return HouseholdView(facts, check_household(facts, today, policy), last)


def finding_text(finding: HouseholdFinding) -> str:
    """Return the result, the branch met, and every fact with its day, a line each."""
    lines = [finding.prose(current())]
    if finding.branch is not None:
        branch = code_list("stable_branches").label(finding.branch)
        lines.insert(1, tr(_BRANCH, branch=branch, name=finding.worker_name or ""))
        first, _, rest = lines[0].partition("\n")
        lines = [first, lines[1], *([rest] if rest else [])]
    return "\n".join(lines)


def last_check_words(last: HouseholdCheck | None) -> str:
    """Return what the last check found and who decided otherwise."""
    if last is None:
        return tr(_NEVER)
    text = _LAST if last.decided is None else _DECIDED
    return tr(
        text,
        checked_on=last.checked_on,
        result=result_words(last.decided or last.found),
        found=result_words(last.found),
        reason=last.decided_reason or "",
    )


class HouseholdPage(LatePage):
    """One household."""

    scrolls: ClassVar[bool] = False
    watches: ClassVar[Sequence[str]] = (
        "household", "household_member", "household_check", "client", "placement", "follow_up",
    )  # fmt: skip
    help_name: ClassVar[str] = "households"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self.household_id: HouseholdId | None = None
        self._view: HouseholdView | None = None
        self.add_button(_CHECK, self.check, primary=True, icon="clipboard-check", name="check")
        self.add_button(_ADD, self.add_member, icon="user-plus", name="add_member")
        self._edit_member = self.add_button(
            _EDIT_MEMBER, self.edit_member, icon="pencil", name="edit_member"
        )
        self.add_button(_EDIT, self.edit, icon="house", name="edit_household")
        self._print = self.add_button(_PRINT, self.print_sheet, icon="printer", name="print")
        self.add_button(BASIS, self.show_basis, icon="book-open", name="basis")
        self.finding = ReadingText(_FINDING)
        self._model = RecordTableModel(
            _member_columns(self.operations.today), key=lambda p: p.member.id
        )
        self.table = RecordTable(
            _MEMBERS, self._model, menu=self._menu, sentences=sentence_rows(desk)
        )
        self.table.opened.connect(lambda _person: self.edit_member())
        self._members = Swap(self.table)
        self.facts = ReadingText(_FACTS)
        inside = column(section(_MEMBERS), gap=8)
        inside.addWidget(self._members, 1)
        inside.addWidget(section(_FINDING))
        inside.addWidget(self.finding)
        inside.addWidget(section(_FACTS))
        inside.addWidget(self.facts)
        holder = QWidget()
        holder.setLayout(inside)
        self._swap = Swap(holder)
        self.body.addWidget(self._swap, 1)

    def open(self, **args: object) -> None:
        """Show the household ``household_id``."""
        self.household_id = HouseholdId(needed_id(args.get("household_id")))
        self._is_arriving = True
        self.load()

    def load(self) -> None:
        """Read the household."""
        if self.household_id is None:
            return
        self._swap.show_loading()
        household_id, today = self.household_id, self.operations.today()

        def show(view: HouseholdView) -> None:
            if view.facts.household.id == self.household_id:
                self._show(view)

        self.operations.read(
            lambda store: household_view(store, household_id, today),
            owner=self,
            done=show,
            failed=lambda problem: self._swap.show_failed(problem, self.load),
        )

    def first_focus(self) -> QWidget | None:
        """Begin in the members."""
        return self.table if self._model.rows() else super().first_focus()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Let the menu check the household."""
        return {"check_household": self.check, "print_summary": self.print_sheet}

    def print_sheet(self) -> None:
        """Make the check sheet, for the client of the current row or the first there is."""
        client_id = self._client_of_sheet()
        if client_id is not None:
            self.desk.go("summary", client_id=client_id, kind="household_check")

    def check(self) -> None:
        """Check the household."""
        self.desk.go("check", household_id=self.household_id)

    def add_member(self) -> None:
        """Add a member."""
        self.desk.go("member_form", household_id=self.household_id)

    def edit_member(self) -> None:
        """Correct the current member."""
        person = self.table.record()
        if person is not None:
            self.desk.go(
                "member_form", household_id=self.household_id, member_id=person.member.id
            )

    def edit(self) -> None:
        """Correct what is known of the household."""
        self.desk.go("household_form", household_id=self.household_id)

    def show_basis(self) -> None:
        """Show the numbers the result rests on, and where they come from."""
        if self._view is not None:
            show_basis(self, self._view.finding.basis, self._view.finding.sources)

    def _client_of_sheet(self) -> ClientId | None:
        people = people_of(self._view.facts) if self._view is not None else ()
        current = self.table.record()
        of_row = [current] if current is not None else []
        clients = (person.client for person in (*of_row, *people))
        return next((client.id for client in clients if client is not None), None)

    def _menu(self, person: Person) -> list[MenuEntry]:
        entries: list[MenuEntry] = [(_EDIT_MEMBER, self.edit_member)]
        if person.client is not None:
            entries.append(
                (_CLIENT, partial(self.desk.go, "client", client_id=person.client.id))
            )
        return entries

    def _show(self, view: HouseholdView) -> None:
        self._view = view
        household, finding = view.facts.household, view.finding
        self.set_heading(tr(_NAME, name=household.head_name))
        result = finding.result.value
        chips = [(result_words(result), RESULT_TONES.get(result, "plain"))]
        today = self.operations.today()
        if household.next_check_on is not None:
            day = day_and_due(household.next_check_on, today)
            tone = due_tone(household.next_check_on, today) or "plain"
            chips.append((tr(_NEXT, day=day), tone))
        self.set_chips(chips)
        self.set_lead(last_check_words(view.last))
        self.finding.show_text(finding_text(finding))
        self.facts.show_text(_facts(household))
        kept = self.table.record()
        people = people_of(view.facts)
        self._model.set_rows(people)
        if kept is not None:
            self.table.go_to_key(kept.member.id)
        self._edit_member.setEnabled(bool(people))
        self._print.setEnabled(self._client_of_sheet() is not None)
        self._swap.show_content()
        if people:
            self._members.show_content()
        else:
            self._members.show_empty(_NO_MEMBERS, _NO_MEMBERS_WHAT, icon="users")
        self.arrived()


def _facts(household: Household) -> str:
    shown = (
        (field, show_masked(field, getattr(household, field.name), current()))
        for field in fields_of(Household)
        if field.name not in ("head_name", "next_check_on")
    )
    lines = [tr(_LINE, label=field.label, value=words) for field, words in shown if words]
    return tr(_BETWEEN).join(lines)


def _member_columns(today: Callable[[], date]) -> list[Column]:
    def code(codes: str, value: str | None) -> str:
        return tr(code_list(codes).label(value)) if value is not None else ""

    def label_of(name: str) -> Text:
        return field_of(HouseholdMember, name).label

    def age(person: Person) -> str:
        return tr(_AGE, age=age_on(person.born_on, today())) if person.born_on else ""

    def known_on(person: Person) -> str:
        day = person.known_on
        return day.isoformat() if day else ""

    return [
        Column(label_of("name"), lambda p: p.name, 130, spoken=False),
        Column(label_of("relation"), lambda p: code("kinship", p.member.relation), 120),
        Column(Text("年龄", "Age"), age, 80, order=lambda p: p.born_on),
        Column(
            label_of("has_certificate"),
            lambda p: "" if p.holder is None else tr(YES if p.holder else NO),
            110,
        ),
        Column(label_of("work_ability"), lambda p: code("work_ability", p.ability), 130),
        Column(label_of("wish_to_work"), lambda p: code("wish", p.wish), 110),
        Column(Text("现在的工作", "Work now"), _work_words),
        Column(label_of("facts_on"), known_on, 130),
    ]


def _work_words(person: Person) -> str:
    running = [work for work in person.works if work.ended_on is None]
    if not running:
        return tr(_NOT_IN_WORK)
    work = running[0]
    form = tr(code_list("employment_forms").label(work.form))
    wage = field_of(HouseholdMember, "monthly_wage")
    parts = [form, work.employer or "", with_unit(wage, work.monthly_income, current())]
    return " · ".join(part for part in parts if part)
