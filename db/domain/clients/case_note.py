"""A case note: one contact with or for a client, in a few words."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from db.domain.ids import CaseNoteId, ClientId, StaffId
from db.fields.field import Code, Day, Field, Line, Prose, Reference
from db.fields.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNote:
    """One note. It is never rewritten; a correction is a new change that can be seen."""

    TABLE: ClassVar[str] = "case_note"
    NOUN: ClassVar[Text] = Text("个案记录", "Case note")

    id: CaseNoteId
    client_id: Annotated[ClientId, Reference("client")]
    staff_id: Annotated[StaffId | None, Reference("staff")] = None
    noted_on: Annotated[
        date,
        Field(
            Text("日期", "Date"),
            Day(),
            help=Text(
                "联系的那一天，不晚于今天。", "The day of the contact, today or earlier."
            ),
            in_summary=True,
        ),
    ]
    channel: Annotated[
        str,
        Field(
            Text("方式", "How"),
            Code("service_channels"),
            help=Text("电话、入户等。", "By telephone, a visit and so on."),
            in_summary=True,
        ),
    ]
    service_type: Annotated[
        str | None,
        Field(
            Text("服务内容", "Service"),
            Code("service_types"),
            help=Text("这次做的是哪一种服务。", "Which service it was."),
            in_summary=True,
        ),
    ] = None
    present: Annotated[
        str | None,
        Field(
            Text("在场的人", "Who was there"),
            Line(100),
            help=Text(
                "本人、家属、村干部等。", "The client, family, village officials and so on."
            ),
        ),
    ] = None
    content: Annotated[
        str,
        Field(
            Text("内容", "Content"),
            Prose(5_000),
            help=Text("说了什么，看到什么。", "What was said and seen."),
            in_summary=True,
            sensitive=True,
        ),
    ]
    result: Annotated[
        str | None,
        Field(
            Text("结果", "Result"),
            Line(200),
            help=Text("说定了什么。", "What was agreed."),
        ),
    ] = None
    next_step: Annotated[
        str | None,
        Field(
            Text("下一步", "Next step"),
            Line(200),
            help=Text("接下来做什么。", "What comes next."),
        ),
    ] = None
    next_on: Annotated[
        date | None,
        Field(
            Text("下次联系日期", "Next contact on"),
            Day(),
            help=Text("到这一天会出现在“今天”。", "Shown under Today on that day."),
        ),
    ] = None
