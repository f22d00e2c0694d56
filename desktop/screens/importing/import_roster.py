"""Import a roster: choose the file, check the columns, look at what it would do, import."""

from collections.abc import Callable
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from db.domain.journal.change import Receipt
from db.domain.rosters.roster_plan import ImportPlan
from db.domain.whole_file import WrittenFile
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Progress, Store
from db.usecases.roster.importing import apply_import
from desktop.announce import announce
from desktop.language import current, tr
from desktop.screens.frame.files import ask_save
from desktop.screens.frame.page import Desk, Page
from desktop.screens.importing.import_columns import ColumnsStep
from desktop.screens.importing.import_file import FileStep
from desktop.screens.importing.import_preview import PreviewStep, counts
from desktop.screens.importing.import_work import (
    LAST_FILE,
    Chosen,
    OpenedRoster,
    make_plan,
    open_file,
)

if TYPE_CHECKING:
    from desktop.tasks import Job

T = TypeVar("T")

_CHOOSE_HEADING = Text("导入名单　第 1 步：选文件", "Import a roster, step 1: the file")
_COLUMNS_HEADING = Text("导入名单　第 2 步：核对列", "Import a roster, step 2: the columns")
_PREVIEW_HEADING = Text("导入名单　第 3 步：看结果", "Import a roster, step 3: what it does")
_CHOOSE_LEAD = Text(
    "Excel、WPS 表格或文本都可以，照原样拿来。全部检查完、您看过以后才写入档案。",
    "Excel, WPS or text, just as it is. Nothing is written before all is checked and you have "
    "seen it.",
)
_COLUMNS_LEAD = Text(
    "{file} 的“{sheet}”有 {people} 人、{columns} 列{doubts}。回车改对应的栏目，菜单键有更多。",
    "“{sheet}” of {file}: {people} people, {columns} columns{doubts}. Enter chooses another "
    "field, the menu key offers more.",
)
_DOUBTS = Text("，其中 {count} 列请看一下", ", {count} to be looked at")
_COUNTED = Text(
    "名单 {rows} 人：新登记 {created}，有改动 {updated}，没有变化 {unchanged}，重复 {merged}，"
    "有问题 {refused}，等您决定 {left_out}。还没有写入任何内容。",
    "{rows} people: {created} new, {updated} changed, {unchanged} unchanged, {merged} said "
    "twice, {refused} with problems, {left_out} wait for you. Nothing is written yet.",
)
_SAME = Text(
    "名单 {rows} 人，和档案一致，没有要导入的内容。",
    "{rows} people; the record says the same already. There is nothing to import.",
)
_CHECK = Text("检查名单", "Check the roster")
_RECHECK = Text("按回答再检查", "Check again with the answers")
_IMPORT = Text("导入（{count} 人）", "Import ({count})")
_ANNOTATED = Text("保存批注副本…", "Save an annotated copy…")
_TO_COLUMNS = Text("返回改列", "Back to the columns")
_OTHER_FILE = Text("换文件", "Another file")
_XLSX = Text("Excel 工作簿 (*.xlsx)", "Excel workbook (*.xlsx)")
_COPY_NAME = Text("{stem}（批注）.xlsx", "{stem} (annotated).xlsx")
_OPENING = Text("打开名单", "Opening the roster")
_CHECKING = Text("检查名单", "Checking the roster")
_IMPORTING = Text("导入名单", "Importing the roster")
_COPYING = Text("写批注副本", "Writing the annotated copy")
_COPIED = Text("批注副本已保存到 {path}。", "The annotated copy is at {path}.")
_IMPORTED = Text(
    "已导入：新登记 {created} 人，有改动 {updated} 人。{left}要取回，用“编辑”菜单的“撤销”。",
    "Imported: {created} new, {updated} changed. {left}Undo in the Edit menu takes it back.",
)
_LEFT = Text(
    "{refused} 行有问题、{left_out} 行没有决定，没有导入。",
    "{refused} rows with problems and {left_out} undecided ones were left out. ",
)
_NEW, _CHANGED = (
    Text("新登记 {count}", "{count} new"),
    Text("有改动 {count}", "{count} changed"),
)
_REFUSED = Text("有问题 {count}", "{count} with problems")
_WAITING = Text("等您决定 {count}", "{count} wait for you")


class Step(Enum):
    """Where the import stands."""

    FILE = 1
    COLUMNS = 2
    PREVIEW = 3


class ImportRosterPage(Page):
    """Three steps on one page, then the import; each is announced and has its own focus."""

    help_name: ClassVar[str] = "import"
    scrolls: ClassVar[bool] = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _CHOOSE_HEADING)
        sentences = desk.settings.now.row_reading == "sentence"
        self._step = Step.FILE
        self._job: Job | None = None
        self._path = Path()
        self._plan: ImportPlan | None = None
        self.columns = ColumnsStep(sentences=sentences)
        self.preview = PreviewStep(sentences=sentences)
        self.columns.edited.connect(self._tell_columns)
        self.preview.answered.connect(self._show_buttons)
        self._check = self.add_button(
            _CHECK, self.check, primary=True, icon="clipboard-check", name="check"
        )
        self._recheck = self.add_button(
            _RECHECK, self.check, primary=True, icon="clipboard-check", name="recheck"
        )
        self._import = self.add_button(
            tr(_IMPORT, count=0),
            self.import_now,
            primary=True,
            icon="file-input",
            name="import",
        )
        self._annotate = self.add_button(
            _ANNOTATED, self.choose_copy, icon="save", name="annotate"
        )
        self._back = self.add_button(
            _TO_COLUMNS, self.to_columns, icon="arrow-left", name="to_columns"
        )
        self._other = self.add_button(
            _OTHER_FILE, self.to_file, icon="file-text", name="other_file"
        )
        self.file = FileStep()
        self.file.chosen.connect(self.open_path)
        for step in (self.file, self.columns, self.preview):
            self.body.addWidget(step, 1)
        self.setAcceptDrops(True)
        self._turn(Step.FILE)

    def open(self, **args: object) -> None:
        """Begin with the file ``path``, or where it was left."""
        given = args.get("path")
        if given is not None and self._step is Step.FILE:
            self.file.take(Path(str(given)))
        elif self._step is Step.FILE:
            self.operations.read(
                lambda store: store.setting(LAST_FILE), owner=self, done=self.file.offer_last
            )

    def first_focus(self) -> QWidget | None:
        """Return what matters in the step shown."""
        if self._step is Step.COLUMNS:
            return self.columns.table
        if self._step is Step.PREVIEW:
            return self.preview.first_list() or super().first_focus()
        return self.file.line

    # Step 1.

    def open_path(self, path: Path) -> None:
        """Read a file in the background and go on to its columns."""
        if self._job is not None:
            return
        self._path = path

        self._begin(_OPENING, partial(open_file, path=path), self._opened, self.file.tell)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file in."""
        if self._step is Step.FILE and len(event.mimeData().urls()) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file that was dropped."""
        event.acceptProposedAction()
        self.file.take(Path(event.mimeData().urls()[0].toLocalFile()))

    def to_file(self) -> None:
        """Go back to the choice of the file."""
        if self._job is None:
            self._turn(Step.FILE)
            self._arrive()

    # Step 2.

    def to_columns(self) -> None:
        """Go back to the columns; the answers given so far are kept."""
        if self._job is None:
            self._turn(Step.COLUMNS)
            self._tell_columns()
            self._arrive()

    def check(self) -> None:
        """Read every row and compare it with the record; nothing is written."""
        layout = self.columns.layout_chosen
        if layout is None or self._job is not None:
            return
        chosen = Chosen(
            file_name=self._path.name,
            layout=layout,
            columns=self.columns.guesses,
            said=tuple(self.columns.said),
            policies=self.columns.policies,
            answers=self.preview.answers,
        )
        self._begin(
            _CHECKING,
            partial(make_plan, chosen=chosen),
            self._checked,
        )

    # Step 3.

    def import_now(self) -> None:
        """Write what was shown, as one action."""
        plan = self._plan
        if plan is None or self._job is not None:
            return

        def failed(problem: Problem) -> None:
            # The record has changed since: what was shown no longer holds.
            self.desk.warn(problem)
            self._plan = None
            self._show_buttons()
            self._recheck.setFocus()

        self._begin(
            _IMPORTING,
            lambda store, progress: apply_import(store, plan, progress),
            partial(self._imported, plan),
            failed,
        )

    def choose_copy(self) -> None:
        """Ask where the annotated copy goes."""
        name = tr(_COPY_NAME, stem=self._path.stem)
        ask_save(self, _ANNOTATED, name, _XLSX, self.save_copy)

    def save_copy(self, path: Path) -> None:
        """Write a copy of the roster with every problem at its cell."""
        plan, source, language = self._plan, self._path, current()
        if plan is None or self._job is not None:
            return

        def write(_store: Store, _progress: Progress) -> WrittenFile:
            from db.sheets.annotating import write_annotated  # noqa: PLC0415 - slow to load

            return write_annotated(source, plan, path, language=language)

        def done(_written: WrittenFile) -> None:
            self.desk.say(tr(_COPIED, path=path))

        self._begin(_COPYING, write, done)

    # What happens in between.

    def _begin(
        self,
        title: Text,
        work: Callable[[Store, Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Problem], None] | None = None,
    ) -> None:
        """Run one piece of work at a time; what is shown stays until it is done."""

        def on_done(result: T) -> None:
            self._job = None
            done(result)

        def on_failed(problem: Problem) -> None:
            self._job = None
            (failed or self.desk.warn)(problem)

        def on_stopped() -> None:
            self._job = None

        self._job = self.operations.job(
            work, owner=self, title=title, done=on_done, failed=on_failed, stopped=on_stopped
        )

    def _opened(self, opened: OpenedRoster) -> None:
        self.preview.forget_answers()
        self.columns.show_file(opened)
        self._turn(Step.COLUMNS)
        self._tell_columns()
        self._arrive()

    def _checked(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.preview.show_plan(plan)
        self._turn(Step.PREVIEW)
        told = tr(_COUNTED if plan.changes_anything() else _SAME, **counts(plan))
        said = "".join(tr(each) for each in plan.said)
        self.set_lead(f"{told}{said}" if current().value == "zh" else f"{told} {said}".strip())
        shown = (
            (_NEW, plan.created, "good"),
            (_CHANGED, plan.updated, "plain"),
            (_REFUSED, plan.refused, "late"),
            (_WAITING, plan.left_out, "due"),
        )
        self.set_chips([(tr(said, count=f"{n:,}"), tone) for said, n, tone in shown if n])
        self._arrive()
        announce(self, self.lead)

    def _imported(self, plan: ImportPlan, _receipt: Receipt) -> None:
        told = counts(plan)
        left = tr(_LEFT, **told) if plan.refused or plan.left_out else ""
        said = tr(_IMPORTED, created=told["created"], updated=told["updated"], left=left)
        self._plan = None
        self._turn(Step.FILE)
        self.desk.go("clients")
        self.desk.say(said)

    def _tell_columns(self) -> None:
        layout = self.columns.layout_chosen
        if layout is None or self._step is not Step.COLUMNS:
            return
        doubts = self.columns.doubts
        self.set_lead(
            tr(
                _COLUMNS_LEAD,
                file=self._path.name,
                sheet=layout.grid.sheet,
                people=f"{len(layout.people):,}",
                columns=len(self.columns.guesses),
                doubts=tr(_DOUBTS, count=doubts) if doubts else "",
            )
        )

    def _turn(self, step: Step) -> None:
        self._step = step
        self.set_chips([])
        if step is Step.FILE:
            self.set_lead(_CHOOSE_LEAD)
        for widget, its in (
            (self.file, Step.FILE),
            (self.columns, Step.COLUMNS),
            (self.preview, Step.PREVIEW),
        ):
            widget.setVisible(step is its)
        self._show_buttons()

    def _arrive(self) -> None:
        """Say which step is shown and put the focus on what matters in it."""
        self.set_heading(
            {
                Step.FILE: _CHOOSE_HEADING,
                Step.COLUMNS: _COLUMNS_HEADING,
                Step.PREVIEW: _PREVIEW_HEADING,
            }[self._step]
        )
        target = self.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_buttons(self) -> None:
        plan, step = self._plan, self._step
        previewed = step is Step.PREVIEW
        stale = previewed and (plan is None or self.preview.has_new_answers)
        self._check.setVisible(step is Step.COLUMNS)
        self._recheck.setVisible(stale)
        ready = previewed and not stale and plan is not None and plan.changes_anything()
        self._import.setVisible(ready)
        if plan is not None:
            people = plan.created + plan.updated
            self._import.setText(tr(_IMPORT, count=f"{people:,}"))
        found = plan is not None and bool(plan.problems or plan.questions or plan.remarks)
        self._annotate.setVisible(previewed and found)
        self._back.setVisible(previewed)
        self._other.setVisible(step is not Step.FILE)
