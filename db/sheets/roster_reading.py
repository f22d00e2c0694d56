"""From an open file to a roster: every row read, every doubt said, nothing decided yet."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from db.domain.rosters.roster import (
    IGNORED,
    CellValue,
    ColumnGuess,
    Grid,
    Remark,
    RemarkKind,
    Roster,
    RosterLead,
    RosterProblem,
    RosterRow,
    RosterTarget,
    Sureness,
    Workbook,
)
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Progress, Unwatched
from db.sheets.cell import CellReading, narrow
from db.sheets.cell_dates import read_date
from db.sheets.cells import read_cell
from db.sheets.columns import guess_columns
from db.sheets.layout import Layout, find_rosters
from db.sheets.row_checks import RowDraft, check_row
from db.sheets.workbook import read_workbook

_SAME_AS_ABOVE: Final = frozenset(
    {"同上", "〃", "″", '"', "''", "″″", "同上行", "上同", "〞", "”"}
)
_DOWNWARD: Final = frozenset(
    {
        "client.county",
        "client.township",
        "client.village",
        "household.code",
        "household.head_name",
        "household.head_identity_number",
    }
)
"""Fields whose blank cells below a value often mean the same, where merges were lost."""
_ROWS_BETWEEN_REPORTS: Final = 200
_DEPARTED: Final = re.compile(
    r"(?:已经?|于\S{0,12}|因病)?(?:去世|死亡|病故|亡故|身故|过世|离世|逝世)|已故|已亡"
    r"|(?:户口|户籍|全家|整户|已)[^，。；;,]{0,4}(?:迁出|迁走|迁移|外迁)|迁出|销户|(?:户口|残疾?证)已?注销"
)
_NOT_DEPARTED: Final = re.compile(r"(?:未|没有|无)(?:去世|死亡|迁出|注销|销户)")

_READING: Final = Text("正在读名单…", "Reading the roster …")
_SAME: Final = Text("“{typed}”取上一行的“{value}”。", "“{typed}” takes “{value}” from above.")
_NOTHING_ABOVE: Final = Text(
    "“{typed}”的上一行没有内容。请写清楚。",
    "There is nothing above “{typed}”. Write it out.",
)
_FROM_ABOVE: Final = Text(
    "空格取上面合并格的“{value}”。", "The blank cell takes “{value}” from the cell above."
)
_NO_NAME: Final = Text(
    "这一行没有姓名。请填写姓名，或删去这一行。",
    "This row has no name. Add the name, or delete the row.",
)
_NO_SHEET: Final = Text(
    "文件里没有工作表“{sheet}”。请从列表中选择。",
    "There is no sheet “{sheet}” in the file. Choose one of the list.",
)
_NO_NAME_COLUMN: Final = Text(
    "没有一列对应“姓名”。请在列对应中选出姓名一列。",
    "No column is set to “Name”. Choose which one it is.",
)
_NOT_IMPORTED: Final = Text(
    "没有导入的列：{columns}。", "Columns that are not imported: {columns}."
)
_LIST: Final = "、"

RememberedColumns = Callable[[str], str | None]
"""Gives the mapping kept under a fingerprint, as the import kept it, or ``None``."""


def open_roster(  # noqa: PLR0913 - keyword arguments, each with its own name
    path: Path,
    *,
    today: date,
    sheet: str | None = None,
    chosen: Mapping[int, str] | None = None,
    remembered: RememberedColumns | None = None,
    progress: Progress | None = None,
) -> Roster:
    """Read the roster in a file: the likeliest sheet, the columns as they were chosen last.

    Args:
        path: The file.
        today: For checks of ages and dates.
        sheet: The sheet to read; without it the likeliest one.
        chosen: Targets by column, counted from 0, that a person has chosen.
        remembered: Looks up the mapping kept under a fingerprint.
        progress: Told how far the reading is.

    Raises:
        Problem: The file or its sheet cannot be read as a roster.
        Cancelled: The person stopped it.
    """
    workbook = read_workbook(path)
    layout, said = choose_layout(workbook, sheet)
    kept = columns_from_text(remembered(layout.fingerprint) if remembered else None)
    columns = guess_columns(layout, remembered=kept, chosen=chosen)
    return read_roster(path.name, layout, columns, today=today, said=said, progress=progress)


def choose_layout(workbook: Workbook, sheet: str | None = None) -> tuple[Layout, list[Text]]:
    """Return where the roster is, and why the other sheets were left aside.

    Raises:
        Problem: There is no such sheet, or no roster on it.
    """
    if sheet is not None:
        grids = tuple(grid for grid in workbook.sheets if grid.sheet == sheet)
        if not grids:
            raise Problem(_NO_SHEET, sheet=sheet)
        workbook = Workbook(path=workbook.path, kind=workbook.kind, sheets=grids)
    guesses = find_rosters(workbook)
    layout = guesses[0].layout
    assert layout is not None  # noqa: S101 - find_rosters puts a roster first
    return layout, [guess.said for guess in guesses if guess.said is not None]


def columns_from_text(kept: str | None) -> dict[int, str]:
    """Return the targets by column that the import kept; nothing when there is none."""
    return {} if kept is None else {int(c): str(t) for c, t in json.loads(kept).items()}


def read_roster(  # noqa: PLR0913 - keyword arguments, each with its own name
    file_name: str,
    layout: Layout,
    columns: Sequence[ColumnGuess],
    *,
    today: date,
    said: Sequence[Text] = (),
    progress: Progress | None = None,
) -> Roster:
    """Read every row of a roster.

    Raises:
        Problem: No column is the name.
        Cancelled: The person stopped it.
    """
    if not any(guess.target == "client.name" for guess in columns):
        raise Problem(_NO_NAME_COLUMN)
    progress = progress or Unwatched()
    reader = _RowReader(layout, columns, today)
    rows: list[RosterRow] = []
    for done, at in enumerate(layout.people):
        if done % _ROWS_BETWEEN_REPORTS == 0:
            progress.at(done, len(layout.people), _READING)
            progress.stop_if_cancelled()
        rows.append(reader.read(at))
    progress.at(len(rows), len(rows), _READING)
    left = [
        guess.heading
        for guess in columns
        if guess.target == IGNORED and guess.heading and guess.sureness is Sureness.UNKNOWN
    ]
    if left:
        said = (*said, _NOT_IMPORTED.filled(columns=_LIST.join(left)))
    return Roster(
        file_name=file_name,
        sheet=layout.grid.sheet,
        fingerprint=layout.fingerprint,
        columns=tuple(columns),
        rows=tuple(rows),
        skipped=layout.skipped,
        said=tuple(said),
    )


class _RowReader:
    """Reads rows from top to bottom, for 同上 needs the row above."""

    def __init__(self, layout: Layout, columns: Sequence[ColumnGuess], today: date) -> None:
        self._grid: Grid = layout.grid
        self._columns = [guess for guess in columns if guess.target != IGNORED]
        self._today = today
        self._continued: dict[int, list[int]] = {}
        for at, person in layout.continued:
            self._continued.setdefault(person, []).append(at)
        self._above: dict[int, CellValue] = {}
        merged_down = {
            column
            for block in layout.grid.merged
            if block.bottom > block.top and block.top > layout.bottom
            for column in range(block.left, block.right + 1)
        }
        # Where the format tells its merges nothing need be guessed from blanks.
        self._downward = (
            frozenset() if merged_down else frozenset(_sparse_columns(layout, self._columns))
        )

    def read(self, at: int) -> RosterRow:
        row = self._grid.rows[at]
        first = self._columns[0].column
        draft = RowDraft(number=at + 1, here=self._grid.address(at, first))
        leads: list[RosterLead] = []
        for guess in self._columns:
            value = self._value(at, guess, row[guess.column], draft)
            reading = read_cell(guess, value)
            cell = self._grid.address(at, guess.column)
            self._take(draft, guess, value, reading, cell)
            if reading.lead is not None:
                leads.append(
                    RosterLead(
                        cell=cell,
                        employer_name=reading.lead.employer_name,
                        job_title=reading.lead.job_title,
                    )
                )
        self._go_on(at, draft)
        if "client.name" not in draft.values and not any(
            problem.field == "client.name" for problem in draft.problems
        ):
            cell = next(
                self._grid.address(at, g.column)
                for g in self._columns
                if g.target == "client.name"
            )
            draft.problems.append(
                RosterProblem(cell=cell, field="client.name", message=_NO_NAME)
            )
        check_row(draft, self._today)
        words = {target: tuple(lines) for target, lines in draft.words.items()}
        return RosterRow(
            number=at + 1,
            values=draft.values,
            cells=draft.cells,
            words=words,
            leads=tuple(leads),
            remarks=tuple(draft.remarks),
            problems=tuple(draft.problems),
            departed=_departed(words),
        )

    def _value(
        self, at: int, guess: ColumnGuess, value: CellValue, draft: RowDraft
    ) -> CellValue:
        """Return the cell, or what stands above it where it says 同上 or was merged."""
        above = self._above.get(guess.column)
        same = isinstance(value, str) and narrow(value) in _SAME_AS_ABOVE
        blank = value is None and guess.column in self._downward
        if not same and not (blank and above is not None):
            self._above[guess.column] = value
            return value
        cell = self._grid.address(at, guess.column)
        if above is None:
            draft.problems.append(
                RosterProblem(
                    cell=cell,
                    field=guess.target,
                    message=_NOTHING_ABOVE.filled(typed=value),
                )
            )
            return None
        message = (_SAME if same else _FROM_ABOVE).filled(typed=value, value=above)
        draft.remarks.append(
            Remark(cell=cell, field=guess.target, kind=RemarkKind.INFERRED, message=message)
        )
        return above

    def _take(
        self,
        draft: RowDraft,
        guess: ColumnGuess,
        value: CellValue,
        reading: CellReading,
        cell: str,
    ) -> None:
        for target, read in reading.values.items():
            # A column's own value wins over what another column's cell told in passing.
            if target == guess.target or target not in draft.values:
                draft.values[target] = read
                draft.cells[target] = cell
        for target, lines in reading.words.items():
            draft.words.setdefault(target, []).extend(lines)
        draft.remarks += (
            Remark(cell=cell, field=guess.target, kind=kind, message=message)
            for kind, message in reading.remarks
        )
        if reading.problem is not None:
            draft.problems.append(
                RosterProblem(cell=cell, field=guess.target, message=reading.problem)
            )
        if guess.target == RosterTarget.AGE:
            draft.age, draft.age_cell = reading.age, cell
        if guess.target == "client.born_on" and "client.born_on" not in reading.values:
            found = read_date(value)
            if found is not None:
                draft.born_month = (found.year, found.month)

    def _go_on(self, at: int, draft: RowDraft) -> None:
        """Add the rows below that go on with this row's remark."""
        for below in self._continued.get(at, ()):
            for guess in self._columns:
                value = self._grid.rows[below][guess.column]
                reading = read_cell(guess, value)
                for target, lines in reading.words.items():
                    draft.words.setdefault(target, []).extend(lines)


def _sparse_columns(layout: Layout, columns: Sequence[ColumnGuess]) -> list[int]:
    """Return columns whose first cell is written and most others blank: merges that were lost.

    A column where half or more of the cells are written is one where a blank is a blank.
    """
    found: list[int] = []
    rows = layout.grid.rows
    for guess in columns:
        if guess.target not in _DOWNWARD or not layout.people:
            continue
        cells = [rows[at][guess.column] for at in layout.people]
        given = sum(1 for cell in cells if cell is not None)
        if cells[0] is not None and given * 2 < len(cells):
            found.append(guess.column)
    return found


def _departed(words: Mapping[str, Sequence[str]]) -> str | None:
    """Return the words that say the person has died or moved away."""
    for line in words.get("client.remark", ()):
        if _DEPARTED.search(line) and not _NOT_DEPARTED.search(line):
            return line
    return None
