"""Builders of messy rosters: xlsx by openpyxl, ods and xls byte by byte, any encoding."""

import struct
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl

from tests.builders import an_identity_number

HEADINGS = ("序号", "乡镇", "村", "姓名", "性别", "身份证号", "残疾人证号", "联系电话", "备注")

Cells = Sequence[Any]


def a_number(at: int = 0, *, woman: bool = False) -> str:
    """Return an invented identity number; another ``at`` gives another one."""
    born = date(1970 + at % 30, at % 12 + 1, at % 27 + 1)
    return an_identity_number(born, 2 * (at // 300 % 400) + (2 if woman else 1))


def a_certificate(at: int = 0, *, category: str = "4", level: str = "2") -> str:
    """Return an invented certificate number."""
    return a_number(at) + category + level


def a_row(at: int = 0, **cells: Any) -> list[Any]:
    """Return one row under ``HEADINGS``; cells by heading replace the invented ones."""
    row = {
        "序号": at + 1,
        "乡镇": "煎茶镇",
        "村": "长安村",
        "姓名": "安" + chr(0x4E8C + at % 2000) + chr(0x5B89 + at // 2000),
        "性别": "男",
        "身份证号": a_number(at),
        "残疾人证号": a_certificate(at),
        "联系电话": f"139{at:08}",
        "备注": None,
    } | cells
    return [row[heading] for heading in HEADINGS]


def an_xlsx(
    path: Path,
    rows: Sequence[Cells],
    *,
    sheet: str = "名单",
    merged: Sequence[str] = (),
    others: Sequence[tuple[str, Sequence[Cells], str]] = (),
) -> Path:
    """Write a workbook; ``others`` are further sheets: name, rows, visible or hidden."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    first = [one for one in others if one[2] == "first"]
    rest = [one for one in others if one[2] != "first"]
    for name, lines, state in (*first, (sheet, rows, "visible"), *rest):
        page = book.create_sheet(name)
        for line in lines:
            page.append(list(line))
        page.sheet_state = "visible" if state == "first" else state
    for block in merged:
        book[sheet].merge_cells(block)
    book.save(path)
    return path


def an_ods(path: Path, rows: Sequence[Cells], *, sheet: str = "名单", body: str = "") -> Path:
    """Write an OpenDocument spreadsheet; ``body`` replaces the rows by XML of one's own."""
    lines = "".join(
        "<table:table-row>" + "".join(_ods_cell(cell) for cell in row) + "</table:table-row>"
        for row in rows
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="{sheet}">{body or lines}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED
        )
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest'
            ':1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type='
            '"application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>',
        )
    return path


def an_xls(path: Path, rows: Sequence[Cells], *, sheet: str = "名单") -> Path:
    """Write an Excel 97 workbook: BIFF8 records in a compound file ([MS-XLS], [MS-CFB])."""
    name = sheet.encode("utf-16-le")
    bof = _biff(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    end = _biff(0x000A, b"")
    bound_size = 4 + 8 + len(name)
    offset = len(bof) + bound_size + len(end)
    bound = _biff(0x0085, struct.pack("<IBBBB", offset, 0, 0, len(sheet), 1) + name)
    page = _biff(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            if isinstance(cell, int | float):
                page += _biff(0x0203, struct.pack("<HHHd", at, column, 0, float(cell)))
            else:
                text = str(cell)
                page += _biff(
                    0x0204,
                    struct.pack("<HHHHB", at, column, 0, len(text), 1)
                    + text.encode("utf-16-le"),
                )
    path.write_bytes(_compound(bof + bound + end + page + end))
    return path


def a_csv(
    path: Path, rows: Sequence[Cells], *, encoding: str = "utf-8", separator: str = ","
) -> Path:
    """Write a text table in an encoding; ``utf-8-sig`` brings a byte order mark."""
    lines = (
        separator.join(
            "" if cell is None else f'"{cell}"' if separator in str(cell) else str(cell)
            for cell in row
        )
        for row in rows
    )
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def _ods_cell(cell: Any) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, int | float):
        return (
            f'<table:table-cell office:value-type="float" office:value="{cell}">'
            f"<text:p>{cell}</text:p></table:table-cell>"
        )
    return (
        '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(str(cell))}</text:p></table:table-cell>"
    )


def _biff(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _compound(stream: bytes) -> bytes:
    """Return a compound file with one stream, ``Workbook``, in sectors of 512 bytes."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    fat_sectors = -(-(sectors + 2) // 126)
    end, free, fat_mark = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    first = fat_sectors + 1
    fat = [fat_mark] * fat_sectors + [end]
    fat += [*range(first + 1, first + sectors), end]
    fat += [free] * (fat_sectors * 128 - len(fat))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
        + struct.pack("<IIIIIIIII", 0, fat_sectors, fat_sectors, 0, 4096, end, 0, end, 0)
    )
    table = [*range(fat_sectors)] + [free] * (109 - fat_sectors)
    header += struct.pack("<109I", *table)
    directory = (
        _entry("Root Entry", 5, end, 0, child=1)
        + _entry("Workbook", 2, first, len(stream))
        + _entry("", 0, 0, 0) * 2
    )
    return header + struct.pack(f"<{len(fat)}I", *fat) + directory + stream


def _entry(name: str, kind: int, start: int, size: int, *, child: int = 0xFFFFFFFF) -> bytes:
    raw = name.encode("utf-16-le")
    length = len(raw) + 2 if name else 0
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBBIII", length, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        + bytes(16 + 4 + 8 + 8)
        + struct.pack("<IQ", start, size)
    )
