"""The sheets of a household check and of follow-ups: what is known, and lines to write on."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from db.domain.households.household import HouseholdMember
from db.domain.households.household_check import HouseholdCheck
from db.domain.papers.document import (
    Chart,
    Document,
    Facts,
    Items,
    Paragraph,
    Signatures,
    Table,
    plain_text,
)
from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from db.fields.problem import Problem
from db.fields.text import Language
from db.usecases.households import household_finding
from db.usecases.papers.kinds import document_of
from tests.builders import (
    TODAY,
    a_client,
    a_follow_up,
    a_held_follow_up,
    a_household,
    a_placement,
    an_id,
    days_ago,
)
from tests.papers.family import BROTHER, family
from tests.papers.memory import OWNER, POLICY, MemoryReading, made

FAMILY = family()


def sheet(records: Any = FAMILY.records, language: Language = Language.ZH) -> Document:
    return made(records, "household_check", FAMILY.client, language)


def follow_ups(records: Any = FAMILY.records, **more: Any) -> Document:
    return made(records, "follow_up", FAMILY.client, **more)


def blanks(document: Document) -> tuple[str, ...]:
    return next(block.labels for block in document.blocks if isinstance(block, Signatures))


def keys(document: Document) -> list[str]:
    return [block.key for block in document.blocks if isinstance(block, Paragraph)]


def test_every_member_stands_in_the_sheet_with_what_her_own_file_says() -> None:
    (table,) = (block for block in sheet().blocks if isinstance(block, Table))
    assert table.row_headers
    rows = {row[0]: dict(zip(table.keys, row, strict=True)) for row in table.rows}
    assert set(rows) == {"潘阿妹", BROTHER, "潘老二"}
    own = rows["潘阿妹"]
    assert own["household_member.has_certificate"] == "是"
    assert own["household_member.work_ability"] == "部分劳动能力"
    assert own["household_member.employment_form"] == "按比例就业"
    assert rows["潘老二"]["household_member.has_certificate"] == "否"
    assert rows[BROTHER]["household_member.work_ability"] == ""


def test_who_can_and_wants_to_work_is_said_by_name() -> None:
    assert "登记为能劳动也想就业的成员：潘阿妹。" in plain_text(sheet())


def test_the_rule_is_told_with_every_number_the_finding_used_and_its_clause() -> None:
    reading: Any = MemoryReading(*FAMILY.records)
    home = FAMILY.client.household_id
    finding = household_finding(reading, home, TODAY, POLICY)
    rule = next(
        b.items for b in sheet().blocks if isinstance(b, Items) and b.key == "policy.household"
    )
    assert len(rule) == 2 + len(dict.fromkeys(finding.sources))
    assert any("二（六）" in sentence for sentence in rule)
    # A household need not know how far a number was traced.
    assert not any("设计建议" in sentence for sentence in rule)
    assert any("是我们现在的做法" in sentence for sentence in rule)
    assert finding.basis.zh in plain_text(sheet())
    assert finding.basis.en in plain_text(sheet(language=Language.EN))
    for line in finding.prose(Language.ZH).splitlines()[1:]:
        assert line in plain_text(sheet())


def test_the_last_check_is_told_and_a_check_made_today_needs_no_blanks() -> None:
    facts = [block for block in sheet().blocks if isinstance(block, Facts)]
    said = {row.key: row.value for block in facts for row in block.rows}
    assert said["household_check.found"] == "未达标"
    assert said["household_check.basis"] == "没有人就业"
    assert "老人有病" not in plain_text(sheet())
    assert "核查日期" in blanks(sheet())
    today = [
        replace(r, checked_on=TODAY) if isinstance(r, HouseholdCheck) else r
        for r in FAMILY.records
    ]
    assert blanks(sheet(today)) == ("户主或成员签字或按手印", "就业辅导员（石秀英）", "日期")


def test_a_household_never_checked_says_so_and_leaves_lines_to_write_on() -> None:
    document = sheet(FAMILY.without(HouseholdCheck))
    assert "none.check" in keys(document)
    assert "这一户还没有核查过。" in plain_text(document)
    assert blanks(document) == (
        "核查日期",
        "核查方式",
        "有变化的情况 1（谁，什么变了）",
        "有变化的情况 2（谁，什么变了）",
        "有变化的情况 3（谁，什么变了）",
        "核查结果（达标、未达标、不适用、待核，选一个）",
        "理由",
        "下次核查日期",
    )


def test_a_household_without_members_says_what_is_to_be_found_out() -> None:
    document = sheet(FAMILY.without(HouseholdMember))
    assert {"none.members", "none.facts_of_check"} <= set(keys(document))
    assert "还没有登记家庭成员。" in plain_text(document)


def test_the_sheet_of_a_household_never_entered_by_hand_is_made_in_english_too() -> None:
    home = a_household(head_name="石老大", rural=None)
    client = a_client(household_id=home.id)
    text = plain_text(made([home, client], "household_check", client, Language.EN))
    assert "To be checked" in text
    assert "No members are recorded yet." in text


def test_done_follow_ups_and_those_to_come_stand_apart() -> None:
    held, coming = (block for block in follow_ups().blocks if isinstance(block, Table))
    assert [row[0] for row in held.rows] == ["上岗一周"]
    assert "还习惯" in held.rows[0]
    assert [row[:2] for row in coming.rows] == [
        ("满一个月", days_ago(10).isoformat()),
        ("满三个月", (TODAY + timedelta(days=50)).isoformat()),
    ]
    assert "有 1 次回访已经过了日期" in plain_text(follow_ups())
    assert "做得慢一点" not in plain_text(follow_ups())


def test_the_reason_for_moving_a_follow_up_is_told_where_there_is_one() -> None:
    records = [
        replace(r, moved_reason="那天下大雪") if r == FAMILY.of(FollowUp)[1] else r
        for r in FAMILY.records
    ]
    tables = [block for block in follow_ups(records).blocks if isinstance(block, Table)]
    assert tables[1].rows[0][2] == "那天下大雪"
    assert tables[1].keys[2] == "follow_up.moved_reason"


def test_the_next_follow_up_has_its_lines() -> None:
    document = follow_ups()
    assert f"这一次是：满一个月（{days_ago(10)} 前后）。" in plain_text(document)
    assert blanks(document)[:3] == ("回访日期", "回访方式", "仍在岗")
    done = follow_ups(FAMILY.without(FollowUp))
    assert blanks(done)[0] == "回访种类"
    assert {"none.held", "none.coming"} <= set(keys(done))


def test_the_chart_sets_held_beside_due() -> None:
    (chart,) = (block for block in follow_ups().blocks if isinstance(block, Chart))
    assert [(bar.label, bar.value) for bar in chart.bars] == [("应做", 2), ("已做", 1)]
    assert chart.sentence == f"到 {TODAY}，应做 2 次回访，做了 1 次。"
    english = next(b for b in follow_ups(language=Language.EN).blocks if isinstance(b, Chart))
    assert "follow-ups due: 2, of these held: 1" in english.sentence


def test_a_follow_up_that_is_not_due_yet_is_not_counted_as_missed() -> None:
    client = a_client()
    placement = a_placement(client, started_on=TODAY)
    records = [client, placement, a_follow_up(placement)]
    document = made(records, "follow_up", client)
    assert not any(isinstance(block, Chart) for block in document.blocks)


def test_a_job_that_ended_has_no_follow_ups_to_come() -> None:
    records = [
        replace(r, ended_on=days_ago(1)) if isinstance(r, Placement) else r
        for r in FAMILY.records
    ]
    text = plain_text(follow_ups(records))
    assert f"这份工作已于 {days_ago(1)} 结束，不再安排回访。" in text


@pytest.mark.parametrize(("form", "asked"), [("FARM", True), ("QUOTA", False)])
def test_a_farmer_is_asked_about_the_season(form: str, asked: bool) -> None:
    client = a_client()
    text = plain_text(made([client, a_placement(client, form=form)], "follow_up", client))
    assert ("这一季是不是您本人在做" in text) is asked


def test_the_placement_asked_for_is_the_one_told_of() -> None:
    client = a_client()
    old = a_placement(client, job_title="门卫", started_on=days_ago(300), ended_on=days_ago(99))
    new = a_placement(client)
    records = [client, old, new, a_held_follow_up(old, client_said="太远了")]
    reading: Any = MemoryReading(*records)

    def text(placement_id: Any) -> str:
        return plain_text(
            document_of(
                reading, "follow_up", client.id, Language.ZH, today=TODAY, policy=POLICY,
                owner=OWNER, placement_id=placement_id,
            )
        )  # fmt: skip

    assert "分拣员" in text(None)
    assert "太远了" in text(old.id)
    assert "分拣员" not in text(old.id)
    with pytest.raises(Problem):
        text(an_id())
