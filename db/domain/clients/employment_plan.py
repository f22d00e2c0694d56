"""An employment plan and its steps: what is aimed at, who does what by when."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from db.domain.ids import ClientId, PlanId, PlanStepId
from db.fields.field import Day, Field, Line, Prose, Reference
from db.fields.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class EmploymentPlan:
    """One plan agreed with the client."""

    TABLE: ClassVar[str] = "employment_plan"
    NOUN: ClassVar[Text] = Text("就业服务计划", "Employment plan")

    id: PlanId
    client_id: Annotated[ClientId, Reference("client")]
    agreed_on: Annotated[
        date,
        Field(
            Text("商定日期", "Agreed on"),
            Day(),
            help=Text("和本人说好的那一天。", "The day it was agreed with the client."),
            in_summary=True,
        ),
    ]
    goal: Annotated[
        str,
        Field(
            Text("目标", "Goal"),
            Prose(500),
            help=Text("用本人的话写。", "In the client’s words."),
            in_summary=True,
        ),
    ]
    review_on: Annotated[
        date | None,
        Field(
            Text("复核日期", "Review on"),
            Day(),
            help=Text("到这一天一起看看计划。", "The day to look at the plan again."),
            in_summary=True,
        ),
    ] = None
    ended_on: Annotated[
        date | None,
        Field(
            Text("结束日期", "Ended on"),
            Day(),
            help=Text("计划完成或换了新计划。", "When done or replaced."),
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """One step of a plan."""

    TABLE: ClassVar[str] = "plan_step"
    NOUN: ClassVar[Text] = Text("计划步骤", "Plan step")

    id: PlanStepId
    plan_id: Annotated[PlanId, Reference("employment_plan")]
    client_id: Annotated[ClientId, Reference("client")]
    what: Annotated[
        str,
        Field(
            Text("做什么", "What"),
            Line(200),
            help=Text("一句话，一件事。", "One thing, in one sentence."),
            in_summary=True,
        ),
    ]
    who: Annotated[
        str | None,
        Field(
            Text("谁来做", "Who"),
            Line(60),
            help=Text("本人、辅导员或单位。", "The client, the counsellor or the employer."),
            in_summary=True,
        ),
    ] = None
    due_on: Annotated[
        date | None,
        Field(
            Text("期限", "By"),
            Day(),
            help=Text("到这一天会出现在“今天”。", "Shown under Today on that day."),
            in_summary=True,
        ),
    ] = None
    done_on: Annotated[
        date | None,
        Field(
            Text("完成日期", "Done on"),
            Day(),
            help=Text("做完的那一天。", "The day it was done."),
            in_summary=True,
        ),
    ] = None
