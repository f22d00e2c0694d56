"""The work of an import that goes on in the background: open the file, plan what it does."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from db.domain.rosters.roster import ColumnGuess, Workbook
from db.domain.rosters.roster_plan import Answer, ImportPlan, Policy
from db.fields.text import Text
from db.ports import Progress, Store
from db.sheets.layout import Layout, SheetGuess, find_rosters
from db.sheets.roster_reading import columns_from_text, read_roster
from db.sheets.workbook import read_workbook
from db.usecases.roster.importing import preview_import, remembered_columns

LAST_FILE = "last_roster"
"""Setting of the record: the path of the roster opened last."""

_READING = Text("正在打开文件…", "Opening the file…")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedRoster:
    """A file that has been opened: its sheets and what was chosen for them before."""

    path: Path
    workbook: Workbook
    sheets: tuple[SheetGuess, ...]
    remembered: Mapping[str, Mapping[int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the person has chosen for an import so far."""

    file_name: str
    layout: Layout
    columns: tuple[ColumnGuess, ...]
    said: tuple[Text, ...]
    policies: Mapping[str, Policy]
    answers: Mapping[int, Answer]


def open_file(store: Store, progress: Progress, path: Path) -> OpenedRoster:
    """Read a file and find its rosters; remember it as the last one.

    Raises:
        Problem: It is no spreadsheet, is damaged or protected, or holds no roster.
        Cancelled: The person stopped it.
    """
    progress.at(0, 0, _READING)
    workbook = read_workbook(path)
    progress.stop_if_cancelled()
    sheets = find_rosters(workbook)
    prints = {g.layout.fingerprint for g in sheets if g.layout is not None}
    remembered = {p: columns_from_text(remembered_columns(store, p)) for p in prints}
    store.keep_setting(LAST_FILE, str(path))
    return OpenedRoster(path=path, workbook=workbook, sheets=sheets, remembered=remembered)


def make_plan(store: Store, progress: Progress, chosen: Chosen) -> ImportPlan:
    """Read the roster and return what importing it would do; nothing is written.

    Raises:
        Problem: No column is the name.
        Cancelled: The person stopped it.
    """
    today = store.now().astimezone().date()
    roster = read_roster(
        chosen.file_name,
        chosen.layout,
        chosen.columns,
        today=today,
        said=chosen.said,
        progress=progress,
    )
    return preview_import(
        store,
        roster,
        today=today,
        progress=progress,
        policies=chosen.policies,
        answers=chosen.answers,
    )
