"""打印给本人: pages beside the same words as text; to print or to save."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from desktop.screens.clients.summary import SummaryPage
from tests.builders import a_case, a_client, an_identity_number
from tests.screens.records import Room, press, room

__all__ = ["room"]


@pytest.fixture
def page(room: Room) -> SummaryPage:
    client = a_client(name="罗小梅", identity_number=an_identity_number())
    room.save(client, a_case(client))
    return room.open(SummaryPage, client_id=client.id)


def test_the_text_holds_what_the_paper_holds_and_masks_the_number(page: SummaryPage) -> None:
    words = page.text.toPlainText()
    assert "罗小梅" in words
    assert an_identity_number() not in words
    assert page.first_focus() is page.text
    assert "1 页" in page.lead or "2 页" in page.lead
    assert page._paper.pageCount() >= 1


def test_it_is_saved_whole_and_says_where(
    page: SummaryPage, room: Room, tmp_path: Path
) -> None:
    file = tmp_path / "小结.pdf"
    page.save(file)
    assert file.read_bytes().startswith(b"%PDF")
    assert "小结.pdf" in room.desk.said[-1]
    page.save(tmp_path / "没有" / "这个文件夹" / "a.pdf")
    assert room.desk.warned


def test_every_page_is_drawn_on_the_printer(page: SummaryPage, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    assert page.print_on(printer)
    assert (tmp_path / "paper.pdf").stat().st_size > 1000


def test_back_goes_back_and_the_picture_of_the_pages_is_no_tab_stop(
    page: SummaryPage, room: Room
) -> None:
    press(page, "返回")
    assert room.desk.backs == 1
    assert not page.pages.focusPolicy() & Qt.FocusPolicy.TabFocus
