"""Write tables as .xlsx: declared headings, every cell text, nothing that calculates."""

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook as XlsxBook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from db.domain.whole_file import WrittenFile, write_whole
from db.fields.field import NamedField, Prose, Value
from db.fields.showing import show
from db.fields.text import Language, Text

_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""Some program calculates a cell that begins so when it is copied on as text (CWE-1236)."""
_TEXT_FORMAT: Final = "@"
_LONGEST_CELL: Final = 32_767
_WIDEST: Final = 40
_NARROWEST: Final = 8
_WIDE_FROM: Final = 0x2E80
"""Code points from here on are drawn two columns wide."""
_HEADING_FILL: Final = PatternFill("solid", fgColor="FFE8EEF7")
_BOLD: Final = Font(bold=True)
_WRAP: Final = Alignment(vertical="top", wrap_text=True)
_BAD_IN_TITLES: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LONGEST_TITLE: Final = 31


def write_rows(  # noqa: PLR0913 - keyword arguments, each with its own name
    path: Path,
    title: Text,
    fields: Sequence[NamedField],
    rows: Iterable[Sequence[Value]],
    *,
    language: Language = Language.ZH,
    each_row: Callable[[int], None] | None = None,
) -> WrittenFile:
    """Write a table whose headings are the labels of the fields; ``parse`` reads it back.

    Args:
        path: The file; it appears whole or not at all.
        title: Name of the sheet.
        fields: What the columns are.
        rows: Values, one for each field.
        language: Of the headings and the coded values.
        each_row: Called with the number of rows written so far; may raise ``Cancelled``.

    Raises:
        Problem: The file cannot be written; see ``write_whole``.
    """
    book, sheet = new_sheet(sheet_title(title.to(language)))
    sheet.freeze_panes = "A2"
    for at, field in enumerate(fields, 1):
        width = min(_WIDEST, max(_NARROWEST, drawn_width(field.label.to(language)) + 4))
        wide = _WIDEST if isinstance(field.kind, Prose) else width
        sheet.column_dimensions[get_column_letter(at)].width = wide
    sheet.append([heading_cell(sheet, field.label.to(language)) for field in fields])
    for number, row in enumerate(rows, 1):
        sheet.append(
            [
                text_cell(sheet, show(field, value, language))
                for field, value in zip(fields, row, strict=True)
            ]
        )
        if each_row is not None:
            each_row(number)
    return save(book, path)


def new_sheet(title: str) -> tuple[Any, Any]:
    """Return an empty workbook and its first sheet."""
    book = XlsxBook()
    sheet = book.active
    sheet.title = title
    return book, sheet


def save(book: Any, path: Path) -> WrittenFile:
    """Write a workbook so that the file appears whole or not at all."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        _WriterInMemory(book, archive).write_data()
    return write_whole(path, [content.getvalue()])


class _WriterInMemory(ExcelWriter):  # type: ignore[misc]  # openpyxl ships no types
    """openpyxl lays each sheet in the temporary folder, readable for all who use the computer.

    People's numbers must not lie there, not even until the program ends; so each sheet is
    made in memory.
    """

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        writer = WorksheetWriter(ws, BytesIO())
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], writer.out.getvalue())
        self.manifest.append(ws)


def text_cell(sheet: Any, text: str) -> Any:
    """Return a cell that holds ``text`` as text: digits stay digits and nothing calculates."""
    cell = Cell(sheet, row=1, column=1)
    clean = safe_text(text)
    if clean:
        cell.value = clean
        cell.data_type = "s"  # openpyxl takes #N/A for an error and = for a formula
    cell.number_format = _TEXT_FORMAT
    if "\n" in clean:
        cell.alignment = _WRAP
    return cell


def heading_cell(sheet: Any, text: str) -> Any:
    """Return a cell of a heading row."""
    cell = text_cell(sheet, text)
    cell.font, cell.fill, cell.alignment = _BOLD, _HEADING_FILL, _WRAP
    return cell


def safe_text(text: str) -> str:
    """Return text fit for a cell; an apostrophe goes before what could be calculated."""
    clean = ILLEGAL_CHARACTERS_RE.sub("", text)[: _LONGEST_CELL - 1]
    return f"'{clean}" if clean.startswith(_STARTS_A_FORMULA) else clean


def sheet_title(title: str) -> str:
    """Return a name that a sheet may have."""
    return title.translate(_BAD_IN_TITLES).strip().strip("'")[:_LONGEST_TITLE] or "Sheet1"


def drawn_width(text: str) -> int:
    """Return how many Latin letters wide a text is drawn."""
    return sum(2 if ord(letter) >= _WIDE_FROM else 1 for letter in text)
