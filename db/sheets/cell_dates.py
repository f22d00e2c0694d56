"""Dates as rosters write them: with dots, two-digit years, months only, serial numbers."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from db.domain.rosters.roster import CellValue
from db.fields.text import Text
from db.sheets.cell import narrow, words_of

_SERIAL_ZERO: Final = date(1899, 12, 30)
"""Day 0 of a spreadsheet's serial numbers from March 1900 on (ECMA-376 part 1, 18.17.4.1)."""
_SERIALS: Final = range(3_654, 73_051)
"""Serial numbers taken for days: 1910-01-01 to 2099-12-31; smaller ones may be ages."""
_YEARS: Final = range(1900, 2101)
_CENTURY_TURN: Final = 30
"""Two-digit years up to this belong to 2000, later ones to 1900 (our own choice)."""
_FULL: Final = re.compile(
    r"(\d{4}|\d{2})[-./年,、](\d{1,2})[-./月,、](\d{1,2})[日号]?(?:[T ]?\d{1,2}:.*)?", re.ASCII
)
_PACKED: Final = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_MONTH: Final = re.compile(r"(\d{4}|\d{2})[-./年](\d{1,2})月?(?:份)?", re.ASCII)
_PACKED_MONTH: Final = re.compile(r"(\d{4})(\d{2})", re.ASCII)
_YEAR: Final = re.compile(r"(\d{4})[年届]?(?:毕业)?", re.ASCII)
_TWO_DIGITS: Final = 2

SERIAL: Final = Text(
    "单元格是表格软件的日期序号 {typed}，读作 {day}。",
    "The cell holds the spreadsheet's serial number {typed}; it was read as {day}.",
)
SHORT_YEAR: Final = Text(
    "“{typed}”的年份只写两位，读作 {day}。",
    "“{typed}” has a year of two digits; read as {day}.",
)
OCTOBER: Final = Text(
    "“{typed}”存成了数字，可能是 1 月，也可能是 10 月（10 的 0 会丢）。请核对。",
    "“{typed}” was kept as a number: it may be January, or October with its 0 lost. "
    "Please check.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRead:
    """A date as far as it was written; what is missing is ``None``."""

    year: int
    month: int | None = None
    day: date | None = None
    said: Text | None = None
    doubtful: bool = False

    def as_month(self) -> str | None:
        """Return ``YYYY-MM``, or ``None`` when only the year is written."""
        return None if self.month is None else f"{self.year:04}-{self.month:02}"


def read_date(value: CellValue) -> DayRead | None:
    """Return the date in a cell as far as it is written, or ``None`` when it is no date."""
    if isinstance(value, date):
        return DayRead(year=value.year, month=value.month, day=value)
    if isinstance(value, bool) or value is None:
        return None
    text = narrow(words_of(value))
    is_number = isinstance(value, int | float)
    serial = _serial(text)
    return serial if serial is not None else _written(text, is_number=is_number)


def _written(text: str, *, is_number: bool) -> DayRead | None:
    found = _FULL.fullmatch(text) or _PACKED.fullmatch(text)
    if found:
        return _full(text, found)
    found = _PACKED_MONTH.fullmatch(text) or _MONTH.fullmatch(text)
    if found:
        return _month(text, found, is_number=is_number)
    found = _YEAR.fullmatch(text)
    return DayRead(year=int(found[1])) if found and int(found[1]) in _YEARS else None


def _serial(text: str) -> DayRead | None:
    if not text.isdigit() or int(text) not in _SERIALS or len(text) < len("10000"):
        return None
    day = _SERIAL_ZERO + timedelta(days=int(text))
    return DayRead(
        year=day.year, month=day.month, day=day, said=SERIAL.filled(typed=text, day=day)
    )


def _full(text: str, found: re.Match[str]) -> DayRead | None:
    year, short = _year(found[1])
    try:
        day = date(year, int(found[2]), int(found[3]))
    except ValueError:
        return None
    if year not in _YEARS:
        return None
    said = SHORT_YEAR.filled(typed=text, day=day) if short else None
    return DayRead(year=year, month=day.month, day=day, said=said)


def _month(text: str, found: re.Match[str], *, is_number: bool) -> DayRead | None:
    year, short = _year(found[1])
    month = int(found[2])
    if not 1 <= month <= 12 or year not in _YEARS or (short and is_number):  # noqa: PLR2004 - months of a year
        return None
    if is_number and text.endswith(".1"):
        return DayRead(year=year, month=month, said=OCTOBER.filled(typed=text), doubtful=True)
    said = SHORT_YEAR.filled(typed=text, day=f"{year:04}-{month:02}") if short else None
    return DayRead(year=year, month=month, said=said)


def _year(written: str) -> tuple[int, bool]:
    if len(written) != _TWO_DIGITS:
        return int(written), False
    short = int(written)
    return short + (2000 if short <= _CENTURY_TURN else 1900), True
