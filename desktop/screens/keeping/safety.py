"""Backup, restore, check, passphrase and recovery code of the open record."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from db.domain.clients.divisions import full_division_name
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Progress, Store
from db.vault.key_file import checked_passphrase_length
from desktop.language import current, tr
from desktop.messages import ask
from desktop.screens.entry.entry_pieces import TypedLine, show_box
from desktop.screens.entry.unlock import (
    AGAIN,
    AGAIN_HELP,
    DIFFERENT,
    NEW_PASSPHRASE,
    NEW_PASSPHRASE_HELP,
)
from desktop.screens.frame.files import PDF_FILES, ask_save
from desktop.screens.frame.page import Desk, Page
from desktop.theme.pieces import button, card, label, section, wraps
from desktop.workspace import Workspace, change_passphrase, renew_recovery_code

if TYPE_CHECKING:
    from desktop.screens.frame.main_window import MainWindow

_TITLE = Text("备份与口令", "Backup and passphrase")
_BACKUP = Text("备份", "Backup")
_BACKUP_WHAT = Text(
    "备份是一个加密文件，用同一个口令打开。每天自动备份一次；请再存一份到 U 盘。",
    "A backup is one encrypted file that opens with the same passphrase. One is made every "
    "day; keep another on a stick.",
)
_NOW = Text("现在备份…", "Back up now…")
_FILES = Text("一一备份 (*.yiyibackup)", "Yiyi backups (*.yiyibackup)")
_BACKING_UP = Text("备份", "Backing up")
_DONE = Text("备份已写好并检查过：{path}", "The backup is written and checked: {path}")
_LAST = Text("上次备份：{when}", "Last backup: {when}")
_NEVER = Text("还没有备份过。", "There is no backup yet.")
_RESTORE = Text("从备份恢复…", "Restore a backup…")
_RESTORE_HOW = Text(
    "恢复备份时，现在的档案会移到旁边的文件夹里，不会删除。",
    "When a backup is restored, the record that is here now is set aside, not deleted.",
)
_RESTORE_HEADING = Text("恢复备份", "Restore a backup")
_RESTORE_ASK = Text(
    "恢复前要先锁定。现在的档案不会删除，会移到旁边的文件夹里。现在锁定并选备份文件吗？",
    "Yiyi locks first. The record that is open is not deleted; it is set aside. Lock now and "
    "choose the backup file?",
)
_LOCK_AND_RESTORE = Text("锁定并恢复", "Lock and restore")
_NOT_NOW = Text("先不恢复", "Not now")
_FAULTS = Text("发现 {count} 处：{first}", "{count} found: {first}")
_CHECK = Text("检查", "Check")
_CHECK_WHAT = Text(
    "检查档案文件有没有损坏、查找用的索引对不对。",
    "Looks for damage in the record file and in the search index.",
)
_CHECK_NOW = Text("检查档案", "Check the record")
_CHECKING = Text("检查档案", "Checking the record")
_SOUND = Text("档案完好。", "The record is sound.")
_PASSPHRASE = Text("更换口令", "Change the passphrase")
_OLD = Text("现在的口令", "Passphrase now")
_OLD_HELP = Text("确认是您本人。", "To be sure it is you.")
_CHANGE = Text("更换口令", "Change passphrase")
_CHANGED = Text("口令已更换。恢复码不变。", "The passphrase is changed; the code stays.")
_RENEW = Text("换一个恢复码…", "Make a new recovery code…")
_RENEW_WHAT = Text(
    "恢复码丢了或被人看到时，输入现在的口令，换一个新的。旧的马上作废。",
    "When the code was lost or seen, type the passphrase and make a new one; the old one stops "
    "working at once.",
)
_SHEET_NAME = Text("一一恢复码.pdf", "yiyi-recovery-code.pdf")
_RENEWED = Text(
    "新的恢复码已存成 {path}。打印后请删除这个文件；旧的恢复码已经作废。",
    "The new code is at {path}. Delete the file once printed; the old code no longer works.",
)


class SafetyPage(Page):
    """Keeps the record safe."""

    help_name: ClassVar[str] = "safety"
    _part = ""

    def __init__(
        self,
        desk: Desk,
        *,
        workspace: Workspace,
        backed_up: Callable[[], object] | None = None,
        restore: Callable[[], object] | None = None,
    ) -> None:
        """Make the page.

        Args:
            desk: The window.
            workspace: What is kept safe.
            backed_up: Called when a backup has been made.
            restore: Locks and restores; without it nothing is offered.
        """
        super().__init__(desk, _TITLE)
        self._workspace, self._backed_up = workspace, backed_up
        self._last = label("", "name")
        self._backup = button(
            _NOW, self.choose_place, part="primary", icon="database-backup", name="back_up"
        )
        self._check = button(_CHECK_NOW, self.check, icon="shield-check", name="check")
        parts: list[QWidget] = [self._backup]
        if restore is not None:
            parts.append(button(_RESTORE, restore, icon="history", name="restore"))
        self.body.addWidget(
            card(
                section(_BACKUP),
                self._last,
                label(_BACKUP_WHAT, "soft"),
                wraps(*parts),
                label(_RESTORE_HOW, "soft"),
            )
        )
        self.body.addWidget(
            card(section(_CHECK), label(_CHECK_WHAT, "soft"), wraps(self._check))
        )
        self._old = TypedLine(_OLD, _OLD_HELP, name="old", secret=True)
        self._new = TypedLine(NEW_PASSPHRASE, NEW_PASSPHRASE_HELP, name="new", secret=True)
        self._again = TypedLine(AGAIN, AGAIN_HELP, name="again", secret=True)
        self.body.addWidget(
            card(
                section(_PASSPHRASE),
                self._old,
                self._new,
                self._again,
                show_box(self._old, self._new, self._again),
                wraps(button(_CHANGE, self.change, icon="key-round", name="change")),
                label(_RENEW_WHAT, "soft"),
                wraps(button(_RENEW, self.choose_sheet, icon="printer", name="renew")),
            )
        )

    def open(self, **args: object) -> None:
        """Show the page; ``part`` names what was asked for from a menu."""
        self._part = str(args.get("part") or "")
        self._forget()
        self.load()
        if self._part == "check":
            self.check()
        elif self._part == "back_up":
            self.choose_place()

    def first_focus(self) -> QWidget | None:
        """Return what was asked for from a menu."""
        asked = {"check": self._check, "passphrase": self._old.edit}
        return asked.get(self._part, self._backup)

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Forget what was typed: no secret stays on a page that is not seen."""
        del then
        self._forget()
        return True

    def load(self) -> None:
        """Read when the last backup was made."""
        workspace = self._workspace

        def show(when: object) -> None:
            self._last.setText(tr(_NEVER) if when is None else tr(_LAST, when=when))

        def read(_store: Store) -> str | None:
            last = workspace.last_backup_at()
            return None if last is None else f"{last.astimezone():%Y-%m-%d %H:%M}"

        self.operations.read(read, owner=self, done=show)

    def choose_place(self) -> None:
        """Ask where the backup goes."""
        name = f"yiyi-{self.operations.today()}.yiyibackup"
        ask_save(self, _NOW, name, _FILES, self.back_up)

    def back_up(self, path: Path) -> None:
        """Write a backup and check it."""
        workspace = self._workspace

        def work(_store: Store, progress: Progress) -> Path:
            return workspace.back_up(path, progress)

        def done(written: Path) -> None:
            self.desk.say(_DONE.to(current(), path=written))
            self.load()
            if self._backed_up is not None:
                self._backed_up()

        self.operations.job(work, owner=self, title=_BACKING_UP, done=done)

    def check(self) -> None:
        """Check the record and say what was found."""

        def work(store: Store, _progress: Progress) -> list[Text]:
            return store.faults()

        def done(faults: list[Text]) -> None:
            if faults:
                first = tr(faults[0])
                self.desk.warn(tr(_FAULTS, count=len(faults), first=first))
            else:
                self.desk.say(_SOUND)

        self.operations.job(work, owner=self, title=_CHECKING, done=done)

    def change(self) -> None:
        """Change the passphrase."""
        for line in (self._old, self._new, self._again):
            line.tell(None)
        old, new = self._old.typed(), self._new.typed()
        try:
            checked_passphrase_length(new)
        except Problem as problem:
            self._new.tell(problem)
            return
        if new != self._again.typed():
            self._again.tell(Problem(DIFFERENT))
            return
        workspace = self._workspace

        def done(_none: object) -> None:
            self._forget()
            self.desk.say(_CHANGED)

        self.operations.read(
            lambda _store: change_passphrase(workspace, old, new),
            owner=self,
            done=done,
            failed=self._old.tell,
        )

    def choose_sheet(self) -> None:
        """Ask where the sheet with the new code goes."""
        ask_save(self, _RENEW, tr(_SHEET_NAME), PDF_FILES, self.renew)

    def renew(self, path: Path) -> None:
        """Make a new recovery code and write its sheet at once; it is shown nowhere else."""
        workspace, passphrase = self._workspace, self._old.typed()
        language, made_on = current(), self.operations.today()

        def work(_store: Store) -> Path:
            from desktop.printing.recovery_sheet import recovery_document  # noqa: PLC0415 - slow
            from desktop.printing.summary_pdf import write_pdf  # noqa: PLC0415 - slow

            owner = workspace.owner

            def write(code: str) -> None:
                document = recovery_document(
                    code,
                    name=owner.name,
                    organisation=full_division_name(owner.county).to(language),
                    made_on=made_on,
                    language=language,
                )
                write_pdf(document, path)

            renew_recovery_code(workspace, passphrase, write)
            return path

        def done(written: Path) -> None:
            self._forget()
            self.desk.say(_RENEWED.to(current(), path=written))

        self.operations.read(work, owner=self, done=done, failed=self._old.tell)

    def _forget(self) -> None:
        for line in (self._old, self._new, self._again):
            line.tell(None)
            line.clear()


def ask_to_restore(window: "MainWindow", then: Callable[[], object]) -> None:
    """Ask before the record is locked to restore a backup."""
    ask(window, _RESTORE_HEADING, _RESTORE_ASK, then, yes=_LOCK_AND_RESTORE, no=_NOT_NOW)
