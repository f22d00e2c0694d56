"""Merge a colleague's file: first what will change, in words, then one step back or forth."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from db.domain.journal.exchange import MergeReport
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Progress, Store
from db.sync.card import Card
from desktop import exchanging
from desktop.announce import announce
from desktop.exchanging import Taken
from desktop.focus import first_stop
from desktop.language import current, tr
from desktop.lists.columns import Column
from desktop.lists.record_table import RecordTable
from desktop.lists.states import Swap
from desktop.lists.table_model import RecordTableModel
from desktop.screens.frame.page import Desk, Page
from desktop.words import field_label, plain_words, subject_name
from desktop.workspace import Workspace

_TITLE = Text("合并同事的文件", "Merge a colleague’s file")
_LOOKING = Text("检查文件", "Checking the file")
_LEAD = Text(
    "{name} 的文件：{new} 条新变更；新服务对象 {clients} 人，有改动 {changed} 人，"
    "冲突 {conflicts} 处。合并前会自动备份，合并后可以撤销。",
    "File of {name}. New changes: {new}; new clients: {clients}, clients changed: {changed}, "
    "conflicts: {conflicts}. A backup is made first, and the merge can be undone.",
)
_SILENT = Text(
    "{name} 的这份文件已经收过，没有新内容，不用合并。",
    "This file of {name} has been taken in already; there is nothing new.",
)
_AHEAD = Text(
    "注意：{names} 的电脑时间比这里快一天多。",
    "Note: the clock of {names} is more than a day ahead.",
)
_MERGE = Text("合并", "Merge")
_BACK = Text("先不合并", "Not now")
_MERGING = Text("合并文件", "Merging the file")
_MERGED = Text(
    "已合并 {name} 的文件：新服务对象 {clients} 人，有改动 {changed} 人。备份：{backup}",
    "The file of {name} is merged: {clients} new clients, {changed} changed. Backup: {backup}",
)
_TABLE = Text("会有的改动", "What changes")
_WHO, _WHAT = Text("谁", "Who"), Text("哪一项", "What")
_OLD, _NEW = Text("原来", "Was"), Text("改为", "Becomes")
_BY, _WHEN = Text("谁改的", "By"), Text("什么时候", "When")
_NOTHING = Text("没有改动现有的内容", "Nothing that is here is changed")
_NOTHING_WHAT = Text(
    "这份文件只带来新的人和新的记录。", "The file only brings new people and records."
)
_SEEN = Text("已经收过", "Taken in already")
_SEEN_WHAT = Text("什么也不用做。", "There is nothing to do.")
_CONFLICT = Text("冲突：{field}", "Conflict: {field}")


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One line of the preview, in words."""

    key: str
    who: str
    what: str
    old: str
    new: str
    by: str
    when: str


class MergePage(Page):
    """Shows what a file brings and merges it."""

    help_name: ClassVar[str] = "exchange"
    scrolls: ClassVar[bool] = False

    def __init__(self, desk: Desk, *, workspace: Workspace) -> None:
        super().__init__(desk, _TITLE)
        self._workspace = workspace
        self._path = Path()
        self._merge: QPushButton = self.add_button(
            _MERGE, self.merge, primary=True, icon="git-merge", name="merge"
        )
        self._leave = self.add_button(_BACK, desk.back, icon="arrow-left", name="not_now")
        columns = [
            Column(_WHO, lambda c: c.who, 110),
            Column(_WHAT, lambda c: c.what, 170),
            Column(_OLD, lambda c: c.old),
            Column(_NEW, lambda c: c.new),
            Column(_BY, lambda c: c.by, 100),
            Column(_WHEN, lambda c: c.when, 140),
        ]
        self._model = RecordTableModel(columns, [], key=lambda c: c.key)
        self.table = RecordTable(
            _TABLE, self._model, sentences=desk.settings.now.row_reading == "sentence"
        )
        self._swap = Swap(self.table)
        self.body.addWidget(self._swap, 1)

    def open(self, **args: object) -> None:
        """Look at the file ``path``."""
        self._path = Path(str(args["path"]))
        self._merge.setEnabled(False)
        self._swap.show_loading()
        workspace, path = self._workspace, self._path

        def look(
            store: Store, progress: Progress
        ) -> tuple[MergeReport, Card, list[ShownChange]]:
            report, sender = exchanging.preview(workspace, path, progress)
            return report, sender, _in_words(store, report)

        self.operations.job(
            look,
            owner=self,
            title=_LOOKING,
            done=self._show,
            failed=self._refused,
            stopped=self.desk.back,
        )

    def first_focus(self) -> QWidget | None:
        """Return the changes when there are some."""
        return self.table if self._model.rows() else super().first_focus()

    def merge(self) -> None:
        """Back up and merge."""
        if not self._merge.isEnabled():
            return
        self._merge.setEnabled(False)
        workspace, path = self._workspace, self._path
        self.operations.job(
            lambda _store, progress: exchanging.merge(workspace, path, progress),
            owner=self,
            title=_MERGING,
            done=self._merged,
            failed=self._refused,
            stopped=lambda: self._merge.setEnabled(True),
        )

    def _show(self, found: tuple[MergeReport, Card, list[ShownChange]]) -> None:
        report, sender, changes = found
        brings = report.new_operations > 0
        lead = tr(_SILENT, name=sender.name)
        if brings:
            lead = tr(
                _LEAD,
                name=sender.name,
                new=report.new_operations,
                clients=len(report.clients_new),
                changed=len(report.clients_changed),
                conflicts=len(report.conflicts),
            )
        if report.future_devices:
            lead += tr(_AHEAD, names="、".join(report.future_devices))
        self.set_lead(lead)
        self._model.set_rows(changes)
        self._merge.setEnabled(brings)
        if changes:
            self._swap.show_content()
        elif brings:
            self._swap.show_empty(_NOTHING, _NOTHING_WHAT, icon="circle-check")
        else:
            self._swap.show_empty(_SEEN, _SEEN_WHAT, icon="circle-check")
        self._arrive(self.table if changes else self._merge if brings else self._leave)
        announce(self, lead)

    def _refused(self, problem: Problem) -> None:
        self.set_lead("")
        self._merge.setEnabled(False)
        self._swap.show_failed(problem, lambda: self.open(path=self._path))
        self._arrive(first_stop(self._swap) or self._leave)

    def _arrive(self, target: QWidget) -> None:
        if self.isVisible():
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _merged(self, taken: Taken) -> None:
        report = taken.report
        said = _MERGED.to(
            current(),
            name=taken.sender.name,
            clients=len(report.clients_new),
            changed=len(report.clients_changed),
            backup=taken.backup.name if taken.backup else "",
        )
        if report.conflicts:
            self.desk.go("conflicts")
        else:
            self.desk.go("exchange")
        self.desk.say(said)


def _in_words(store: Store, report: MergeReport) -> list[ShownChange]:
    language = current()
    with store.reading() as reading:
        shown = [
            ShownChange(
                key=f"{value.record_id}:{value.field}",
                who=subject_name(value.table, value.record_id, reading, language),
                what=field_label(value.table, value.field).to(language),
                old=plain_words(value.table, value.field, value.old, language),
                new=plain_words(value.table, value.field, value.new, language),
                by=value.by,
                when=f"{value.at.astimezone():%Y-%m-%d %H:%M}",
            )
            for value in report.values
        ]
        shown += [
            ShownChange(
                key=conflict.id,
                who=subject_name(conflict.table, conflict.record_id, reading, language),
                what=_CONFLICT.to(language, field=field_label(conflict.table, conflict.field)),
                old=plain_words(
                    conflict.table, conflict.field, conflict.sides[-1].value, language
                ),
                new=plain_words(
                    conflict.table, conflict.field, conflict.sides[0].value, language
                ),
                by="、".join(side.by for side in conflict.sides),
                when=f"{conflict.sides[0].at.astimezone():%Y-%m-%d %H:%M}",
            )
            for conflict in report.conflicts
        ]
    return shown
