"""Record a follow-up that was held, or move one to another day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import partial
from typing import Annotated, Any, ClassVar

from db.domain.clients.client import Client
from db.domain.ids import FollowUpId
from db.domain.journal.change import Receipt
from db.domain.placements.follow_up import FollowUp
from db.domain.placements.follow_up_rules import BEFORE_START, EXTRA
from db.domain.placements.placement import Placement
from db.fields.codes import code_list
from db.fields.field import field_of
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Store
from db.usecases.follow_ups import move_follow_up, record_follow_up
from desktop.forms.record_form import RecordForm
from desktop.language import tr
from desktop.screens.frame.due_words import due_tone, due_words
from desktop.screens.frame.late_form import LateFormPage, as_id, needed_id
from desktop.screens.frame.page import Desk

_TITLE = Text("回访", "Follow-up")
_TITLE_OF = Text("回访{name}", "Follow-up of {name}")
_MOVE_TITLE = Text("回访改期", "Move a follow-up")
_MOVE_OF = Text("{name}的回访改期", "Move the follow-up of {name}")
_ABOUT = Text(
    "{kind}，应在 {due_on}。{started_on} 上岗，{employer}，{job}。",
    "{kind}, due on {due_on}. Started on {started_on}: {employer}, {job}.",
)
_LAST = Text("上次 {on}：{said}", " Last time, {on}: {said}")
_NO_EMPLOYER = Text("自己的营生", "own work")
_NO_DAY = Text("请填写新的日期。", "Fill in the new day.")
_OVER = Text(
    "已记下：不在岗了，这份安置到此结束。",
    "Recorded: no longer employed, so this placement has ended.",
)
_FARM, _NO = "FARM", "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a follow-up asks; the reason stands right under the answer that needs it."""

    contacted_on: Annotated[date | None, field_of(FollowUp, "contacted_on")] = None
    channel: Annotated[str | None, field_of(FollowUp, "channel")] = None
    still_employed: Annotated[bool | None, field_of(FollowUp, "still_employed")] = None
    separation_reason: Annotated[str | None, field_of(Placement, "separation_reason")] = None
    client_said: Annotated[str | None, field_of(FollowUp, "client_said")] = None
    employer_contacted: Annotated[bool | None, field_of(FollowUp, "employer_contacted")] = None
    employer_said: Annotated[str | None, field_of(FollowUp, "employer_said")] = None
    monthly_wage: Annotated[int | None, field_of(FollowUp, "monthly_wage")] = None
    hours_per_week: Annotated[int | None, field_of(FollowUp, "hours_per_week")] = None
    worked_this_season: Annotated[bool | None, field_of(FollowUp, "worked_this_season")] = None
    next_step: Annotated[str | None, field_of(FollowUp, "next_step")] = None


_NAMES = tuple(each.name for each in fields(Asked))


@dataclass(frozen=True, slots=True)
class _Known:
    client: Client
    placement: Placement
    planned: FollowUp | None
    last: FollowUp | None

    @property
    def kind(self) -> str:
        """Of the planned follow-up; one that was not planned is an extra one."""
        return self.planned.kind if self.planned is not None else EXTRA


class FollowUpPage(LateFormPage):
    """What was learned from the client and from the employer."""

    help_name: ClassVar[str] = "placements"
    save_label: ClassVar[Text] = Text("保存回访", "Save follow-up")
    saved: ClassVar[Text] = Text("回访已记下。", "The follow-up is recorded.")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self._known: _Known | None = None
        self._is_over = False

    def open(self, **args: object) -> None:
        """Ask about ``follow_up_id``, or for an extra follow-up of ``placement_id``."""
        follow_up_id = as_id(args.get("follow_up_id"))
        placement_id, restore = as_id(args.get("placement_id")), bool(args.get("restore"))

        def read(store: Store) -> _Known:
            with store.reading() as reading:
                planned = (
                    reading[FollowUp].get(follow_up_id) if follow_up_id is not None else None
                )
                which = planned.placement_id if planned is not None else needed_id(placement_id)
                placement = reading[Placement].get(which)
                held = [
                    each
                    for each in reading[FollowUp].where(placement_id=which)
                    if each.contacted_on is not None
                ]
                last = max(held, key=lambda f: f.contacted_on or date.min, default=None)
                client = reading[Client].get(placement.client_id)
                return _Known(client, placement, planned, last)

        self.read_then(read, lambda known: self._ask(known, restore=restore))

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Record the follow-up; a lost job ends the placement."""
        known, today = self._known, self.operations.today()
        if known is None:
            raise RuntimeError("the form is not there yet")
        asked = dict(values)
        reason = asked.pop("separation_reason", None)
        self._is_over = asked.get("still_employed") is False

        def record(store: Store) -> Receipt:
            if known.planned is not None:
                held = replace(known.planned, **asked)
            else:
                held = FollowUp(
                    id=FollowUpId(store.new_id()),
                    placement_id=known.placement.id,
                    client_id=known.client.id,
                    kind=EXTRA,
                    due_on=asked["contacted_on"] or today,
                    **asked,
                )
            return record_follow_up(store, held, today=today, separation_reason=reason)

        return record

    def on_saved(self, receipt: Receipt) -> None:
        """Say so, and that the placement has ended if it has."""
        if self._is_over:
            del receipt
            self.desk.say(_OVER)
            self.desk.back()
        else:
            super().on_saved(receipt)

    def follow(self, *, by_person: bool) -> None:
        """Ask for the reason once the answer is no; leave out what does not fit the work."""
        del by_person
        if self.form is None or self._known is None:
            return
        hidden = set()
        if self.form.typed().get("still_employed") != _NO:
            hidden.add("separation_reason")
        if self._known.kind == BEFORE_START:
            hidden |= {"still_employed", "separation_reason"}
        if self._known.placement.form != _FARM:
            hidden.add("worked_this_season")
        self.form.show_only(name for name in _NAMES if name not in hidden)

    def _ask(self, known: _Known, *, restore: bool) -> None:
        self._known = known
        placement, planned, today = known.placement, known.planned, self.operations.today()
        self.set_heading(tr(_TITLE_OF, name=known.client.name))
        due_on = planned.due_on if planned is not None else today
        about = {
            "kind": code_list("follow_up_kinds").label(known.kind),
            "due_on": due_on,
            "started_on": placement.started_on,
            "employer": placement.employer_name or _NO_EMPLOYER,
            "job": placement.job_title,
        }
        lead = tr(_ABOUT, **about)
        if known.last is not None and known.last.client_said:
            lead += tr(_LAST, on=known.last.contacted_on, said=known.last.client_said)
        self.set_lead(lead)
        if planned is not None and due_on <= today:
            self.set_chips([(due_words(due_on, today), due_tone(due_on, today))])
        form = RecordForm(Asked, values={"contacted_on": today}, today=today)
        key = (
            f"follow_up:{planned.id}"
            if planned is not None
            else f"extra_follow_up:{placement.id}"
        )
        self.set_form(form, draft_key=key, subject=known.client.name, restore=restore)


class MoveFollowUpPage(LateFormPage):
    """Another day, and why."""

    help_name: ClassVar[str] = "placements"
    save_label: ClassVar[Text] = Text("改期", "Move")
    saved: ClassVar[Text] = Text("回访已改期。", "The follow-up is moved.")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _MOVE_TITLE)
        self._follow_up: FollowUp | None = None

    def open(self, **args: object) -> None:
        """Ask for another day for ``follow_up_id``."""
        follow_up_id = FollowUpId(needed_id(args.get("follow_up_id")))
        restore = bool(args.get("restore"))

        def read(store: Store) -> tuple[FollowUp, Placement, Client]:
            with store.reading() as reading:
                follow_up = reading[FollowUp].get(follow_up_id)
                placement = reading[Placement].get(follow_up.placement_id)
                return follow_up, placement, reading[Client].get(follow_up.client_id)

        self.read_then(read, lambda found: self._ask(*found, restore=restore))

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Move the follow-up."""
        if self._follow_up is None:
            raise RuntimeError("the form is not there yet")
        if values["due_on"] is None:
            raise Problem(_NO_DAY, field="due_on")
        return partial(
            move_follow_up,
            follow_up_id=self._follow_up.id,
            due_on=values["due_on"],
            reason=values["moved_reason"] or "",
            today=self.operations.today(),
        )

    def _ask(
        self, follow_up: FollowUp, placement: Placement, client: Client, *, restore: bool
    ) -> None:
        self._follow_up = follow_up
        self.set_heading(tr(_MOVE_OF, name=client.name))
        self.set_lead(
            tr(
                _ABOUT,
                kind=code_list("follow_up_kinds").label(follow_up.kind),
                due_on=follow_up.due_on,
                started_on=placement.started_on,
                employer=placement.employer_name or _NO_EMPLOYER,
                job=placement.job_title,
            )
        )
        form = RecordForm(
            FollowUp, only=("due_on", "moved_reason"), values={"due_on": follow_up.due_on},
            today=self.operations.today(),
        )  # fmt: skip
        self.set_form(
            form, draft_key=f"move_follow_up:{follow_up.id}", subject=client.name,
            restore=restore,
        )  # fmt: skip
