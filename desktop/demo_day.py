"""A whole invented day without a display: from a messy roster to a merged file."""

import json
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import resources
from db.domain.clients.case_note import CaseNote
from db.domain.clients.client import Client
from db.domain.ids import CaseNoteId
from db.domain.papers.document import plain_text
from db.domain.rosters.roster_plan import ImportPlan
from db.domain.whole_file import problem_of, write_whole
from db.fields.field import Value
from db.fields.text import Language, Text
from db.ports import Unwatched
from db.sheets.annotating import write_annotated
from db.sheets.roster_reading import open_roster
from db.store.record_file import SqlStore
from db.usecases.clients import correct_client
from db.usecases.notes import write_note
from db.usecases.policies import policy_in_force
from db.usecases.roster.importing import apply_import, preview_import
from db.usecases.worklist import todays_work
from db.vault.strength import FLOOR
from desktop import exchanging
from desktop.demo_record import (
    DEMO_PASSPHRASE,
    best_known_placement,
    meet_colleague,
    open_demo_record,
)
from desktop.words import merge_sentences
from desktop.workspace import Workspace, create, restore

_COUNSELLOR, _SUPERVISOR = "田老师", "黎督导"
_COUNTY = "520626"
_PHONE_HERE, _PHONE_THERE = "19900000111", "19900000222"
_DESIRED = "镇上"
_NOTE = Text("上门看望，精神好，想找活做。", "Visited at home; in good spirits and wants work.")
_COUNTED = Text(
    "名单 {rows} 人：新登记 {created}，有问题 {refused}；再导入一次：没有变化 {unchanged}。",
    "{rows} people: {created} new, {refused} refused; imported again: {unchanged} unchanged.",
)
_SETTLED = Text("已选定 {by} 写的。", "Settled: what {by} wrote.")

_RECOVERY_SHEET = Text(
    "第一次打开时打印的恢复单，带恢复码", "recovery sheet of the first run, with the code"
)
_ROSTER = Text("送来的名单，样子很乱", "the roster as it comes: a mess")
_IMPORT = Text("导入时说了什么", "what was said of the import")
_ANNOTATED = Text("批注过的名单，问题写在单元格上", "the roster with every problem at its cell")
_TODAY = Text("今天该做什么，为什么", "what is due today, and why")
_SUMMARY_TEXT = Text("同一份小结的文字", "the same summary as text")
_HANDOVER = Text(
    "给督导的交换文件，只有她能打开", "exchange file for the supervisor; nobody else opens it"
)
_MERGE = Text("合并前看到的变化和冲突", "changes and conflicts shown before the merge")
_BACKUP = Text(
    "督导档案的加密备份，口令是 {passphrase}",
    "encrypted backup of the supervisor’s record; its passphrase is {passphrase}",
)
_PICTURE = Text("画面：{place}", "picture of {place}")


@dataclass(frozen=True, slots=True)
class Left:
    """A file the day left, and what it is."""

    path: Path
    what: Text


def live_demo_day(out: Path, tongue: Language) -> list[Left]:
    """Live the day and leave its files in ``out``; return them in the order of the day.

    The records themselves are made in a folder that is thrown away; what stays is what a
    counsellor, a client and a supervisor would hold in their hands. A second day in the same
    folder replaces the first.

    Raises:
        Problem: A file could not be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise problem_of(error, out) from error
    with tempfile.TemporaryDirectory(prefix="yiyi-demo-") as place:
        day = _Day(Path(place), out, tongue)
        try:
            day.morning()
            day.afternoon()
            day.evening()
        finally:
            day.close()
        day.files += _pictures(Path(place), out / "pictures", tongue)
    return day.files


class _Day:
    """One counsellor's and one supervisor's day."""

    def __init__(self, place: Path, out: Path, tongue: Language) -> None:
        self._place, self._out, self._tongue = place, out, tongue
        self.files: list[Left] = []
        self._here = open_demo_record(place / "counsellor")
        self._today = self._here.store.now().astimezone().date()
        self._fresh, self._code = _begin(place / "fresh", _COUNSELLOR, "counsellor")
        self._there, _ = _begin(place / "supervisor", _SUPERVISOR, "supervisor")

    def close(self) -> None:
        """Close every record."""
        for workspace in (self._here, self._fresh, self._there):
            workspace.close()

    def morning(self) -> None:
        """Begin a record, print the recovery sheet, import the roster, see what is due."""
        self._recovery_sheet()
        self._give_first_file()
        workbook = self._keep("roster.xlsx", _ROSTER)
        build_roster(workbook)
        plan = self._import(workbook)
        annotated = self._keep("roster-annotated.xlsx", _ANNOTATED)
        write_annotated(workbook, plan, annotated, language=self._tongue)
        again = self._preview(workbook)
        lines = [
            _COUNTED.to(
                self._tongue,
                rows=plan.rows,
                created=plan.created,
                refused=plan.refused,
                unchanged=again.unchanged,
            )
        ]
        lines += [f"{p.cell}  {p.message.to(self._tongue)}" for p in plan.problems]
        self._write("import.txt", _IMPORT, lines)
        store = self._here.store
        with store.reading() as reading:
            work = todays_work(
                reading, store.drafts(), self._today, policy_in_force(store), store.owner
            )
        self._write(
            "today.txt",
            _TODAY,
            [f"{d.due_on}  {d.name}  {d.sentence.to(self._tongue)}" for d in work.duties],
        )

    def afternoon(self) -> None:
        """Write a note; give out the client's summary in every form, and a small batch."""
        from desktop.demo_papers import give_out  # noqa: PLC0415 - slow

        store = self._here.store
        client = self._somebody(store)
        note = CaseNote(
            id=CaseNoteId(store.new_id()),
            client_id=client.id,
            noted_on=self._today,
            channel="HOME",
            content=_NOTE.to(self._tongue),
        )
        write_note(store, note, today=self._today)
        document = give_out(store, client.id, self._keep, self._tongue, self._today)
        self._write("summary.txt", _SUMMARY_TEXT, [plain_text(document)])

    def evening(self) -> None:
        """Hand the work over, merge it, settle a conflict, back up, restore and check."""
        here, there, quiet = self._here, self._there, Unwatched()
        client = self._somebody(here.store)
        self._correct(here.store, client, phone=_PHONE_HERE, desired_place=_DESIRED)
        self._correct(there.store, client, phone=_PHONE_THERE)
        handed = exchanging.export(
            here, there.card(), self._keep("handover.yiyi", _HANDOVER), quiet
        )
        report, _sender = exchanging.preview(there, handed.path, quiet)
        with there.store.reading() as reading:
            lines = merge_sentences(report, reading, self._tongue)
        exchanging.merge(there, handed.path, quiet)
        for conflict in there.store.conflicts():
            newest = conflict.sides[0]
            there.store.settle(conflict.id, newest.value)
            lines.append(_SETTLED.to(self._tongue, by=newest.by))
        self._write("merge.txt", _MERGE, lines)
        backup = there.back_up(
            self._keep("supervisor.yiyibackup", _BACKUP.filled(passphrase=DEMO_PASSPHRASE)),
            quiet,
        )
        restored = restore(self._place / "restored", backup, DEMO_PASSPHRASE, quiet)
        faults = restored.store.faults()
        restored.close()
        if faults:
            raise RuntimeError(faults[0].en)

    def _recovery_sheet(self) -> None:
        from desktop.printing.recovery_sheet import recovery_document  # noqa: PLC0415 - slow
        from desktop.printing.summary_pdf import write_pdf  # noqa: PLC0415 - slow

        sheet = recovery_document(
            self._code,
            name=self._fresh.owner.name,
            organisation="",
            made_on=self._today,
            language=self._tongue,
        )
        write_pdf(sheet, self._keep("recovery-sheet.pdf", _RECOVERY_SHEET))

    def _import(self, workbook: Path) -> ImportPlan:
        plan = self._preview(workbook)
        apply_import(self._fresh.store, plan, Unwatched())
        return plan

    def _preview(self, workbook: Path) -> ImportPlan:
        store = self._fresh.store
        return preview_import(
            store,
            open_roster(workbook, today=self._today),
            today=self._today,
            progress=Unwatched(),
        )

    def _give_first_file(self) -> None:
        """Let the two know each other; the supervisor holds the caseload from before."""
        here, there, quiet = self._here, self._there, Unwatched()
        exchanging.enrol(here, there.card())
        exchanging.enrol(there, here.card())
        first = self._place / "first.yiyi"
        exchanging.export(here, there.card(), first, quiet)
        exchanging.merge(there, first, quiet)

    def _correct(self, store: SqlStore, client: Client, **changes: Value) -> None:
        correct_client(store, client.id, changes, today=self._today)

    def _somebody(self, store: SqlStore) -> Client:
        """Return somebody in work: her summary has the most to say."""
        with store.reading() as reading:
            return reading[Client].get(best_known_placement(reading).client_id)

    def _keep(self, name: str, what: Text) -> Path:
        path = self._out / name
        self.files.append(Left(path, what))
        return path

    def _write(self, name: str, what: Text, lines: list[str]) -> None:
        write_whole(self._keep(name, what), [("\n".join(lines) + "\n").encode()])


def build_roster(path: Path) -> None:
    """Write the messy roster of the samples as a workbook."""
    import openpyxl  # noqa: PLC0415 - slow, and only here
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    samples: dict[str, Any] = json.loads(
        resources.path("samples/roster.json").read_text("utf-8")
    )
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for sample in samples["sheets"]:
        sheet = workbook.create_sheet(sample["name"])
        texts = set(sample.get("text_columns") or ())
        for number, cells in enumerate(sample["rows"], start=1):
            for column, value in enumerate(cells, start=1):
                cell = sheet.cell(row=number, column=column, value=value)
                if get_column_letter(column) in texts and isinstance(value, str):
                    cell.number_format = "@"
        for merged in sample.get("merges") or ():
            sheet.merge_cells(merged)
    workbook.save(path)


def _begin(folder: Path, name: str, role: str) -> tuple[Workspace, str]:
    return create(
        folder,
        name=name,
        county=_COUNTY,
        role=role,
        passphrase=DEMO_PASSPHRASE,
        strength=FLOOR,
    )


def _pictures(place: Path, out: Path, tongue: Language) -> list[Left]:
    """Take a picture of every screen; the window is drawn in memory."""
    # Whatever display there may be is not ours to draw on.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import qInstallMessageHandler  # noqa: PLC0415 - needs Qt

    from desktop.app import begin_look, make_application  # noqa: PLC0415 - needs Qt
    from desktop.pictures import Papers, take_pictures  # noqa: PLC0415 - needs Qt
    from desktop.settings import SettingsKeeper  # noqa: PLC0415 - needs Qt

    shutil.rmtree(out, ignore_errors=True)
    qInstallMessageHandler(_pass_on)
    app = make_application(["yiyi"])
    settings = SettingsKeeper(place / "settings.ini")
    begin_look(app, settings, tongue)
    workspace = open_demo_record(place / "pictures")
    try:
        papers = Papers(
            roster=out.parent / "roster.xlsx",
            exchange_file=meet_colleague(workspace, place),
        )
        taken = take_pictures(workspace, settings, out, tongue=tongue, papers=papers)
    finally:
        workspace.close()
    return [Left(one.path, _PICTURE.filled(place=one.label)) for one in taken]


def _pass_on(_kind: object, _context: object, message: str) -> None:
    """Pass on what Qt says, but not that a window in memory has no frame."""
    if "propagateSizeHints" not in message:
        sys.stderr.write(f"{message}\n")
