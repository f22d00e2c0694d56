"""Papers that others read: the certificate of a placement, the introduction for an employer."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from db.domain.clients.assessment import Assessment
from db.domain.clients.client import Client
from db.domain.clients.consent import Consent
from db.domain.graduates.graduate_service import GraduateService
from db.domain.papers.document import Document, Facts, Signatures, facts_of, plain_text
from db.domain.placements.placement import Placement
from db.fields.codes import code_list
from db.fields.problem import Problem
from db.fields.text import Language
from tests.builders import TODAY, a_client, a_consent, a_placement, days_ago
from tests.papers.family import NUMBER, family
from tests.papers.memory import STAFF, made

FAMILY = family()


def certificate(records: Any = FAMILY.records, language: Language = Language.ZH) -> Document:
    return made(records, "placement_certificate", FAMILY.client, language)


def introduction(records: Any = FAMILY.records, language: Language = Language.ZH) -> Document:
    return made(records, "employer_introduction", FAMILY.client, language)


def with_changes(record_type: type, **changes: Any) -> list[Any]:
    return [replace(r, **changes) if type(r) is record_type else r for r in FAMILY.records]


def test_the_certificate_says_who_works_where_as_what_since_when() -> None:
    text = plain_text(certificate())
    assert f"兹证明：潘阿妹自 {days_ago(40)} 起在长安茶叶加工厂从事“分拣员”工作" in text
    assert "就业形式为按比例就业。" in text
    said = {fact.key: fact.value for fact in facts_of(certificate())}
    assert said["client.identity_number"] == f"{NUMBER[:4]}{'＊' * 10}{NUMBER[-4:]}"
    assert said["placement.employer_name"] == "长安茶叶加工厂"
    assert said["placement.started_on"] == days_ago(40).isoformat()
    assert "has worked as “分拣员” at 长安茶叶加工厂 since" in plain_text(
        certificate(language=Language.EN)
    )


def test_the_certificate_has_places_for_stamp_and_signature() -> None:
    (signed,) = (b.labels for b in certificate().blocks if isinstance(b, Signatures))
    assert signed == ("单位（盖章）", "就业辅导员（石秀英）", "日期")


def test_the_certificate_tells_nothing_of_pay_family_phone_or_disability() -> None:
    text = plain_text(certificate())
    for hidden in ("2,300", "肢体", "13985", "潘老二", "坐姿", "厂长是亲戚", "1990"):
        assert hidden not in text, hidden


def test_a_job_that_ended_is_certified_with_its_end() -> None:
    text = plain_text(certificate(with_changes(Placement, ended_on=days_ago(3))))
    assert f"自 {days_ago(40)} 到 {days_ago(3)} 在长安茶叶加工厂从事" in text


def test_own_work_without_an_employer_is_certified_without_one() -> None:
    client = a_client()
    own = a_placement(client, form="FARM", employer_name=None, job_title="种天麻")
    text = plain_text(made([client, own], "placement_certificate", client))
    assert f"自 {days_ago(10)} 起从事“种天麻”工作" in text


def test_work_to_come_is_not_certified() -> None:
    client = a_client()
    later = a_placement(client, started_on=TODAY + timedelta(days=4))
    with pytest.raises(Problem) as caught:
        made([client, later], "placement_certificate", client)
    assert "2026-11-27" in caught.value.message(Language.ZH)
    now = a_placement(client, job_title="保洁员")
    assert "保洁员" in plain_text(made([client, later, now], "placement_certificate", client))
    with pytest.raises(Problem):
        made([client, later, now], "placement_certificate", client, placement_id=later.id)


def test_the_introduction_tells_name_education_skills_and_what_helps_and_no_more() -> None:
    blocks = [block for block in introduction().blocks if isinstance(block, Facts)]
    assert [(row.key, row.value) for block in blocks for row in block.rows] == [
        ("client.name", "潘阿妹"),
        ("client.education", "大学本科"),
        ("graduate_service.school", "铜仁学院"),
        ("graduate_service.major", "图书馆学"),
        ("assessment.skills", "会用电脑打字"),
        ("assessment.interests", "喜欢整理东西"),
        ("client.desired_job", "仓库理货"),
        ("client.desired_place", "德江县城"),
        ("assessment.accommodations", "需要坐着工作"),
    ]
    assert introduction().case_number == ""


@pytest.mark.parametrize("language", list(Language))
def test_the_introduction_is_redacted(language: Language) -> None:
    text = plain_text(introduction(language=language))
    for hidden in (
        NUMBER, NUMBER[:6], "1398", "6123456", "煎茶", "长安村", "三组", "潘老二", "潘大姐",
        "潘老大", "1990", "520626", "肢体", "Physical", "三级", "说好下周", "家里有人生病",
        "适合坐姿作业", "2,500", "哥哥",
    ):  # fmt: skip
        assert hidden not in text, hidden
    assert STAFF.phone in text


def test_the_introduction_says_what_it_may_be_used_for() -> None:
    assert "只用于招聘" in plain_text(introduction())
    assert "for hiring only" in plain_text(introduction(language=Language.EN))


@pytest.mark.parametrize(
    "consents",
    [
        [],
        [{"purpose": "REGISTER"}],
        [{"purpose": "EMPLOYER", "withdrawn_on": TODAY}],
        [{"purpose": "EMPLOYER", "withdrawn_on": days_ago(2)}],
        [{"purpose": "EMPLOYER", "given_on": TODAY + timedelta(days=1)}],
    ],
)
def test_without_the_right_consent_there_is_no_introduction(
    consents: list[dict[str, Any]],
) -> None:
    records = [*FAMILY.without(Consent), *(a_consent(FAMILY.client, **c) for c in consents)]
    with pytest.raises(Problem) as caught:
        introduction(records)
    purpose = code_list("consent_purposes").label("EMPLOYER")
    assert purpose.zh in caught.value.message(Language.ZH)
    assert purpose.en in caught.value.message(Language.EN)


def test_a_consent_given_again_after_it_was_taken_back_counts() -> None:
    records = [
        *FAMILY.without(Consent),
        a_consent(FAMILY.client, purpose="EMPLOYER", withdrawn_on=days_ago(9)),
        a_consent(FAMILY.client, purpose="EMPLOYER", given_on=days_ago(3)),
    ]
    assert introduction(records).kind == "employer_introduction"


def test_a_consent_to_be_taken_back_tomorrow_still_counts_today() -> None:
    consent = a_consent(
        FAMILY.client, purpose="EMPLOYER", withdrawn_on=TODAY + timedelta(days=1)
    )
    assert introduction([*FAMILY.without(Consent), consent]).blocks


def test_what_is_not_on_record_yet_is_said_calmly() -> None:
    bare = FAMILY.without(Assessment, GraduateService, Client)
    client = replace(FAMILY.client, desired_job=None, desired_place=None, household_id=None)
    text = plain_text(introduction([client, *bare]))
    assert "技能和想做的工作还没有登记" in text
    assert "需要的便利还没有登记" in text
