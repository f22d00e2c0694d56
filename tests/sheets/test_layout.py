"""Headings are found wherever they are; rows that are no people are left aside and said."""

from pathlib import Path

import pytest

from db.domain.rosters.roster import Roster
from db.fields.problem import Problem
from db.fields.text import Language
from db.sheets.layout import find_layout, find_rosters
from db.sheets.roster_reading import open_roster
from db.sheets.workbook import read_workbook
from tests.builders import TODAY
from tests.sheets.rosters import HEADINGS, a_csv, a_number, a_row, an_ods, an_xlsx


def names(roster: Roster) -> list[object]:
    return [row.values.get("client.name") for row in roster.rows]


def test_title_rows_above_the_headings_are_passed_over(tmp_path: Path) -> None:
    rows = [["德江县残疾人就业台账"], ["填报单位：", None, "2026年11月"], HEADINGS, a_row(0)]
    roster = open_roster(an_xlsx(tmp_path / "a.xlsx", rows, merged=["A1:I1"]), today=TODAY)
    assert names(roster) == [a_row(0)[3]]
    assert roster.rows[0].cells["client.name"] == "名单!D4"


def test_headings_in_two_rows_are_joined(tmp_path: Path) -> None:
    rows = [
        ["序号", "姓名", "身份证号", "就业情况", None, None, "备注"],
        [None, None, None, "就业形式", "月收入", "单位名称", None],
        [1, "潘阿妹", a_number(), "灵活就业", 2000, "煎茶合作社", None],
    ]
    merged = ["A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:G2"]
    for path in (
        an_xlsx(tmp_path / "a.xlsx", rows, merged=merged),
        an_ods(tmp_path / "b.ods", rows),
        a_csv(tmp_path / "c.csv", rows),
    ):
        roster = open_roster(path, today=TODAY)
        assert [guess.heading for guess in roster.columns][3:6] == [
            "就业情况/就业形式",
            "就业情况/月收入",
            "就业情况/单位名称",
        ]
        assert roster.rows[0].values["placement.form"] == "FLEX"
        assert len(roster.rows) == 1


def test_headings_in_three_rows_are_joined(tmp_path: Path) -> None:
    rows = [
        ["姓名", "基本情况", None, "就业情况", None],
        [None, "证件", None, "单位", None],
        [None, "身份证号", "残疾人证号", "单位名称", "岗位"],
        ["潘阿妹", a_number(), a_number() + "42", "煎茶合作社", "分拣"],
    ]
    merged = ["A1:A3", "B1:C1", "B2:C2", "D1:E1", "D2:E2"]
    roster = open_roster(an_xlsx(tmp_path / "a.xlsx", rows, merged=merged), today=TODAY)
    assert roster.columns[1].heading == "基本情况/证件/身份证号"
    assert roster.rows[0].values["placement.job_title"] == "分拣"


def test_an_instruction_sheet_before_the_roster_is_left_aside_and_said(tmp_path: Path) -> None:
    others = [
        ("填表说明", [["一、身份证号请设为文本"], ["二、姓名和证件一致"]], "first"),
        ("字典", [["残疾类别", "残疾等级"], ["视力", "一级"]], "hidden"),
    ]
    path = an_xlsx(tmp_path / "a.xlsx", [HEADINGS, a_row(0)], others=others)
    roster = open_roster(path, today=TODAY)
    assert roster.sheet == "名单"
    said = " ".join(text.to(Language.ZH) for text in roster.said)
    assert "填表说明" in said
    assert "字典" in said


def test_the_sheet_can_be_chosen_when_there_are_several(tmp_path: Path) -> None:
    long = [HEADINGS, *(a_row(at) for at in range(5))]
    others = [("二季度", [HEADINGS, a_row(9)], "visible")]
    path = an_xlsx(tmp_path / "a.xlsx", long, sheet="一季度", others=others)
    assert open_roster(path, today=TODAY).sheet == "一季度"
    assert names(open_roster(path, today=TODAY, sheet="二季度")) == [a_row(9)[3]]
    with pytest.raises(Problem):
        open_roster(path, today=TODAY, sheet="三季度")


def test_a_file_without_a_roster_says_so(tmp_path: Path) -> None:
    path = an_xlsx(tmp_path / "a.xlsx", [["购物清单"], ["大米", 3]])
    with pytest.raises(Problem, match="No roster"):
        open_roster(path, today=TODAY)


def test_an_example_row_a_group_and_numbered_blank_rows_are_no_people(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        ["例", "某某镇", "某某村", "张三", None, None, None, None, None],
        ["煎茶镇", *[None] * 8],
        a_row(0),
        [2, *[None] * 8],
        [3, *[None] * 8],
    ]
    roster = open_roster(an_xlsx(tmp_path / "a.xlsx", rows), today=TODAY)
    assert names(roster) == [a_row(0)[3]]
    assert {skipped.number for skipped in roster.skipped} == {2, 3}


def test_headings_said_again_further_down_are_passed_over(tmp_path: Path) -> None:
    rows = [HEADINGS, a_row(0), HEADINGS, a_row(1)]
    roster = open_roster(an_xlsx(tmp_path / "a.xlsx", rows), today=TODAY)
    assert len(roster.rows) == 2
    assert [skipped.number for skipped in roster.skipped] == [3]


def test_a_fingerprint_depends_on_the_headings_alone(tmp_path: Path) -> None:
    one = read_workbook(an_xlsx(tmp_path / "a.xlsx", [HEADINGS, a_row(0)]))
    spaced = [" ".join(heading) + "*" for heading in HEADINGS]
    other = read_workbook(an_xlsx(tmp_path / "b.xlsx", [["台账"], spaced, a_row(1)]))
    third = read_workbook(an_xlsx(tmp_path / "c.xlsx", [HEADINGS[:-1], a_row(0)[:-1]]))
    prints = [find_rosters(book)[0].layout.fingerprint for book in (one, other, third)]  # type: ignore[union-attr]  # a roster has one
    assert prints[0] == prints[1] != prints[2]


def test_a_row_of_data_is_never_taken_for_headings(tmp_path: Path) -> None:
    rows = [["姓名", "性别", "民族"], ["潘阿妹", "女", "苗族"], ["石秀英", "女", "侗族"]]
    layout = find_layout(read_workbook(a_csv(tmp_path / "a.csv", rows)).sheets[0])
    assert layout is not None
    assert layout.people == (1, 2)
