"""A postponement: something due was put off, with a reason."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from db.domain.ids import ClientId, HouseholdId, PostponementId
from db.fields.field import Code, Day, Field, Line, Reference
from db.fields.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponement:
    """One thing due, put off to another day. The duty itself is not changed."""

    TABLE: ClassVar[str] = "postponement"
    NOUN: ClassVar[Text] = Text("推迟", "Postponement")

    id: PostponementId
    subject: Annotated[
        str,
        Field(
            Text("推迟的事", "What"),
            Line(60),
            help=Text("哪一件事。", "Which thing."),
            asked=False,
        ),
    ]
    until: Annotated[
        date,
        Field(
            Text("推迟到", "Until"),
            Day(),
            help=Text("到这一天再出现在“今天”。", "Shown under Today again on that day."),
            in_summary=True,
        ),
    ]
    reason: Annotated[
        str,
        Field(
            Text("理由", "Reason"),
            Code("postponement_reasons"),
            help=Text("为什么推迟。", "Why it is put off."),
            in_summary=True,
        ),
    ]
    note: Annotated[
        str | None,
        Field(
            Text("说明", "Note"),
            Line(200),
            help=Text("还要说的。", "Anything more."),
        ),
    ] = None
    client_id: Annotated[ClientId | None, Reference("client")] = None
    household_id: Annotated[HouseholdId | None, Reference("household")] = None
