"""Paper: finished pages handed to a printer beside the record's own work."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from db.fields.problem import Cancelled, Problem
from db.fields.text import Text
from db.ports import Progress
from desktop.operations import Operations
from desktop.tasks import Job, TaskRunner

PRINT_DPI = 300
"""Resolution at which pages are handed to the printer."""

_PRINTING = Text("打印", "Printing")
_PAGE = Text("第 {page} 页，共 {pages} 页", "Page {page} of {pages}")
NO_PRINTER = Text(
    "这台电脑没有装打印机。请先装好打印机；或者保存成文件，拿到别的电脑上打印。",
    "This computer has no printer. Set one up first, or save the file and print it elsewhere.",
)
REFUSED = Text(
    "打印机没有接受。请检查打印机是否开着、连好、有纸，再打印一次；也可以先保存成文件。",
    "The printer did not take it. Check that it is on, connected and has paper, and print "
    "again; or save it as a file first.",
)
BROKE_OFF = Text(
    "打印到第 {page} 页时打印机停了。请检查打印机，再从这一页打印。",
    "The printer stopped at page {page}. Check the printer and print again from that page.",
)
_NO_PAGES = Text(
    "选的页码里没有这份文书的页，所以没有打印。请重新选页码。",
    "None of the pages chosen is in this document, so nothing was printed. Choose other pages.",
)


def has_printer() -> bool:
    """Tell whether the system knows any printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def new_printer(pages: int) -> QPrinter:
    """Return a printer to be asked about: A4, the whole sheet, at most these pages."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(PRINT_DPI)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setFromTo(1, max(1, pages))
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    return printer


def print_pages(pdf: bytes, printer: QPrinter, progress: Progress) -> int:
    """Draw the pages asked for on a printer, one at a time; return how many sheets it took.

    Each page is drawn at the printer's own resolution, so one page is held in memory.

    Raises:
        Problem: The printer does not take them, or none of the pages asked for is there.
        Cancelled: The person has stopped it; the printer is told to forget it.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    paper = QPdfDocument()
    paper.load(buffer)
    numbers = asked_for(printer, paper.pageCount())
    if not numbers:
        raise Problem(_NO_PAGES)
    painter = QPainter()
    if not painter.begin(printer):
        raise Problem(REFUSED)
    try:
        _draw(paper, numbers, printer, painter, progress)
    except Cancelled:
        printer.abort()
        raise
    finally:
        taken = painter.end()
        paper.close()
    if not taken or printer.printerState() == QPrinter.PrinterState.Error:
        raise Problem(REFUSED)
    return len(numbers)


def asked_for(printer: QPrinter, pages: int) -> list[int]:
    """Return the numbers of the pages to draw, in order, copies the driver cannot make too."""
    numbers = list(range(1, pages + 1))
    if printer.printRange() == QPrinter.PrintRange.PageRange:
        chosen = printer.pageRanges()
        numbers = [number for number in numbers if chosen.contains(number)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    if printer.supportsMultipleCopies():
        return numbers
    if printer.collateCopies():
        return numbers * printer.copyCount()
    return [number for number in numbers for _ in range(printer.copyCount())]


def _draw(
    paper: QPdfDocument,
    numbers: list[int],
    printer: QPrinter,
    painter: QPainter,
    progress: Progress,
) -> None:
    room = printer.pageLayout().fullRectPixels(printer.resolution())
    size = QSize(room.width(), room.height())
    for at, number in enumerate(numbers):
        progress.stop_if_cancelled()
        progress.at(at, len(numbers), _PAGE.filled(page=at + 1, pages=len(numbers)))
        if at and not printer.newPage():
            raise Problem(BROKE_OFF, page=number)
        image = paper.render(number - 1, size)
        if image.isNull():
            raise Problem(BROKE_OFF, page=number)
        painter.drawImage(0, 0, image.convertToFormat(QImage.Format.Format_RGB32))
    progress.at(len(numbers), len(numbers), _PRINTING)


class Press(QObject):
    """Prints in a thread of its own: neither the window nor the record waits for it."""

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._tasks = TaskRunner(self)
        self._job: Job | None = None
        operations.finishing.connect(self.stop)

    def run(
        self,
        pdf: bytes,
        printer: QPrinter,
        *,
        done: Callable[[int], object],
        failed: Callable[[Problem], object],
        stopped: Callable[[], object],
    ) -> None:
        """Print; the window shows how far it is and offers to stop it."""
        job = self._job = Job(_PRINTING)
        self.destroyed.connect(job.cancel)
        self._operations.job_started.emit(job)

        def on_done(sheets: int) -> None:
            job.ended.emit()
            done(sheets)

        def on_failed(error: Exception) -> None:
            job.ended.emit()
            if isinstance(error, Problem):
                failed(error)
            elif isinstance(error, Cancelled):
                stopped()
            else:
                raise error

        work = partial(print_pages, pdf, printer, job)
        self._tasks.run(work, owner=self, done=on_done, failed=on_failed)

    @property
    def is_busy(self) -> bool:
        """Whether pages are on their way to the printer."""
        return self._tasks.is_busy

    def stop(self) -> None:
        """Stop after the page that is being drawn."""
        if self._job is not None:
            self._job.cancel()
