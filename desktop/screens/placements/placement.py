"""Start, correct and end a placement; the follow-ups it will bring are shown beforehand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from db.domain.clients.client import Client
from db.domain.ids import ClientId, EmployerId, PlacementId, VacancyId
from db.domain.journal.change import Receipt
from db.domain.placements.employer import Employer, Vacancy
from db.domain.placements.follow_up_rules import schedule, still_to_plan
from db.domain.placements.placement import Placement
from db.domain.policy import Policy
from db.fields.codes import code_list
from db.fields.field import field_of
from db.fields.problem import Problem
from db.fields.reading import parse
from db.fields.showing import summary_line
from db.fields.text import Text
from db.ports import Reading, Store
from db.usecases.placements import correct_placement, end_placement, start_placement
from db.usecases.policies import policy_in_force
from desktop.forms.record_form import Pick, RecordForm
from desktop.language import current, tr
from desktop.screens.frame.late_form import LateFormPage, as_id, needed_id
from desktop.screens.frame.page import Desk
from desktop.screens.frame.reading_text import ReadingText
from desktop.theme.pieces import card, label, section

_TITLE = Text("就业安置", "Placement")
_START_OF = Text("{name}上岗", "{name} starts work")
_EDIT_OF = Text("改{name}的安置", "Correct the placement of {name}")
_END_OF = Text("{name}离岗", "End of work of {name}")
_FROM = Text("从岗位或单位里选", "From a vacancy or employer")
_FROM_HELP = Text(
    "选了会填好单位和岗位；册上没有的直接在下面写。",
    "Fills in employer and job; or write them below.",
)
_VACANCY = Text("岗位：{title} · {employer}", "Vacancy: {title} · {employer}")
_EMPLOYER = Text("单位：{name}", "Employer: {name}")
_PLANNED = Text("会排好的回访", "Follow-ups that will be planned")
_PLANNED_WHAT = Text(
    "按上岗日期排；保存后可以改期。", "Counted from the first day; they can be moved later."
)
_LINE = Text("{day}　{kind}", "{day}  {kind}")
_NO_START = Text("填好上岗日期就能看到。", "Shown once the first day of work is filled in.")
_NONE_LEFT = Text("没有要排的回访。", "There are none to plan.")
_NO_DAY = Text("请填写离岗日期。", "Fill in the last day of work.")
_FARM = "FARM"
_ENDING = ("ended_on", "separation_reason")


@dataclass(frozen=True, slots=True)
class Choice:
    """A vacancy or an employer that can be taken, and what it fills in."""

    words: str
    filled: Mapping[str, Any]
    employer_id: UUID
    vacancy_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    client: Client
    placement: Placement | None
    choices: Mapping[str, Choice]
    policy: Policy


class PlacementFormPage(LateFormPage):
    """What is known of a placement."""

    removable: ClassVar[tuple[str, type[Any]] | None] = ("placement_id", Placement)
    removed_to: ClassVar[str] = "placements"
    help_name: ClassVar[str] = "placements"
    saved: ClassVar[Text] = Text("安置已保存，回访已排好。", "Saved; follow-ups are planned.")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self._known: _Known | None = None
        self._picked = ""
        self.planned = ReadingText(_PLANNED)
        self._planned_card = card(section(_PLANNED), label(_PLANNED_WHAT, "soft"), self.planned)

    def open(self, **args: object) -> None:
        """Ask for a placement of ``client_id``, or correct ``placement_id``."""
        client_id, placement_id = as_id(args.get("client_id")), as_id(args.get("placement_id"))
        restore = bool(args.get("restore"))
        if client_id is None and placement_id is None:
            self.choose_client(lambda chosen: self.open(client_id=chosen))
            return

        def read(store: Store) -> _Known:
            policy = policy_in_force(store)
            with store.reading() as reading:
                placement = (
                    reading[Placement].get(placement_id) if placement_id is not None else None
                )
                whose = placement.client_id if placement is not None else needed_id(client_id)
                choices = _choices(reading) if placement is None else {}
                return _Known(reading[Client].get(whose), placement, choices, policy)

        self.read_then(read, lambda known: self._ask(known, restore=restore))

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Start the placement, or correct it."""
        known, today = self._known, self.operations.today()
        if known is None:
            raise RuntimeError("the form is not there yet")
        asked = dict(values)
        picked = known.choices.get(asked.pop("taken", None) or "")
        if known.placement is not None:
            return partial(
                correct_placement, placement_id=known.placement.id, changes=asked, today=today
            )

        def start(store: Store) -> Receipt:
            placement = Placement(
                id=PlacementId(store.new_id()),
                client_id=ClientId(known.client.id),
                employer_id=EmployerId(picked.employer_id) if picked else None,
                vacancy_id=VacancyId(picked.vacancy_id)
                if picked and picked.vacancy_id
                else None,
                **asked,
            )
            return start_placement(store, placement, today=today)

        return start

    def follow(self, *, by_person: bool) -> None:
        """Fill in what was picked, hide what does not fit, show the follow-ups to come."""
        if self.form is None or self._known is None:
            return
        typed = self.form.typed()
        picked = typed.get("taken", "")
        if picked != self._picked:
            self._picked = picked
            choice = self._known.choices.get(picked)
            if by_person and choice is not None:
                self.form.set_values(choice.filled)
                typed = self.form.typed()
        hidden = () if typed.get("form") == _FARM else ("worked_this_season",)
        self.form.show_only(name for name in self.form.names() if name not in hidden)
        if self._known.placement is None:
            self.planned.show_text(self._planned_words(typed.get("started_on", "")))

    def _planned_words(self, typed: str) -> str:
        known, today = self._known, self.operations.today()
        try:
            day = parse(field_of(Placement, "started_on"), typed, today=today)
        except Problem:
            day = None
        if known is None or not isinstance(day, date):
            return tr(_NO_START)
        trial = Placement(
            id=PlacementId(known.client.id), client_id=known.client.id, form="", job_title="",
            started_on=day,
        )  # fmt: skip
        planned = still_to_plan(schedule(trial, known.policy), today)
        kinds = code_list("follow_up_kinds")
        lines = [tr(_LINE, day=p.due_on, kind=kinds.label(p.kind)) for p in planned]
        return "\n".join(lines) or tr(_NONE_LEFT)

    def _ask(self, known: _Known, *, restore: bool) -> None:
        self._known = known
        placement, today = known.placement, self.operations.today()
        self.set_heading(
            tr(_START_OF if placement is None else _EDIT_OF, name=known.client.name)
        )
        picks = []
        if known.choices:
            options = [(key, choice.words) for key, choice in known.choices.items()]
            picks = [Pick("taken", _FROM, _FROM_HELP, options, required=False)]
        running = placement is None or placement.ended_on is None
        form = RecordForm(
            Placement,
            exclude=_ENDING if running else (),
            values={"started_on": today} if placement is None else placement,
            picks=picks,
            today=today,
        )
        key = (
            f"placement_form:{known.client.id}"
            if placement is None
            else f"placement_fix:{placement.id}"
        )
        self.set_form(form, draft_key=key, subject=known.client.name, restore=restore)
        if placement is None:
            self.add_side(self._planned_card)


def _choices(reading: Reading) -> dict[str, Choice]:
    """Return the open vacancies, then the employers, by a key of their own."""
    employers = sorted(reading[Employer].every(), key=lambda e: e.name)
    name_of = {employer.id: employer.name for employer in employers}
    found: dict[str, Choice] = {}
    for vacancy in sorted(reading[Vacancy].where(closed_on=None), key=lambda v: v.title):
        name = name_of.get(vacancy.employer_id, "")
        filled = {"employer_name": name, "job_title": vacancy.title}
        more = {
            field: getattr(vacancy, field)
            for field in ("form", "work_place", "monthly_wage", "accommodations")
            if getattr(vacancy, field) is not None
        }
        words = tr(_VACANCY, title=vacancy.title, employer=name)
        found[f"vacancy:{vacancy.id}"] = Choice(
            words, filled | more, vacancy.employer_id, vacancy.id
        )
    for employer in employers:
        words = tr(_EMPLOYER, name=employer.name)
        found[f"employer:{employer.id}"] = Choice(
            words, {"employer_name": employer.name}, employer.id
        )
    return found


class PlacementEndPage(LateFormPage):
    """The last day of work, and why."""

    help_name: ClassVar[str] = "placements"
    save_label: ClassVar[Text] = Text("记下离岗", "Record the end")
    saved: ClassVar[Text] = Text(
        "离岗已记下，还没做的回访不再到期。", "Recorded; open follow-ups are no longer due."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self._placement_id: PlacementId | None = None

    def open(self, **args: object) -> None:
        """Ask for the end of ``placement_id``."""
        placement_id = PlacementId(needed_id(args.get("placement_id")))
        restore = bool(args.get("restore"))

        def read(store: Store) -> tuple[Placement, Client]:
            with store.reading() as reading:
                placement = reading[Placement].get(placement_id)
                return placement, reading[Client].get(placement.client_id)

        self.read_then(read, lambda found: self._ask(*found, restore=restore))

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """End the placement."""
        if self._placement_id is None:
            raise RuntimeError("the form is not there yet")
        if values["ended_on"] is None:
            raise Problem(_NO_DAY, field="ended_on")
        return partial(
            end_placement,
            placement_id=self._placement_id,
            on=values["ended_on"],
            reason=values["separation_reason"],
            today=self.operations.today(),
        )

    def _ask(self, placement: Placement, client: Client, *, restore: bool) -> None:
        self._placement_id = placement.id
        today = self.operations.today()
        self.set_heading(tr(_END_OF, name=client.name))
        self.set_lead(summary_line(placement, current()))
        form = RecordForm(Placement, only=_ENDING, values={"ended_on": today}, today=today)
        self.set_form(
            form, draft_key=f"placement_end:{placement.id}", subject=client.name,
            restore=restore,
        )  # fmt: skip
