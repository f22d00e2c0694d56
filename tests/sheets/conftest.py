"""One row of a small workbook, read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.domain.rosters.roster import RemarkKind, RosterRow
from db.sheets.roster_reading import open_roster
from tests.builders import TODAY
from tests.sheets.rosters import an_xlsx

Read = Callable[..., RosterRow]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a reader of one row: headings and cells of a small workbook."""

    def read_row(**cells: Any) -> RosterRow:
        given = {"姓名": "潘阿妹", "民族": "苗族"} | cells
        path = an_xlsx(tmp_path / "名单.xlsx", [list(given), list(given.values())])
        return open_roster(path, today=TODAY).rows[0]

    return read_row


def words(row: RosterRow, kind: RemarkKind | None = None) -> str:
    return " ".join(r.message.zh for r in row.remarks if kind in {None, r.kind})


def problems(row: RosterRow) -> str:
    return " ".join(problem.message.zh for problem in row.problems)
