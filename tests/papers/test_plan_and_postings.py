"""The plan that is signed, and the job leads of a graduate."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from db.domain.clients.client import Client
from db.domain.clients.consent import Consent
from db.domain.clients.employment_plan import EmploymentPlan, PlanStep
from db.domain.graduates.graduate_service import JobLead
from db.domain.papers.document import (
    SIGN_HERE,
    Chart,
    Document,
    Facts,
    Heading,
    Paragraph,
    Signatures,
    Table,
    plain_text,
)
from db.domain.placements.employer import Employer, Vacancy
from db.domain.policy import load_packs
from db.fields.problem import Problem
from db.fields.text import Language
from db.usecases.papers.kinds import document_of
from tests.builders import TODAY, a_client, a_consent, a_lead, a_plan, a_service, days_ago
from tests.papers.family import family
from tests.papers.memory import OWNER, MemoryReading, made

FAMILY = family()


def plan(records: Any = FAMILY.records, language: Language = Language.ZH) -> Document:
    return made(records, "employment_plan", FAMILY.client, language)


def postings(records: Any = FAMILY.records, language: Language = Language.ZH) -> Document:
    return made(records, "posting_list", FAMILY.client, language)


def none_of(document: Document) -> list[str]:
    blocks = [block for block in document.blocks if isinstance(block, Paragraph)]
    return [block.key for block in blocks if block.key.startswith("none.")]


def labels(document: Document) -> list[str]:
    return [
        label
        for block in document.blocks
        if isinstance(block, Signatures)
        for label in block.labels
    ]


def test_the_plan_holds_every_step_with_who_and_by_when() -> None:
    (table,) = (block for block in plan().blocks if isinstance(block, Table))
    assert table.keys == tuple(f"plan_step.{n}" for n in ("what", "who", "due_on", "done_on"))
    assert table.rows == (
        ("学开机器", "", days_ago(9).isoformat(), days_ago(9).isoformat()),
        ("一起去看茶叶厂", "本人", (TODAY + timedelta(days=3)).isoformat(), ""),
        ("问接送", "", "", ""),
    )
    assert none_of(plan()) == ["none.step_day", "none.step_who"]


def test_the_plan_is_signed_by_her_her_guardian_and_the_counsellor() -> None:
    assert labels(plan()) == [
        "本人签字或按手印（潘阿妹）",
        "监护人签字或按手印（潘老大）",
        "就业辅导员（石秀英）",
        "日期",
    ]


@pytest.mark.parametrize(
    "consent",
    [
        {"way": "GUARD", "guardian_name": "潘老大", "withdrawn_on": TODAY},
        {"way": "GUARD", "guardian_name": "潘老大", "given_on": TODAY + timedelta(days=1)},
        {"way": "SIGN", "guardian_name": "潘老大"},
        {"way": "GUARD"},
    ],
)
def test_a_guardian_who_does_not_sign_for_her_has_no_line(consent: dict[str, Any]) -> None:
    records = [*FAMILY.without(Consent), a_consent(FAMILY.client, **consent)]
    assert not any("监护人" in label for label in labels(plan(records)))


def test_the_consent_sentence_says_that_it_was_read_to_her_and_in_which_form() -> None:
    text = plain_text(plan())
    assert "逐条读给我听过" in text
    assert "您愿意用的文件形式是：大字 18 磅。" in text
    assert "read or signed to me point by point" in plain_text(plan(language=Language.EN))


def test_what_a_plan_lacks_is_said() -> None:
    bare = a_client(name="石老三")
    document = made([bare, a_plan(bare)], "employment_plan", bare)
    assert none_of(document) == ["none.steps", "none.review", "none.preferred_form"]
    assert labels(document)[0] == "本人签字或按手印（石老三）"


def test_a_plan_that_has_ended_is_not_signed_any_more() -> None:
    records = [
        replace(r, ended_on=days_ago(1)) if isinstance(r, EmploymentPlan) else r
        for r in FAMILY.records
    ]
    with pytest.raises(Problem) as caught:
        plan(records)
    assert days_ago(1).isoformat() in caught.value.message(Language.EN)


def test_steps_of_other_plans_are_not_in_it() -> None:
    old = a_plan(FAMILY.client, agreed_on=days_ago(90), ended_on=days_ago(30))
    step = replace(FAMILY.of(PlanStep)[0], id=old.id, plan_id=old.id, what="旧步骤")
    assert "旧步骤" not in plain_text(plan([*FAMILY.records, old, step]))


def test_the_list_holds_every_lead_with_why_it_suits() -> None:
    document = postings()
    titles = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 2]
    assert titles == [
        "1. 编目员（德江县图书馆）",
        "2. 档案员（煎茶镇卫生院）",
        "3. 图书员（德江一中）",
    ]
    facts = [block for block in document.blocks if isinstance(block, Facts)]
    whys = [row.value for f in facts for row in f.rows if row.key == "job_lead.why_it_suits"]
    assert sorted(whys) == sorted(lead.why_it_suits for lead in FAMILY.of(JobLead))


def test_a_lead_from_a_vacancy_says_place_wage_accommodations_and_whom_to_ask() -> None:
    first = next(block for block in postings().blocks if isinstance(block, Facts))
    said = {row.key: row.value for row in first.rows}
    assert said["vacancy.work_place"] == "图书馆二楼"
    assert said["vacancy.monthly_wage"] == "2,600 元"
    assert said["vacancy.accommodations"] == "可以坐着做"
    assert said["employer.contact_name"] == "吴馆长"
    assert said["employer.contact_phone"] == "0856-8524321"
    assert said["job_lead.answer"] == "愿意"


def test_what_is_not_known_of_a_job_is_said_and_never_made_up() -> None:
    missing = [
        block.text
        for block in postings().blocks
        if isinstance(block, Paragraph) and block.key == "none.vacancy"
    ]
    assert missing[0].endswith("：工时。")
    assert missing[1].endswith("：工作地点、月工资、合理便利、工时、找谁。")
    assert len(missing) == 3


def test_how_many_there_are_is_said_with_the_number_of_the_plan_and_its_clause() -> None:
    text = plain_text(postings())
    assert "这份清单上有 3 条岗位信息，其中 2 条登记过告知日期。" in text
    assert "还差 1 条" in text
    assert "至少应有 3 条，至多 5 条" in text
    assert "二（七）" in text
    assert "已于 2024-12-31 到期" in text
    assert "2 (7): each graduate" in plain_text(postings(language=Language.EN))


def test_another_number_in_the_pack_is_the_number_on_paper() -> None:
    policy = load_packs()
    packs = tuple(
        replace(
            pack,
            parameters=tuple(
                replace(p, value=4, default=4) if p.key == "graduate.postings_min" else p
                for p in pack.parameters
            ),
        )
        for pack in policy.packs
    )
    reading: Any = MemoryReading(*FAMILY.records)
    document = document_of(
        reading, "posting_list", FAMILY.client.id, Language.ZH,
        today=TODAY, policy=replace(policy, packs=packs), owner=OWNER,
    )  # fmt: skip
    text = plain_text(document)
    assert "至少应有 4 条" in text
    assert "还差 2 条" in text


def test_five_and_more_leads_are_all_listed_and_counted() -> None:
    graduate = a_client(name="石小明")
    service = a_service(graduate)
    leads = [a_lead(service, employer_name=f"单位{n}", told_on=days_ago(n)) for n in range(7)]
    document = made([graduate, service, *leads], "posting_list", graduate)
    titles = [b for b in document.blocks if isinstance(b, Heading) and b.level == 2]
    assert len(titles) == 7
    assert "超过 5 条，单列" in plain_text(document)


def test_the_chart_counts_the_answers_and_says_so() -> None:
    (chart,) = (block for block in postings().blocks if isinstance(block, Chart))
    assert [(bar.label, bar.value, bar.shown) for bar in chart.bars] == [
        ("尚未答复", 2, "2 条"),
        ("愿意", 1, "1 条"),
    ]
    assert chart.sentence == "3 条岗位信息中，1 条已经有了答复。"


def test_one_lead_needs_no_chart() -> None:
    graduate = a_client(name="石小明")
    service = a_service(graduate)
    document = made([graduate, service, a_lead(service)], "posting_list", graduate)
    assert not any(isinstance(block, Chart) for block in document.blocks)


def test_a_closed_vacancy_is_said_to_be_closed() -> None:
    records = [
        replace(r, closed_on=days_ago(2)) if isinstance(r, Vacancy) else r
        for r in FAMILY.records
    ]
    assert f"这个岗位已于 {days_ago(2)} 关闭。" in plain_text(postings(records))
    assert "已于 2026-11-25 关闭" not in plain_text(postings())


def test_each_lead_has_a_line_for_the_answer() -> None:
    text = plain_text(postings())
    for number, job in enumerate(("编目员", "档案员", "图书员"), start=1):
        assert f"{number}. {job}：{SIGN_HERE}" in text


def test_the_employers_telephone_is_given_even_when_the_family_has_the_same() -> None:
    records = [
        replace(r, contact_phone="0856-8524321") if isinstance(r, Client) else r
        for r in FAMILY.without(Employer)
    ]
    assert "0856-8524321" in plain_text(postings([*records, *FAMILY.of(Employer)]))
