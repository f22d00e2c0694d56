"""Who may read what: one rule for every declared field and every audience, with its source."""

from dataclasses import replace
from typing import Any

import pytest

from db.domain.clients.client import Client
from db.domain.households.household import Household, HouseholdMember
from db.domain.papers.disclosure import (
    RULES,
    Audience,
    Group,
    Treatment,
    group_of,
    rule_of,
    told,
    treatment,
)
from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from db.domain.records import RECORD_TYPES
from db.domain.staff import Staff
from db.fields.field import CertificateNumber, IdentityNumber, field_of, fields_of
from db.fields.text import Language
from tests.architecture.texts import faults_of
from tests.builders import a_staff
from tests.papers.family import NUMBER, family

FIELDS = [
    (record_type, field) for record_type in RECORD_TYPES for field in fields_of(record_type)
]
OUT = Treatment.LEFT_OUT


def treated(record_type: Any, name: str, audience: Audience) -> Treatment:
    return treatment(record_type.TABLE, field_of(record_type, name), audience)


def test_every_group_has_one_rule_with_its_source_in_both_languages() -> None:
    assert [rule.group for rule in RULES] == list(Group)
    for rule in RULES:
        assert faults_of(rule.source.zh, rule.source.en) == []
        assert rule.sureness.value in "ABC"


@pytest.mark.parametrize("audience", list(Audience))
def test_no_identity_number_is_shown_whole_to_anybody(audience: Audience) -> None:
    for record_type, field in FIELDS:
        if isinstance(field.kind, IdentityNumber | CertificateNumber):
            found = treatment(record_type.TABLE, field, audience)
            assert found in (Treatment.MIDDLE_HIDDEN, OUT), (record_type, field.name)


def test_what_is_sensitive_in_a_client_is_never_taken_for_public() -> None:
    for record_type, field in FIELDS:
        if field.sensitive:
            assert group_of(record_type.TABLE, field) is not Group.PUBLIC, field.name


def test_an_employer_may_read_a_name_and_what_the_job_needs_and_nothing_more() -> None:
    shown = {
        f"{record_type.TABLE}.{field.name}"
        for record_type, field in FIELDS
        if treatment(record_type.TABLE, field, Audience.EMPLOYER) is not OUT
        and group_of(record_type.TABLE, field) is not Group.PUBLIC
    }
    assert shown == {
        "client.name",
        "client.name_pinyin",
        "client.education",
        "client.desired_job",
        "client.desired_place",
        "assessment.skills",
        "assessment.interests",
        "assessment.accommodations",
        "graduate_service.school",
        "graduate_service.major",
        "graduate_service.graduated_in",
        "placement.accommodations",
    }


def test_a_clients_own_paper_tells_category_and_level_but_no_diagnosis() -> None:
    client = family().client
    assert told(client, "disability_category", Audience.CLIENT, Language.ZH) == "肢体残疾"
    assert told(client, "disability_level", Audience.CLIENT, Language.ZH) == "三级"
    assert told(client, "selfcare", Audience.CLIENT, Language.ZH) == ""
    assert told(client, "remark", Audience.CLIENT, Language.ZH) == ""
    assert told(client, "identity_number", Audience.CLIENT, Language.ZH) == (
        f"{NUMBER[:4]}{'＊' * 10}{NUMBER[-4:]}"
    )


def test_a_phone_is_masked_for_the_client_and_left_out_for_an_employer() -> None:
    client = family().client
    assert "13985001234" not in told(client, "phone", Audience.CLIENT, Language.ZH)
    assert told(client, "phone", Audience.CLIENT, Language.ZH).endswith("3456")
    assert told(client, "phone", Audience.EMPLOYER, Language.ZH) == ""


def test_the_offices_own_phone_is_there_to_be_dialled() -> None:
    for audience in Audience:
        assert told(a_staff(), "phone", audience, Language.ZH) == "0856-8521234"


def test_of_a_date_of_birth_the_office_reads_the_year_and_an_employer_nothing() -> None:
    client = family().client
    assert told(client, "born_on", Audience.CLIENT, Language.ZH) == "1990-05-17"
    assert told(client, "born_on", Audience.OFFICE, Language.ZH) == "1990"
    assert told(client, "born_on", Audience.VILLAGE, Language.ZH) == ""
    assert told(client, "born_on", Audience.EMPLOYER, Language.ZH) == ""


@pytest.mark.parametrize(
    ("record_type", "name", "readers"),
    [
        (HouseholdMember, "name", {Audience.HOUSEHOLD}),
        (HouseholdMember, "work_ability", {Audience.HOUSEHOLD, Audience.OFFICE}),
        (Household, "yearly_income", {Audience.CLIENT, Audience.HOUSEHOLD}),
        (Household, "monitoring_category", set()),
        (Placement, "remark", set()),
        (FollowUp, "employer_said", {Audience.CLIENT}),
        (FollowUp, "client_said", {Audience.CLIENT, Audience.OFFICE}),
        (Client, "selfcare", set()),
        (Staff, "name", set(Audience)),
    ],
)
def test_a_field_reaches_its_readers_alone(
    record_type: Any, name: str, readers: set[Audience]
) -> None:
    assert {each for each in Audience if treated(record_type, name, each) is not OUT} == readers


def test_a_field_of_a_client_that_no_rule_names_is_told_to_nobody() -> None:
    new = replace(field_of(Client, "village"), name="blood_group")
    assert rule_of("client", new).treatments == {}
    assert group_of("nowhere", new) is Group.REMARKS


def test_every_field_of_a_client_is_named_by_a_rule() -> None:
    remarks = [f.name for f in fields_of(Client) if group_of("client", f) is Group.REMARKS]
    assert remarks == ["remark"]


def test_an_empty_value_is_told_as_nothing() -> None:
    client = family().client
    assert told(client, "registered_address", Audience.CLIENT, Language.ZH) == ""
    with pytest.raises(KeyError):
        told(client, "household_id", Audience.CLIENT, Language.ZH)
