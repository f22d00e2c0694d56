"""The 一户一人 check: what was found in a household, on which facts, and who decided."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from db.domain.ids import HouseholdCheckId, HouseholdId
from db.fields.field import Code, Day, Field, Prose, Reference
from db.fields.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdCheck:
    """One 一户一人 check: what was found, on which facts, and who decided otherwise and why."""

    TABLE: ClassVar[str] = "household_check"
    NOUN: ClassVar[Text] = Text("家庭核查", "Household check")

    id: HouseholdCheckId
    household_id: Annotated[HouseholdId, Reference("household")]
    checked_on: Annotated[
        date,
        Field(
            Text("核查日期", "Checked on"),
            Day(),
            help=Text("不晚于今天。", "Today or earlier."),
            in_summary=True,
        ),
    ]
    channel: Annotated[
        str | None,
        Field(
            Text("核查方式", "How"),
            Code("service_channels"),
            help=Text("入户、电话等。", "By a visit, by telephone and so on."),
        ),
    ] = None
    found: Annotated[
        str,
        Field(
            Text("核查结果", "Result"),
            Code("household_results"),
            help=Text("按成员情况算出来的结果。", "As computed from the members’ facts."),
            in_summary=True,
            asked=False,
        ),
    ]
    basis: Annotated[
        str,
        Field(
            Text("依据", "Basis"),
            Prose(2_000),
            help=Text("用了哪些情况，分别是哪天的。", "The facts used and their dates."),
            asked=False,
        ),
    ]
    decided: Annotated[
        str | None,
        Field(
            Text("辅导员认定", "Counsellor’s decision"),
            Code("household_results"),
            help=Text(
                "和算出来的不同时才填。", "Only when it differs from the computed result."
            ),
            in_summary=True,
        ),
    ] = None
    decided_reason: Annotated[
        str | None,
        Field(
            Text("认定理由", "Reason for the decision"),
            Prose(1_000),
            help=Text("为什么和算出来的不同。", "Why it differs."),
        ),
    ] = None
    next_check_on: Annotated[
        date | None,
        Field(
            Text("下次核查日期", "Next check on"),
            Day(),
            help=Text("到这一天会出现在“今天”。", "Shown under Today on that day."),
        ),
    ] = None
    note: Annotated[
        str | None,
        Field(
            Text("情况说明", "Note"),
            Prose(2_000),
            help=Text("看到的情况和下一步。", "What was seen and what comes next."),
            sensitive=True,
        ),
    ] = None
