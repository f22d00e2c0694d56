"""How a paper is finished: every string of it is looked at, whatever block it stands in."""

from datetime import date

from db.domain.papers.document import (
    Bar,
    Block,
    Chart,
    Code,
    Contact,
    Document,
    Fact,
    Facts,
    Heading,
    Items,
    Paragraph,
    Pictured,
    Signatures,
    Table,
    masthead,
    texts_of,
)
from db.fields.text import Language
from db.usecases.papers.making import reworded

TYPED = "见13985001234"
FACT = Fact(label=TYPED, value=TYPED)
EVERY_BLOCK: tuple[Block, ...] = (
    Heading(level=1, text=TYPED, key="section.x"),
    Paragraph(text=TYPED, key="none.x"),
    Facts(rows=(FACT, FACT), caption=TYPED),
    Contact(rows=(FACT,)),
    Table(headers=(TYPED,), rows=((TYPED,), (TYPED,)), caption=TYPED, keys=("a.b",)),
    Items(items=(TYPED, TYPED), ordered=True, key="items"),
    Chart(caption=TYPED, bars=(Bar(label=TYPED, value=1, shown="1"),), sentence=TYPED),
    Signatures(labels=(TYPED, TYPED)),
    Pictured(pictogram="person", text=TYPED),
)


def document(*blocks: Block) -> Document:
    return Document(
        title=TYPED,
        subtitle=TYPED,
        case_number="520626-2026-ABCDEF",
        language=Language.ZH,
        organisation="德江县残疾人就业服务所",
        made_on=date(2026, 11, 23),
        blocks=blocks,
        footer=TYPED,
        kind="letter",
    )


def test_no_string_of_any_block_is_passed_over() -> None:
    changed = reworded(document(*EVERY_BLOCK), lambda text: text.replace(TYPED, "见＊"))
    assert not any("1398" in text for text in texts_of(changed))
    assert sum(text == "见＊" for text in texts_of(changed)) == sum(
        text == TYPED for text in texts_of(document(*EVERY_BLOCK))
    )


def test_what_a_document_is_stays_as_it_was() -> None:
    before = document(*EVERY_BLOCK, Code(label="恢复码", groups=("123", "456")))
    assert reworded(before, lambda text: text) == before
    changed = reworded(before, lambda _: "x")
    assert changed.blocks[-1] == before.blocks[-1]
    assert (changed.case_number, changed.organisation) == (
        before.case_number,
        before.organisation,
    )


def test_the_masthead_has_its_keys() -> None:
    assert [fact.key for fact in masthead(document())] == [
        "document.case_number",
        "document.made_on",
    ]
