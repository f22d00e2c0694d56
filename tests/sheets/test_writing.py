"""What is written can be read back, and nothing in it calculates."""

import tempfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from db.domain.clients.client import Client
from db.domain.rosters.roster import CellValue, RemarkKind, Roster
from db.domain.rosters.roster_plan import ImportPlan
from db.fields.field import Line, NamedField, Prose, Several, Value, fields_of
from db.fields.problem import Cancelled
from db.fields.reading import parse
from db.fields.text import Language, Text
from db.sheets.annotating import write_annotated
from db.sheets.cell import words_of
from db.sheets.cell_codes import read_code
from db.sheets.roster_reading import open_roster
from db.sheets.workbook import read_workbook
from db.sheets.writing import safe_text, sheet_title, write_rows
from tests.builders import TODAY
from tests.sheets.rosters import HEADINGS, a_csv, a_row, an_xlsx
from tests.strategies import values

FIELDS = tuple(field for field in fields_of(Client) if field.asked)
TITLE = Text("服务对象", "Clients")


def plan_of(roster: Roster) -> ImportPlan:
    return ImportPlan(
        file_name=roster.file_name,
        sheet=roster.sheet,
        fingerprint=roster.fingerprint,
        columns=roster.columns,
        rows=len(roster.rows),
        created=0,
        updated=0,
        unchanged=0,
        merged=0,
        refused=0,
        left_out=0,
        persons=0,
        problems=tuple(problem for row in roster.rows for problem in row.problems),
        remarks=tuple(remark for row in roster.rows for remark in row.remarks),
        questions=(),
        changes=(),
        writes=(),
        skipped=roster.skipped,
        said=roster.said,
    )


def a_value(field: NamedField) -> Any:
    strategy = values(field.kind)
    return strategy if field.required else st.none() | strategy


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(*map(a_value, FIELDS)), min_size=1, max_size=2),
    st.sampled_from(Language),
)
def test_a_table_that_was_written_reads_back_the_same(
    rows: list[tuple[Any, ...]], language: Language
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "名单.xlsx")
        write_rows(path, TITLE, FIELDS, rows, language=language)
        grid = read_workbook(path).sheets[0]
    assert grid.rows[0] == tuple(field.label.to(language) for field in FIELDS)
    for row, cells in zip(rows, grid.rows[1:], strict=True):
        for field, value, cell in zip(FIELDS, row, cells, strict=True):
            assert read_again(field, cell) == plain(field, value)


def read_again(field: NamedField, cell: CellValue) -> Value:
    if cell is None:
        return None
    if isinstance(field.kind, Several):
        return read_code(f"client.{field.name}", "", words_of(cell)).values[
            f"client.{field.name}"
        ]
    return parse(field, words_of(cell))


def plain(field: NamedField, value: Value) -> Value:
    """Return a value as typing it would give it: words are trimmed, nothing is empty."""
    if isinstance(field.kind, Line | Prose) and value is not None:
        return parse(field, str(value)) if str(value).strip() else None
    return None if value == () else value


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_can_calculate(tmp_path: Path, start: str) -> None:
    field = next(field for field in FIELDS if field.name == "address")
    path = tmp_path / "a.xlsx"
    write_rows(path, TITLE, [field], [(f"{start}1+cmd",)])
    cell = openpyxl.load_workbook(path).active["A2"]
    assert cell.data_type == "s"
    assert cell.value == f"'{start}1+cmd"
    assert words_of(read_workbook(path).sheets[0].rows[1][0]) == f"{start}1+cmd"


def test_words_that_look_like_an_error_of_a_formula_stay_words(tmp_path: Path) -> None:
    field = next(field for field in FIELDS if field.name == "address")
    write_rows(tmp_path / "a.xlsx", TITLE, [field], [("#N/A",)])
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").active["A2"].data_type == "s"


def test_numbers_stay_text(tmp_path: Path) -> None:
    field = next(field for field in FIELDS if field.name == "certificate_number")
    write_rows(tmp_path / "a.xlsx", TITLE, [field], [("52010219000101001741",)])
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").active["A2"]
    assert (cell.value, cell.data_type, cell.number_format) == (
        "52010219000101001741",
        "s",
        "@",
    )


def test_a_cancelled_table_leaves_no_file(tmp_path: Path) -> None:
    def stop(_number: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_rows(tmp_path / "a.xlsx", TITLE, FIELDS[:1], [("潘阿妹",)], each_row=stop)
    assert list(tmp_path.iterdir()) == []


def test_writing_lays_nothing_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError("a sheet was laid in the temporary folder")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    monkeypatch.setattr("openpyxl.worksheet._writer.NamedTemporaryFile", refuse, raising=False)
    monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", refuse)
    write_rows(tmp_path / "a.xlsx", TITLE, FIELDS[:1], [("潘阿妹",)])
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_what_a_sheet_may_not_be_called_is_left_out() -> None:
    assert sheet_title("a/b:c[1]*?") == "a b c 1"
    assert sheet_title("") == "Sheet1"
    assert len(sheet_title("长" * 50)) == 31
    assert safe_text("a\x01b") == "ab"


def test_an_annotated_copy_shows_every_problem_at_its_cell(tmp_path: Path) -> None:
    rows = [
        ["台账", *[None] * 8],
        HEADINGS,
        a_row(0, 身份证号="522401198001010000", 备注="=SUM(A1)"),
        a_row(1),
        a_row(2, 性别="两种"),
    ]
    source = an_xlsx(tmp_path / "a.xlsx", rows, others=[("说明", [["一"]], "visible")])
    roster = open_roster(source, today=TODAY)
    out = tmp_path / "b.xlsx"
    write_annotated(source, plan_of(roster), out)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["名单", "说明", "问题清单"]
    page = book["名单"]
    assert "丢失" in page["F3"].comment.text
    assert page["F3"].fill.fgColor.rgb == "FFFFD6D6"
    assert page["J2"].value == "问题 / Problems"
    assert "丢失" in page["J3"].value
    assert page["J4"].value is None
    assert page["F4"].value == a_row(1)[5]
    assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value} == {"s"}
    listed = list(book["问题清单"].iter_rows(min_row=2, values_only=True))
    assert listed[0][:3] == ("名单!F3", "身份证号", "须改正，这一行没有导入")
    with CalamineWorkbook.from_path(out) as again:
        assert again.get_sheet_by_index(0).to_python()[2][5] == "522401198001010000"


def test_an_annotated_copy_can_be_imported_again(tmp_path: Path) -> None:
    source = a_csv(tmp_path / "名单.csv", [HEADINGS, a_row(0, 性别="两种"), a_row(1)])
    roster = open_roster(source, today=TODAY)
    out = tmp_path / "b.xlsx"
    write_annotated(source, plan_of(roster), out, language=Language.EN)
    again = open_roster(out, today=TODAY)
    assert len(again.rows) == 2
    assert dict(again.rows[1].values) == dict(roster.rows[1].values)
    assert again.rows[0].problems[0].cell == "名单!E2"


def test_a_copy_marks_what_to_check_and_not_what_was_worked_out(tmp_path: Path) -> None:
    source = an_xlsx(tmp_path / "a.xlsx", [HEADINGS, a_row(0, 性别="女")])
    roster = open_roster(source, today=TODAY)
    kinds = {remark.kind for remark in roster.rows[0].remarks}
    assert kinds == {RemarkKind.CHECK, RemarkKind.INFERRED}
    write_annotated(source, plan_of(roster), tmp_path / "b.xlsx")
    page = openpyxl.load_workbook(tmp_path / "b.xlsx")["名单"]
    assert [cell.coordinate for row in page.iter_rows() for cell in row if cell.comment] == [
        "E2"
    ]
