"""The 一户一人 check: what is found on which facts, and what the counsellor decides."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Any, ClassVar

from PySide6.QtWidgets import QWidget

from db.domain.households.household import HouseholdMember
from db.domain.households.household_check import HouseholdCheck
from db.domain.households.household_facts import HouseholdFacts
from db.domain.households.household_finding import HouseholdFinding
from db.domain.households.household_rules import check_household
from db.domain.ids import HouseholdCheckId, HouseholdId
from db.domain.journal.change import Receipt
from db.domain.policy import Policy
from db.fields.codes import code_list
from db.fields.field import Field, Several, field_of
from db.fields.problem import Problem
from db.fields.reading import parse
from db.fields.text import Text
from db.ports import Store
from db.usecases.households import household_facts, record_check
from db.usecases.policies import policy_in_force
from desktop.announce import announce
from desktop.forms.record_form import RecordForm
from desktop.language import tr
from desktop.screens.frame.basis import BASIS, show_basis
from desktop.screens.frame.late_form import LateFormPage, needed_id
from desktop.screens.frame.page import Desk
from desktop.screens.frame.reading_text import ReadingText
from desktop.screens.households.household import finding_text, last_check_words
from desktop.screens.households.households import RESULT_TONES, result_words
from desktop.theme.pieces import card, section

_TITLE = Text("家庭核查", "Household check")
_TITLE_OF = Text("核查家庭：{name}", "Check household: {name}")
_FINDING = Text("算出来的结果和用到的情况", "Computed result and the facts used")
_FOUND = Text("算出来：{result}", "Computed: {result}")
_DONE = Text("核查已保存：{result}。下次核查 {next}。", "Checked: {result}. Next check {next}.")
_AS_OF = Text("{name}（上次核实 {day}）", "{name} (last checked {day})")
_NO_DAY = Text("{name}（没有核实日期）", "{name} (never checked)")
_CONFIRMED = Field(
    Text("这次核实过、情况没有变的人", "Asked this time, and nothing has changed"),
    Several("kinship"),
    help=Text(
        "选上的人，情况的日期改为这次核查的日期；有变化的先去改成员。",
        "Their facts get the day of this check; correct a member whose facts have changed.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a check asks the counsellor."""

    checked_on: Annotated[date, field_of(HouseholdCheck, "checked_on")]
    channel: Annotated[str | None, field_of(HouseholdCheck, "channel")] = None
    confirmed: Annotated[tuple[str, ...] | None, _CONFIRMED] = None
    decided: Annotated[str | None, field_of(HouseholdCheck, "decided")] = None
    decided_reason: Annotated[str | None, field_of(HouseholdCheck, "decided_reason")] = None
    note: Annotated[str | None, field_of(HouseholdCheck, "note")] = None
    next_check_on: Annotated[date | None, field_of(HouseholdCheck, "next_check_on")] = None


@dataclass(frozen=True, slots=True)
class Known:
    """The household before the check, and the numbers it goes by."""

    facts: HouseholdFacts
    policy: Policy
    last: HouseholdCheck | None = field(default=None)

    def finding(self, on: date, confirmed: frozenset[str]) -> HouseholdFinding:
        """Return what is found on a day when some members' facts are confirmed that day."""
        members = tuple(
            replace(member, facts_on=on) if str(member.id) in confirmed else member
            for member in self.facts.members
        )
        return check_household(replace(self.facts, members=members), on, self.policy)


class HouseholdCheckPage(LateFormPage):
    """Shows what is found, then asks."""

    help_name: ClassVar[str] = "households"
    save_label: ClassVar[Text] = Text("保存核查", "Save the check")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self._known: Known | None = None
        self._finding: HouseholdFinding | None = None
        self._proposed: date | None = None
        self._said = self._shown = ""
        self.finding = ReadingText(_FINDING)
        self._basis = self.add_button(BASIS, self.show_basis, icon="book-open", name="basis")
        self._basis.setEnabled(False)
        self._card = card(section(_FINDING), self.finding)
        self._card.hide()
        self.body.addWidget(self._card)

    def open(self, **args: object) -> None:
        """Check the household ``household_id``."""
        household_id = HouseholdId(needed_id(args.get("household_id")))
        restore = bool(args.get("restore"))

        def read(store: Store) -> Known:
            policy = policy_in_force(store)
            with store.reading() as reading:
                checks = reading[HouseholdCheck].where(household_id=household_id)
                last = max(checks, key=lambda c: (c.checked_on, c.id.int), default=None)
                return Known(household_facts(reading, household_id), policy, last)

        self.read_then(read, lambda known: self._ask(known, restore=restore))

    def first_focus(self) -> QWidget | None:
        """Begin in what was found: it is read before anything is decided."""
        return self.finding if self.form is not None else super().first_focus()

    def show_basis(self) -> None:
        """Show the numbers the result rests on, and where they come from."""
        if self._finding is not None:
            show_basis(self, self._finding.basis, self._finding.sources)

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Record the check."""
        if self._known is None or self._finding is None:
            raise RuntimeError("the form is not there yet")
        asked = dict(values)
        confirmed = asked.pop("confirmed", None) or ()
        members = [m.id for m in self._known.facts.members if str(m.id) in confirmed]
        household_id, today = self._known.facts.household.id, self.operations.today()
        finding = self._finding
        decided = asked.get("decided")

        def check(store: Store) -> Receipt:
            made = HouseholdCheck(
                id=HouseholdCheckId(store.new_id()),
                household_id=household_id,
                found=finding.result.value,
                basis="",
                **asked,
            )
            return record_check(store, made, today=today, confirmed=members)

        said = result_words(decided or finding.result.value)
        self._said = tr(_DONE, result=said, next=asked.get("next_check_on") or "")
        return check

    def on_saved(self, receipt: Receipt) -> None:
        """Say the result and go back."""
        del receipt
        self.desk.say(self._said)
        self.desk.back()

    def follow(self, *, by_person: bool) -> None:
        """Compute again for the day and the people confirmed; ask why only when it differs."""
        if self.form is None or self._known is None:
            return
        typed = self.form.typed()
        finding = self._known.finding(
            self._day(typed.get("checked_on", "")),
            frozenset(typed.get("confirmed", "").split("、")),
        )
        self._finding = finding
        shown = tr(_FOUND, result=result_words(finding.result.value))
        if by_person and shown != self._shown:
            announce(self, shown)
        self._shown = shown
        self.set_chips([(shown, RESULT_TONES.get(finding.result.value, "plain"))])
        self.finding.show_text(finding_text(finding))
        hidden = () if typed.get("decided") else ("decided_reason",)
        self.form.show_only(name for name in self.form.names() if name not in hidden)
        self._propose(finding.next_check_on, typed.get("next_check_on", ""))

    def _propose(self, on: date, typed: str) -> None:
        """Propose the next check by policy until the person has chosen another day."""
        before = self._proposed.isoformat() if self._proposed is not None else ""
        if self.form is not None and typed == before and on != self._proposed:
            self.form.set_values({"next_check_on": on})
            self._proposed = on

    def _day(self, typed: str) -> date:
        today = self.operations.today()
        try:
            day = parse(field_of(HouseholdCheck, "checked_on"), typed, today=today)
        except Problem:
            return today
        return min(day, today) if isinstance(day, date) else today

    def _ask(self, known: Known, *, restore: bool) -> None:
        self._known = known
        household, today = known.facts.household, self.operations.today()
        self.set_heading(tr(_TITLE_OF, name=household.head_name))
        self.set_lead(last_check_words(known.last))
        self._card.show()
        self._basis.setEnabled(True)
        found = known.finding(today, frozenset()).result.value
        results = [
            (entry.code, tr(entry.label))
            for entry in code_list("household_results")
            if entry.code != found
        ]
        people = [(str(m.id), _named(m)) for m in known.facts.members]
        form = RecordForm(
            Asked,
            exclude=() if people else ("confirmed",),
            values={"checked_on": today},
            choices={"decided": results, "confirmed": people},
            today=today,
        )
        self.set_form(
            form, draft_key=f"check:{household.id}", subject=household.head_name,
            restore=restore,
        )  # fmt: skip
        if self.drafts is not None:
            self.drafts.rest()
        announce(self, self._shown)

    def _go_in(self) -> None:
        if self.isVisible():
            self.finding.setFocus()


def _named(member: HouseholdMember) -> str:
    if member.facts_on is None:
        return tr(_NO_DAY, name=member.name)
    return tr(_AS_OF, name=member.name, day=member.facts_on)
