"""Every kind of document, from one record: it says what is on record and nothing else."""

from dataclasses import replace
from typing import Any

import pytest

from db.domain.clients.case import Case
from db.domain.clients.consent import Consent
from db.domain.clients.employment_plan import EmploymentPlan
from db.domain.graduates.graduate_service import GraduateService, JobLead
from db.domain.households.household import Household
from db.domain.papers.disclosure import told
from db.domain.papers.document import (
    Contact,
    Document,
    Facts,
    Heading,
    Items,
    Paragraph,
    Table,
    facts_of,
    plain_text,
    texts_of,
)
from db.domain.papers.pronunciation import Pronunciation
from db.domain.placements.placement import Placement
from db.domain.policy import load_packs
from db.domain.records import RECORD_TYPE_BY_TABLE
from db.fields.codes import code_list
from db.fields.field import fields_of
from db.fields.problem import Problem
from db.fields.text import Language, Text
from db.usecases.papers.kinds import CLIENT_KINDS, KindChoice, document_of, kinds_for
from db.usecases.papers.letter import Letter
from tests.builders import TODAY, a_client, a_note, an_id, days_ago
from tests.papers.family import BROTHER, Family, family
from tests.papers.memory import OWNER, POLICY, STAFF, MemoryReading, made

FAMILY = family()
A_LETTER = Letter(template="certificate_expiring", filled={"where": "县残联，带身份证"})
DECLARED = {
    ("case" if table == "case_file" else table): record_type
    for table, record_type in RECORD_TYPE_BY_TABLE.items()
}
"""Record types by the first part of a key."""


def of_kind(kind: str, language: Language = Language.ZH, of: Family = FAMILY) -> Document:
    more = {"letter": A_LETTER} if kind == "letter" else {}
    return made(of.records, kind, of.client, language, **more)


def audience_of(kind: str) -> Any:
    reading: Any = MemoryReading(*FAMILY.records)
    choices = kinds_for(reading, FAMILY.client.id, today=TODAY, policy=POLICY)
    return next(choice.audience for choice in choices if choice.kind == kind)


def choices(*records: Any, client: Any) -> dict[str, KindChoice]:
    reading: Any = MemoryReading(client, *records)
    found = kinds_for(reading, client.id, today=TODAY, policy=POLICY)
    return {choice.kind: choice for choice in found}


def test_the_kinds_are_those_of_the_code_list() -> None:
    of_no_client = {"village_list", "recovery_sheet", "enrolment_sheet"}
    known = [entry.code for entry in code_list("document_kinds")]
    assert list(CLIENT_KINDS) == [code for code in known if code not in of_no_client]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", CLIENT_KINDS)
def test_every_kind_is_made_in_both_languages_with_no_gap_left(
    kind: str, language: Language
) -> None:
    document = of_kind(kind, language)
    assert (document.kind, document.language, document.made_on) == (kind, language, TODAY)
    assert document.organisation == STAFF.organisation
    assert not any(sign in text for text in texts_of(document) for sign in "{}")
    assert not any("None" in text for text in texts_of(document))
    assert all(block.rows for block in document.blocks if isinstance(block, Facts | Contact))


@pytest.mark.parametrize("kind", CLIENT_KINDS)
def test_both_languages_hold_the_same_parts(kind: str) -> None:
    def shape(document: Document) -> list[tuple[str, object]]:
        return [
            (type(block).__name__, getattr(block, "key", None)) for block in document.blocks
        ] + [("fact", fact.key) for fact in facts_of(document)]

    assert shape(of_kind(kind, Language.ZH)) == shape(of_kind(kind, Language.EN))


@pytest.mark.parametrize("kind", CLIENT_KINDS)
def test_every_part_has_its_key(kind: str) -> None:
    document = of_kind(kind)
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph | Items):
            assert block.key, block
        if isinstance(block, Heading) and block.level == 1:
            assert block.key.startswith("section."), block
        if isinstance(block, Facts | Contact):
            assert all(row.key for row in block.rows), block
        if isinstance(block, Table):
            assert all(block.keys)
            assert len(block.keys) == len(block.headers)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", CLIENT_KINDS)
def test_every_fact_of_a_declared_field_is_what_the_record_says(
    kind: str, language: Language
) -> None:
    audience = audience_of(kind)
    checked = 0
    for fact in facts_of(of_kind(kind, language)):
        table, _, name = fact.key.partition(".")
        record_type = DECLARED.get(table)
        if record_type is None or name not in {f.name for f in fields_of(record_type)}:
            continue
        said = {
            told(record, name, audience, language)
            for record in (*FAMILY.records, STAFF)
            if type(record) is record_type
        }
        if record_type.TABLE in ("household_member", "case_note"):
            continue  # a member’s own file comes first; contacts are notes and follow-ups
        assert fact.value in said, fact
        checked += 1
    assert checked >= 2


def test_a_record_with_nothing_in_it_gives_the_reasons_in_calm_words() -> None:
    found = choices(client=a_client())
    assert {kind for kind, choice in found.items() if choice.is_possible} == {
        "case_summary",
        "letter",
    }
    for choice in found.values():
        assert choice.label.zh
        if choice.why_not is not None:
            assert choice.why_not.zh.endswith("。")
            assert choice.why_not.en.endswith(".")
            assert "{" not in choice.why_not.zh + choice.why_not.en


@pytest.mark.parametrize(
    "kind", [k for k in CLIENT_KINDS if k not in ("case_summary", "letter")]
)
def test_what_cannot_be_made_is_a_problem_that_says_the_same(kind: str) -> None:
    client = a_client()
    with pytest.raises(Problem) as caught:
        made([client], kind, client)
    why_not = choices(client=client)[kind].why_not
    assert caught.value.message(Language.ZH) == (why_not or Text("", "")).zh


@pytest.mark.parametrize(
    ("kind", "needs"),
    [
        ("employment_plan", EmploymentPlan),
        ("posting_list", GraduateService),
        ("posting_list", JobLead),
        ("household_check", Household),
        ("follow_up", Placement),
        ("placement_certificate", Placement),
        ("employer_introduction", Consent),
    ],
)
def test_a_kind_needs_its_record(kind: str, needs: type) -> None:
    assert kinds_made(FAMILY.records)[kind]
    assert not kinds_made(FAMILY.without(needs))[kind]


def kinds_made(records: tuple[Any, ...]) -> dict[str, bool]:
    rest = [record for record in records if record is not FAMILY.client]
    return {
        kind: choice.is_possible
        for kind, choice in choices(*rest, client=FAMILY.client).items()
    }


@pytest.mark.parametrize("kind", ["village_list", "enrolment_sheet", "recovery_sheet", "poem"])
def test_a_kind_that_is_not_about_a_client_is_refused_in_words(kind: str) -> None:
    with pytest.raises(Problem) as caught:
        made(FAMILY.records, kind, FAMILY.client)
    assert caught.value.message(Language.ZH).endswith("。")


def test_a_client_who_is_gone_is_a_problem() -> None:
    with pytest.raises(Problem):
        made([], "case_summary", a_client())


def test_a_case_number_is_on_every_paper_but_those_others_read() -> None:
    (case,) = FAMILY.of(Case)
    bearing = {kind for kind in CLIENT_KINDS if of_kind(kind).case_number == case.number}
    assert bearing == set(CLIENT_KINDS) - {"employer_introduction", "household_check"}


def test_readings_come_from_her_file_and_from_what_is_remembered() -> None:
    client = a_client(name="单小英", name_pinyin="shàn xiǎo yīng", village="重安江")
    plan = [Pronunciation(id=an_id(), written=w, pinyin=p) for w, p in (
        ("重安江", "chong2 an1 jiang1"), ("单小英", "dan1 xiao3 ying1"), ("朝阳", "chao2 yang2")
    )]  # fmt: skip
    document = made([client, *plan], "case_summary", client)
    assert document.readings == (
        ("单小英", "shan4 xiao3 ying1"),
        ("重安江", "chong2 an1 jiang1"),
    )


def test_a_reading_without_tones_is_kept_and_one_that_does_not_fit_is_left_out() -> None:
    toneless = a_client(name="单小", name_pinyin="shan xiao")
    assert made([toneless], "case_summary", toneless).readings == (("单小", "shan xiao"),)
    wrong = a_client(name="单小英", name_pinyin="shan xiao")
    assert made([wrong], "case_summary", wrong).readings == ()


def test_names_in_the_paper_stay_whole() -> None:
    summary, sheet = of_kind("case_summary"), of_kind("household_check")
    assert {"潘阿妹", "潘大姐", "潘老二", STAFF.name} == set(summary.whole_words)
    assert {"潘阿妹", BROTHER, "潘老二", STAFF.name} == set(sheet.whole_words)
    assert dict(sheet.readings)[BROTHER] == "pan1 xiao3 man3"
    assert BROTHER not in dict(summary.readings)


def test_without_a_counsellor_on_record_a_paper_says_so_and_has_a_line_to_sign() -> None:
    reading: Any = MemoryReading(*FAMILY.records)
    owner = replace(OWNER, staff_id=an_id())
    document = document_of(
        reading, "employment_plan", FAMILY.client.id, Language.ZH,
        today=TODAY, policy=POLICY, owner=owner,
    )  # fmt: skip
    assert document.organisation == "残疾人就业服务"
    assert "还没有填写。" in plain_text(document)
    assert "就业辅导员：＿" in plain_text(document)


def test_a_county_that_sets_its_own_number_sees_it_with_its_source() -> None:
    policy = load_packs().with_local({"household.facts_valid_days": 100})
    reading: Any = MemoryReading(*FAMILY.records)
    document = document_of(
        reading, "household_check", FAMILY.client.id, Language.ZH,
        today=TODAY, policy=policy, owner=OWNER,
    )  # fmt: skip
    assert "本地设定为 100 天" in plain_text(document)


def test_two_hundred_services_and_fifty_pages_of_notes_are_no_trouble() -> None:
    notes = [
        a_note(FAMILY.client, noted_on=days_ago(n), content="很长。" * 900) for n in range(200)
    ]
    for kind in CLIENT_KINDS:
        more = {"letter": A_LETTER} if kind == "letter" else {}
        assert made([*FAMILY.records, *notes], kind, FAMILY.client, **more).blocks
    text = plain_text(made([*FAMILY.records, *notes], "case_summary", FAMILY.client))
    assert "一共有 202 次联系，这里写最近的 3 次。" in text


def test_of_few_contacts_no_count_is_said() -> None:
    assert "次联系，这里写" not in plain_text(of_kind("case_summary"))
