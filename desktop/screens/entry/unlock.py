"""Open the record: with the passphrase, with the recovery code, or from a backup."""

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from db.fields.problem import Cancelled, Problem
from db.fields.text import Text
from desktop.language import current, tr
from desktop.screens.entry.entry_pieces import EntryPage, TypedLine, show_box
from desktop.tasks import Job, TaskRunner
from desktop.theme.pieces import button, wraps

log = logging.getLogger(__name__)

_OPEN = Text("打开档案", "Open the record")
_OPEN_LEAD = Text(
    "档案在 {folder}，已加密。请输入口令。",
    "The record is in {folder} and encrypted. Type the passphrase.",
)
_PASSPHRASE = Text("口令", "Passphrase")
_PASSPHRASE_HELP = Text("大小写有区别。", "Capitals matter.")
_FORGOTTEN = Text("用恢复码打开", "Open with the recovery code")
_FROM_BACKUP = Text("恢复备份", "Restore a backup")
_BACK = Text("返回", "Back")
_OPENING = Text("正在打开……", "Opening…")
_RECOVER_LEAD = Text(
    "照恢复码纸上的 30 个字符输入，再设一个新口令。",
    "Type the 30 characters of the recovery sheet, then set a new passphrase.",
)
_CODE = Text("恢复码", "Recovery code")
_CODE_HELP = Text("大小写和横线都不影响。", "Capitals and dashes do not matter.")
NEW_PASSPHRASE = Text("新口令", "New passphrase")
NEW_PASSPHRASE_HELP = Text(
    "至少 8 个字符，越长越好，例如一句只有您知道的话。",
    "At least 8 characters; longer is better, for example a sentence only you know.",
)
AGAIN = Text("再输入一次", "Once more")
AGAIN_HELP = Text("和上面一样。", "The same as above.")
DIFFERENT = Text(
    "两次输入的口令不一样，请重新输入第二次。",
    "The two passphrases differ; type the second one again.",
)
_RESTORE = Text("恢复备份", "Restore a backup")
_RESTORE_LEAD = Text(
    "备份会放到 {folder}。那里现有的档案不会删除，会移到旁边的文件夹里。",
    "The backup is put into {folder}. A record that is there now is not deleted; it is set "
    "aside in a folder next to it.",
)
_FILE = Text("备份文件", "Backup file")
_FILE_HELP = Text("文件名以 .yiyibackup 结尾。", "Its name ends in .yiyibackup.")
_CHOOSE = Text("选文件…", "Choose file…")
_BACKUPS = Text("一一备份 (*.yiyibackup)", "Yiyi backups (*.yiyibackup)")
_ITS_PASSPHRASE = Text("备份的口令", "Passphrase of the backup")
_ITS_HELP = Text("做备份时用的口令。", "The one used when the backup was made.")
_NO_FILE = Text("请选一个备份文件。", "Choose a backup file.")
_NO_SUCH_FILE = Text(
    "找不到这个文件。请检查 U 盘是否插好，再选一次。",
    "There is no such file. Check that the stick is plugged in and choose again.",
)
_RESTORING = Text("恢复备份", "Restoring the backup")


class OpeningPage(EntryPage):
    """A page that ends with an open workspace.

    Signals:
        opened: The open ``Workspace``.
    """

    opened = Signal(object)

    def __init__(self, heading: Text, lead: str, folder: Path, tasks: TaskRunner) -> None:
        super().__init__(heading, lead)
        self._folder, self._tasks = folder, tasks
        self._job: Job | None = None

    def _open(
        self,
        work: Callable[[], object],
        lines: dict[str, TypedLine],
        *,
        doing: Text | None = None,
        job: Job | None = None,
    ) -> None:
        """Open in the background.

        Args:
            work: Returns the open workspace.
            lines: Where a problem of a field is told; any other is told for the whole page.
            doing: What is being done, for short work.
            job: For long work.
        """
        for line in self.findChildren(TypedLine):
            line.tell(None)
        if job is not None:
            self._job = job
            self.begin_job(job)
        elif doing is not None:
            self.begin_work(doing)

        def ended() -> None:
            self._job = None
            self.end_work()
            if job is not None:
                job.ended.emit()

        def failed(error: Exception) -> None:
            ended()
            if isinstance(error, Cancelled):
                return
            if not isinstance(error, Problem):
                log.error("the record could not be opened", exc_info=error)
                raise error
            line = lines.get(error.field or "")
            if line is not None:
                line.tell(error)
            else:
                self.tell(error)

        def done(workspace: object) -> None:
            ended()
            self.forget()
            self.opened.emit(workspace)

        self._tasks.run(work, owner=self, done=done, failed=failed)

    def forget(self) -> None:
        """Forget every secret that was typed."""
        for line in self.findChildren(TypedLine):
            line.clear()


class UnlockPage(OpeningPage):
    """Asks for the passphrase."""

    def __init__(self, folder: Path, tasks: TaskRunner, hint: Text | None = None) -> None:
        """Ask; ``hint`` is said after the lead, as for an invented record."""
        lead = _OPEN_LEAD.to(current(), folder=folder)
        super().__init__(_OPEN, f"{lead} {tr(hint)}" if hint else lead, folder, tasks)
        self._line = TypedLine(_PASSPHRASE, _PASSPHRASE_HELP, name="passphrase", secret=True)
        self._line.edit.returnPressed.connect(self.unlock)
        self.body.addWidget(self._line)
        self.body.addWidget(show_box(self._line))
        self.body.addWidget(
            wraps(
                button(_OPEN, self.unlock, part="primary", icon="lock-open", name="unlock"),
                button(_FORGOTTEN, lambda: self.leave_for("recover"), name="recover"),
                button(_FROM_BACKUP, lambda: self.leave_for("restore"), name="restore"),
            )
        )

    def first_focus(self) -> QWidget:
        """Return the passphrase line."""
        return self._line.edit

    def unlock(self) -> None:
        """Open the record with what was typed."""
        if self.is_busy:
            return
        folder, typed = self._folder, self._line.typed()

        def work() -> object:
            from desktop import workspace  # noqa: PLC0415 - loaded while the person types

            return workspace.open_with_passphrase(folder, typed)

        self._open(work, {"passphrase": self._line}, doing=_OPENING)


class RecoverPage(OpeningPage):
    """Asks for the recovery code and a new passphrase."""

    def __init__(self, folder: Path, tasks: TaskRunner) -> None:
        super().__init__(_FORGOTTEN, tr(_RECOVER_LEAD), folder, tasks)
        self._code = TypedLine(_CODE, _CODE_HELP, name="code")
        self._new = TypedLine(NEW_PASSPHRASE, NEW_PASSPHRASE_HELP, name="new", secret=True)
        self._again = TypedLine(AGAIN, AGAIN_HELP, name="again", secret=True)
        for line in (self._code, self._new, self._again):
            self.body.addWidget(line)
            line.edit.returnPressed.connect(self.recover)
        self.body.addWidget(show_box(self._new, self._again))
        self.body.addWidget(
            wraps(
                button(_OPEN, self.recover, part="primary", icon="lock-open", name="open"),
                button(_BACK, lambda: self.leave_for("unlock"), name="back"),
            )
        )

    def first_focus(self) -> QWidget:
        """Return the line of the code."""
        return self._code.edit

    def recover(self) -> None:
        """Open the record with the code and set the passphrase."""
        if self.is_busy:
            return
        from db.vault.recovery_code import normalised_recovery_code  # noqa: PLC0415 - slow

        folder, new = self._folder, self._new.typed()
        try:
            code = normalised_recovery_code(self._code.typed())
        except Problem as problem:
            self._code.tell(problem)
            return
        self._code.tell(None)
        if new != self._again.typed():
            self._again.tell(Problem(DIFFERENT))
            return

        def work() -> object:
            from desktop import workspace  # noqa: PLC0415 - loaded while the person types

            return workspace.recover(folder, code, new)

        self._open(work, {"code": self._code, "passphrase": self._new}, doing=_OPENING)


class RestorePage(OpeningPage):
    """Asks for a backup file and its passphrase."""

    def __init__(self, folder: Path, tasks: TaskRunner) -> None:
        super().__init__(_RESTORE, _RESTORE_LEAD.to(current(), folder=folder), folder, tasks)
        self._file = TypedLine(_FILE, _FILE_HELP, name="file")
        self._line = TypedLine(_ITS_PASSPHRASE, _ITS_HELP, name="passphrase", secret=True)
        for line in (self._file, self._line):
            line.edit.returnPressed.connect(self.restore)
        self.body.addWidget(self._file)
        self.body.addWidget(
            wraps(button(_CHOOSE, self.choose, icon="folder-open", name="choose"))
        )
        self.body.addWidget(self._line)
        self.body.addWidget(show_box(self._line))
        self.body.addWidget(
            wraps(
                button(_RESTORE, self.restore, part="primary", icon="history", name="restore"),
                button(_BACK, lambda: self.leave_for("unlock"), name="back"),
            )
        )

    def first_focus(self) -> QWidget:
        """Return the line of the file."""
        return self._file.edit

    def choose(self) -> None:
        """Let the person choose the file."""
        dialog = QFileDialog(self, tr(_FILE), str(self._folder))
        dialog.setNameFilter(tr(_BACKUPS))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, chosen: str) -> None:
        """Put a chosen file into the line and go on to the passphrase."""
        self._file.set_typed(chosen)
        self._file.tell(None)
        self._line.edit.setFocus()

    def restore(self) -> None:
        """Put the backup in place and open it."""
        if self.is_busy:
            return
        typed = self._file.typed().strip().strip('"')
        if not typed:
            self._file.tell(Problem(_NO_FILE))
            return
        if not Path(typed).is_file():
            self._file.tell(Problem(_NO_SUCH_FILE))
            return
        folder, passphrase, job = self._folder, self._line.typed(), Job(_RESTORING)

        def work() -> object:
            from desktop import workspace  # noqa: PLC0415 - loaded while the person types

            return workspace.restore(folder, Path(typed), passphrase, job)

        self._open(work, {"passphrase": self._line}, job=job)
