"""The summary a client takes home: pages beside a readable text, to print or to save."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from db.domain.document import Document, plain_text
from db.domain.ids import ClientId
from db.domain.whole_file import write_whole
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Store
from db.usecases.papers.case_summary import client_summary
from db.usecases.policies import policy_in_force
from desktop.language import current, tr
from desktop.printing.summary_pdf import Pdf, make_pdf, unprintable
from desktop.screens.frame.beside import Beside
from desktop.screens.frame.files import PDF_FILES, ask_save
from desktop.screens.frame.page import Desk, Page
from desktop.theme.look import size

if TYPE_CHECKING:
    from uuid import UUID

_TITLE = Text("打印给本人", "Print for the person")
_LEAD = Text(
    "{title}，共 {pages} 页。左边是页面，右边是同样内容的文字。",
    "{title}, {pages} pages. The pages are on the left, the same words as text on the right.",
)
_MISSING = Text(
    "这几个字没有字体，纸上会写成编号，请手写补上：{characters}。",
    "No font has these characters; the paper shows their codes, write them in by hand: "
    "{characters}.",
)
_SAVE = Text("保存成 PDF", "Save as PDF")
_PRINT = Text("打印", "Print")
_BACK = Text("返回", "Back")
_SAVED = Text("已保存到 {path}。", "Saved at {path}.")
_PAGES = Text("页面", "Pages")
_TEXT = Text("小结的文字", "Text of the summary")
_PRINTED = Text("已交给打印机。", "Sent to the printer.")
_NO_PRINTER = Text(
    "打印机没有接受。请检查打印机，或先保存成 PDF。",
    "The printer did not take it. Check the printer or save as PDF first.",
)
_TEXT_HEIGHT = 260
_PRINT_DPI = 300
"""Resolution at which pages are handed to the printer."""


@dataclass(frozen=True, slots=True)
class Made:
    """A summary, drawn."""

    document: Document
    pdf: Pdf
    missing: tuple[str, ...]


class SummaryPage(Page):
    """Preview, print, save."""

    help_name: ClassVar[str] = "summary"
    scrolls: ClassVar[bool] = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self._made: Made | None = None
        self._save = self.add_button(
            _SAVE, self.choose_place, primary=True, icon="save", name="save_pdf"
        )
        self._print = self.add_button(_PRINT, self.choose_printer, icon="printer", name="print")
        self.add_button(_BACK, desk.back, name="back")
        self._paper = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.pages = QPdfView()
        self.pages.setObjectName("pages")
        self.pages.setAccessibleName(tr(_PAGES))
        self.pages.setPageMode(QPdfView.PageMode.MultiPage)
        self.pages.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.pages.setDocument(self._paper)
        # A picture says nothing: Tab passes it by, the mouse scrolls it.
        self.pages.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.text = QPlainTextEdit()
        self.text.setObjectName("summary_text")
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr(_TEXT))
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        size(self.text, min_height=_TEXT_HEIGHT)
        self.body.addWidget(Beside(self.pages, self.text, shares=(1, 1)), 1)

    def open(self, **args: object) -> None:
        """Make the summary of the client ``client_id``."""
        client_id = ClientId(cast("UUID", args["client_id"]))
        language, today = current(), self.operations.today()

        def make(store: Store) -> Made:
            policy, owner = policy_in_force(store), store.owner
            with store.reading() as reading:
                document = client_summary(
                    reading, client_id, language, today=today, policy=policy, owner=owner
                )
            return Made(document, make_pdf(document), unprintable(document))

        self._save.setEnabled(False)
        self._print.setEnabled(False)
        self.operations.read(make, owner=self, done=self._show)

    def first_focus(self) -> QWidget:
        """Return the text: it is what can be read by ear."""
        return self.text

    def panes(self) -> list[QWidget]:
        """Return buttons and text."""
        return [*super().panes()[:1], self.text]

    def choose_place(self) -> None:
        """Ask where the PDF goes."""
        if self._made is not None:
            name = f"{self._made.document.title}.pdf"
            ask_save(self, _SAVE, name, PDF_FILES, self.save)

    def save(self, path: Path) -> None:
        """Write the PDF, whole or not at all."""
        if self._made is None:
            return
        try:
            write_whole(path, [self._made.pdf.data])
        except Problem as problem:
            self.desk.warn(problem)
            return
        self.desk.say(_SAVED.to(current(), path=path))

    def choose_printer(self) -> None:
        """Ask for printer, copies and range."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(_PRINT_DPI)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, max(1, self._paper.pageCount()))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.accepted.connect(lambda: self._tell_printed(self.print_on(printer)))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter) -> bool:
        """Draw the pages asked for on a printer; tell whether it took them."""
        first = printer.fromPage() or 1
        last = printer.toPage() or self._paper.pageCount()
        painter = QPainter()
        if not painter.begin(printer):
            return False
        room = printer.pageLayout().fullRectPixels(printer.resolution())
        for number in range(first - 1, min(last, self._paper.pageCount())):
            if number > first - 1 and not printer.newPage():
                painter.end()
                return False
            size = QSize(room.width(), room.height())
            painter.drawImage(0, 0, self._paper.render(number, size))
        return painter.end()

    def _tell_printed(self, taken: bool) -> None:
        if taken:
            self.desk.say(_PRINTED)
        else:
            self.desk.warn(Problem(_NO_PRINTER))

    def _show(self, made: Made) -> None:
        self._made = made
        self._buffer.close()
        self._buffer.setData(QByteArray(made.pdf.data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._paper.load(self._buffer)
        self.text.setPlainText(plain_text(made.document))
        self.set_lead(tr(_LEAD, title=made.document.title, pages=made.pdf.pages))
        self._save.setEnabled(True)
        self._print.setEnabled(True)
        if made.missing:
            self.desk.warn(tr(_MISSING, characters=" ".join(made.missing)))
