"""A whole document in Braille says all that it says in print."""

import pytest

from db.domain.papers.document import Bar as OneBar
from db.domain.papers.document import (
    Chart,
    Code,
    Document,
    Fact,
    Facts,
    Items,
    Paragraph,
    Pictured,
    Signatures,
    Table,
    facts_of,
    texts_of,
)
from db.fields.text import Language
from desktop.braille import DOUBTS, BraillePages, braille_of, translate
from desktop.braille.back import agrees, sounds_back
from desktop.braille.writing_out import written_out
from desktop.pinyin.reader import Reader
from tests.printing.samples import a_document, case_summary, every_block


def shown(document: Document, width: int = 60) -> list[str]:
    """Return the print of the lines, without page numbers."""
    pages = braille_of(document, width=width, height=40)
    return [line.text for line in pages.lines if line.number > 1 and line.text]


def last_lines(*blocks: object) -> list[str]:
    """Return the lines of the blocks alone."""
    before = len(shown(a_document()))
    return shown(a_document(*blocks))[before - 1 : -1]  # type: ignore[arg-type]


def test_every_text_is_in_the_braille() -> None:
    for document in (case_summary(), every_block()):
        reader = Reader.of(document)
        running = "⠀".join(braille_of(document).running).replace("⠀", "")
        for text in texts_of(document):
            for line in text.splitlines():
                cells = translate(line, reader).cells.replace("⠀", "")
                assert cells in running, line


def test_every_fact_is_read_back_from_the_pages() -> None:
    document = case_summary()
    reader = Reader.of(document)
    found = sounds_back("⠀".join(braille_of(document).running))
    text = "\n".join(f"{fact.label}：{fact.value}" for fact in facts_of(document))
    meant = [r for word in reader.words(written_out(text)) for r in word.reads]
    at = 0
    # The facts are in the order of the document, with other text between them.
    for sound in found:
        at += at < len(meant) and agrees(meant[at], sound)
    assert at == len(meant)


def test_a_fact_is_its_label_and_its_value() -> None:
    rows = Facts(rows=(Fact(label="姓名", value="潘阿妹"), Fact(label="备注", value="甲\n乙")))
    assert last_lines(rows) == ["姓名：潘阿妹", "备注：甲", "乙"]


def test_a_table_is_one_entry_a_row_with_the_heading_before_each_cell() -> None:
    table = Table(
        headers=("日期", "事项"), rows=(("2026-08-15", "面谈"), ("", "回访")), caption="记录"
    )
    assert last_lines(table) == ["记录", "日期：2026年8月15日；事项：面谈", "事项：回访"]


def test_lists_codes_charts_pictures_and_signatures() -> None:
    assert last_lines(Items(items=("甲", "乙"), ordered=True)) == ["1、甲", "2、乙"]
    assert last_lines(Items(items=("甲",))) == ["甲"]
    assert last_lines(Code(label="恢复码", groups=("AB2D", "EFGH"))) == [
        "恢复码：",
        "AB2D EFGH",
    ]
    bars = (OneBar(label="评估", value=3, shown="3 小时"),)
    chart = Chart(caption="时长", bars=bars, sentence="评估最多。")
    assert last_lines(chart) == ["时长", "评估最多。", "评估：3 小时"]
    assert last_lines(Pictured(pictogram="phone", text="打电话。")) == ["打电话。"]
    assert last_lines(Signatures(labels=("本人",))) == ["请在印刷本上签名：本人"]
    assert last_lines(Paragraph(text="甲\n\n乙")) == ["甲", "乙"]


def test_english_documents_are_in_english_braille() -> None:
    document = a_document(
        Paragraph(text="She starts on Monday."),
        Paragraph(text="她星期一上班。"),
        language=Language.EN,
    )
    pages = braille_of(document)
    assert "⠠⠎⠓⠑⠀⠎⠞⠁⠗⠞⠎⠀⠕⠝⠀⠠⠍⠕⠝⠙⠁⠽⠲" in pages.running
    assert translate("她星期一上班。", Reader()).cells in pages.running
    assert any("⠠⠙⠁⠞⠑⠒" in line for line in pages.running)


def test_a_name_is_read_as_the_document_says() -> None:
    def cells(*readings: tuple[str, str]) -> BraillePages:
        fact = Facts(rows=(Fact(label="姓名", value="单晓"),))
        return braille_of(a_document(fact, whole_words=("单晓",), readings=readings))

    assert cells(("单晓", "dan xiao")).running != cells(("单晓", "shan xiao")).running


def test_what_cannot_be_read_is_listed_once() -> None:
    pages = braille_of(a_document(Paragraph(text="𰀀α\n𰀀")))
    assert pages.unknown == ("𰀀", "α")


def test_the_doubts_say_what_we_write_in_both_languages() -> None:
    assert braille_of(a_document()).doubts is DOUBTS
    assert len(DOUBTS) >= 15
    for doubt in DOUBTS:
        assert doubt.zh.endswith("。")
        assert doubt.en.endswith(".")


@pytest.mark.parametrize("name", ["choices", "unknown", "running"])
def test_what_is_told_is_the_same_at_every_size(name: str) -> None:
    small, large = (braille_of(case_summary(), width=width) for width in (20, 60))
    assert getattr(small, name) == getattr(large, name)
