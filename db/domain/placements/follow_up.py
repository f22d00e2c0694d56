"""A follow-up: a contact after the job began, first planned, then held."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from db.domain.ids import ClientId, FollowUpId, PlacementId
from db.fields.field import Code, Day, Field, Line, Money, Prose, Reference, Whole, YesNo
from db.fields.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """One follow-up: planned from the start of the job, filled in when it is held."""

    TABLE: ClassVar[str] = "follow_up"
    NOUN: ClassVar[Text] = Text("回访", "Follow-up")

    id: FollowUpId
    placement_id: Annotated[PlacementId, Reference("placement")]
    client_id: Annotated[ClientId, Reference("client")]
    kind: Annotated[
        str,
        Field(
            Text("回访种类", "Kind"),
            Code("follow_up_kinds"),
            help=Text("上岗第几天。", "Which day after the start."),
            in_summary=True,
            asked=False,
        ),
    ]
    due_on: Annotated[
        date,
        Field(
            Text("应回访日期", "Due on"),
            Day(),
            help=Text("改日期要写理由。", "Moving it needs a reason."),
            in_summary=True,
            asked=False,
        ),
    ]
    moved_reason: Annotated[
        str | None,
        Field(
            Text("改期理由", "Reason for moving"),
            Line(200),
            help=Text("为什么改日期。", "Why the date was moved."),
            asked=False,
        ),
    ] = None
    contacted_on: Annotated[
        date | None,
        Field(
            Text("回访日期", "Contacted on"),
            Day(),
            help=Text(
                "联系到的那一天，不晚于今天。", "The day of the contact, today or earlier."
            ),
            in_summary=True,
        ),
    ] = None
    channel: Annotated[
        str | None,
        Field(
            Text("回访方式", "How"),
            Code("service_channels"),
            help=Text("电话、到单位等。", "By telephone, at the workplace and so on."),
            in_summary=True,
        ),
    ] = None
    still_employed: Annotated[
        bool | None,
        Field(
            Text("仍在岗", "Still employed"),
            YesNo(),
            help=Text("选“否”会结束这份安置。", "“No” ends the placement."),
            in_summary=True,
        ),
    ] = None
    client_said: Annotated[
        str | None,
        Field(
            Text("本人怎么说", "What the client said"),
            Prose(1_000),
            help=Text("适应吗，有什么困难。", "How it goes and what is hard."),
        ),
    ] = None
    employer_contacted: Annotated[
        bool | None,
        Field(
            Text("联系了单位", "Employer contacted"),
            YesNo(),
            help=Text("本人和单位都要联系。", "Both the client and the employer."),
        ),
    ] = None
    employer_said: Annotated[
        str | None,
        Field(
            Text("单位怎么说", "What the employer said"),
            Prose(1_000),
            help=Text("表现、困难、要什么支持。", "Work, difficulties, support wanted."),
        ),
    ] = None
    monthly_wage: Annotated[
        int | None,
        Field(
            Text("现在月工资", "Monthly wage now"),
            Money(1_000_000),
            help=Text("单位是元。", "In yuan."),
        ),
    ] = None
    hours_per_week: Annotated[
        int | None,
        Field(
            Text("每周工时", "Hours a week"),
            Whole(0, 84, Text("小时", "hours")),
            help=Text("一周实际做几小时。", "Hours really worked."),
        ),
    ] = None
    worked_this_season: Annotated[
        bool | None,
        Field(
            Text("本季本人劳动", "Worked this season"),
            YesNo(),
            help=Text("种养加才填。", "For farming only."),
        ),
    ] = None
    next_step: Annotated[
        str | None,
        Field(
            Text("下一步", "Next step"),
            Line(200),
            help=Text("谁做什么。", "Who does what."),
        ),
    ] = None
