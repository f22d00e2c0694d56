"""A roster on its way into the record: what a sheet holds and what it was read as.

These shapes are shared by the sheets room, which reads, and the import, which decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from db.domain.clients.client import Client
from db.domain.records import RECORD_TYPE_BY_TABLE
from db.fields.field import NamedField, Value, field_of, fields_of
from db.fields.text import Labelled, Text

CellValue = str | int | float | bool | date | None
"""What a cell holds. The Python type is its kind; a blank cell is ``None``."""

IGNORED: Final = "ignored"
"""The target of a column that is not read."""

_LETTERS: Final = 26


class SheetKind(Labelled):
    """The format a file really has, whatever its name says."""

    XLSX = "xlsx", Text("Excel 工作簿", "Excel workbook")
    XLS = "xls", Text("Excel 97 工作簿", "Excel 97 workbook")
    ODS = "ods", Text("开放文档表格", "OpenDocument spreadsheet")
    CSV = "csv", Text("逗号分隔文本", "Comma-separated text")


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged block; rows and columns are counted from 0 and both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One sheet, just as it was read; every row has the same number of cells."""

    sheet: str
    rows: tuple[tuple[CellValue, ...], ...]
    merged: tuple[Merged, ...] = ()
    hidden: bool = False

    def address(self, row: int, column: int) -> str:
        """Return the address of a cell as a person finds it, e.g. ``名单!D7``."""
        return f"{self.sheet}!{column_letters(column)}{row + 1}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """A file with its sheets."""

    path: Path
    kind: SheetKind
    sheets: tuple[Grid, ...]


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0: 0 is ``A``, 26 is ``AA``."""
    letters, rest = "", column + 1
    while rest:
        rest, at = divmod(rest - 1, _LETTERS)
        letters = chr(ord("A") + at) + letters
    return letters


class RosterTarget(Labelled):
    """What a column can be besides a declared field."""

    SEQUENCE = "roster.sequence", Text("序号（不登记）", "Line number (not recorded)")
    AGE = "roster.age", Text("年龄（只核对）", "Age (only checked)")
    PREFECTURE = "roster.prefecture", Text("市（州）（只核对）", "Prefecture (only checked)")
    MINIMUM_LIVING = "roster.minimum_living", Text("是否低保户", "On minimum living allowance")
    COUNSELLOR = "roster.counsellor", Text("服务人员", "Who gave the service")
    LEAD = "roster.lead", Text("推荐单位及岗位", "Employer and job recommended")


_TARGETS: Final = {str(target): target for target in RosterTarget}
_NOT_READ: Final = Text("不导入", "Not imported")
_TABLES: Final = (
    "client",
    "household",
    "household_member",
    "placement",
    "graduate_service",
    "case_note",
)
_NOT_FROM_A_SHEET: Final = frozenset(
    {
        "household_member.name",
        "household_member.sex",
        "household_member.born_on",
        "household_member.has_certificate",
        "client.name_pinyin",
    }
)
"""Fields that a roster tells through the person's own columns."""


def target_field(target: str) -> NamedField | None:
    """Return the declared field a target names, or ``None`` for the other targets."""
    table, _, name = target.partition(".")
    if table not in RECORD_TYPE_BY_TABLE:
        return None
    return field_of(RECORD_TYPE_BY_TABLE[table], name)


def target_label(target: str) -> Text:
    """Return the name of a target for people."""
    if target == IGNORED:
        return _NOT_READ
    declared = target_field(target)
    if declared is None:
        return _TARGETS[target].label
    table = target.partition(".")[0]
    if table == Client.TABLE:
        return declared.label
    noun = RECORD_TYPE_BY_TABLE[table].NOUN
    return Text(f"{noun.zh}：{declared.label.zh}", f"{noun.en}: {declared.label.en}")


def targets() -> tuple[str, ...]:
    """Return every target a column can be given, in the order in which they are offered."""
    declared: list[str] = []
    for table in _TABLES:
        record_type: type = RECORD_TYPE_BY_TABLE[table]
        declared += (f"{table}.{one.name}" for one in fields_of(record_type) if one.asked)
    return (
        *(target for target in declared if target not in _NOT_FROM_A_SHEET),
        *_TARGETS,
        IGNORED,
    )


class Sureness(Labelled):
    """How sure it is what a column holds."""

    CHOSEN = "chosen", Text("您选的", "Your choice")
    REMEMBERED = "remembered", Text("上次这样选的", "As you chose last time")
    EXACT = "exact", Text("确定", "Sure")
    LIKELY = "likely", Text("很可能", "Likely")
    GUESS = "guess", Text("猜的，请看一下", "A guess, please look")
    UNKNOWN = "unknown", Text("没认出来", "Not recognised")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnGuess:
    """What one column is taken for.

    Attributes:
        column: Counted from 0.
        heading: As it stands, a heading of several rows joined with ``/``.
        target: ``table.field``, a ``RosterTarget`` or ``IGNORED``.
        why: One sentence for the person who checks it.
        canonical: Code in ``excel_headings``, ``""`` when the heading was not recognised.
        scale: What an amount in this column is multiplied by to give yuan a month, or
            ``1`` for any other column.
    """

    column: int
    heading: str
    target: str
    sureness: Sureness
    why: Text
    canonical: str = ""
    scale: float = 1.0


class RemarkKind(Labelled):
    """Why something is said about a cell that was read all the same."""

    INFERRED = "inferred", Text("推算", "Worked out")
    CHECK = "check", Text("请核对", "Please check")
    KEPT = "kept", Text("保留档案", "Record kept")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to know about a value that was read."""

    cell: str
    field: str
    kind: RemarkKind
    message: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterProblem:
    """Something in a cell that cannot be taken over, and what to do about it."""

    cell: str
    field: str
    message: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLead:
    """One job recommended in a roster."""

    cell: str
    employer_name: str
    job_title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One person's row.

    Attributes:
        number: Row of the sheet, counted from 1.
        values: What was read, by target; blank cells are left out.
        cells: Address of the cell each value came from.
        words: Lines for the remark of a record, by target (``client.remark`` …).
        leads: Jobs recommended to the person.
        departed: The words by which the roster says that the person has died or moved away.
    """

    number: int
    values: Mapping[str, Value]
    cells: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    leads: tuple[RosterLead, ...] = ()
    remarks: tuple[Remark, ...] = ()
    problems: tuple[RosterProblem, ...] = ()
    departed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedRow:
    """A row that is no person: a total, a signature, a heading said again."""

    number: int
    words: str
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """A roster that has been read and not yet compared with the record.

    Attributes:
        fingerprint: SHA-256 of the normalised headings, hexadecimal; a mapping chosen once is
            remembered under it.
        said: Sentences about the file as a whole: sheets left aside, columns not imported.
    """

    file_name: str
    sheet: str
    fingerprint: str
    columns: tuple[ColumnGuess, ...]
    rows: tuple[RosterRow, ...]
    skipped: tuple[SkippedRow, ...] = ()
    said: tuple[Text, ...] = ()
