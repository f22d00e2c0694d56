"""Agree an employment plan with its steps, and add or correct steps later."""

from collections.abc import Callable, Mapping
from dataclasses import make_dataclass
from datetime import date
from functools import partial
from typing import Annotated, Any, ClassVar
from uuid import UUID

from db.domain.clients.employment_plan import EmploymentPlan, PlanStep
from db.domain.ids import PlanId, PlanStepId
from db.domain.journal.change import Receipt
from db.fields.field import Day, Field, field_of
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Draft, Reading, Store
from db.usecases.plans import add_step, agree_plan, correct_plan, correct_step
from desktop.announce import announce
from desktop.forms.record_form import RecordForm
from desktop.language import tr
from desktop.screens.clients.about_client import AboutClientPage
from desktop.screens.frame.day_words import day_words
from desktop.screens.frame.form_page import FormPage
from desktop.screens.frame.page import Desk
from desktop.theme.pieces import button, wraps

_TITLE = Text("就业服务计划", "Employment plan")
_REPLACES = Text(
    "{day} 商定的计划还在进行；保存后它就结束，由新计划接替。",
    "The plan of {day} is still running; it ends once the new one is saved.",
)
_CORRECTS = Text("修改 {day} 商定的计划。", "Correct the plan agreed on {day}.")
_STEP_NUMBER = Text("第 {number} 步", "Step {number}")
_STEP_FIELD = Text("{label}（第 {number} 步）", "{label} (step {number})")
_MORE = Text("再加一步", "Add another step")
_ADDED = Text("已加上第 {number} 步。", "Step {number} was added.")
_NO_WHAT = Text("这一步还没写做什么。", "Say what is to be done in this step.")
_MOST_STEPS = 8
_FIRST_STEPS = 2
_STEP_FIELDS = ("what", "who", "due_on")


def _name(number: int, field: str) -> str:
    return f"step_{number}_{field}"


def _asked_steps() -> list[tuple[str, Any, None]]:
    """Return the fields of the steps, as ``PlanStep`` declares them but each by its number."""
    asked: list[tuple[str, Any, None]] = []
    for number in range(1, _MOST_STEPS + 1):
        for name in _STEP_FIELDS:
            declared = field_of(PlanStep, name)
            said = Field(
                _STEP_FIELD.filled(label=declared.label, number=number),
                Day() if isinstance(declared.kind, Day) else declared.kind,
                help=declared.help,
                section=_STEP_NUMBER.filled(number=number) if name == "what" else None,
            )
            kind = date if isinstance(declared.kind, Day) else str
            asked.append((_name(number, name), Annotated[kind | None, said], None))
    return asked


def _plan_fields() -> list[tuple[str, Any]]:
    found = []
    for name, kind in (("agreed_on", date), ("goal", str), ("review_on", date | None)):
        declared = field_of(EmploymentPlan, name)
        said = Field(declared.label, declared.kind, help=declared.help)
        found.append((name, Annotated[kind, said]))
    return found


PlanWithSteps = make_dataclass(
    "PlanWithSteps",
    [*_plan_fields(), *_asked_steps()],
    frozen=True,
    slots=True,
    kw_only=True,
    namespace={"__doc__": "A plan and its first steps, as they are asked for on one form."},
)


class PlanPage(AboutClientPage):
    """A plan in the client's words, and who does what by when."""

    removable: ClassVar[tuple[str, type[Any]] | None] = ("plan_id", EmploymentPlan)
    save_label: ClassVar[Text] = Text("保存计划", "Save plan")
    saved: ClassVar[Text] = Text("计划已记下。", "The plan is on record.")
    heading_of: ClassVar[Text] = Text("就业服务计划：{name}", "Employment plan: {name}")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self._plan_id: PlanId | None = None
        self._steps = _FIRST_STEPS
        self.more_button = button(_MORE, self.add_step, icon="plus", name="add_step")
        self._more_line = wraps(self.more_button)

    def open(self, **args: object) -> None:
        """Agree a plan with ``client_id``, or correct the one of ``plan_id``."""
        plan_id, today = args.get("plan_id"), self.operations.today()
        if isinstance(plan_id, UUID):
            self._plan_id = PlanId(plan_id)
        self.begin(args)
        if self._plan_id is not None:
            self.set_form(RecordForm(EmploymentPlan, today=today))
            return
        form = RecordForm(PlanWithSteps, values={"agreed_on": today}, today=today)
        self.set_form(
            form,
            draft_key=f"plan:{self.client_id}",
            subject=tr(_TITLE),
            restore=bool(args.get("restore")),
        )
        form.edited.connect(self._show_steps)
        self.body.addWidget(self._more_line)
        self._show_steps()

    def more(self, reading: Reading) -> EmploymentPlan | None:
        """Read the plan that is corrected, or the one a new plan ends."""
        if self._plan_id is not None:
            return reading[EmploymentPlan].get(self._plan_id)
        running = reading[EmploymentPlan].where(client_id=self.client_id, ended_on=None)
        return max(running, key=lambda p: (p.agreed_on, p.id.int), default=None)

    def on_more(self, found: EmploymentPlan | None) -> None:
        """Show the plan, or say that it ends."""
        if found is None:
            return
        day = day_words(found.agreed_on, self.operations.today())
        self.set_lead(tr(_CORRECTS if self._plan_id is not None else _REPLACES, day=day))
        if self._plan_id is not None and self.form is not None:
            self.form.set_values(found)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Let the menu save, and make the plan to be signed."""
        sheet = {"client_id": self.client_id, "kind": "employment_plan"}
        return {
            **super().commands(),
            "print_summary": partial(self.desk.go, "summary", **sheet),
        }

    def add_step(self) -> None:
        """Ask for one more step and go there."""
        if self.form is None or self._steps >= _MOST_STEPS:
            return
        self._steps += 1
        self._show_steps()
        self.form.go_to(_name(self._steps, "what"))
        announce(self, tr(_ADDED, number=self._steps))

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Return what records or corrects the plan."""
        today, plan_id, client_id = self.operations.today(), self._plan_id, self.client_id
        if plan_id is not None:
            return lambda store: correct_plan(store, plan_id, values, today=today)
        steps = _steps_in(values)
        plain = {name: values[name] for name in ("agreed_on", "goal", "review_on")}

        def save(store: Store) -> Receipt:
            plan = EmploymentPlan(id=PlanId(store.new_id()), client_id=client_id, **plain)
            made = [
                PlanStep(
                    id=PlanStepId(store.new_id()), plan_id=plan.id, client_id=client_id, **step
                )
                for step in steps
            ]
            return agree_plan(store, plan, made, today=today)

        return save

    def _restore(self, draft: Draft) -> None:
        """Put a draft back with all its steps."""
        super()._restore(draft)
        self._show_steps()

    def _show_steps(self) -> None:
        """Show the steps asked for so far, and those a draft has brought back."""
        if self.form is None:
            return
        typed = self.form.typed()
        for number in range(self._steps + 1, _MOST_STEPS + 1):
            if any(typed.get(_name(number, field)) for field in _STEP_FIELDS):
                self._steps = number
        shown = [
            _name(number, field)
            for number in range(1, self._steps + 1)
            for field in _STEP_FIELDS
        ]
        self.form.show_only([*(n for n, *_ in _plan_fields()), *shown])
        self.more_button.setEnabled(self._steps < _MOST_STEPS)


class PlanStepPage(FormPage):
    """One step of a plan."""

    removable: ClassVar[tuple[str, type[Any]] | None] = ("step_id", PlanStep)
    save_label: ClassVar[Text] = Text("保存这一步", "Save step")
    saved: ClassVar[Text] = Text("这一步已记下。", "The step is on record.")
    help_name: ClassVar[str] = "client"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Text("计划步骤", "Plan step"))
        self._plan_id: PlanId | None = None
        self._step_id: PlanStepId | None = None

    def open(self, **args: object) -> None:
        """Add a step to the plan of ``plan_id``, or correct the one of ``step_id``."""
        plan_id, step_id = args.get("plan_id"), args.get("step_id")
        today = self.operations.today()
        if isinstance(step_id, UUID):
            self._step_id = PlanStepId(step_id)
            form = RecordForm(PlanStep, today=today)
            self.set_form(form)
            self.operations.read(self._read, owner=form, done=form.set_values)
            return
        if not isinstance(plan_id, UUID):
            raise TypeError(plan_id)
        self._plan_id = PlanId(plan_id)
        form = RecordForm(PlanStep, exclude=("done_on",), today=today)
        restore = bool(args.get("restore"))
        key = f"plan_step:{plan_id}"
        self.set_form(form, draft_key=key, subject=self.heading, restore=restore)

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Return what adds or corrects the step."""
        plan_id, step_id, today = self._plan_id, self._step_id, self.operations.today()

        def save(store: Store) -> Receipt:
            if step_id is not None:
                return correct_step(store, step_id, values, today=today)
            assert plan_id is not None  # noqa: S101 - ``open`` has set one of the two
            with store.reading() as reading:
                plan = reading[EmploymentPlan].get(plan_id)
            record_id = PlanStepId(store.new_id())
            return add_step(
                store,
                PlanStep(id=record_id, plan_id=plan_id, client_id=plan.client_id, **values),
            )

        return save

    def _read(self, store: Store) -> PlanStep:
        assert self._step_id is not None  # noqa: S101 - called for a step that is there
        with store.reading() as reading:
            return reading[PlanStep].get(self._step_id)


def _steps_in(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the steps that were filled in; one without words is asked about."""
    steps = []
    for number in range(1, _MOST_STEPS + 1):
        step = {field: values.get(_name(number, field)) for field in _STEP_FIELDS}
        if step["what"]:
            steps.append(step)
        elif any(step.values()):
            raise Problem(_NO_WHAT, field=_name(number, "what"))
    return steps
