"""A client: the disabled person a counsellor serves, with the disability certificate."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from db.domain.ids import ClientId, HouseholdId, StaffId
from db.fields.field import (
    CertificateNumber,
    Code,
    Day,
    Field,
    IdentityNumber,
    Line,
    Money,
    PersonName,
    Phone,
    Prose,
    Reference,
    Several,
)
from db.fields.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """One person. A corrected fact is a new change; nothing is overwritten unseen."""

    TABLE: ClassVar[str] = "client"
    NOUN: ClassVar[Text] = Text("服务对象", "Client")

    id: ClientId
    name: Annotated[
        str,
        Field(
            Text("姓名", "Name"),
            PersonName(),
            help=Text(
                "照身份证写；少数民族长名中间用“·”。",
                "As on the identity card; long minority names with “·”.",
            ),
            section=Text("本人", "The person"),
            in_summary=True,
            sensitive=True,
        ),
    ]
    name_pinyin: Annotated[
        str | None,
        Field(
            Text("姓名拼音", "Name in pinyin"),
            Line(100),
            help=Text(
                "多音字读法特别时才填，例如 shan xiao。",
                "Only where a character is read in an unusual way, e.g. shan xiao.",
            ),
        ),
    ] = None
    sex: Annotated[
        str | None,
        Field(
            Text("性别", "Sex"),
            Code("sex"),
            help=Text("照身份证。", "As on the identity card."),
            in_summary=True,
        ),
    ] = None
    born_on: Annotated[
        date | None,
        Field(
            Text("出生日期", "Date of birth"),
            Day(),
            help=Text("有身份证号时会自动核对。", "Checked against the identity number."),
            sensitive=True,
        ),
    ] = None
    ethnic_group: Annotated[
        str | None,
        Field(
            Text("民族", "Ethnic group"),
            Code("ethnic_groups"),
            help=Text("照身份证。", "As on the identity card."),
        ),
    ] = None
    identity_number: Annotated[
        str | None,
        Field(
            Text("身份证号", "Identity number"),
            IdentityNumber(),
            help=Text("18 位，最后一位可以是 X。", "18 characters; the last may be X."),
            sensitive=True,
        ),
    ] = None
    marital_status: Annotated[
        str | None,
        Field(
            Text("婚姻状况", "Marital status"),
            Code("marital"),
            help=Text("本人所说。", "As the person says."),
        ),
    ] = None
    education: Annotated[
        str | None,
        Field(
            Text("文化程度", "Education"),
            Code("education"),
            help=Text("最高学历。", "Highest level reached."),
        ),
    ] = None
    certificate_kind: Annotated[
        str | None,
        Field(
            Text("证件种类", "Kind of certificate"),
            Code("certificate_kinds"),
            help=Text(
                "残疾人证、残疾军人证，或还没有。",
                "Disability certificate, disabled veteran certificate, or none yet.",
            ),
            section=Text("残疾人证", "Disability certificate"),
        ),
    ] = None
    certificate_number: Annotated[
        str | None,
        Field(
            Text("残疾人证号", "Certificate number"),
            CertificateNumber(),
            help=Text(
                "20 位：身份证号加类别和等级。",
                "20 characters: identity number, category and level.",
            ),
            sensitive=True,
        ),
    ] = None
    disability_category: Annotated[
        str | None,
        Field(
            Text("残疾类别", "Disability category"),
            Code("disability_categories"),
            help=Text("照残疾人证。", "As on the certificate."),
            in_summary=True,
            sensitive=True,
        ),
    ] = None
    disability_level: Annotated[
        str | None,
        Field(
            Text("残疾等级", "Disability level"),
            Code("disability_levels"),
            help=Text("照残疾人证。", "As on the certificate."),
            in_summary=True,
            sensitive=True,
        ),
    ] = None
    certificate_until: Annotated[
        date | None,
        Field(
            Text("证件有效期至", "Certificate valid until"),
            Day(),
            help=Text("证上的截止日期。", "The last day printed on it."),
        ),
    ] = None
    phone: Annotated[
        str | None,
        Field(
            Text("联系电话", "Telephone"),
            Phone(),
            help=Text(
                "本人的；多个号码用分号隔开。",
                "The person’s own; separate several with a semicolon.",
            ),
            section=Text("联系", "Contact"),
            sensitive=True,
        ),
    ] = None
    contact_name: Annotated[
        str | None,
        Field(
            Text("联系人", "Contact person"),
            PersonName(),
            help=Text("本人不方便接电话时找谁。", "Whom to ask when the person cannot answer."),
            sensitive=True,
        ),
    ] = None
    contact_relation: Annotated[
        str | None,
        Field(
            Text("联系人与本人关系", "Relation to the person"),
            Code("kinship"),
            help=Text("联系人是本人的什么人。", "Who the contact is to the person."),
        ),
    ] = None
    contact_phone: Annotated[
        str | None,
        Field(
            Text("联系人电话", "Contact’s telephone"),
            Phone(),
            help=Text("联系人的电话。", "The contact’s number."),
            sensitive=True,
        ),
    ] = None
    county: Annotated[
        str | None,
        Field(
            Text("县（市、区）", "County"),
            Code("divisions"),
            help=Text("现在住的县。", "Where the person lives now."),
        ),
    ] = None
    township: Annotated[
        str | None,
        Field(
            Text("乡镇（街道）", "Township"),
            Line(60),
            help=Text("现在住的乡镇。", "Where the person lives now."),
            in_summary=True,
        ),
    ] = None
    village: Annotated[
        str | None,
        Field(
            Text("村（社区）", "Village"),
            Line(60),
            help=Text("现在住的村。", "Where the person lives now."),
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
    registered_address: Annotated[
        str | None,
        Field(
            Text("户籍地址", "Registered address"),
            Line(200),
            help=Text(
                "户口本上的地址，和住址不同时填。",
                "As in the household register, if different.",
            ),
            sensitive=True,
        ),
    ] = None
    registration_type: Annotated[
        str | None,
        Field(
            Text("户口性质", "Registration type"),
            Code("household_registration"),
            help=Text("农业、非农业或居民户口。", "Rural, urban or resident."),
        ),
    ] = None
    employment_status: Annotated[
        str | None,
        Field(
            Text("就业状况", "Employment status"),
            Code("employment_status"),
            help=Text("现在有没有工作。", "Whether in work now."),
            section=Text("就业", "Work"),
            in_summary=True,
        ),
    ] = None
    not_employed_reason: Annotated[
        str | None,
        Field(
            Text("未就业原因", "Reason not in work"),
            Code("not_employed_reasons"),
            help=Text("最主要的一条。", "The main one."),
        ),
    ] = None
    wish_to_work: Annotated[
        str | None,
        Field(
            Text("就业意愿", "Wish to work"),
            Code("wish"),
            help=Text("本人亲口说的。", "In the person’s own words."),
        ),
    ] = None
    work_ability: Annotated[
        str | None,
        Field(
            Text("劳动能力", "Ability to work"),
            Code("work_ability"),
            help=Text("入户核实或评估的结论。", "As seen on a visit or assessed."),
            sensitive=True,
        ),
    ] = None
    selfcare: Annotated[
        str | None,
        Field(
            Text("生活自理能力", "Self-care"),
            Code("selfcare"),
            help=Text("平时要不要人照料。", "Whether help is needed day to day."),
            sensitive=True,
        ),
    ] = None
    desired_job: Annotated[
        str | None,
        Field(
            Text("就业意向", "Job wanted"),
            Line(100),
            help=Text("想做什么。", "What the person wants to do."),
        ),
    ] = None
    desired_place: Annotated[
        str | None,
        Field(
            Text("就业意向地", "Place wanted"),
            Line(100),
            help=Text("想在哪里做。", "Where."),
        ),
    ] = None
    desired_wage: Annotated[
        int | None,
        Field(
            Text("期望月薪", "Monthly wage wanted"),
            Money(1_000_000),
            help=Text("单位是元。", "In yuan."),
        ),
    ] = None
    service_needs: Annotated[
        tuple[str, ...] | None,
        Field(
            Text("就业服务需求", "Services needed"),
            Several("service_needs"),
            help=Text("可以多选。", "Any number."),
        ),
    ] = None
    preferred_form: Annotated[
        str | None,
        Field(
            Text("愿意用的文件形式", "Preferred document form"),
            Code("document_forms"),
            help=Text("带回家的材料用哪种形式。", "How papers to take home should be made."),
            section=Text("文件与备注", "Papers and remarks"),
            in_summary=True,
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
    household_id: Annotated[HouseholdId | None, Reference("household")] = None
    counsellor_id: Annotated[StaffId | None, Reference("staff")] = None
