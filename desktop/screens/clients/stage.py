"""Move a case to another stage, close it, or open it again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar

from db.domain.clients.case import Case
from db.domain.clients.case_rules import (
    WAY,
    Closure,
    Stage,
    allowed_moves,
    is_open,
    skipped_stages,
)
from db.domain.ids import CaseId
from db.domain.journal.change import Receipt
from db.fields.codes import code_list
from db.fields.field import Code, Day, Field, Line, Prose
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Reading, Store
from db.usecases.cases import close_case, move_case, open_case, open_case_of, reopen_case
from desktop.forms.record_form import RecordForm
from desktop.language import tr
from desktop.screens.clients.about_client import AboutClientPage
from desktop.screens.frame.day_words import day_words
from desktop.screens.frame.page import Desk

_TITLE = Text("个案阶段", "Case stage")
_NOW = Text("现在是“{stage}”，{day} 起。", "The case has been at “{stage}” since {day}.")
_CLOSED = Text(
    "个案 {number} 已于 {day} 结案。选一个阶段就重新打开。",
    "Case {number} was closed on {day}. Choose a stage to open it again.",
)
_NO_CASE = Text("还没有个案。保存后会建一个。", "There is no case yet; saving opens one.")
_READING = Text("正在读取个案，请稍等再保存。", "The case is being read; save in a moment.")
_RULE = Text("{stage}：{rule}", "{stage}: {rule}")


@dataclass(frozen=True, slots=True, kw_only=True)
class StageChange:
    """What is asked; the names of the fields are those the rules of ``case_rules`` blame."""

    stage: Annotated[
        str,
        Field(
            Text("到哪个阶段", "To which stage"),
            Code("case_stages"),
            help=Text("结案也在这里选。", "Closing is chosen here too."),
        ),
    ]
    skipped_reason: Annotated[
        str | None,
        Field(
            Text("跳过的理由", "Reason for skipping"),
            Prose(500),
            help=Text(
                "中间有阶段没有做，写一句为什么。", "Stages in between are left out: say why."
            ),
        ),
    ] = None
    closed_on: Annotated[
        date | None,
        Field(
            Text("结案日期", "Closed on"),
            Day(),
            help=Text("不晚于今天。", "Today or earlier."),
        ),
    ] = None
    closure_reason: Annotated[
        str | None,
        Field(
            Text("结案原因", "Reason for closure"),
            Code("closure_reasons"),
            help=Text("结案必填。", "Needed for closure."),
        ),
    ] = None
    destination: Annotated[
        str | None,
        Field(
            Text("接收地", "Served from now on by"),
            Line(100),
            help=Text("以后由哪里服务。", "Who goes on serving the person."),
        ),
    ] = None


_CLOSING = ("closed_on", "closure_reason")


class StagePage(AboutClientPage):
    """Asks where the case goes; what else is needed depends on that."""

    save_label: ClassVar[Text] = Text("变动阶段", "Move on")
    saved: ClassVar[Text] = Text("个案阶段已变动。", "The case has moved.")
    heading_of: ClassVar[Text] = Text("个案阶段：{name}", "Case stage: {name}")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self._case: Case | None = None
        self._has_read = False

    def open(self, **args: object) -> None:
        """Ask where the case of ``client_id`` goes."""
        self.begin(args)
        today = self.operations.today()
        form = RecordForm(StageChange, values={"closed_on": today}, today=today)
        form.edited.connect(self._fit)
        self.set_form(form)
        self._fit()

    def more(self, reading: Reading) -> Case | None:
        """Read the case: the open one, else the one closed last."""
        cases = reading[Case].where(client_id=self.client_id)
        last = max(cases, key=lambda c: (c.closed_on or c.opened_on, c.id.int), default=None)
        return open_case_of(reading, self.client_id) or last

    def on_more(self, found: Case | None) -> None:
        """Offer the stages the case can go to, and say where it stands."""
        self._case, self._has_read = found, True
        stages = code_list("case_stages")
        if found is None:
            self.set_lead(_NO_CASE)
            offered: tuple[Stage, ...] = (Stage.INTAKE,)
        elif is_open(found):
            since = day_words(found.stage_since or found.opened_on, self.operations.today())
            self.set_lead(tr(_NOW, stage=stages.label(found.stage), day=since))
            offered = (*allowed_moves(found), Stage.CLOSED)
        else:
            day = day_words(found.closed_on or found.opened_on, self.operations.today())
            self.set_lead(tr(_CLOSED, number=found.number, day=day))
            offered = WAY
        self._offer_stages(offered)

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Return what moves, closes or reopens the case."""
        if not self._has_read:
            raise Problem(_READING)
        case, client_id, today = self._case, self.client_id, self.operations.today()
        to = values["stage"]
        if case is None:
            return lambda store: open_case(store, client_id, today=today)
        case_id = CaseId(case.id)
        if not is_open(case):
            return lambda store: reopen_case(store, case_id, today=today, to=to)
        if to == Stage.CLOSED:
            closure = Closure(
                reason=values["closure_reason"],
                on=values["closed_on"] or today,
                destination=values.get("destination"),
            )
            return lambda store: close_case(store, case_id, closure, today=today)
        reason = values.get("skipped_reason")
        return lambda store: move_case(store, case_id, to, today=today, skipped_reason=reason)

    def _offer_stages(self, stages: tuple[Stage, ...]) -> None:
        before = self.form
        if before is None:
            return
        had_focus = before.isAncestorOf(before.window().focusWidget() or self)
        today = self.operations.today()
        labels = code_list("case_stages")
        options = [(stage.value, _option(labels.label(stage), stage)) for stage in stages]
        form = RecordForm(
            StageChange, values={"closed_on": today}, choices={"stage": options}, today=today
        )
        form.edited.connect(self._fit)
        self.set_form(form)
        self._fit()
        if had_focus:
            form.go_to("stage")

    def _fit(self) -> None:
        """Ask only for what the chosen stage needs."""
        if self.form is None:
            return
        typed = self.form.typed()
        to, case = typed.get("stage", ""), self._case
        wanted = {"stage"}
        if case is not None and is_open(case):
            if to == Stage.CLOSED:
                wanted |= {*_CLOSING}
                reason = code_list("closure_reasons").find(typed.get("closure_reason", ""))
                if reason is not None and reason.flag("needs_destination"):
                    wanted.add("destination")
            elif to in set(Stage) and skipped_stages(case, Stage(to)):
                wanted.add("skipped_reason")
        self.form.show_only(wanted)


def _option(label: Text, stage: Stage) -> str:
    """Return a stage with the rule for entering it, so that it can be chosen knowingly."""
    entry = code_list("case_stages").find(stage)
    if entry is None:
        return tr(label)
    rule = Text(entry.extra["entry_rule_zh"], entry.extra["entry_rule_en"])
    return tr(_RULE, stage=label, rule=rule)
