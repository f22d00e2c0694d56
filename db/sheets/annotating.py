"""A copy of a roster with every problem at its cell, to be corrected and sent back."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from db.domain.rosters.roster import (
    CellValue,
    Grid,
    Remark,
    RemarkKind,
    RosterProblem,
    target_label,
)
from db.domain.rosters.roster_plan import ImportPlan, Question
from db.domain.whole_file import WrittenFile
from db.fields.text import Language, Text
from db.sheets.cell import words_of
from db.sheets.workbook import read_workbook
from db.sheets.writing import (
    heading_cell,
    new_sheet,
    save,
    sheet_title,
    text_cell,
)

_PROBLEMS: Final = "问题 / Problems"
_LIST: Final = Text("问题清单", "List of problems")
_PLACE: Final = Text("单元格", "Cell")
_FIELD: Final = Text("栏目", "Field")
_KIND: Final = Text("种类", "Kind")
_WHAT: Final = Text("说明", "What to do")
_REFUSED: Final = Text("须改正，这一行没有导入", "To be corrected; the row is not imported")
_ASKED: Final = Text("请先回答", "To be answered first")
_AUTHOR: Final = "Yiyi"
_PROBLEM_FILL: Final = PatternFill("solid", fgColor="FFFFD6D6")
_CHECK_FILL: Final = PatternFill("solid", fgColor="FFFFF3C4")
_COMMENT_WIDTH, _COMMENT_HEIGHT = 360, 110
_PROBLEMS_WIDTH: Final = 60
_LIST_WIDTHS: Final = (16, 20, 26, 90)

Finding = tuple[str, str, Text, Text, bool]
"""Cell, target, kind, message, and whether the row is refused for it."""


def write_annotated(
    source: Path, plan: ImportPlan, out: Path, *, language: Language = Language.ZH
) -> WrittenFile:
    """Write an .xlsx copy of the roster with what was found, whatever kind the source is.

    Each cell keeps its words as text, so that no number is cut again. What was worked out or
    kept is not marked; what must be corrected, answered or checked is.

    Raises:
        Problem: The source cannot be read, or the copy cannot be written.
    """
    workbook = read_workbook(source)
    findings = _findings(plan)
    by_cell: dict[str, list[Finding]] = {}
    for finding in findings:
        by_cell.setdefault(finding[0], []).append(finding)
    book: Any = None
    for grid in workbook.sheets:
        if book is None:
            book, sheet = new_sheet(sheet_title(grid.sheet))
        else:
            sheet = book.create_sheet(sheet_title(grid.sheet))
        _write_grid(sheet, grid, by_cell if grid.sheet == plan.sheet else {}, plan, language)
    _write_list(book.create_sheet(_LIST.to(language)), findings, language)
    return save(book, out)


def _findings(plan: ImportPlan) -> list[Finding]:
    found: list[Finding] = []
    for one in plan.problems:
        found.append(_of_problem(one))
    for question in plan.questions:
        found.append(_of_question(question))
    found += (_of_remark(remark) for remark in plan.remarks if remark.kind is RemarkKind.CHECK)
    return found


def _of_problem(problem: RosterProblem) -> Finding:
    return (problem.cell, problem.field, _REFUSED, problem.message, True)


def _of_question(question: Question) -> Finding:
    return (question.cell, "client.name", _ASKED, question.why, True)


def _of_remark(remark: Remark) -> Finding:
    return (remark.cell, remark.field, remark.kind.label, remark.message, False)


def _write_grid(
    sheet: Any,
    grid: Grid,
    by_cell: Mapping[str, Sequence[Finding]],
    plan: ImportPlan,
    language: Language,
) -> None:
    width = len(grid.rows[0]) if grid.rows else 0
    rows_with_findings = {_row_of(cell) for cell in by_cell}
    heading_row = _heading_row(grid, plan) if by_cell else -1
    if by_cell:
        letter = get_column_letter(width + 1)
        sheet.column_dimensions[letter].width = _PROBLEMS_WIDTH
    for at, row in enumerate(grid.rows):
        cells = [_cell(sheet, value) for value in row]
        if at + 1 in rows_with_findings:
            lines: list[str] = []
            for column, cell in enumerate(cells):
                here = by_cell.get(grid.address(at, column))
                if here:
                    text = "\n".join(dict.fromkeys(one[3].to(language) for one in here))
                    cell.comment = Comment(
                        text, _AUTHOR, height=_COMMENT_HEIGHT, width=_COMMENT_WIDTH
                    )
                    refused = any(one[4] for one in here)
                    cell.fill = _PROBLEM_FILL if refused else _CHECK_FILL
                    lines.append(text)
            cells.append(text_cell(sheet, "\n".join(lines)))
        elif at == heading_row:
            cells.append(heading_cell(sheet, _PROBLEMS))
        sheet.append(cells)


def _cell(sheet: Any, value: CellValue) -> Any:
    return text_cell(sheet, words_of(value))


def _row_of(cell: str) -> int:
    digits = cell.rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits.isdigit() else 0


def _heading_row(grid: Grid, plan: ImportPlan) -> int:
    """Return the lowest row that holds the headings, counted from 0."""
    lowest = [guess.heading.rpartition("/")[2] for guess in plan.columns]
    best, most = 0, -1
    for at, row in enumerate(grid.rows[:50]):
        same = sum(
            1
            for value, heading in zip(row, lowest, strict=False)
            if heading and isinstance(value, str) and " ".join(value.split()) == heading
        )
        if same > most:
            best, most = at, same
    return best


def _write_list(sheet: Any, findings: Sequence[Finding], language: Language) -> None:
    for at, width in enumerate(_LIST_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "A2"
    headings = (_PLACE, _FIELD, _KIND, _WHAT)
    sheet.append([heading_cell(sheet, text.to(language)) for text in headings])
    for cell, target, kind, message, _refused in findings:
        words = (cell, target_label(target).to(language), kind.to(language))
        sheet.append([text_cell(sheet, text) for text in (*words, message.to(language))])
