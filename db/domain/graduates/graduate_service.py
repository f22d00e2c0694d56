"""The 一对一 service: each disabled graduate gets three to five targeted postings."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from db.domain.ids import ClientId, GraduateServiceId, JobLeadId, VacancyId
from db.fields.field import Code, Day, Field, Line, Month, Prose, Reference
from db.fields.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class GraduateService:
    """The 一对一 service to one graduate."""

    TABLE: ClassVar[str] = "graduate_service"
    NOUN: ClassVar[Text] = Text("毕业生服务", "Graduate service")

    id: GraduateServiceId
    client_id: Annotated[ClientId, Reference("client")]
    began_on: Annotated[
        date,
        Field(
            Text("服务开始日期", "Began on"),
            Day(),
            help=Text("从这一天起算期限。", "The time allowed counts from here."),
            in_summary=True,
        ),
    ]
    due_on: Annotated[
        date | None,
        Field(
            Text("应给足的日期", "Due on"),
            Day(),
            help=Text("到这一天应给足岗位信息。", "By when the postings should be given."),
            in_summary=True,
        ),
    ] = None
    school: Annotated[
        str | None,
        Field(
            Text("毕业院校", "School"),
            Line(100),
            help=Text("照毕业证。", "As on the diploma."),
            in_summary=True,
        ),
    ] = None
    major: Annotated[
        str | None,
        Field(
            Text("专业", "Major"),
            Line(100),
            help=Text("照毕业证。", "As on the diploma."),
            in_summary=True,
        ),
    ] = None
    graduated_in: Annotated[
        str | None,
        Field(
            Text("毕业年月", "Graduated in"),
            Month(),
            help=Text("例如 2026-07。", "For example 2026-07."),
            in_summary=True,
        ),
    ] = None
    destination: Annotated[
        str | None,
        Field(
            Text("毕业去向", "Destination"),
            Line(100),
            help=Text("就业、升学、参军等。", "Work, further study, the army and so on."),
        ),
    ] = None
    ended_on: Annotated[
        date | None,
        Field(
            Text("服务结束日期", "Ended on"),
            Day(),
            help=Text(
                "就业、升学或不再需要。", "Placed, studying further or no longer needed."
            ),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLead:
    """One targeted posting given to one graduate. Information, not a placement."""

    TABLE: ClassVar[str] = "job_lead"
    NOUN: ClassVar[Text] = Text("岗位信息", "Job lead")

    id: JobLeadId
    service_id: Annotated[GraduateServiceId, Reference("graduate_service")]
    client_id: Annotated[ClientId, Reference("client")]
    vacancy_id: Annotated[VacancyId | None, Reference("vacancy")] = None
    employer_name: Annotated[
        str,
        Field(
            Text("用人单位", "Employer"),
            Line(120),
            help=Text("岗位是哪家的。", "Whose vacancy it is."),
            in_summary=True,
        ),
    ]
    job_title: Annotated[
        str,
        Field(
            Text("岗位名称", "Job title"),
            Line(100),
            help=Text("做什么。", "What the work is."),
            in_summary=True,
        ),
    ]
    why_it_suits: Annotated[
        str,
        Field(
            Text("为什么适合", "Why it suits"),
            Prose(500),
            help=Text(
                "结合本人的专业、能力和意愿写。",
                "From the graduate’s subject, abilities and wishes.",
            ),
        ),
    ]
    told_on: Annotated[
        date | None,
        Field(
            Text("告知日期", "Told on"),
            Day(),
            help=Text(
                "告诉本人的那一天，告知了才算一条。",
                "The day she was told; only then it counts.",
            ),
            in_summary=True,
        ),
    ] = None
    told_how: Annotated[
        str | None,
        Field(
            Text("告知方式", "Told how"),
            Code("service_channels"),
            help=Text("电话、微信、当面等。", "By telephone, in person and so on."),
        ),
    ] = None
    answer: Annotated[
        str | None,
        Field(
            Text("本人答复", "Client’s answer"),
            Code("lead_answers"),
            help=Text("本人怎么说。", "What she said."),
            in_summary=True,
        ),
    ] = None
    decline_reason: Annotated[
        str | None,
        Field(
            Text("不愿意的原因", "Reason for declining"),
            Code("decline_reasons"),
            help=Text("不愿意时填。", "When she declined."),
        ),
    ] = None
    outcome: Annotated[
        str | None,
        Field(
            Text("后来怎样", "What came of it"),
            Code("referral_results"),
            help=Text("面试、录用或其他结果。", "Interview, hire or another result."),
            in_summary=True,
        ),
    ] = None
    outcome_on: Annotated[
        date | None,
        Field(
            Text("结果日期", "Outcome on"),
            Day(),
            help=Text("有结果的那一天。", "The day it was known."),
        ),
    ] = None
