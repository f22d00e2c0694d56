"""What a file really is, and whether it is safe to unpack, before anything parses it."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from io import BytesIO
from typing import Final

from db.domain.rosters.roster import SheetKind
from db.fields.problem import Problem
from db.fields.text import Text

MAX_FILE_BYTES: Final = 100 * 1024 * 1024
"""Largest roster that is opened (our own choice; a county's 25,000 people need about 5 MB)."""
MAX_UNPACKED_BYTES: Final = 600 * 1024 * 1024
"""Most bytes a packed sheet may unpack to; more is a zip bomb or no roster (our own choice)."""
MAX_ROWS: Final = 200_000
"""Most rows of one sheet (our own choice)."""
MAX_COLUMNS: Final = 512
"""Most columns of one sheet: the widest roster known has 80 (our own choice)."""
MAX_CELLS: Final = 20_000_000
"""Most cells in the rectangle a sheet spans: the parser reserves memory for all of it."""

_EMPTY: Final = Text(
    "“{name}”是空文件。请重新获取，或在表格软件里另存一次。",
    "{name} is an empty file. Get it again, or save it once more in the spreadsheet program.",
)
_TOO_BIG: Final = Text(
    "“{name}”超过 {megabytes} MB，没有打开。请只留名单所在的工作表，另存后再导入。",
    "{name} is larger than {megabytes} MB and was not opened. "
    "Keep only the sheet with the roster, save it and import that.",
)
_UNPACKS_TOO_BIG: Final = Text(
    "“{name}”解开后太大，不像名单，没有打开。请向提供的人核实，或另存为 .xlsx 后再导入。",
    "{name} unpacks to far more than a roster holds and was not opened. "
    "Check with whoever sent it, or save it as .xlsx again.",
)
_TOO_MANY_ROWS: Final = Text(
    "“{name}”超过 {rows} 行，没有导入。请按乡镇分成几个文件。",
    "{name} has more than {rows} rows and was not read. Split it into several files.",
)
_TOO_WIDE: Final = Text(
    "“{name}”在 {columns} 列以外还有内容，没有导入。请删去名单右边多余的列，另存后再试。",
    "{name} has content beyond column {columns} and was not read. "
    "Delete the columns to the right of the roster, save it and try again.",
)
_DAMAGED: Final = Text(
    "“{name}”不完整或已损坏，打不开。请重新获取，或在表格软件里另存为 .xlsx。",
    "{name} is incomplete or damaged and cannot be opened. "
    "Get it again, or save it as .xlsx in the spreadsheet program.",
)
_PROTECTED: Final = Text(
    "“{name}”有打开密码。请在表格软件里输入密码，取消加密后另存，再导入。",
    "{name} is protected by a password. Open it in the spreadsheet program, "
    "take the password off, save it and import that.",
)
_SAVE_AS: Final = Text(
    "“{name}”是{format}，不能直接导入。请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。",
    "{name} is {format} and cannot be imported as it is. "
    "Open it in WPS or Excel and save it as .xlsx.",
)
_NO_TABLE: Final = Text(
    "“{name}”不是表格文件。请选择 .xlsx、.xls、.ods 或 .csv 文件。",
    "{name} is not a spreadsheet. Choose an .xlsx, .xls, .ods or .csv file.",
)
_FORMATS: Final = {
    "et": Text(" WPS 表格（.et）", "a WPS spreadsheet (.et)"),
    "word": Text(" Word 文档", "a Word document"),
    "xlsb": Text("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"),
    "html": Text("网页表格，只是名称写成了表格文件", "a web page named like a spreadsheet"),
    "xml": Text(" XML 表格", "an XML spreadsheet"),
    "pdf": Text(" PDF 文件", "a PDF file"),
    "slides": Text("演示文稿", "a presentation"),
}
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BLOCK_BYTES: Final = 1 << 20
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,  # a directory that points before the beginning of the file
)
_ANY_SIZE: Final = 1 << 62
_TAIL_BYTES: Final = 4096
"""Kept from one block to the next, so that no tag is cut in two."""
_TEXT_ENDINGS: Final = frozenset({"csv", "txt", "tsv"})
_XLSX_CELL: Final = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(/?)>')
_ODS_TAG: Final = re.compile(
    rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*?)(/?)>"
)
_ODS_ROWS: Final = re.compile(rb'number-rows-repeated="(\d{1,9})"')
_ODS_COLUMNS: Final = re.compile(rb'number-columns-repeated="(\d{1,9})"')


def kind_of(name: str, content: bytes) -> SheetKind:
    """Return what the file is, judged by its content; the name decides only for plain text.

    Raises:
        Problem: It is empty, damaged, protected or no spreadsheet; the message says what to do.
    """
    ending = name.rpartition(".")[2].lower()
    if not content:
        raise Problem(_EMPTY, name=name)
    if ending in {"et", "ett"}:
        raise Problem(_SAVE_AS, name=name, format=_FORMATS["et"])
    if content.startswith(_ZIP):
        return _kind_of_zip(name, content)
    if content.startswith(_OLE):
        return _kind_of_ole(name, content)
    start = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for opening, what in ((b"%pdf", "pdf"), (b"<!doctype html", "html"), (b"<html", "html")):
        if start.startswith(opening):
            raise Problem(_SAVE_AS, name=name, format=_FORMATS[what])
    if start.startswith(b"<?xml"):
        what = "html" if b"<html" in start else "xml"
        raise Problem(_SAVE_AS, name=name, format=_FORMATS[what])
    if ending in _TEXT_ENDINGS:
        return SheetKind.CSV
    if ending in {"xlsx", "xlsm", "xls", "ods"}:
        # A text file under such a name is common; its bytes tell.
        if _is_text(content[:65536]):
            return SheetKind.CSV
        raise Problem(_DAMAGED, name=name)
    raise Problem(_NO_TABLE, name=name)


def damaged(name: str) -> Problem:
    """Return the problem of a file that cannot be opened."""
    return Problem(_DAMAGED, name=name)


def protected(name: str) -> Problem:
    """Return the problem of a file that asks for a password."""
    return Problem(_PROTECTED, name=name)


def refuse_large_file(name: str, size: int) -> None:
    """Raise ``Problem`` when the file is larger than is opened."""
    if size > MAX_FILE_BYTES:
        raise Problem(_TOO_BIG, name=name, megabytes=MAX_FILE_BYTES >> 20)


def refuse_span(name: str, rows: int, columns: int) -> None:
    """Raise ``Problem`` when a sheet spans more than a roster does."""
    if rows > MAX_ROWS:
        raise Problem(_TOO_MANY_ROWS, name=name, rows=MAX_ROWS)
    if columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        raise Problem(_TOO_WIDE, name=name, columns=MAX_COLUMNS)


def refuse_bombs(name: str, content: bytes, kind: SheetKind) -> None:
    """Unpack a packed sheet once, block by block, and refuse what would fill the memory.

    The parser reserves memory for the whole rectangle between the outermost cells, and stops
    the program when there is none left; so the outermost cells are looked for first.

    Raises:
        Problem: It unpacks too far, spans too much, or is damaged.
    """
    left = MAX_UNPACKED_BYTES
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for info in archive.infolist():
                entry = copy(info)
                # What the directory says about the size may be a lie; unpack and count.
                entry.file_size = _ANY_SIZE
                blocks = _unpacked(archive, entry)
                if kind is SheetKind.ODS and info.filename == "content.xml":
                    left -= _span_of_ods(name, blocks)
                elif info.filename.startswith("xl/worksheets/") and kind is SheetKind.XLSX:
                    left -= _span_of_xlsx(name, blocks)
                else:
                    left -= _size(name, blocks, left)
                if left < 0:
                    raise Problem(_UNPACKS_TOO_BIG, name=name)
    except _BROKEN as error:
        raise Problem(_DAMAGED, name=name) from error
    except RuntimeError as error:  # zipfile says this when an entry is encrypted
        raise Problem(_PROTECTED, name=name) from error


def _kind_of_zip(name: str, content: bytes) -> SheetKind:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                info = archive.getinfo("mimetype")
                mime = b"" if info.file_size > _TAIL_BYTES else archive.read(info)
            else:
                mime = b""
    except _BROKEN as error:
        raise Problem(_DAMAGED, name=name) from error
    if "xl/workbook.xml" in names:
        return SheetKind.XLSX
    if mime.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return SheetKind.ODS
    for part, what in (
        ("xl/workbook.bin", "xlsb"),
        ("word/document.xml", "word"),
        ("ppt/presentation.xml", "slides"),
    ):
        if part in names:
            raise Problem(_SAVE_AS, name=name, format=_FORMATS[what])
    raise Problem(_NO_TABLE, name=name)


def _kind_of_ole(name: str, content: bytes) -> SheetKind:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if has("EncryptedPackage"):
        raise Problem(_PROTECTED, name=name)
    if has("WordDocument"):
        raise Problem(_SAVE_AS, name=name, format=_FORMATS["word"])
    if has("PowerPoint Document"):
        raise Problem(_SAVE_AS, name=name, format=_FORMATS["slides"])
    if has("Workbook") or has("Book"):
        return SheetKind.XLS
    raise Problem(_DAMAGED, name=name)


def _is_text(sample: bytes) -> bool:
    return b"\0" not in sample and not any(
        byte < 9 or 13 < byte < 32  # noqa: PLR2004 - control characters but tab and line ends
        for byte in sample
    )


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as packed:
        while block := packed.read(_BLOCK_BYTES):
            yield block


def _size(name: str, blocks: Iterator[bytes], allowed: int) -> int:
    size = 0
    for block in blocks:
        size += len(block)
        if size > allowed:
            raise Problem(_UNPACKS_TOO_BIG, name=name)
    return size


def _overlapping(blocks: Iterator[bytes]) -> Iterator[tuple[bytes, int]]:
    """Yield each block with the unfinished end of the one before, and its own length."""
    tail = b""
    for block in blocks:
        text = tail + block
        cut = text.rfind(b"<")
        keep = cut if cut >= 0 and len(text) - cut < _TAIL_BYTES else len(text)
        yield text[:keep], len(block)
        tail = text[keep:]
    yield tail, 0


def _span_of_xlsx(name: str, blocks: Iterator[bytes]) -> int:
    rows = columns = size = 0
    for text, length in _overlapping(blocks):
        size += length
        if size > MAX_UNPACKED_BYTES:
            raise Problem(_UNPACKS_TOO_BIG, name=name)
        widest = ""
        for letters, row, closed in _XLSX_CELL.findall(text):
            if closed:  # a cell with a border and nothing in it
                continue
            rows = max(rows, int(row))
            column = letters.decode()
            if (len(column), column) > (len(widest), widest):
                widest = column
        columns = max(columns, _column_number(widest))
        refuse_span(name, rows, columns)
    return size


def _span_of_ods(name: str, blocks: Iterator[bytes]) -> int:
    row = column = row_repeats = size = 0
    for text, length in _overlapping(blocks):
        size += length
        if size > MAX_UNPACKED_BYTES:
            raise Problem(_UNPACKS_TOO_BIG, name=name)
        for tag, attributes, closed in _ODS_TAG.findall(text):
            if tag == b"table":
                row = row_repeats = 0
            elif tag == b"table-row":
                row += row_repeats
                found = _ODS_ROWS.search(attributes)
                row_repeats, column = int(found[1]) if found else 1, 0
            else:
                found = _ODS_COLUMNS.search(attributes)
                column += int(found[1]) if found else 1
                if not closed:
                    refuse_span(name, row + row_repeats, column)
    return size


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
