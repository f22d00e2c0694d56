"""A document as chapters: everything is said, in order, and nothing twice."""

from dataclasses import replace

from hypothesis import given, settings

from db.domain.papers.document import (
    Bar,
    Chart,
    Code,
    Document,
    Fact,
    Facts,
    Heading,
    Items,
    Paragraph,
    Signatures,
    Table,
    facts_of,
    texts_of,
)
from db.fields.text import Language
from desktop.speech.chapters import chapters_of, said_text
from desktop.speech.sentences import sentences_of
from desktop.speech.wording import spelled, spoken
from tests.speech.samples import ABOUT, DOCUMENTS, NAME, SUMMARY, document


def said_of(*blocks: object) -> list[str]:
    """Return the sentences said behind the title, the office, the number and the day."""
    whole = document(*blocks, case_number="")  # type: ignore[arg-type]  # blocks
    return [s.said for chapter in chapters_of(whole) for s in chapter.sentences][3:]


def unsaid(of: Document, said: str) -> list[str]:
    """Return the texts of a document that are not in what is said, worded by themselves."""
    codes = {group for block in of.blocks if isinstance(block, Code) for group in block.groups}
    missing: list[str] = []
    for text in texts_of(of):
        if text in codes and spelled(text, of.language) in said:
            continue
        pieces = [sentence.said for sentence in sentences_of(text, of.language)]
        if not all(piece in said for piece in pieces):
            missing.append(text)
    return missing


def facts_out_of_order(of: Document, said: str) -> list[Fact]:
    """Return the facts whose label and value do not come in the document's order."""
    at = 0
    missed: list[Fact] = []
    spelt = {
        " ".join(block.groups): [spelled(group, of.language) for group in block.groups]
        for block in of.blocks
        if isinstance(block, Code)
    }
    for fact in facts_of(of):
        values = spelt.get(fact.value) or [
            s.said for s in sentences_of(fact.value, of.language)
        ]
        for piece in (spoken(fact.label, of.language), *values):
            found = said.find(piece, at)
            if found < 0 and fact.value:
                missed.append(fact)
                break
            at = max(at, found + len(piece))
    return missed


def test_there_is_a_chapter_for_each_heading_of_level_1() -> None:
    chapters = chapters_of(SUMMARY)
    assert [chapter.title for chapter in chapters] == [
        f"{NAME}的就业服务小结", "基本信息", "最近的联系",
    ]  # fmt: skip
    assert [sentence.said for sentence in chapters[0].sentences] == [
        "潘阿妹的就业服务小结",
        "印江县残联",
        "案号：五二零六二六，二零二六，七K三Q F",
        "日期：二零二六年十一月二十三日",
    ]
    assert chapters[1].sentences[0].said == "基本信息"
    assert chapters[1].sentences[-1].shown == "电话：139＊＊＊＊1234"
    assert chapters[-1].sentences[-1].said.startswith("就业服务小结，五二零六二六")


def test_each_row_of_a_table_is_a_sentence_with_the_headings_before_the_values() -> None:
    table = SUMMARY.blocks[3]
    assert said_of(table) == [
        "三个月内",
        "日期：二零二六年十月一日；服务内容：电话回访；结果：稳定就业",
        "日期：二零二六年十一月一日；服务内容：上门",
    ]


def test_a_row_that_would_be_too_long_goes_on_in_another_sentence() -> None:
    row = ("很长的内容" * 20, "同样长的内容" * 20, "短")
    said = said_of(Table(headers=("甲", "乙", "丙"), rows=(row,)))
    assert [each.count("：") for each in said] == [1, 2]


def test_a_cell_of_several_sentences_keeps_its_heading_before_the_first() -> None:
    said = said_of(Table(headers=("甲", "乙"), rows=(("一。二。", "三"),)))
    assert said == ["甲：一。", "二。", "乙：三"]


def test_an_empty_table_names_its_headings_and_says_so() -> None:
    assert said_of(Table(headers=("日期", "结果"), rows=())) == ["这张表没有内容：日期；结果"]


def test_a_value_that_is_missing_is_said_to_be() -> None:
    assert said_of(Facts(rows=(Fact(label="电话", value=""),))) == ["电话：空着"]


def test_a_chart_is_its_sentence_and_then_its_numbers() -> None:
    bars = (Bar(label="一月", value=3, shown="3 次"), Bar(label="二月", value=2, shown="2 次"))
    said = said_of(Chart(caption="每月", bars=bars, sentence="共 5 次。"))
    assert said == ["每月", "共五次。", "一月：三次；二月：两次"]


def test_places_to_sign_are_one_sentence() -> None:
    assert said_of(Signatures(labels=("本人", "就业辅导员"))) == [
        "这里要签名或按手印：本人；就业辅导员"
    ]


def test_a_code_is_dictated_group_by_group() -> None:
    assert said_of(Code(label="恢复码", groups=("7K3Q", "0912"))) == [
        "恢复码", "七 K 三 Q", "零 九 幺 二",
    ]  # fmt: skip


def test_steps_are_counted_and_points_are_not() -> None:
    assert said_of(Items(items=("办证", "面试"), ordered=True)) == ["一，办证", "二，面试"]
    assert said_of(Items(items=("办证", "面试"))) == ["办证", "面试"]


def test_deeper_headings_stay_in_their_chapter() -> None:
    whole = document(Heading(level=1, text="甲"), Heading(level=2, text="乙"))
    assert [len(chapter.sentences) for chapter in chapters_of(whole)] == [4, 2]


def test_an_english_document_is_said_in_english() -> None:
    whole = document(
        Facts(rows=(Fact(label="Phone", value="13985001234"),)),
        language=Language.EN,
        title="Summary",
        organisation="Office",
        case_number="",
    )
    assert said_text(whole).splitlines() == [
        "Summary",
        "Office",
        "Date: the twenty-third of November twenty twenty-six",
        "Phone: one three nine, eight five zero zero, one two three four",
    ]


@settings(deadline=None)
@given(DOCUMENTS)
def test_everything_in_a_document_is_said(whole: Document) -> None:
    said = said_text(whole)
    assert unsaid(whole, said) == []
    assert facts_out_of_order(whole, said) == []
    assert not [sign for sign in said if sign.isdigit()]


def test_whatever_is_dropped_is_missed() -> None:
    said = said_text(SUMMARY)
    lines = said.splitlines()
    for at in range(len(lines)):
        rest = "\n".join(lines[:at] + lines[at + 1 :])
        assert unsaid(SUMMARY, rest) or facts_out_of_order(SUMMARY, rest), lines[at]


def test_each_block_has_a_part_in_what_is_said() -> None:
    said = said_text(SUMMARY)
    for at in range(len(SUMMARY.blocks)):
        fewer = replace(SUMMARY, blocks=SUMMARY.blocks[:at] + SUMMARY.blocks[at + 1 :])
        assert said_text(fewer) != said


def test_what_stands_beside_a_number_does_not_change_how_it_is_said() -> None:
    alone = said_of(Facts(rows=(Fact(label="第", value="2 个"),)))
    assert alone == ["第：两个"]


def test_a_paragraph_is_heard_sentence_by_sentence() -> None:
    assert said_of(*ABOUT[:1], Paragraph(text="好。走吧！\n下一段")) == [
        "基本信息", "好。", "走吧！", "下一段",
    ]  # fmt: skip
