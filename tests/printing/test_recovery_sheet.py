"""The sheet with the recovery code."""

import pytest

from db.domain.papers.document import Code, plain_text
from db.fields.text import Language
from desktop.printing.recovery_sheet import groups_of, recovery_document
from desktop.printing.summary_pdf import write_pdf
from tests.printing.judges import failures
from tests.printing.reading import read
from tests.printing.samples import MADE_ON

CODE = "AB2D-EFGH-7KLM-NPQR-STUV-WXYZ-2345-6789"


def sheet(language: Language = Language.ZH):
    return recovery_document(
        CODE, name="王晓䶮", organisation="思南县残联", made_on=MADE_ON, language=language
    )


@pytest.mark.parametrize("language", list(Language))
def test_the_sheet_holds_the_code_group_by_group_on_one_tagged_page(tmp_path, language):
    receipt = write_pdf(sheet(language), tmp_path / "recovery.pdf")
    assert receipt.pages == 1
    reading = read(receipt.path)
    assert reading.faults == []
    assert failures(receipt.path) == []
    said = [text for kind, text in reading.texts() if kind == "LBody"]
    assert said[:8] == CODE.split("-")
    assert "Figure" not in {node.kind for node in reading.root.walk()}


def test_the_sheet_says_what_to_do_and_what_is_lost():
    text = plain_text(sheet())
    for said in ("打印", "和电脑分开放", "不要拍照", "再也打不开了"):
        assert said in text


@pytest.mark.parametrize(
    "code", [CODE, CODE.replace("-", " "), CODE.replace("-", ""), f" {CODE}\n"]
)
def test_groups_are_found_however_the_code_is_written(code):
    assert groups_of(code) == tuple(CODE.split("-"))


def test_the_code_is_in_no_heading_title_or_footer():
    document = sheet()
    assert isinstance(document.blocks[0], Code)
    assert CODE[:4] not in document.title + document.subtitle + document.footer
