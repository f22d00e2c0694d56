"""Employers and their vacancies: a register shared by all counsellors."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from db.domain.ids import EmployerId, VacancyId
from db.fields.field import (
    Code,
    Day,
    Field,
    Line,
    Money,
    PersonName,
    Phone,
    Prose,
    Reference,
    Whole,
)
from db.fields.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """One employer."""

    TABLE: ClassVar[str] = "employer"
    NOUN: ClassVar[Text] = Text("用人单位", "Employer")

    id: EmployerId
    name: Annotated[
        str,
        Field(
            Text("单位名称", "Name"),
            Line(120),
            help=Text("照营业执照。", "As on the licence."),
            in_summary=True,
        ),
    ]
    nature: Annotated[
        str | None,
        Field(
            Text("单位性质", "Kind"),
            Code("employer_nature"),
            help=Text("机关、企业、合作社等。", "Public body, company, cooperative and so on."),
            in_summary=True,
        ),
    ] = None
    credit_code: Annotated[
        str | None,
        Field(
            Text("统一社会信用代码", "Unified social credit code"),
            Line(18),
            help=Text("18 位。", "18 characters."),
        ),
    ] = None
    industry: Annotated[
        str | None,
        Field(
            Text("行业", "Industry"),
            Code("industries"),
            help=Text("国标门类。", "Section of the national standard."),
        ),
    ] = None
    county: Annotated[
        str | None,
        Field(
            Text("县（市、区）", "County"),
            Code("divisions"),
            help=Text("单位在哪个县。", "Where it is."),
        ),
    ] = None
    address: Annotated[
        str | None,
        Field(
            Text("地址", "Address"),
            Line(200),
            help=Text("怎么走。", "How to get there."),
        ),
    ] = None
    contact_name: Annotated[
        str | None,
        Field(
            Text("联系人", "Contact person"),
            PersonName(),
            help=Text("单位的联系人。", "Whom to ask there."),
        ),
    ] = None
    contact_phone: Annotated[
        str | None,
        Field(
            Text("联系电话", "Telephone"),
            Phone(),
            help=Text("联系人的电话。", "The contact’s number."),
        ),
    ] = None
    staff_count: Annotated[
        int | None,
        Field(
            Text("在职职工人数", "Staff"),
            Whole(0, 1_000_000, Text("人", "persons")),
            help=Text("上年在职职工。", "Staff of the last year."),
        ),
    ] = None
    disabled_staff_count: Annotated[
        int | None,
        Field(
            Text("在职残疾人职工", "Disabled staff"),
            Whole(0, 100_000, Text("人", "persons")),
            help=Text("其中残疾人。", "Of these, disabled."),
        ),
    ] = None
    accommodations: Annotated[
        str | None,
        Field(
            Text("无障碍与便利条件", "Accessibility"),
            Prose(1_000),
            help=Text("坡道、宿舍、早班等。", "Ramps, lodging, shifts and so on."),
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
class Vacancy:
    """One open job at one employer."""

    TABLE: ClassVar[str] = "vacancy"
    NOUN: ClassVar[Text] = Text("岗位", "Vacancy")

    id: VacancyId
    employer_id: Annotated[EmployerId, Reference("employer")]
    title: Annotated[
        str,
        Field(
            Text("岗位名称", "Title"),
            Line(100),
            help=Text("做什么。", "What the work is."),
            in_summary=True,
        ),
    ]
    tasks: Annotated[
        str | None,
        Field(
            Text("工作内容", "Tasks"),
            Prose(1_000),
            help=Text("一天要做哪些事。", "What is done in a day."),
        ),
    ] = None
    form: Annotated[
        str | None,
        Field(
            Text("就业形式", "Form of employment"),
            Code("employment_forms"),
            help=Text("按比例、公益性岗位等。", "Quota, public post and so on."),
        ),
    ] = None
    places: Annotated[
        int | None,
        Field(
            Text("招几人", "Places"),
            Whole(1, 1_000, Text("人", "persons")),
            help=Text("还要几个人。", "How many are wanted."),
            in_summary=True,
        ),
    ] = None
    monthly_wage: Annotated[
        int | None,
        Field(
            Text("月工资", "Monthly wage"),
            Money(1_000_000),
            help=Text("单位是元。", "In yuan."),
            in_summary=True,
        ),
    ] = None
    work_place: Annotated[
        str | None,
        Field(
            Text("工作地点", "Place of work"),
            Line(120),
            help=Text("在哪里上班。", "Where the work is."),
            in_summary=True,
        ),
    ] = None
    accommodations: Annotated[
        str | None,
        Field(
            Text("合理便利", "Accommodations"),
            Prose(500),
            help=Text("单位能提供什么。", "What the employer can provide."),
        ),
    ] = None
    opened_on: Annotated[
        date,
        Field(
            Text("发布日期", "Opened on"),
            Day(),
            help=Text("岗位开放的那一天。", "The day it opened."),
        ),
    ]
    closed_on: Annotated[
        date | None,
        Field(
            Text("关闭日期", "Closed on"),
            Day(),
            help=Text("招满或撤回。", "Filled or withdrawn."),
        ),
    ] = None
