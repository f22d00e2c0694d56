"""How long 25,000 rows take to read and to compare with a record, and to write.

Run as ``python -m tests.benchmarks.bench_import [ROWS]``. The floor of the same run is the
parser alone, reading the same file into lists.
"""

import sys
import tempfile
import time
from pathlib import Path

from python_calamine import CalamineWorkbook

from db.domain.journal.change import Action
from db.domain.staff import Staff
from db.ports import Unwatched
from db.sheets.roster_reading import open_roster
from db.store.record_file import SqlStore
from db.usecases.roster.importing import apply_import, preview_import
from tests.builders import TODAY, SteppingClock, a_staff
from tests.sheets.rosters import HEADINGS as BASIC
from tests.sheets.rosters import a_number, a_row, an_xlsx

HEADINGS = (
    *BASIC,
    "出生年月",
    "民族",
    "文化程度",
    "残疾类别",
    "残疾等级",
    "户口性质",
    "婚姻状况",
    "就业状况",
    "就业形式",
    "就业时间",
    "岗位",
    "单位名称",
    "月收入",
    "劳动能力",
    "就业意愿",
    "户主",
    "家庭人口",
    "年龄",
)
GOAL_SECONDS = 60
"""25,000 rows preview in less than this (issue 2, section 4)."""


def rows(count: int) -> list[list[object]]:
    """Return invented people, most of them in work, four to a household."""
    found: list[list[object]] = [list(HEADINGS)]
    for at in range(count):
        number = a_number(at)
        found.append(
            [
                *a_row(at),
                f"{number[6:10]}.{int(number[10:12])}",
                "苗",
                "初中",
                "肢体",
                "2级",
                "农业",
                "未婚",
                "是" if at % 3 else "否",
                "务农" if at % 3 else None,
                "2024.7" if at % 3 else None,
                "种植" if at % 3 else None,
                None,
                "2000左右" if at % 3 else None,
                "有",
                "有",
                f"户主{at // 4 % 900}",
                4,
                2026 - int(number[6:10]),
            ]
        )
    return found


def main(count: int) -> None:
    """Print the seconds of each step and what they are times the floor."""
    with tempfile.TemporaryDirectory() as folder:
        path = an_xlsx(Path(folder, "名单.xlsx"), rows(count))
        store = SqlStore(
            Path(folder, "record.db"), bytes(range(32)), "0a" * 16, clock=SteppingClock()
        )
        owner = a_staff()
        with store.unit_of_work(Action.BEGIN_RECORD) as work:
            work[Staff].add(owner)
            work.commit()
        store.keep_setting("owner", owner.id.hex)
        quiet = Unwatched()
        steps: list[tuple[str, float]] = []

        def timed(name: str, since: float) -> float:
            now = time.perf_counter()
            steps.append((name, now - since))
            return time.perf_counter()

        at = time.perf_counter()
        with CalamineWorkbook.from_path(path) as book:
            book.get_sheet_by_index(0).to_python()
        at = timed("parser alone (floor)", at)
        roster = open_roster(path, today=TODAY)
        at = timed("read the roster", at)
        plan = preview_import(store, roster, today=TODAY, progress=quiet)
        at = timed("compare with an empty record", at)
        apply_import(store, plan, quiet)
        at = timed("write it as one action", at)
        again = preview_import(
            store, open_roster(path, today=TODAY), today=TODAY, progress=quiet
        )
        timed("read and compare the same file again", at)
        floor = steps[0][1]
        for name, seconds in steps:
            print(f"{name:40} {seconds:8.2f} s  {seconds / floor:8.1f} x floor")  # noqa: T201
        print(  # noqa: T201
            f"rows {plan.rows} created {plan.created} refused {plan.refused} "
            f"merged {plan.merged}; again unchanged {again.unchanged}"
        )
        preview = steps[1][1] + steps[2][1]
        print(f"preview of {count} rows: {preview:.1f} s, goal {GOAL_SECONDS} s")  # noqa: T201
        store.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 25_000)
