"""What a document becomes: a file, paper, and an entry with the case."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from db.domain.ids import IssuedDocumentId
from db.domain.journal.change import Receipt
from db.fields.problem import Problem
from db.fields.text import Text
from desktop.focus import give_back
from desktop.language import tr
from desktop.printing.rendering import AUDIO, file_name
from desktop.screens.frame.files import PDF_FILES, ask_save
from desktop.screens.papers.making import (
    Preview,
    Saved,
    file_printed,
    issued_in,
    save_and_file,
)
from desktop.screens.papers.printing_out import NO_PRINTER, Press, has_printer, new_printer

if TYPE_CHECKING:
    from desktop.screens.papers.document import DocumentPage
    from desktop.tasks import Job

_SAVE = Text("保存文书", "Save the document")
_SAVING = Text("保存文书", "Saving the document")
_FILES_BY_FORM = {
    "braille": Text("盲文打印文件 (*.brf)", "Braille files (*.brf)"),
    "braille_unicode": Text("盲文文本 (*.txt)", "Braille text (*.txt)"),
    "pef": Text("PEF 盲文文件 (*.pef)", "PEF Braille files (*.pef)"),
    AUDIO: Text("录音文件夹", "Folder of the recording"),
}
_SAVED_FILED = Text("已保存到 {path}，已存档。", "Saved at {path} and filed with the case.")
_SAVED = Text("已保存到 {path}。", "Saved at {path}.")
_SAVED_UNFILED = Text(
    "已保存到 {path}，但是没有存档。{why}", "Saved at {path}, but not filed. {why}"
)
_SAME = Text(
    "已保存到 {path}，和当时的文件一模一样。", "Saved at {path}; the file is the one of then."
)
_OTHER = Text(
    "已保存到 {path}。内容和当时一样，但是文件不完全一样：程序更新以后排法可能变了。",
    "Saved at {path}. It says the same, but the file is not the same to the last byte: a newer "
    "version may set it differently.",
)
_OTHER_SOUND = Text(
    "已保存到 {path}。内容和当时一样；声音由这台电脑重新读出，所以文件不同。",
    "Saved at {path}. It says the same; the sound was spoken anew by this computer, so the "
    "files differ.",
)
_STOPPED = Text("已停下，没有留下文件。", "Stopped; no file was left behind.")
_PRINTED_FILED = Text(
    "已交给打印机，共 {sheets} 页，已存档。", "Sent to the printer, {sheets} pages; filed."
)
_PRINTED = Text("已交给打印机，共 {sheets} 页。", "Sent to the printer, {sheets} pages.")
_PRINTED_UNFILED = Text(
    "已交给打印机，共 {sheets} 页，但是没有存档。{why}",
    "Sent to the printer, {sheets} pages, but not filed. {why}",
)
_GIVE = Text("怎样给的", "How it was given")


class Outputs:
    """Saves, prints and files what a document page shows."""

    def __init__(self, page: "DocumentPage") -> None:
        self._page = page
        self.press = Press(page.operations, page)
        self._job: Job | None = None
        self._filed: IssuedDocumentId | None = None
        self._busy = False

    @property
    def issued_id(self) -> IssuedDocumentId | None:
        """The document as it was filed last on this page, or the filed one it shows."""
        begun = self._page.begun
        if begun is not None and begun.issued is not None:
            return begun.issued.id
        return self._filed

    def stop(self) -> None:
        """Stop what is being saved or printed."""
        self.press.stop()
        if self._job is not None:
            self._job.cancel()

    def give(self) -> None:
        """Record how the filed document was given."""
        if self.issued_id is not None:
            self._page.desk.go("giving", issued_id=self.issued_id)

    # Saving.

    def choose_place(self) -> None:
        """Ask where the file goes."""
        made = self._page.made
        if made is None or not self._page.save_button.isEnabled():
            return
        form = made.wanted.form
        name = file_name(made.document, form)
        ask_save(self._page, _SAVE, name, _FILES_BY_FORM.get(form, PDF_FILES), self.save)

    def save(self, path: Path) -> None:
        """Write the file and file the document, in the background."""
        page, made, begun = self._page, self._page.made, self._page.begun
        if made is None or begun is None:
            return
        work = partial(
            save_and_file, made=made, path=path, client_id=begun.client_id, filed=begun.issued
        )
        self._set_busy(True)
        self._job = page.operations.job(
            work,
            owner=page,
            title=_SAVING,
            done=lambda saved: self._on_saved(path, made, saved),
            failed=self._on_failed,
            stopped=self._on_stopped,
        )

    def _on_saved(self, path: Path, made: Preview, saved: Saved) -> None:
        self._set_busy(False)
        if saved.is_same is not None:
            other = _OTHER_SOUND if made.wanted.form == AUDIO else _OTHER
            self._page.desk.say(tr(_SAME if saved.is_same else other, path=path))
        elif saved.unfiled is not None:
            why = saved.unfiled.text.filled(**saved.unfiled.values)
            self._page.desk.warn(tr(_SAVED_UNFILED, path=path, why=why))
        elif saved.receipt is not None:
            self._filed_as(saved.receipt, tr(_SAVED_FILED, path=path))
        else:
            self._page.desk.say(tr(_SAVED, path=path))

    def _filed_as(self, receipt: Receipt, said: str) -> None:
        self._filed = issued_in(receipt)
        self._page.settle()
        self._page.desk.offer(said, _GIVE, self.give)

    def _on_failed(self, problem: Problem) -> None:
        self._set_busy(False)
        self._page.desk.warn(problem)

    def _on_stopped(self) -> None:
        self._set_busy(False)
        self._page.desk.say(_STOPPED)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._page.settle()

    @property
    def is_printing(self) -> bool:
        """Whether pages are on their way to the printer."""
        return self.press.is_busy

    @property
    def is_busy(self) -> bool:
        """Whether something is being saved or printed."""
        return self._busy

    # Printing.

    def choose_printer(self) -> None:
        """Ask for printer, copies and range."""
        made = self._page.made
        if made is None or not made.pdf or self._busy:
            return
        if not has_printer():
            self._page.desk.warn(Problem(NO_PRINTER))
            return
        printer = new_printer(made.pages)
        dialog = QPrintDialog(printer, self._page)
        dialog.setMinMax(1, max(1, made.pages))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.accepted.connect(lambda: self.print_on(printer))
        give_back(dialog)
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter) -> None:
        """Print, then file the document; the window stays free meanwhile."""
        made = self._page.made
        if made is None:
            return
        self._set_busy(True)
        done = partial(self._on_printed, made)
        self.press.run(
            made.pdf, printer, done=done, failed=self._on_failed, stopped=self._on_stopped
        )

    def _on_printed(self, made: Preview, sheets: int) -> None:
        begun = self._page.begun
        self._set_busy(False)
        printed = tr(_PRINTED, sheets=sheets)
        if begun is None or begun.client_id is None or begun.issued is not None:
            self._page.desk.say(printed)
            return

        def unfiled(problem: Problem) -> None:
            why = problem.text.filled(**problem.values)
            self._page.desk.warn(tr(_PRINTED_UNFILED, sheets=sheets, why=why))

        self._page.operations.run(
            partial(file_printed, made=made, client_id=begun.client_id),
            owner=self._page,
            done=lambda receipt: self._filed_as(receipt, tr(_PRINTED_FILED, sheets=sheets)),
            failed=unfiled,
        )
