"""Open a roster as it comes: xlsx, xls, ods or text."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from db.domain.rosters.roster import CellValue, Grid, Merged, SheetKind, Workbook
from db.domain.whole_file import problem_of
from db.fields.problem import Problem
from db.fields.text import Text
from db.sheets.cell import clean_text
from db.sheets.file_kind import (
    damaged,
    kind_of,
    protected,
    refuse_bombs,
    refuse_large_file,
    refuse_span,
)
from db.sheets.text_table import read_text_table

_NOTHING_IN_IT: Final = Text(
    "“{name}”里没有内容。请确认选对了文件。",
    "There is nothing in {name}. Check that it is the right file.",
)
_EXACT_BELOW: Final = 1e15
"""A spreadsheet keeps 15 significant digits; a larger number is not what was typed."""


def read_workbook(path: Path) -> Workbook:
    """Read a file with all its sheets; its content, not its name, says what it is.

    Raises:
        Problem: It cannot be opened, is protected, damaged, empty or too large, or is no
            spreadsheet; the message says what to do.
    """
    try:
        refuse_large_file(path.name, path.stat().st_size)
        content = path.read_bytes()
    except OSError as error:
        raise problem_of(error, path) from error
    kind = kind_of(path.name, content)
    if kind is SheetKind.CSV:
        sheets: tuple[Grid, ...] = (read_text_table(path.name, path.stem, content),)
    else:
        if kind is not SheetKind.XLS:
            refuse_bombs(path.name, content, kind)
        sheets = _read_sheets(path.name, content)
    if not any(grid.rows for grid in sheets):
        raise Problem(_NOTHING_IN_IT, name=path.name)
    return Workbook(path=path, kind=kind, sheets=sheets)


def _read_sheets(name: str, content: bytes) -> tuple[Grid, ...]:
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            return tuple(
                _grid(
                    name,
                    about.name,
                    book.get_sheet_by_name(about.name),
                    hidden=about.visible is not SheetVisibleEnum.Visible,
                )
                for about in book.sheets_metadata
                if about.typ is SheetTypeEnum.WorkSheet
            )
    except PasswordError as error:
        raise protected(name) from error
    except (CalamineError, OSError, ValueError) as error:
        raise damaged(name) from error
    except BaseException as error:
        # A panic of the parser's, met with damaged .xls files; no module exports its class.
        if type(error).__name__ == "PanicException":
            raise damaged(name) from error
        raise


def _grid(name: str, sheet: str, read: CalamineSheet, *, hidden: bool) -> Grid:
    if read.start is None:
        return Grid(sheet=sheet, rows=(), hidden=hidden)
    refuse_span(name, read.total_height, read.total_width)
    rows = tuple(
        tuple(_cell(value) for value in row) for row in read.to_python(skip_empty_area=False)
    )
    merged = tuple(
        Merged(top, left, bottom, right)
        for (top, left), (bottom, right) in read.merged_cell_ranges or ()
        if top < len(rows)
    )
    return Grid(sheet=sheet, rows=rows, merged=merged, hidden=hidden)


def _cell(value: object) -> CellValue:
    """Return a cell with its kind; a moment becomes its day, a time of day its words."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT_BELOW:
        return int(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool | int | float | date):
        return value
    return str(value) if isinstance(value, time | timedelta) else None
