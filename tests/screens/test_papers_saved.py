"""Saving and printing: whole files, filed documents, failures told in words."""

import errno
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from db.domain.papers.issued_document import IssuedDocument
from db.fields.problem import Cancelled, Problem
from db.fields.text import Language, Text
from db.ports import Unwatched
from desktop.printing import rendering
from desktop.screens.papers import printing_out
from desktop.screens.papers.document import DocumentPage
from desktop.screens.papers.issued import IssuedPage
from tests.builders import a_case, a_client
from tests.screens.records import Room, press, room

__all__ = ["room"]

_PATIENCE_S = 10


@pytest.fixture
def page(room: Room) -> DocumentPage:
    client = a_client(name="罗小梅", preferred_form="print")
    room.save(client, a_case(client))
    return room.open(DocumentPage, client_id=client.id)


def to_pdf(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(72)
    return printer


def warned(room: Room) -> str:
    said = room.desk.warned[-1]
    return said.message(Language.ZH) if isinstance(said, Problem) else str(said)


def printed(page: DocumentPage, room: Room, printer: QPrinter) -> None:
    page.outputs.print_on(printer)
    room.qtbot.waitUntil(lambda: not page.outputs.is_printing)
    room.settle()


def test_it_is_saved_whole_filed_and_both_are_said_in_one_sentence(
    page: DocumentPage, room: Room, tmp_path: Path
) -> None:
    file = tmp_path / "小结.pdf"
    page.outputs.save(file)
    room.settle()

    assert file.read_bytes() == page.made.pdf
    (issued,) = room.all(IssuedDocument)
    assert (issued.kind, issued.form) == ("case_summary", "print")
    said, act, then = room.desk.offered[-1]
    assert said == f"已保存到 {file}，已存档。"
    assert act.zh == "怎样给的"
    then()
    assert room.desk.gone[-1] == ("giving", {"issued_id": issued.id})
    assert page.give_button.isEnabled()


@pytest.mark.parametrize(
    ("form", "begins"),
    [("large28", b"%PDF"), ("easy", b"%PDF"), ("braille", b""), ("pef", b"<?xml")],
)
def test_every_form_that_is_one_file_is_saved_and_filed_as_that_form(
    page: DocumentPage, room: Room, tmp_path: Path, form: str, begins: bytes
) -> None:
    page.how.form.take(form)
    page.load()
    room.settle()
    page.outputs.save(tmp_path / "x")
    room.settle()

    assert (tmp_path / "x").read_bytes().startswith(begins)
    assert [each.form for each in room.all(IssuedDocument)] == [form]


def test_a_folder_that_is_gone_is_told_and_nothing_is_filed(
    page: DocumentPage, room: Room, tmp_path: Path
) -> None:
    page.outputs.save(tmp_path / "没有" / "a.pdf")
    room.settle()

    assert "找不到" in warned(room)
    assert room.all(IssuedDocument) == []
    assert page.save_button.isEnabled()


def test_a_full_disk_is_told_leaves_no_half_file_and_nothing_is_filed(
    page: DocumentPage, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("db.domain.whole_file.os.fsync", full)
    page.outputs.save(tmp_path / "a.pdf")
    room.settle()
    monkeypatch.undo()

    assert "没有剩余空间" in warned(room)
    assert list(tmp_path.glob("a.pdf*")) == []
    assert room.all(IssuedDocument) == []


def test_a_file_that_could_not_be_filed_says_so(
    page: DocumentPage, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise Problem(Text("太长了。", "Too long."))

    monkeypatch.setattr("desktop.screens.papers.making.file_document", refuse)
    page.outputs.save(tmp_path / "a.pdf")
    room.settle()

    assert warned(room) == f"已保存到 {tmp_path / 'a.pdf'}，但是没有存档。太长了。"


def test_leaving_the_page_stops_the_saving_without_a_half_file(
    page: DocumentPage, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, left = Event(), Event()

    def slow(_document: Any, _form: str, out: Path, _settings: Any, progress: Any) -> None:
        begun.set()
        left.wait(_PATIENCE_S)
        progress.stop_if_cancelled()
        out.write_bytes(b"half")

    monkeypatch.setattr("desktop.screens.papers.making.render", slow)
    page.outputs.save(tmp_path / "a.pdf")
    assert begun.wait(_PATIENCE_S)
    page.may_leave(lambda: None)
    left.set()
    room.settle()

    assert not (tmp_path / "a.pdf").exists()
    assert room.all(IssuedDocument) == []
    assert room.desk.said[-1].zh == "已停下，没有留下文件。"


def test_every_page_is_drawn_on_the_printer_and_the_document_filed(
    page: DocumentPage, room: Room, tmp_path: Path
) -> None:
    printed(page, room, to_pdf(tmp_path / "paper.pdf"))

    paper = QPdfDocument()
    paper.load(str(tmp_path / "paper.pdf"))
    assert paper.pageCount() == page.made.pages
    for number in range(paper.pageCount()):
        drawn = paper.render(number, QSize(60, 85)).convertToFormat(QImage.Format.Format_RGB32)
        colours = {drawn.pixel(x, y) for x in range(60) for y in range(85)}
        assert len(colours) > 2, "a page with nothing on it"
    (issued,) = room.all(IssuedDocument)
    assert issued.file_hash is not None
    assert room.desk.offered[-1][0] == f"已交给打印机，共 {page.made.pages} 页，已存档。"


def test_only_the_pages_asked_for_are_drawn(tmp_path: Path) -> None:
    printer = to_pdf(tmp_path / "p.pdf")
    assert printing_out.asked_for(printer, 3) == [1, 2, 3]

    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert printing_out.asked_for(printer, 5) == [2, 3]
    printer.setFromTo(7, 9)
    assert printing_out.asked_for(printer, 5) == []


def test_pages_that_are_not_there_are_told_and_nothing_is_filed(
    page: DocumentPage, room: Room, tmp_path: Path
) -> None:
    printer = to_pdf(tmp_path / "p.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(70, 71)
    printed(page, room, printer)

    assert "没有这份文书的页" in warned(room)
    assert room.all(IssuedDocument) == []


@pytest.mark.qt_log_ignore("QPdfWriter|QPdfEngine|QPainter|could not|Could not")
def test_a_printer_that_refuses_is_told_and_nothing_is_filed(
    page: DocumentPage, room: Room, tmp_path: Path
) -> None:
    printed(page, room, to_pdf(tmp_path / "没有" / "p.pdf"))

    assert "打印机没有接受" in warned(room)
    assert room.all(IssuedDocument) == []
    assert page.print_button.isEnabled()


def test_without_any_printer_no_dialog_opens_and_it_says_what_to_do(
    page: DocumentPage, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.screens.papers.outputs.has_printer", lambda: False)
    press(page, "打印…")

    assert "没有装打印机" in warned(room)


def test_with_a_printer_it_is_asked_for_printer_copies_and_pages(
    page: DocumentPage, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.screens.papers.outputs.has_printer", lambda: True)
    press(page, "打印…")
    dialog = page.findChild(QPrintDialog)

    assert dialog.isVisible()
    assert (dialog.minPage(), dialog.maxPage()) == (1, page.made.pages)
    assert dialog.testOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.reject()
    room.settle()
    assert room.all(IssuedDocument) == []


def test_a_stopped_print_tells_the_printer_to_forget_it(
    page: DocumentPage, tmp_path: Path
) -> None:
    class Stopped(Unwatched):
        def stop_if_cancelled(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        printing_out.print_pages(page.made.pdf, to_pdf(tmp_path / "p.pdf"), Stopped())


def test_a_filed_document_made_again_is_the_same_to_the_last_byte(
    page: DocumentPage, room: Room, tmp_path: Path
) -> None:
    page.outputs.save(tmp_path / "a.pdf")
    room.settle()
    (issued,) = room.all(IssuedDocument)
    again = room.open(DocumentPage, issued_id=issued.id)

    assert not again.how.isVisibleTo(again)
    assert "存档的普通印刷" in again.lead
    again.outputs.save(tmp_path / "b.pdf")
    room.settle()
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert "和当时的文件一模一样" in room.desk.said[-1]
    assert len(room.all(IssuedDocument)) == 1


@pytest.mark.parametrize("form", ["easy", "braille", "braille_unicode", "pef", "large24"])
def test_every_filed_form_can_be_made_again_the_same(
    page: DocumentPage, room: Room, tmp_path: Path, form: str
) -> None:
    page.how.form.take(form)
    page.load()
    room.settle()
    page.outputs.save(tmp_path / "a")
    room.settle()
    (issued,) = room.all(IssuedDocument)
    again = room.open(DocumentPage, issued_id=issued.id)
    again.outputs.save(tmp_path / "b")
    room.settle()

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert "和当时的文件一模一样" in room.desk.said[-1]


def test_a_newer_program_that_sets_it_differently_is_told(
    page: DocumentPage, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.outputs.save(tmp_path / "a.pdf")
    room.settle()
    (issued,) = room.all(IssuedDocument)
    again = room.open(DocumentPage, issued_id=issued.id)
    monkeypatch.setitem(rendering.SIZE_BY_FORM, "print", 12.0)
    again.outputs.save(tmp_path / "b.pdf")
    room.settle()

    assert "文件不完全一样" in room.desk.said[-1]


def test_the_filed_document_stands_in_the_list_of_the_client(
    page: DocumentPage, room: Room, tmp_path: Path
) -> None:
    page.outputs.save(tmp_path / "a.pdf")
    room.settle()
    press(page, "存档的文书")
    place, args = room.desk.gone[-1]
    assert place == "documents"

    listed = room.open(IssuedPage, **args)
    assert listed.lead == "共 1 份，1 份还没记怎样给的。"


def test_the_press_belongs_to_its_page(page: DocumentPage) -> None:
    assert isinstance(page.outputs.press, QObject)
    assert page.outputs.press.parent() is page
