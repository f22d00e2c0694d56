"""Who may read what on paper: masking by rule, for every audience and every declared field.

Each rule names its source. The Personal Information Protection Law (PIPL) was read in second
hand copies (domain study §6), so its articles are to be checked against the official text
before release; which group falls under which treatment is our reading of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Final, assert_never

from db.domain.policy import Sureness
from db.domain.record import Record
from db.fields.field import (
    CertificateNumber,
    Field,
    IdentityNumber,
    Money,
    NamedField,
    Phone,
    field_of,
)
from db.fields.showing import masked, with_unit
from db.fields.text import Labelled, Language, Text


class Audience(Labelled):
    """Who reads a paper."""

    CLIENT = "client", Text("本人", "The person herself")
    HOUSEHOLD = "household", Text("本户成员", "Members of the household")
    BEARER = "bearer", Text("本人出示给谁看", "Whoever the person shows it to")
    OFFICE = "office", Text("本单位工作人员", "Staff of the office")
    VILLAGE = "village", Text("村（社区）工作人员", "Village staff")
    EMPLOYER = "employer", Text("用人单位", "An employer")


class Treatment(Enum):
    """What happens to a value on its way to paper."""

    SHOWN = "shown"
    MIDDLE_HIDDEN = "middle hidden"
    YEAR_ONLY = "year only"
    LEFT_OUT = "left out"


class Group(Labelled):
    """Fields that are treated alike."""

    NAME = "name", Text("姓名", "Name")
    NUMBERS = "numbers", Text("证件号码", "Identity and certificate numbers")
    TELEPHONE = "telephone", Text("本人和家属的电话", "Telephones of the person and family")
    BIRTH = "birth", Text("出生日期", "Date of birth")
    PERSON = "person", Text("性别、民族等", "Sex, ethnic group and the like")
    PLACE = "place", Text("住址", "Address")
    DISABILITY = "disability", Text("残疾类别、等级和证件", "Disability and certificate")
    HEALTH = "health", Text("诊断、功能和自理", "Diagnosis, functioning and self-care")
    ABILITY = "ability", Text("劳动能力", "Ability to work")
    STATUS = "status", Text("就业状况和意愿", "Employment status and wishes")
    SUPPORT = "support", Text("学历、技能和所需便利", "Education, skills, accommodations")
    WORK = "work", Text("就业安置", "Placement")
    MONEY = "money", Text("收入", "Money")
    FAMILY = "family", Text("家庭和联系人", "Household and contacts")
    RELATIVES = "relatives", Text("其他家庭成员", "Other members of the household")
    SERVICE = "service", Text("服务经过", "Course of the service")
    NOTES = "notes", Text("个案记录", "Case notes")
    REMARKS = "remarks", Text("工作备注", "Remarks of the staff")
    PUBLIC = "public", Text("单位和工作人员", "Employers, vacancies and staff")


@dataclass(frozen=True, slots=True)
class Rule:
    """How one group is treated; an audience that is not named gets nothing.

    Attributes:
        source: The article it rests on, or that it is our own proposal.
        sureness: How sure we are of it.
    """

    group: Group
    treatments: Mapping[Audience, Treatment]
    source: Text
    sureness: Sureness


_A = Audience
_NEED = Text(
    "个人信息保护法第六条：限于实现处理目的的最小范围（条文待核）",
    "PIPL art. 6: the least that the purpose needs (wording to be checked)",
)
_SENSITIVE = Text(
    "个人信息保护法第二十八条：医疗健康、特定身份等敏感个人信息须有特定目的和充分必要（条文待核）",
    "PIPL art. 28: health, specific identity and the like are sensitive and need a specific "
    "purpose and real need (wording to be checked)",
)
_SEPARATE = Text(
    "个人信息保护法第二十三条、第二十九条：提供给其他单位和处理敏感信息要单独同意（条文待核）",
    "PIPL art. 23 and 29: passing on and sensitive information need separate consent (wording "
    "to be checked)",
)
_OWN_COPY = Text(
    "个人信息保护法第四十五条：本人可以查阅、复制自己的个人信息（条文待核）",
    "PIPL art. 45: everybody may see and copy her own information (wording to be checked)",
)
_PROPOSAL = Text("设计建议：没有查到规定", "Design proposal: no rule was found")


def _rule(
    group: Group,
    source: Text,
    sureness: Sureness,
    *shown: Audience,
    hidden: tuple[Audience, ...] = (),
    year: tuple[Audience, ...] = (),
) -> Rule:
    treatments = dict.fromkeys(shown, Treatment.SHOWN)
    treatments |= dict.fromkeys(hidden, Treatment.MIDDLE_HIDDEN)
    treatments |= dict.fromkeys(year, Treatment.YEAR_ONLY)
    return Rule(group, MappingProxyType(treatments), source, sureness)


_B, _C = Sureness.B, Sureness.C
RULES: Final = (
    _rule(Group.NAME, _NEED, _B, *Audience),
    _rule(Group.NUMBERS, _NEED, _B, hidden=(_A.CLIENT, _A.BEARER, _A.OFFICE)),
    _rule(Group.TELEPHONE, _NEED, _B, hidden=(_A.CLIENT, _A.OFFICE)),
    _rule(Group.BIRTH, _NEED, _B, _A.CLIENT, year=(_A.HOUSEHOLD, _A.OFFICE)),
    _rule(Group.PERSON, _NEED, _B, _A.CLIENT, _A.HOUSEHOLD, _A.OFFICE),
    _rule(Group.PLACE, _NEED, _B, _A.CLIENT, _A.HOUSEHOLD, _A.OFFICE, _A.VILLAGE),
    _rule(Group.DISABILITY, _SENSITIVE, _B, _A.CLIENT, _A.OFFICE),
    _rule(Group.HEALTH, _SENSITIVE, _B),
    _rule(Group.ABILITY, _SENSITIVE, _C, _A.HOUSEHOLD, _A.OFFICE),
    _rule(Group.STATUS, _PROPOSAL, _C, _A.CLIENT, _A.HOUSEHOLD, _A.OFFICE, _A.VILLAGE),
    _rule(Group.SUPPORT, _SEPARATE, _B, _A.CLIENT, _A.OFFICE, _A.EMPLOYER),
    _rule(Group.WORK, _OWN_COPY, _C, _A.CLIENT, _A.HOUSEHOLD, _A.BEARER, _A.OFFICE),
    _rule(Group.MONEY, _NEED, _C, _A.CLIENT, _A.HOUSEHOLD),
    _rule(Group.FAMILY, _NEED, _C, _A.CLIENT, _A.HOUSEHOLD, _A.OFFICE),
    _rule(Group.RELATIVES, _NEED, _C, _A.HOUSEHOLD),
    _rule(Group.SERVICE, _OWN_COPY, _B, _A.CLIENT, _A.OFFICE),
    _rule(Group.NOTES, _OWN_COPY, _B, _A.CLIENT),
    _rule(Group.REMARKS, _SENSITIVE, _C),
    _rule(Group.PUBLIC, _PROPOSAL, _C, *Audience),
)
"""One rule for each group."""

_RULE_OF: Final = {rule.group: rule for rule in RULES}

_GROUP_OF_TABLE: Final = {
    "assessment": Group.HEALTH,
    "case_file": Group.SERVICE,
    "case_note": Group.NOTES,
    "consent": Group.FAMILY,
    "employer": Group.PUBLIC,
    "employment_plan": Group.SERVICE,
    "follow_up": Group.SERVICE,
    "graduate_service": Group.SERVICE,
    "household": Group.FAMILY,
    "household_check": Group.FAMILY,
    "household_member": Group.RELATIVES,
    "issued_document": Group.NOTES,
    "job_lead": Group.SERVICE,
    "placement": Group.WORK,
    "plan_step": Group.SERVICE,
    "postponement": Group.NOTES,
    "pronunciation": Group.NOTES,
    "staff": Group.PUBLIC,
    "vacancy": Group.PUBLIC,
}
"""What a field belongs to that is named nowhere else. The client has no such group: each of
her fields is named, and a new one is told to nobody until it is."""

_FIELDS_OF_GROUP: Final = {
    Group.NAME: "client.name client.name_pinyin",
    Group.BIRTH: "client.born_on",
    Group.PERSON: "client.sex client.ethnic_group client.marital_status "
    "client.registration_type client.preferred_form",
    Group.PLACE: "client.county client.township client.village client.address "
    "client.registered_address",
    Group.DISABILITY: "client.certificate_kind client.disability_category "
    "client.disability_level client.certificate_until",
    Group.HEALTH: "client.selfcare",
    Group.ABILITY: "client.work_ability household_member.work_ability",
    Group.STATUS: "client.employment_status client.not_employed_reason client.wish_to_work "
    "client.service_needs",
    Group.SUPPORT: "client.education client.desired_job client.desired_place "
    "assessment.skills assessment.interests assessment.accommodations "
    "placement.accommodations graduate_service.school graduate_service.major "
    "graduate_service.graduated_in",
    Group.MONEY: "placement.insurance",
    Group.FAMILY: "client.contact_name client.contact_relation",
    Group.SERVICE: "assessment.assessed_on assessment.conclusion placement.separation_reason",
    Group.NOTES: "follow_up.employer_said",
    Group.REMARKS: "client.remark household.remark household_check.note placement.remark "
    "graduate_service.remark household.household_type household.monitoring_category "
    "household.monitoring_status",
}
_GROUP_OF_FIELD: Final = {
    name: group for group, names in _FIELDS_OF_GROUP.items() for name in names.split()
}


def group_of(table: str, field: NamedField) -> Group:
    """Return the group of a declared field; a new field of a client belongs to the remarks."""
    usual = _GROUP_OF_TABLE.get(table, Group.REMARKS)
    named = _GROUP_OF_FIELD.get(f"{table}.{field.name}")
    if named is not None or usual is Group.PUBLIC:
        return named or usual
    return _group_of_kind(field) or usual


def rule_of(table: str, field: NamedField) -> Rule:
    """Return the rule for a declared field."""
    return _RULE_OF[group_of(table, field)]


def treatment(table: str, field: NamedField, audience: Audience) -> Treatment:
    """Return what happens to a declared field on a paper for an audience."""
    return _treated(group_of(table, field), audience)


def told(record: Record, name: str, audience: Audience, language: Language) -> str:
    """Return the value of a declared field as an audience may read it, ``""`` for nothing.

    Raises:
        KeyError: The record declares no such field.
    """
    field = field_of(type(record), name)
    shown = with_unit(field, getattr(record, name), language)
    found = treatment(record.TABLE, field, audience)
    match found:
        case Treatment.SHOWN:
            return shown
        case Treatment.MIDDLE_HIDDEN:
            return masked(shown) if shown else ""
        case Treatment.YEAR_ONLY:
            return shown[:_YEAR_DIGITS]
        case Treatment.LEFT_OUT:
            return ""
        case _:
            assert_never(found)


def may_read(group: Group, audience: Audience) -> bool:
    """Tell whether an audience may read values of a group as they are."""
    return _treated(group, audience) is Treatment.SHOWN


def treatment_of_group(group: Group, audience: Audience) -> Treatment:
    """Return what happens to a group on a paper for an audience."""
    return _treated(group, audience)


_YEAR_DIGITS = 4


@cache
def _treated(group: Group, audience: Audience) -> Treatment:
    return _RULE_OF[group].treatments.get(audience, Treatment.LEFT_OUT)


def _group_of_kind(field: Field) -> Group | None:
    match field.kind:
        case IdentityNumber() | CertificateNumber():
            return Group.NUMBERS
        case Phone():
            return Group.TELEPHONE
        case Money():
            return Group.MONEY
        case _:
            return None
