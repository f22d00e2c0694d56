"""import as scripts use it: the numbers, the cells, what is written and what is not."""

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

import resources
from tests.builders import an_identity_number
from tests.commands.conftest import IDENTITY, Line

SHAPE = ["rows", "created", "updated", "unchanged", "refused", "problems"]
ROSTER = resources.path("samples/roster.csv")
HEADINGS = ("姓名", "身份证号", "性别", "联系电话", "村（社区）")
GOOD = ("田小满", an_identity_number(sequence=4), "女", "19900000044", "长安村")
CUT = ("杨老四", "522226197001010", "男", "", "石坪村")
CODE = ("冉阿公", an_identity_number(sequence=6), an_identity_number(sequence=8), "", "")


def a_roster(path: Path, *rows: Sequence[str]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    return path


def test_rows_in_order_are_imported_although_others_are_refused(line: Line) -> None:
    ran = line("import", ROSTER, "--json")
    assert ran.status == 0
    assert list(ran.json) == SHAPE
    counts = ran.json
    assert (counts["rows"], counts["refused"]) == (24, 2)
    told = sum(counts[name] for name in ("created", "updated", "unchanged", "refused"))
    assert told == counts["rows"]
    assert {tuple(sorted(problem)) for problem in counts["problems"]} == {
        ("cell", "field", "message")
    }
    assert counts["problems"][0]["cell"] == "roster!E12"
    assert counts["problems"][0]["field"] == "identity_number"
    assert "yiyi undo" in ran.err
    assert line("find", "冉龙飞", "--json").json


def test_the_same_file_again_changes_nothing(line: Line) -> None:
    line("import", ROSTER)
    again = line("import", ROSTER, "--json")
    assert again.status == 0
    assert (again.json["created"], again.json["updated"]) == (0, 0)
    assert "没有变化" in again.err


def test_a_preview_writes_nothing_and_shows_the_columns(line: Line) -> None:
    ran = line("import", ROSTER, "--preview", "--json")
    assert (ran.status, ran.json["created"]) == (0, 22)
    assert "什么也没有写入" in ran.err
    assert "身份证号" in ran.err
    assert line("find", "冉龙飞", "--json").json == []


def test_an_import_is_undone_and_done_again_by_name(line: Line) -> None:
    line("import", ROSTER)
    undone = line("undo")
    assert (undone.status, "已撤销：导入名单 roster.csv" in undone.err) == (0, True)
    assert line("find", "冉龙飞", "--json").json == []
    assert "已重做：导入名单" in line("redo").err
    assert line("find", "冉龙飞", "--json").json


def test_one_problem_is_to_be_acted_on_when_not_one_row_could_be_imported(
    line: Line, tmp_path: Path
) -> None:
    ran = line("import", a_roster(tmp_path / "cut.csv", CUT), "--json")
    assert (ran.status, ran.json["refused"]) == (1, 1)
    assert "一行也没有导入" in ran.err
    assert line("find", "杨老四", "--json").json == []


def test_a_row_that_must_be_asked_about_is_refused_with_its_cell(
    line: Line, tmp_path: Path
) -> None:
    namesake = ("龙阿妮", "", "女", "19900000055", "")
    ran = line("import", a_roster(tmp_path / "who.csv", namesake, GOOD), "--json")
    assert ran.status == 0
    assert ran.json["rows"] == 2
    told = sum(ran.json[name] for name in ("created", "updated", "unchanged", "refused"))
    assert told == 2


def test_numbers_in_the_wrong_column_are_not_printed(line: Line, tmp_path: Path) -> None:
    wrong = a_roster(tmp_path / "wrong.csv", CODE, GOOD)
    for ran in (line("import", wrong, "--json"), line("import", wrong, "--preview")):
        for number in (CODE[1], CODE[2], GOOD[1], IDENTITY):
            assert number not in ran.out + ran.err
    assert ran.err


def test_the_copy_has_every_problem_at_its_cell(line: Line, tmp_path: Path) -> None:
    copy = tmp_path / "annotated.xlsx"
    assert line("import", ROSTER, "--annotate", copy).status == 0
    sheet = openpyxl.load_workbook(copy)["roster"]
    assert "15 位" in sheet["E12"].comment.text


def test_nothing_is_imported_when_the_copy_cannot_be_written(
    line: Line, tmp_path: Path
) -> None:
    ran = line("import", ROSTER, "--annotate", tmp_path / "no" / "copy.xlsx", "--json")
    assert (ran.status, ran.out) == (1, "")
    assert "找不到" in ran.err
    assert line("find", "冉龙飞", "--json").json == []


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 not a workbook"])
def test_a_file_that_is_no_roster_is_a_problem_in_words(
    line: Line, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "roster.xlsx"
    if content is not None:
        file.write_bytes(content)
    ran = line("import", file, "--json")
    assert (ran.status, ran.out) == (1, "")
    assert "。" in ran.err
