"""A case: one stretch of service to one client, from intake to closure."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from db.domain.ids import CaseId, ClientId, StaffId
from db.fields.field import Code, Day, Field, Line, Prose, Reference
from db.fields.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case. A client has one file and may have several cases over time."""

    TABLE: ClassVar[str] = "case_file"
    NOUN: ClassVar[Text] = Text("个案", "Case")

    id: CaseId
    client_id: Annotated[ClientId, Reference("client")]
    counsellor_id: Annotated[StaffId | None, Reference("staff")] = None
    number: Annotated[
        str,
        Field(
            Text("案号", "Case number"),
            Line(40),
            help=Text("自动生成，印在材料上。", "Given by Yiyi and printed on papers."),
            in_summary=True,
            asked=False,
        ),
    ]
    stage: Annotated[
        str,
        Field(
            Text("阶段", "Stage"),
            Code("case_stages"),
            help=Text("现在进行到哪一步。", "How far the case has come."),
            in_summary=True,
        ),
    ]
    opened_on: Annotated[
        date,
        Field(
            Text("建档日期", "Opened on"),
            Day(),
            help=Text("个案开始的那一天。", "The day the case began."),
            in_summary=True,
        ),
    ]
    stage_since: Annotated[
        date | None,
        Field(
            Text("进入本阶段日期", "In this stage since"),
            Day(),
            help=Text("阶段变动的那一天。", "The day the stage changed."),
            asked=False,
        ),
    ] = None
    skipped_reason: Annotated[
        str | None,
        Field(
            Text("跳过阶段的理由", "Reason for skipping stages"),
            Prose(500),
            help=Text("中间的阶段没有做时填。", "When stages in between were left out."),
        ),
    ] = None
    closed_on: Annotated[
        date | None,
        Field(
            Text("结案日期", "Closed on"),
            Day(),
            help=Text("结案的那一天。", "The day of closure."),
        ),
    ] = None
    closure_reason: Annotated[
        str | None,
        Field(
            Text("结案原因", "Reason for closure"),
            Code("closure_reasons"),
            help=Text("结案时必填。", "Needed for closure."),
        ),
    ] = None
