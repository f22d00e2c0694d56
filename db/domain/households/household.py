"""A household and its members, as far as 一户一人 needs them."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from db.domain.ids import ClientId, HouseholdId, HouseholdMemberId
from db.fields.field import (
    Code,
    Day,
    Field,
    IdentityNumber,
    Line,
    Money,
    PersonName,
    Prose,
    Reference,
    Whole,
    YesNo,
)
from db.fields.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """One household, as in the household register or as it lives together."""

    TABLE: ClassVar[str] = "household"
    NOUN: ClassVar[Text] = Text("家庭", "Household")

    id: HouseholdId
    code: Annotated[
        str | None,
        Field(
            Text("户编号", "Household code"),
            Line(40),
            help=Text("台账上的编号。", "The number in the ledger."),
            in_summary=True,
        ),
    ] = None
    head_name: Annotated[
        str,
        Field(
            Text("户主姓名", "Head of household"),
            PersonName(),
            help=Text("照户口本。", "As in the register."),
            in_summary=True,
            sensitive=True,
        ),
    ]
    head_identity_number: Annotated[
        str | None,
        Field(
            Text("户主身份证号", "Head’s identity number"),
            IdentityNumber(),
            help=Text("18 位。", "18 characters."),
            sensitive=True,
        ),
    ] = None
    county: Annotated[
        str | None,
        Field(
            Text("县（市、区）", "County"),
            Code("divisions"),
            help=Text("家在哪个县。", "Where the household is."),
        ),
    ] = None
    township: Annotated[
        str | None,
        Field(
            Text("乡镇（街道）", "Township"),
            Line(60),
            help=Text("家在哪个乡镇。", "Where the household is."),
            in_summary=True,
        ),
    ] = None
    village: Annotated[
        str | None,
        Field(
            Text("村（社区）", "Village"),
            Line(60),
            help=Text("家在哪个村。", "Where the household is."),
            in_summary=True,
        ),
    ] = None
    address: Annotated[
        str | None,
        Field(
            Text("详细住址", "Address"),
            Line(200),
            help=Text("组、门牌或怎么走。", "Group, door number or how to get there."),
            sensitive=True,
        ),
    ] = None
    rural: Annotated[
        bool | None,
        Field(
            Text("农村户", "Rural household"),
            YesNo(),
            help=Text(
                "“一户一人”只管农村残疾人家庭。",
                "Only rural households need a member in stable work.",
            ),
        ),
    ] = None
    persons: Annotated[
        int | None,
        Field(
            Text("家庭人口", "Persons"),
            Whole(1, 40, Text("人", "persons")),
            help=Text("共同生活的人数。", "How many live together."),
        ),
    ] = None
    labour_force: Annotated[
        int | None,
        Field(
            Text("劳动力人数", "Able to work"),
            Whole(0, 40, Text("人", "persons")),
            help=Text("有劳动能力的人数。", "How many can work."),
        ),
    ] = None
    household_type: Annotated[
        str | None,
        Field(
            Text("户类型", "Household type"),
            Code("household_types"),
            help=Text("脱贫户、低保户等。", "Lifted out of poverty, on allowance and so on."),
            sensitive=True,
        ),
    ] = None
    monitoring_category: Annotated[
        str | None,
        Field(
            Text("监测对象类别", "Monitoring category"),
            Code("monitoring_categories"),
            help=Text("防止返贫监测的类别。", "In the monitoring against a return to poverty."),
            sensitive=True,
        ),
    ] = None
    monitoring_status: Annotated[
        str | None,
        Field(
            Text("风险是否消除", "Risk removed"),
            Code("monitoring_status"),
            help=Text("监测对象才填。", "Only for monitored households."),
        ),
    ] = None
    yearly_income: Annotated[
        int | None,
        Field(
            Text("家庭年收入", "Yearly income"),
            Money(),
            help=Text("单位是元。", "In yuan."),
            sensitive=True,
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
    remark: Annotated[
        str | None,
        Field(
            Text("备注", "Remark"),
            Prose(2_000),
            help=Text("别处没有写的。", "What is written nowhere else."),
            sensitive=True,
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdMember:
    """One member. A client has placements of her own; the others carry their work here."""

    TABLE: ClassVar[str] = "household_member"
    NOUN: ClassVar[Text] = Text("家庭成员", "Household member")

    id: HouseholdMemberId
    household_id: Annotated[HouseholdId, Reference("household")]
    client_id: Annotated[ClientId | None, Reference("client")] = None
    name: Annotated[
        str,
        Field(
            Text("姓名", "Name"),
            PersonName(),
            help=Text("照户口本。", "As in the register."),
            in_summary=True,
            sensitive=True,
        ),
    ]
    relation: Annotated[
        str | None,
        Field(
            Text("与户主关系", "Relation to head"),
            Code("kinship"),
            help=Text("照户口本。", "As in the register."),
            in_summary=True,
        ),
    ] = None
    sex: Annotated[
        str | None,
        Field(
            Text("性别", "Sex"),
            Code("sex"),
            help=Text("照身份证。", "As on the identity card."),
        ),
    ] = None
    born_on: Annotated[
        date | None,
        Field(
            Text("出生日期", "Date of birth"),
            Day(),
            help=Text("照身份证。", "As on the identity card."),
            sensitive=True,
        ),
    ] = None
    has_certificate: Annotated[
        bool | None,
        Field(
            Text("持残疾人证", "Holds a certificate"),
            YesNo(),
            help=Text("有没有残疾人证。", "Whether the member holds one."),
            sensitive=True,
        ),
    ] = None
    work_ability: Annotated[
        str | None,
        Field(
            Text("劳动能力", "Ability to work"),
            Code("work_ability"),
            help=Text("入户看到的情况。", "As seen on a visit."),
            sensitive=True,
        ),
    ] = None
    wish_to_work: Annotated[
        str | None,
        Field(
            Text("就业意愿", "Wish to work"),
            Code("wish"),
            help=Text("本人亲口说的。", "In the member’s own words."),
        ),
    ] = None
    studying: Annotated[
        bool | None,
        Field(
            Text("在校学习", "Studying"),
            YesNo(),
            help=Text("现在是不是在校。", "Whether at school now."),
        ),
    ] = None
    employment_form: Annotated[
        str | None,
        Field(
            Text("就业形式", "Form of employment"),
            Code("employment_forms"),
            help=Text("现在没有工作就不填。", "Leave empty when not in work."),
            section=Text("现在的工作", "Work now"),
            in_summary=True,
        ),
    ] = None
    employer_name: Annotated[
        str | None,
        Field(
            Text("工作单位", "Employer"),
            Line(120),
            help=Text("单位、工地或自己做。", "Firm, site or own business."),
        ),
    ] = None
    work_place: Annotated[
        str | None,
        Field(
            Text("工作地点", "Place of work"),
            Line(120),
            help=Text("县内、省内或哪个省。", "In the county, the province or elsewhere."),
        ),
    ] = None
    contract_months: Annotated[
        int | None,
        Field(
            Text("合同或协议期限", "Length of contract"),
            Whole(0, 600, Text("个月", "months")),
            help=Text("无固定期限填 600。", "600 for an open-ended one."),
        ),
    ] = None
    work_started_on: Annotated[
        date | None,
        Field(
            Text("上岗日期", "Began work on"),
            Day(),
            help=Text("这份工作从哪天开始。", "First day of this work."),
        ),
    ] = None
    monthly_wage: Annotated[
        int | None,
        Field(
            Text("月收入", "Monthly income"),
            Money(1_000_000),
            help=Text("单位是元。", "In yuan."),
            sensitive=True,
        ),
    ] = None
    worked_this_season: Annotated[
        bool | None,
        Field(
            Text("本季本人劳动", "Worked this season"),
            YesNo(),
            help=Text(
                "种养加：本人这一季有没有做。",
                "Farming: whether the member worked this season.",
            ),
        ),
    ] = None
    facts_on: Annotated[
        date | None,
        Field(
            Text("情况核实日期", "Facts as of"),
            Day(),
            help=Text("这些情况是哪天核实的。", "The day these facts were checked."),
        ),
    ] = None
