"""The list of a village: everybody, sorted, with counts, for the office."""

from dataclasses import replace
from typing import Any

import pytest

from db.domain.papers.disclosure import Audience
from db.domain.papers.document import Chart, Document, Facts, Table, plain_text, texts_of
from db.fields.problem import Problem
from db.fields.text import Language
from db.usecases.papers.village_list import Place, village_list
from tests.builders import (
    TODAY,
    a_check,
    a_client,
    a_follow_up,
    a_held_follow_up,
    a_household,
    a_note,
    a_placement,
    a_plan,
    a_step,
    an_id,
    days_ago,
)
from tests.papers.family import NUMBER, family
from tests.papers.memory import OWNER, POLICY, MemoryReading

FAMILY = family()


def listed(
    *records: Any,
    place: Place = Place(village="长安村"),  # noqa: B008 - a frozen value
    language: Language = Language.ZH,
    **more: Any,
) -> Document:
    reading: Any = MemoryReading(*records)
    return village_list(
        reading,
        language,
        **({"today": TODAY, "policy": POLICY, "owner": OWNER, "place": place} | more),
    )


def table(document: Document) -> list[dict[str, str]]:
    (found,) = (block for block in document.blocks if isinstance(block, Table))
    return [dict(zip(found.keys, row, strict=True)) for row in found.rows]


def next_step(*records: Any) -> str:
    client = a_client()
    made = [record(client) if callable(record) else record for record in records]
    flat = [each for one in made for each in (one if isinstance(one, tuple) else (one,))]
    return table(listed(client, *flat))[0]["client.next_step"]


@pytest.mark.parametrize("language", list(Language))
def test_everybody_of_the_village_is_listed_with_what_the_office_may_read(
    language: Language,
) -> None:
    rows = table(listed(*FAMILY.records, language=language))
    assert {row["client.name"] for row in rows} == {"潘阿妹", "潘小满"}
    own = next(row for row in rows if row["client.name"] == "潘阿妹")
    assert own["client.born_on"] == "1990"
    assert own["client.disability"].startswith(
        "肢体残疾 三级" if language is Language.ZH else "Physical"
    )
    assert own["household_check.result"] == ("未达标" if language is Language.ZH else "Not met")
    assert days_ago(10).isoformat() in own["client.next_step"]


def test_numbers_telephones_and_health_are_not_on_the_list() -> None:
    text = " ".join(texts_of(listed(*FAMILY.records)))
    for hidden in (NUMBER, NUMBER[:6], "1398", "家里有人生病", "2,500", "潘大姐"):
        assert hidden not in text, hidden


def test_village_staff_read_names_and_work_alone() -> None:
    document = listed(*FAMILY.records, audience=Audience.VILLAGE)
    assert set(table(document)[0]) == {
        "client.name",
        "client.township",
        "client.employment_status",
    }


@pytest.mark.parametrize("audience", [Audience.CLIENT, Audience.EMPLOYER, Audience.BEARER])
def test_the_list_is_for_nobody_else(audience: Audience) -> None:
    with pytest.raises(Problem):
        listed(*FAMILY.records, audience=audience)


def test_the_list_is_sorted_by_township_village_and_reading_of_the_name() -> None:
    people = [
        a_client(name="张一", township="乙镇", village="甲村"),
        a_client(name="赵一", township="甲镇", village=None),
        a_client(name="周二", township="甲镇", village="乙村"),
        a_client(name="单小", name_pinyin="shan xiao", township="甲镇", village="乙村"),
        a_client(name="白云", township="甲镇", village="乙村"),
    ]
    names = [row["client.name"] for row in table(listed(*people, place=Place()))]
    assert names == ["张一", "白云", "单小", "周二", "赵一"]


def test_a_place_narrows_the_list_and_names_it() -> None:
    people = [
        a_client(name="甲", county="520626", township="煎茶镇", village="长安村"),
        a_client(name="乙", county="520626", township="煎茶镇", village="新寨村"),
        a_client(name="丙", county="520625", township="木黄镇", village="长安村"),
    ]
    for place, names, title in (
        (Place(village="长安村"), {"甲", "丙"}, "长安村名单"),
        (Place(township="煎茶镇"), {"甲", "乙"}, "煎茶镇名单"),
        (Place(township="煎茶镇", village="长安村"), {"甲"}, "煎茶镇长安村名单"),
        (Place(county="520625"), {"丙"}, "印江土家族苗族自治县名单"),
        (Place(), {"甲", "乙", "丙"}, "全部地方名单"),
    ):
        document = listed(*people, place=place)
        assert {row["client.name"] for row in table(document)} == names
        assert document.title == title


def test_columns_of_the_place_itself_are_left_out() -> None:
    person = a_client()
    whole = set(table(listed(person, place=Place()))[0])
    assert {"client.township", "client.village"} <= whole
    town = set(table(listed(person, place=Place(township="煎茶镇")))[0])
    assert "client.township" not in town


def test_counts_and_chart_agree_with_the_list() -> None:
    people = [
        a_client(employment_status=status)
        for status in ("EMP", "EMP", "UNEMP_WILL", "X9", None)
    ]
    document = listed(*people)
    (numbers,) = (block for block in document.blocks if isinstance(block, Facts))
    assert [row.value for row in numbers.rows] == ["5 人", "2 人"]
    (chart,) = (block for block in document.blocks if isinstance(block, Chart))
    assert [(bar.label, bar.value) for bar in chart.bars] == [
        ("已就业", 2),
        ("未就业，有就业意愿", 1),
        ("X9", 1),
        ("没有填", 1),
    ]
    assert sum(bar.value for bar in chart.bars) == len(people)
    assert chart.sentence.startswith("5 人中，2 人已就业，1 人想就业还没有工作，1 人没有填")


def test_a_counsellor_lists_her_own_and_a_supervisor_everybody() -> None:
    mine = a_client(name="甲", counsellor_id=OWNER.staff_id)
    nobodys, theirs = a_client(name="乙"), a_client(name="丙", counsellor_id=an_id())
    people = (mine, nobodys, theirs)
    assert len(table(listed(*people))) == 2
    assert "石秀英负责的人，以及还没有分给谁的人" in plain_text(listed(*people))
    whole = listed(*people, owner=replace(OWNER, role="supervisor"))
    assert len(table(whole)) == 3
    assert "所有人" in plain_text(whole)


def test_a_place_with_nobody_says_so() -> None:
    with pytest.raises(Problem) as caught:
        listed(a_client(), place=Place(village="空村"))
    assert caught.value.message(Language.ZH).startswith("空村")


def test_the_household_state_is_that_of_the_last_check() -> None:
    home = a_household()
    client = a_client(household_id=home.id)
    old = a_check(home, checked_on=days_ago(9), found="MET")
    new = a_check(home, checked_on=days_ago(3), found="UNMET", decided="NA")
    for checks, state in (((), "没有核查过"), ((old,), "达标"), ((new, old), "不适用")):
        rows = table(listed(client, home, *checks))
        assert rows[0]["household_check.result"] == state
    assert table(listed(a_client()))[0]["household_check.result"] == "没有登记家庭"


def test_the_next_step_is_the_earliest_of_all_that_is_planned() -> None:
    def job(client: Any) -> tuple[Any, ...]:
        placement = a_placement(client)
        return placement, a_follow_up(placement, due_on=TODAY)

    def ended(client: Any) -> tuple[Any, ...]:
        placement = a_placement(client, ended_on=TODAY)
        return placement, a_follow_up(placement, due_on=days_ago(9))

    def plan(client: Any) -> tuple[Any, ...]:
        own = a_plan(client)
        return (
            own,
            a_step(own, due_on=days_ago(1)),
            a_step(own, due_on=days_ago(5), done_on=TODAY),
        )

    assert next_step(job) == f"{TODAY} 回访（满一个月）"
    assert next_step(ended) == "没有安排"
    assert next_step(job, plan) == f"{days_ago(1)} 一起去看茶叶厂"


def test_a_promised_contact_is_a_next_step_until_it_is_held() -> None:
    def promised(client: Any) -> tuple[Any, ...]:
        return (a_note(client, noted_on=days_ago(9), next_on=TODAY, next_step="带简历"),)

    def kept(client: Any) -> tuple[Any, ...]:
        placement = a_placement(client, started_on=days_ago(60))
        return (placement, a_held_follow_up(placement, contacted_on=TODAY))

    assert next_step(promised) == f"{TODAY} 再联系：带简历"
    assert next_step(promised, kept) == "没有安排"


def test_a_thousand_people_make_one_list() -> None:
    people = [a_client(name=f"人{n}", phone=f"139{n:08}") for n in range(1000)]
    assert len(table(listed(*people))) == 1000


def test_the_foot_says_that_it_stays_in_the_office() -> None:
    document = listed(a_client())
    assert "不得外传" in document.footer
    assert document.case_number == ""
    assert "村名单" in plain_text(document)
