"""Where the roster is in a file, which rows are its headings and which are people."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from db.domain.rosters.roster import CellValue, Grid, SkippedRow, Workbook
from db.fields.problem import Problem
from db.fields.text import Text
from db.sheets.headings import match_heading, plain_heading

_HEADING_ROWS_SOUGHT: Final = 40
"""Headings further down than this are not looked for (our own choice)."""
_MOST_HEADING_ROWS: Final = 3
_FEWEST_KNOWN: Final = 2
_ROW_WEIGHT: Final = 0.4
"""What one more heading row is worth beside one more known heading (our own choice)."""
_HIDDEN_WEIGHT: Final = 0.1
_LONGEST_HEADING: Final = 40
_WHO: Final = frozenset({"person.name", "person.id_number", "person.disability_cert_no"})
_TOTAL: Final = re.compile(r"(本页|全县|全乡|全镇|全村)?(合计|小计|总计|共计|累计)[:：]?.*")
_SIGNATURE: Final = re.compile(
    r"(填表|制表|填报|审核|复核|录入|统计|经办|单位负责|负责|分管|联系)(人|单位|领导)?"
    r"(签字|签名|签章|盖章|电话)?[（(]?[^:：]{0,6}[)）]?[:：].*"
    r"|(填表|填报|制表|上报)(日期|时间)[:：].*|.*[（(](盖章|公章|签章)[)）].*"
)
_NOTE: Final = re.compile(r"(备注|注|说明|填表说明|填写说明|注意事项?)\s*\d?[:：].*|注\d.*")
_EXAMPLE: Final = re.compile(r"[（(【]?(例|样例|示例|例如|范例)[)）】]?[:：]?\d?")
_DIGITS: Final = re.compile(r"[\d\s./\-年月日%]+[Xx]?", re.ASCII)
_SAID_AGAIN_SHARE: Final = 0.6
"""Part of the headings a row must repeat to be the headings said again."""
_NOTE_CELLS: Final = 2

_NO_ROSTER: Final = Text(
    "“{name}”里没有找到名单：没有一行同时写着“姓名”等栏目名。请确认名单有表头，或选对工作表。",
    "No roster was found in {name}: no row holds headings such as the name. "
    "Check that the roster has headings, or choose the right sheet.",
)
_NO_HEADINGS: Final = Text(
    "“{sheet}”里没有认得的表头。", "“{sheet}” has no headings that are known."
)
_NOT_CHOSEN: Final = Text(
    "“{sheet}”也像名单，这次没有导入。",
    "“{sheet}” looks like a roster too; it is not imported.",
)
_HIDDEN: Final = Text("“{sheet}”是隐藏的工作表。", "“{sheet}” is a hidden sheet.")
_AGAIN: Final = Text("重复的表头，已跳过。", "Headings said again; skipped.")
_SUM: Final = Text("合计行，已跳过。", "A total; skipped.")
_SIGNED: Final = Text("落款行，已跳过。", "A signature line; skipped.")
_NOTED: Final = Text("说明文字，已跳过。", "An explanation; skipped.")
_SHOWN: Final = Text("示例行，已跳过。", "An example; skipped.")
_GROUP: Final = Text("分组标题，已跳过。", "A heading of a group; skipped.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How one sheet is laid out; rows and columns are counted from 0.

    Attributes:
        headings: The parts of each column's heading, from the top row to the lowest.
        fingerprint: SHA-256 of the plain headings; the same form always has the same one.
        people: Rows that are persons.
        continued: Rows that go on where a person's row above left off, with that row.
    """

    grid: Grid
    top: int
    bottom: int
    headings: tuple[tuple[str, ...], ...]
    fingerprint: str
    people: tuple[int, ...]
    continued: tuple[tuple[int, int], ...]
    skipped: tuple[SkippedRow, ...]

    def heading(self, column: int) -> str:
        """Return a column's heading for people, its rows joined with ``/``."""
        return "/".join(self.headings[column])


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetGuess:
    """One sheet of a file and whether it looks like the roster.

    Attributes:
        score: 0 when it is no roster; else the more the likelier.
        said: Why it is left aside, or ``None`` for the sheet that is guessed.
    """

    sheet: str
    score: float
    layout: Layout | None
    said: Text | None


def find_rosters(workbook: Workbook) -> tuple[SheetGuess, ...]:
    """Return all sheets, the likeliest roster first.

    Raises:
        Problem: No sheet holds a roster.
    """
    found: list[tuple[float, Grid, Layout | None]] = []
    for grid in workbook.sheets:
        layout = find_layout(grid)
        score = 0.0
        if layout is not None:
            canonicals = {m.canonical for h in layout.headings if (m := match_heading(h))}
            score = len(canonicals) * (1 + min(len(layout.people), 1_000))
            score *= _HIDDEN_WEIGHT if grid.hidden else 1
        found.append((score, grid, layout))
    found.sort(key=lambda one: -one[0])
    if not found or found[0][0] == 0:
        raise Problem(_NO_ROSTER, name=workbook.path.name)
    return tuple(
        SheetGuess(
            sheet=grid.sheet,
            score=score,
            layout=layout,
            said=None if at == 0 else _why_aside(grid, score),
        )
        for at, (score, grid, layout) in enumerate(found)
    )


def _why_aside(grid: Grid, score: float) -> Text:
    if grid.hidden:
        return _HIDDEN.filled(sheet=grid.sheet)
    return (_NOT_CHOSEN if score else _NO_HEADINGS).filled(sheet=grid.sheet)


def filled(grid: Grid) -> Grid:
    """Return the sheet with every merged block's value in each of its cells."""
    if not grid.merged:
        return grid
    rows = [list(row) for row in grid.rows]
    for block in grid.merged:
        if block.top >= len(rows) or block.left >= len(rows[block.top]):
            continue
        value = rows[block.top][block.left]
        for row in rows[block.top : block.bottom + 1]:
            for column in range(block.left, min(block.right + 1, len(row))):
                row[column] = value
    return Grid(
        sheet=grid.sheet,
        rows=tuple(tuple(row) for row in rows),
        merged=grid.merged,
        hidden=grid.hidden,
    )


def find_layout(grid: Grid) -> Layout | None:
    """Return where the headings and the people are, or ``None`` when there is no roster."""
    whole = filled(grid)
    block = _heading_block(whole)
    if block is None:
        return None
    top, bottom, headings = block
    people, continued, skipped = _rows(whole, bottom, headings)
    plain = "\x1f".join(plain_heading("".join(parts)) for parts in headings)
    return Layout(
        grid=whole,
        top=top,
        bottom=bottom,
        headings=headings,
        fingerprint=hashlib.sha256(plain.encode()).hexdigest(),
        people=tuple(people),
        continued=tuple(continued),
        skipped=tuple(skipped),
    )


def _heading_block(grid: Grid) -> tuple[int, int, tuple[tuple[str, ...], ...]] | None:
    """Return the first and last row of the headings and what each column's is."""
    best: tuple[float, int, int, tuple[tuple[str, ...], ...]] | None = None
    for top in range(min(len(grid.rows), _HEADING_ROWS_SOUGHT)):
        for height in range(1, _MOST_HEADING_ROWS + 1):
            rows = grid.rows[top : top + height]
            if len(rows) < height or not _may_be_headings(rows[-1]):
                break
            headings = _joined(rows)
            known = {
                (match.canonical, match.number)
                for parts in headings
                if parts and (match := match_heading(parts, slips=False))
            }
            if len(known) < _FEWEST_KNOWN:
                continue
            if not _WHO & {canonical for canonical, _ in known}:
                continue
            # Groups above the headings belong to them; a title above them does not.
            more = (height - 1) * _ROW_WEIGHT
            score = len(known) + (more if _has_headings(rows[0]) else -more)
            if best is None or score > best[0]:
                best = (score, top, top + height - 1, headings)
    return best[1:] if best else None


def _has_headings(row: Sequence[CellValue]) -> bool:
    """Tell whether a row holds a known heading, and not one title across the sheet."""
    texts = {value for value in row if isinstance(value, str)}
    return len(texts) > 1 and any(match_heading((text,), slips=False) for text in texts)


def _may_be_headings(row: Sequence[CellValue]) -> bool:
    texts = [value for value in row if value is not None]
    return bool(texts) and all(
        isinstance(value, str)
        and len(value) <= _LONGEST_HEADING
        and not _DIGITS.fullmatch(value.strip())
        for value in texts
    )


def _joined(rows: Sequence[Sequence[CellValue]]) -> tuple[tuple[str, ...], ...]:
    """Join headings of several rows; a group's name also stands above its later columns."""
    width = len(rows[0])
    texts = [["" if v is None else " ".join(str(v).split()) for v in row] for row in rows]
    for upper, lower in pairwise(texts):
        for column in range(1, width):
            # A group's name goes on to the right as long as something stands below it only.
            if not upper[column] and lower[column] and lower[column - 1]:
                upper[column] = upper[column - 1]
    return tuple(_parts([row[column] for row in texts]) for column in range(width))


def _parts(cells: Sequence[str]) -> tuple[str, ...]:
    parts: list[str] = []
    for cell in cells:
        if cell and (not parts or parts[-1] != cell):
            parts.append(cell)
    return tuple(parts)


@cache
def _column_is(parts: tuple[str, ...]) -> str:
    match = match_heading(parts) if parts else None
    return match.canonical if match else ""


def _rows(
    grid: Grid, bottom: int, headings: Sequence[tuple[str, ...]]
) -> tuple[list[int], list[tuple[int, int]], list[SkippedRow]]:
    canonicals = [_column_is(parts) for parts in headings]
    who = [at for at, canonical in enumerate(canonicals) if canonical in _WHO]
    sequence = [at for at, canonical in enumerate(canonicals) if canonical == "misc.seq"]
    remarks = {at for at, canonical in enumerate(canonicals) if canonical == "misc.remark"}
    leaves = [plain_heading(parts[-1]) if parts else "" for parts in headings]
    across = {
        block.top: block.right - block.left
        for block in grid.merged
        if block.top == block.bottom
    }
    people: list[int] = []
    continued: list[tuple[int, int]] = []
    skipped: list[SkippedRow] = []
    for at in range(bottom + 1, len(grid.rows)):
        row = grid.rows[at]
        given = [column for column, value in enumerate(row) if value is not None]
        if all(column in sequence and _is_number(row[column]) for column in given):
            continue  # blank, or numbered in advance
        why = _why_no_person(row, given, leaves, who, wide=across.get(at, 0) + 1)
        if why is not None:
            words = str(row[given[0]])[:_LONGEST_HEADING]
            skipped.append(SkippedRow(number=at + 1, words=words, why=why))
            continue
        goes_on = (
            people
            and all(row[column] is None for column in (*who, *sequence))
            and set(given) <= remarks
        )
        if goes_on:
            continued.append((at, people[-1]))
        else:
            people.append(at)
    return people, continued, skipped


def _is_number(value: CellValue) -> bool:
    return isinstance(value, int | float) or bool(_DIGITS.fullmatch(str(value)))


def _why_no_person(
    row: Sequence[CellValue],
    given: Sequence[int],
    leaves: Sequence[str],
    who: Sequence[int],
    *,
    wide: int,
) -> Text | None:
    again = sum(
        1
        for column in given
        if isinstance(row[column], str) and plain_heading(str(row[column])) == leaves[column]
    )
    if again >= _FEWEST_KNOWN and again >= _SAID_AGAIN_SHARE * len(given):
        return _AGAIN
    first = row[given[0]]
    words = " ".join(first.split()) if isinstance(first, str) else ""
    names = [str(row[column]) for column in who if row[column] is not None]
    names = [name for name in names if ":" not in name and "：" not in name]
    # 合计 may stand in the name column, where no one is called so.
    if any(_TOTAL.fullmatch(plain_heading(one)) for one in (words, *names)):
        return _SUM
    if _EXAMPLE.fullmatch(plain_heading(words)):
        return _SHOWN
    few = len({row[column] for column in given}) <= _NOTE_CELLS
    if words and (few or not names) and _SIGNATURE.fullmatch(words):
        return _SIGNED
    alone = words and few and (wide > _NOTE_CELLS or not names)
    return _aside(row, given, words, wide=wide) if alone else None


def _aside(
    row: Sequence[CellValue], given: Sequence[int], words: str, *, wide: int
) -> Text | None:
    """Tell a note below the people, or one cell across the sheet such as 大坪镇 above them."""
    if _NOTE.fullmatch(words):
        return _NOTED
    only = len({row[column] for column in given}) == 1
    return _GROUP if only and (wide > _NOTE_CELLS or given[0] == 0) else None
