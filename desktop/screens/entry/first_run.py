"""The first run: whose record this is, its passphrase, and the recovery code on paper."""

import logging
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.domain.clients.divisions import full_division_name
from db.domain.staff import Staff
from db.fields.problem import InvalidFieldsError, Problem
from db.fields.text import Text
from desktop.announce import announce
from desktop.forms.record_form import RecordForm
from desktop.language import current, tr
from desktop.screens.entry.entry_pieces import EntryPage, TypedLine, show_box
from desktop.screens.entry.unlock import AGAIN, AGAIN_HELP, DIFFERENT, NEW_PASSPHRASE_HELP
from desktop.screens.frame.files import PDF_FILES, ask_save
from desktop.tasks import TaskRunner
from desktop.theme.pieces import button, label, wraps

log = logging.getLogger(__name__)

_BEGIN = Text("建立档案", "Begin a record")
_LEAD = Text(
    "第一次使用：请填是谁的档案，设一个口令。档案会加密放在 {folder}。",
    "First use: say whose record this is and set a passphrase. The record is kept encrypted "
    "in {folder}.",
)
_PASSPHRASE = Text("口令（必填）", "Passphrase (required)")
_MAKING = Text("正在建立档案……", "Beginning the record…")
_FROM_BACKUP = Text("我有备份，恢复它", "I have a backup to restore")
_CODE_HEADING = Text("恢复码", "Recovery code")
_CODE_LEAD = Text(
    "忘记口令时，只有恢复码能打开档案。现在就存成 PDF 打印出来，或抄在纸上，和电脑分开放。",
    "Should you forget the passphrase, only this code opens the record. Save the sheet and "
    "print it now, or write it down, and keep it away from the computer.",
)
_CODE_SHOWN = Text("您的恢复码", "Your recovery code")
_CODE_SHOWN_HELP = Text(
    "可以用左右键逐个字符读。", "Left and Right read it one character at a time."
)
_SAVING = Text("正在保存……", "Saving…")
_SHEET = Text("保存恢复码页（PDF）", "Save the sheet (PDF)")
_SHEET_NAME = Text("一一恢复码.pdf", "yiyi-recovery-code.pdf")
_SAVED = Text(
    "已保存到 {path}。打印后请删除这个文件。",
    "Saved at {path}. Delete the file once it is printed.",
)
_TYPE_IT = Text("照纸上输入一次恢复码", "Type the code once from your paper")
_TYPE_HELP = Text("确认抄对了。大小写和横线都不影响。", "To be sure it was copied right.")
_NOT_THE_CODE = Text(
    "和恢复码不一样，请对照着再输一次。", "This is not the code; compare and type it again."
)
_DONE = Text("完成，打开档案", "Done, open the record")


class FirstRunPage(EntryPage):
    """Asks whose record it is and for a passphrase; begins the record.

    Signals:
        begun: The open workspace and its recovery code.
    """

    begun = Signal(object, str)

    def __init__(self, folder: Path, tasks: TaskRunner) -> None:
        super().__init__(_BEGIN, _LEAD.to(current(), folder=folder))
        self._folder, self._tasks = folder, tasks
        self._form = RecordForm(Staff, cards=False)
        self._new = TypedLine(_PASSPHRASE, NEW_PASSPHRASE_HELP, name="passphrase", secret=True)
        self._again = TypedLine(AGAIN, AGAIN_HELP, name="again", secret=True)
        self.body.addWidget(self._form)
        for line in (self._new, self._again):
            self.body.addWidget(line)
            line.edit.returnPressed.connect(self.begin)
        self.body.addWidget(show_box(self._new, self._again))
        self.body.addWidget(
            wraps(
                button(_BEGIN, self.begin, part="primary", icon="check", name="begin"),
                button(_FROM_BACKUP, lambda: self.leave_for("restore"), name="restore"),
            )
        )

    def first_focus(self) -> QWidget | None:
        """Return the first field."""
        return self._form.first

    def typed(self) -> Mapping[str, str]:
        """Return what was typed about the person."""
        return self._form.typed()

    def set_typed(self, typed: Mapping[str, str]) -> None:
        """Put it back."""
        self._form.set_typed(typed)

    def begin(self) -> None:
        """Begin the record with what was filled in."""
        if self.is_busy:
            return
        try:
            values: dict[str, Any] = self._form.values()
        except InvalidFieldsError as error:
            self._form.show_problems(error.problems)
            return
        self._form.show_problems([])
        self._new.tell(None)
        self._again.tell(None)
        passphrase = self._new.typed()
        if passphrase != self._again.typed():
            self._again.tell(Problem(DIFFERENT))
            return
        folder = self._folder

        def work() -> object:
            from desktop import workspace  # noqa: PLC0415 - loaded while the person types

            return workspace.create(folder, passphrase=passphrase, **values)

        self.begin_work(_MAKING)
        self._tasks.run(work, owner=self, done=self._on_begun, failed=self._on_failed)

    def _on_begun(self, made: tuple[object, str]) -> None:
        self.end_work()
        self._new.clear()
        self._again.clear()
        self.begun.emit(*made)

    def _on_failed(self, error: Exception) -> None:
        self.end_work()
        if not isinstance(error, Problem):
            log.error("the record could not be begun", exc_info=error)
            raise error
        if error.field == "passphrase":
            self._new.tell(error)
        elif error.field in self._form.names():
            self._form.show_problems([error])
        else:
            self.tell(error)


class CodePage(EntryPage):
    """Shows the recovery code, saves its sheet, and asks to type it once.

    Signals:
        confirmed: The code was typed right.
    """

    confirmed = Signal()

    def __init__(
        self, code: str, *, name: str, county: str, today: date, tasks: TaskRunner
    ) -> None:
        super().__init__(_CODE_HEADING, _CODE_LEAD)
        self._code, self._name, self._county, self._today = code, name, county, today
        self._tasks = tasks
        # In a line that can be walked through by character: it has to be copied exactly.
        self._shown = TypedLine(_CODE_SHOWN, _CODE_SHOWN_HELP, name="recovery_code")
        self._shown.edit.setReadOnly(True)
        self._shown.set_typed(code)
        self._said = label("", "soft")
        self._said.setObjectName("sheet_saved")
        self._said.hide()
        self._line = TypedLine(_TYPE_IT, _TYPE_HELP, name="typed_code")
        self._line.edit.returnPressed.connect(self.confirm)
        self.body.addWidget(self._shown)
        self._sheet = button(_SHEET, self.choose_sheet, icon="printer", name="sheet")
        self.body.addWidget(wraps(self._sheet))
        self.body.addWidget(self._said)
        self.body.addWidget(self._line)
        self.body.addWidget(
            wraps(button(_DONE, self.confirm, part="primary", icon="check", name="confirm"))
        )

    def first_focus(self) -> QWidget:
        """Return the code itself."""
        return self._shown.edit

    def choose_sheet(self) -> None:
        """Let the person choose where the sheet goes."""
        ask_save(self, _SHEET, tr(_SHEET_NAME), PDF_FILES, self.save_sheet)

    def save_sheet(self, path: Path) -> None:
        """Write the sheet as a tagged PDF, in the background."""
        if self.is_busy:
            return
        code, name, county, today = self._code, self._name, self._county, self._today
        language = current()

        def work() -> Path:
            from desktop.printing.recovery_sheet import recovery_document  # noqa: PLC0415 - slow
            from desktop.printing.summary_pdf import write_pdf  # noqa: PLC0415 - slow

            document = recovery_document(
                code,
                name=name,
                organisation=full_division_name(county).to(language),
                made_on=today,
                language=language,
            )
            write_pdf(document, path)
            return path

        self.begin_work(_SAVING)
        self._tasks.run(work, owner=self, done=self._on_saved, failed=self._on_failed)

    def confirm(self) -> None:
        """Go on once the code was typed right."""
        from db.vault.recovery_code import normalised_recovery_code  # noqa: PLC0415 - slow

        if self.is_busy:
            return
        try:
            typed = normalised_recovery_code(self._line.typed())
        except Problem as problem:
            self._line.tell(problem)
            return
        if typed != normalised_recovery_code(self._code):
            self._line.tell(Problem(_NOT_THE_CODE))
            return
        self._line.tell(None)
        self._line.clear()
        self._shown.clear()
        self.confirmed.emit()

    def _on_saved(self, path: Path) -> None:
        self.end_work()
        said = _SAVED.to(current(), path=path)
        self._said.setText(said)
        self._said.show()
        announce(self, said)
        self._line.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_failed(self, error: Exception) -> None:
        self.end_work()
        if not isinstance(error, Problem):
            log.error("the recovery sheet could not be written", exc_info=error)
            raise error
        self.tell(error)
