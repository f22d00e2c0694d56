"""Consent: what a client agreed to, how, and when it was taken back."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from db.domain.ids import ClientId, ConsentId
from db.fields.field import Code, Day, Field, PersonName, Reference
from db.fields.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One consent for one purpose (PIPL art. 13, 14, 15, 29). Taking it back is a new fact."""

    TABLE: ClassVar[str] = "consent"
    NOUN: ClassVar[Text] = Text("同意书", "Consent")

    id: ConsentId
    client_id: Annotated[ClientId, Reference("client")]
    purpose: Annotated[
        str,
        Field(
            Text("同意什么", "Purpose"),
            Code("consent_purposes"),
            help=Text("一份同意只管一件事。", "One consent covers one purpose."),
            in_summary=True,
        ),
    ]
    given_on: Annotated[
        date,
        Field(
            Text("同意日期", "Given on"),
            Day(),
            help=Text("不晚于今天。", "Today or earlier."),
            in_summary=True,
        ),
    ]
    way: Annotated[
        str,
        Field(
            Text("同意方式", "How it was given"),
            Code("consent_ways"),
            help=Text(
                "签字、按手印、录音或监护人代签。",
                "Signed, thumb-printed, recorded, or by the guardian.",
            ),
            in_summary=True,
        ),
    ]
    guardian_name: Annotated[
        str | None,
        Field(
            Text("监护人姓名", "Guardian"),
            PersonName(),
            help=Text("监护人代签时填。", "When the guardian signed."),
            sensitive=True,
        ),
    ] = None
    withdrawn_on: Annotated[
        date | None,
        Field(
            Text("撤回日期", "Withdrawn on"),
            Day(),
            help=Text("本人撤回同意的那一天。", "The day the person took it back."),
        ),
    ] = None
