"""A placement: one person working in one job."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from db.domain.ids import ClientId, EmployerId, PlacementId, VacancyId
from db.fields.field import (
    Code,
    Day,
    Field,
    Line,
    Money,
    Prose,
    Reference,
    Several,
    Whole,
    YesNo,
)
from db.fields.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One person in one job, from the first day of work to the last."""

    TABLE: ClassVar[str] = "placement"
    NOUN: ClassVar[Text] = Text("就业安置", "Placement")

    id: PlacementId
    client_id: Annotated[ClientId, Reference("client")]
    employer_id: Annotated[EmployerId | None, Reference("employer")] = None
    vacancy_id: Annotated[VacancyId | None, Reference("vacancy")] = None
    form: Annotated[
        str,
        Field(
            Text("就业形式", "Form of employment"),
            Code("employment_forms"),
            help=Text("七种之一。", "One of seven."),
            section=Text("岗位", "The job"),
            in_summary=True,
        ),
    ]
    employer_name: Annotated[
        str | None,
        Field(
            Text("用人单位", "Employer"),
            Line(120),
            help=Text(
                "单位名称；个体和种养写本人做什么。",
                "Its name; for own business or farming, what is done.",
            ),
            in_summary=True,
        ),
    ] = None
    job_title: Annotated[
        str,
        Field(
            Text("岗位", "Job"),
            Line(100),
            help=Text("做什么。", "What the work is."),
            in_summary=True,
        ),
    ]
    work_place: Annotated[
        str | None,
        Field(
            Text("工作地点", "Place of work"),
            Line(120),
            help=Text("在哪里上班。", "Where the work is."),
        ),
    ] = None
    started_on: Annotated[
        date,
        Field(
            Text("上岗日期", "Started on"),
            Day(),
            help=Text("第一天上班。", "The first day of work."),
            in_summary=True,
        ),
    ]
    contract_type: Annotated[
        str | None,
        Field(
            Text("合同种类", "Kind of contract"),
            Code("contract_types"),
            help=Text("照合同。", "As in the contract."),
            section=Text("合同与待遇", "Contract and pay"),
            in_summary=True,
        ),
    ] = None
    contract_from: Annotated[
        date | None,
        Field(
            Text("合同开始日期", "Contract from"),
            Day(),
            help=Text("照合同。", "As in the contract."),
        ),
    ] = None
    contract_until: Annotated[
        date | None,
        Field(
            Text("合同结束日期", "Contract until"),
            Day(),
            help=Text("无固定期限不填。", "Empty when open-ended."),
        ),
    ] = None
    monthly_wage: Annotated[
        int | None,
        Field(
            Text("月工资", "Monthly wage"),
            Money(1_000_000),
            help=Text("税前，单位是元。", "Before tax, in yuan."),
            in_summary=True,
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
    insurance: Annotated[
        tuple[str, ...] | None,
        Field(
            Text("社会保险", "Social insurance"),
            Several("insurance_kinds"),
            help=Text("已经缴的，可以多选。", "Those being paid."),
            in_summary=True,
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
    accommodations: Annotated[
        str | None,
        Field(
            Text("合理便利", "Accommodations"),
            Prose(500),
            help=Text("单位做了哪些调整。", "What the employer has arranged."),
        ),
    ] = None
    ended_on: Annotated[
        date | None,
        Field(
            Text("离岗日期", "Ended on"),
            Day(),
            help=Text("最后一天上班。", "The last day of work."),
            section=Text("离岗", "End"),
        ),
    ] = None
    separation_reason: Annotated[
        str | None,
        Field(
            Text("离岗原因", "Reason for leaving"),
            Code("separation_reasons"),
            help=Text("填了离岗日期就要填。", "Needed with the last day."),
        ),
    ] = None
    remark: Annotated[
        str | None,
        Field(
            Text("备注", "Remark"),
            Prose(1_000),
            help=Text("别处没有写的。", "What is written nowhere else."),
        ),
    ] = None
