"""How values are written in easy reading: sentences apart, days written out, nothing lost."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.easy.reading import fact_lines
from db.domain.easy.text import counted, value_lines, with_days
from db.domain.papers.document import Fact
from db.fields.text import Language

ZH, EN = Language.ZH, Language.EN
_TEXT = st.text(alphabet="长安𬱖·。！；“”）) .?!;\n\r\t　ab1-0246", max_size=40)
_WRITTEN = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ("说好下周去看岗位。", ("说好下周去看岗位。",)),
        (
            "她来了。她说：“我会做！”我们约好再谈",
            ("她来了。", "她说：“我会做！”", "我们约好再谈"),
        ),
        ("甲；乙；\n\n　丙", ("甲；", "乙；", "丙")),
        ("准确率 98.5%。", ("准确率 98.5%。",)),
        ("Mr. Wang came. He stays!", ("Mr. Wang came.", "He stays!")),
        ("1. 先去。 2. 再谈。", ("1. 先去。", "2. 再谈。")),
        ("真的？！太好了……", ("真的？！", "太好了……")),
        ("买买提·阿不都热合曼", ("买买提·阿不都热合曼",)),
        ("2026-08-15", ("2026年8月15日",)),
        ("2026-07", ("2026年7月",)),
        (" \n ", ()),
    ],
)
def test_a_value_stands_in_lines_of_one_sentence(value: str, lines: tuple[str, ...]) -> None:
    assert value_lines(value, ZH) == lines


@given(_TEXT, st.sampled_from(Language))
def test_no_character_of_a_value_is_lost(value: str, language: Language) -> None:
    lines = value_lines(value, language)
    blank = re.compile(r"\s+")
    assert all(line == line.strip() and "\n" not in line for line in lines)
    if with_days(value, language) == value and not re.fullmatch(r"\s*\d{4}-\d\d\s*", value):
        assert blank.sub("", "".join(lines)) == blank.sub("", value)


@given(st.dates(date(1000, 1, 1)))
def test_a_day_that_is_written_out_can_be_read_back(day: date) -> None:
    (shown,) = value_lines(day.isoformat(), ZH)
    found = _WRITTEN.fullmatch(shown)
    assert found is not None
    assert date(*map(int, found.groups())) == day
    (english,) = value_lines(day.isoformat(), EN)
    number, month, year = english.split()
    assert (int(number), int(year)) == (day.day, day.year)
    assert month == f"{day:%B}"


@pytest.mark.parametrize(
    "number",
    [
        "XH-2026-09-12",
        "2026-09-12-05",
        "2026-13-40",
        "12026-09-12",
        "A2026-09-12",
        "0856-2026-09-1",
    ],
)
def test_a_number_that_only_looks_like_a_day_stays(number: str) -> None:
    assert with_days(number, ZH) == number


def test_days_inside_a_sentence_are_written_out() -> None:
    assert with_days("将于2026-12-31前改好", ZH) == "将于2026年12月31日前改好"
    assert with_days("(by 2026-12-01)", EN) == "(by 1 December 2026)"


def test_numbers_are_counted_in_both_languages() -> None:
    chinese = [counted(n).zh for n in (1, 10, 11, 20, 35, 99, 100)]
    assert chinese == ["一", "十", "十一", "二十", "三十五", "九十九", "100"]
    assert counted(35).en == "35"


@pytest.mark.parametrize(
    ("fact", "lines"),
    [
        (Fact(label="姓名", value="潘阿妹", key="client.name"), ("您叫潘阿妹。",)),
        (Fact(label="目标", value="在镇上找到工作。", key="employment_plan.goal"),
         ("您的目标是：在镇上找到工作。",)),
        (Fact(label="目标", value="找到工作。学会骑车。", key="employment_plan.goal"),
         ("您的目标是：", "找到工作。", "学会骑车。")),
        (Fact(label="姓名", value="潘。阿妹", key="client.name"), ("姓名：", "潘。", "阿妹。")),
        (Fact(label="工时：", value="24 小时", key="newer.hours"), ("工时：24 小时。",)),
        (Fact(label="{value}", value="{label}"), ("{value}：{label}。",)),
        (Fact(label="空", value=""), ("空：没有写。",)),
        (Fact(label="月工资", value="2,100 元", key="placement.monthly_wage"),
         ("您每个月的工资是2,100 元。",)),
    ],
)  # fmt: skip
def test_a_fact_is_said_in_a_sentence(fact: Fact, lines: tuple[str, ...]) -> None:
    assert fact_lines(fact, ZH) == lines
