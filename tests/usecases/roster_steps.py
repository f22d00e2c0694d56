"""The steps of an import, for tests that state only what matters to them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from db.domain.rosters.roster import Roster
from db.domain.rosters.roster_plan import ImportPlan
from db.ports import Unwatched
from db.sheets.roster_reading import open_roster
from db.store.record_file import SqlStore
from db.usecases.roster.importing import apply_import, preview_import
from tests.builders import TODAY
from tests.sheets.rosters import an_xlsx

QUIET = Unwatched()


def a_roster(tmp_path: Path, rows: Sequence[Sequence[Any]], name: str = "名单.xlsx") -> Roster:
    return open_roster(an_xlsx(tmp_path / name, rows), today=TODAY)


def preview(store: SqlStore, roster: Roster, **more: Any) -> ImportPlan:
    return preview_import(store, roster, today=TODAY, progress=QUIET, **more)


def imported(store: SqlStore, roster: Roster, **more: Any) -> ImportPlan:
    plan = preview(store, roster, **more)
    apply_import(store, plan, QUIET)
    return plan


def everything(store: SqlStore, kind: type) -> list[Any]:
    with store.reading() as reading:
        return list(reading[kind].every())
