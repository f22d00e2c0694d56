"""Tables in plain text: which encoding, which sign parts the columns."""

import csv
from io import StringIO
from typing import Final

from db.domain.rosters.roster import CellValue, Grid
from db.fields.problem import Problem
from db.fields.text import Text
from db.sheets.cell import clean_text
from db.sheets.file_kind import MAX_ROWS, refuse_span

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SEPARATORS: Final = (",", "\t", ";", "，", "|")
_SAMPLE_LINES: Final = 50
_LONGEST_CELL: Final = 1_000_000
_UNREADABLE: Final = Text(
    "“{name}”的文字编码认不出来。请用表格软件打开，另存为“CSV UTF-8”或 .xlsx。",
    "The encoding of {name} was not recognised. "
    "Open it in the spreadsheet program and save it as “CSV UTF-8” or .xlsx.",
)
_QUOTES: Final = Text(
    "“{name}”第 {line} 行附近的引号不成对，读不下去。请另存为 .xlsx 后再导入。",
    "The quotation marks near line {line} of {name} do not pair up. Save it as .xlsx.",
)


def read_text_table(name: str, sheet: str, content: bytes) -> Grid:
    """Return the table in a text file.

    A byte order mark decides the encoding; without one it is UTF-8 when every byte fits, else
    GB18030, the encoding of Chinese Excel. Every cell is text.

    Raises:
        Problem: The encoding or the quotation marks cannot be made out, or it is too large.
    """
    text = _decoded(name, content)
    if text.startswith("sep=") and "\n" in text:  # a line only Excel understands
        text = "\n" + text.split("\n", 1)[1]
    reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
    rows: list[tuple[CellValue, ...]] = []
    width = 0
    csv.field_size_limit(_LONGEST_CELL)
    try:
        for row in reader:
            width = max(width, len(row))
            rows.append(tuple(clean_text(cell) for cell in row))
            if len(rows) > MAX_ROWS:
                refuse_span(name, len(rows), width)
    except csv.Error as error:
        raise Problem(_QUOTES, name=name, line=reader.line_num) from error
    while rows and not any(rows[-1]):
        rows.pop()
    refuse_span(name, len(rows), width)
    return Grid(sheet=sheet, rows=tuple(row + (None,) * (width - len(row)) for row in rows))


def _decoded(name: str, content: bytes) -> str:
    encoding = next((e for mark, e in _BOMS if content.startswith(mark)), None)
    for candidate in (encoding,) if encoding else ("utf-8", "gb18030"):
        try:
            text = content.decode(candidate)
        except UnicodeDecodeError:
            continue
        return text.replace("\0", "")  # the csv module stops at it
    raise Problem(_UNREADABLE, name=name)


def _separator(text: str) -> str:
    """Return the sign that parts the first lines into the most columns of one width."""
    sample = "\n".join(text.splitlines()[:_SAMPLE_LINES])

    def score(separator: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(StringIO(sample), delimiter=separator)]
        except csv.Error:
            return (0, 0)
        usual = max(set(widths), key=widths.count, default=1)
        wide = [width for width in widths if width > 1]
        return (len(wide), usual)

    return max(_SEPARATORS, key=score)
