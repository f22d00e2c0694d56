"""Files for embossers and displays, read back."""

from datetime import date
from xml.etree import ElementTree

import pytest

from db.fields.text import Language
from desktop.braille import BraillePages, braille_of, braille_of_text, brf, pef, unicode_text
from desktop.braille.cells import FIRST
from desktop.braille.files import read_brf, read_unicode_text
from desktop.pinyin.reader import Reader
from tests.printing.samples import case_summary, every_block

ALL_CELLS = "".join(chr(FIRST + at) for at in range(64))
NABCC = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="
MADE_ON = date(2026, 11, 20)
PEF = "{http://www.daisy.org/ns/2008/pef}"
DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(scope="module")
def summary() -> BraillePages:
    return braille_of(case_summary())


def test_brf_is_read_back_cell_by_cell(summary: BraillePages) -> None:
    assert read_brf(brf(summary)) == summary.pages


def test_brf_is_ascii_with_whole_line_ends_and_a_form_feed_for_each_page(
    summary: BraillePages,
) -> None:
    data = brf(summary)
    text = data.decode("ascii")
    assert text.count("\f") == len(summary.pages)
    assert text.endswith("\r\n\f")
    assert text.replace("\r\n", "").count("\n") == 0
    assert all(len(line) <= 40 for page in text.split("\f") for line in page.split("\r\n"))


def test_each_cell_has_its_sign_of_braille_ascii() -> None:
    assert read_brf(NABCC.encode() + b"\f") == ((ALL_CELLS,),)
    assert read_brf(NABCC.lower().encode() + b"\f") == ((ALL_CELLS,),)
    assert read_brf(b"A\r\n\r\n,B\r\n\f") == (("⠁", "", "⠠⠃"),)


def test_what_is_no_braille_ascii_is_refused() -> None:
    with pytest.raises(ValueError, match="no Braille ASCII"):
        read_brf(b"~\f")


def test_unicode_text_is_read_back(summary: BraillePages) -> None:
    data = unicode_text(summary)
    assert read_unicode_text(data) == summary.pages
    assert set(data.decode()) <= set(ALL_CELLS) | {"\n", "\f"}


def test_pef_has_the_structure_of_the_format(summary: BraillePages) -> None:
    root = ElementTree.fromstring(  # noqa: S314 - we wrote it ourselves
        pef(summary, "小结 <甲> & “乙”\x00\ud800", MADE_ON, Language.ZH)
    )
    assert (root.tag, root.get("version")) == (f"{PEF}pef", "2008-1")
    head, body = root
    (meta,) = head
    told = {child.tag: child.text or "" for child in meta}
    assert told[f"{DC}format"] == "application/x-pef+xml"
    assert told[f"{DC}title"] == "小结 <甲> & “乙”"
    assert told[f"{DC}date"] == "2026-11-20"
    assert told[f"{DC}language"] == "zh-CN"
    assert told[f"{DC}identifier"].startswith("urn:")
    (volume,) = body
    wanted = {"cols": "40", "rows": "25", "rowgap": "0", "duplex": "false"}
    assert dict(volume.items()) == wanted
    (section,) = volume
    pages = tuple(tuple(row.text or "" for row in page) for page in section)
    assert pages == summary.pages
    assert {row.tag for page in section for row in page} == {f"{PEF}row"}


def test_the_same_document_gives_the_same_files() -> None:
    for make in (brf, unicode_text):
        first, second = (make(braille_of(every_block())) for _ in range(2))
        assert first == second
    first, second = (
        pef(braille_of(every_block()), "甲", MADE_ON, Language.EN) for _ in range(2)
    )
    assert first == second


def test_an_empty_text_is_one_page_with_its_number() -> None:
    pages = braille_of_text("", Reader())
    assert len(pages.pages) == 1
    assert read_brf(brf(pages)) == pages.pages
