"""Reads a PDF back by its structure tree and says where it differs from the content.

What is expected is worked out here, from the content model alone. Of a table two settings are
right: a grid under its headings, or a card for each row with the heading before each cell.
"""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain
from typing import assert_never

from db.domain.papers.document import (
    CASE_NUMBER,
    MADE_ON,
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
)
from db.fields.text import Language
from tests.printing.reading import Node, read

Lines = tuple[str, ...]

_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
EMPTY_CELL = "(an empty cell)"
THUMBS = ("按手印处", "Thumb-print")
"""Stands in the box beside a place to sign."""

_COLON = {Language.ZH: "：", Language.EN: ": "}
_BETWEEN = {Language.ZH: "｜", Language.EN: " | "}


def differences(document: Document, pdf: bytes) -> list[str]:
    """Return where a PDF says something else than the document; empty when it says the same."""
    reading = read(BytesIO(pdf))
    found = list(_tokens(reading.root))
    faults = list(reading.faults)
    labels = [node.text.strip() for node in reading.root.walk() if node.kind == "Lbl"]
    wanted = list(_labels(document))
    if labels != wanted:
        faults.append(f"the points are called {labels}, not {wanted}")
    pictures = [node.alternative for node in reading.root.walk() if node.kind == "Figure"]
    faults += [f"no picture says {said}" for said in _pictured(document, pictures)]
    at = 0
    for ways in chain(_head(document), map(_ways, document.blocks)):
        way = next((way for way in ways if _begins(found, at, way)), None)
        if way is None:
            return [
                *faults,
                f"after {found[max(0, at - 2) : at]}: {found[at : at + 6]}, not {ways}",
            ]
        at += len(way)
    if found[at:]:
        faults.append(f"it says more than the content: {found[at:]}")
    return faults


def _begins(found: list[str], at: int, way: Lines) -> bool:
    return tuple(found[at : at + len(way)]) == way


def _tokens(node: Node) -> Iterator[str]:
    """Yield what is read, in order; an empty cell of a table is read as such."""
    if node.kind in {"TH", "TD"} and not node.all_text().strip():
        yield EMPTY_CELL
    elif node.text.strip() and node.kind not in {"Lbl", "Figure"} and node.text not in THUMBS:
        yield node.text
    for child in node.children:
        yield from _tokens(child)


def _pictured(document: Document, pictures: list[str]) -> Iterator[str]:
    """Yield what some picture has to say in words, and none does."""
    wanted = [(document.case_number,)] if document.case_number else []
    wanted += [
        (
            block.sentence,
            *(f"{bar.label}{_COLON[document.language]}{bar.shown}" for bar in block.bars),
        )
        for block in document.blocks
        if isinstance(block, Chart) and block.bars
    ]
    for texts in wanted:
        if not any(all(text in said for text in texts) for said in pictures):
            yield "、".join(texts)


def _head(document: Document) -> Iterator[list[Lines]]:
    """Yield the title, the line below it, and who made it when under which number.

    These stand on one line or, in large print, on a line each.
    """
    yield [tuple(lines(document.title))]
    yield [tuple(lines(document.subtitle))]
    colon, language = _COLON[document.language], document.language
    day = f"{MADE_ON.to(language)}{colon}{document.made_on.isoformat()}"
    number = f"{CASE_NUMBER.to(language)}{colon}{document.case_number}"
    parts = [document.organisation, number if document.case_number else "", day]
    parts = [part for part in parts if part]
    yield [(_BETWEEN[language].join(parts),), tuple(parts)]


def lines(text: str) -> list[str]:
    """Return the lines of a text that are not blank."""
    return [line for line in _BREAKS.split(text) if line.strip()]


def _texts(texts: Iterable[str]) -> Lines:
    return tuple(line for text in texts for line in lines(text))


def _cells(texts: Iterable[str]) -> Lines:
    return tuple(line for text in texts for line in lines(text) or [EMPTY_CELL])


def _ways(block: Block) -> list[Lines]:  # noqa: PLR0911 - one result for each kind of block
    """Return the ways in which a block may stand on paper."""
    match block:
        case Heading(text=text):
            return [(" ".join(lines(text)),) if lines(text) else ()]
        case Paragraph(text=text) | Pictured(text=text):
            return [tuple(lines(text))]
        case Facts(rows=rows, caption=caption):
            return [_facts(caption, rows)]
        case Contact(rows=rows):
            return [_facts("", rows)]
        case Table():
            return list(_table(block))
        case Items(items=items):
            return [_texts(items)]
        case Code(label=label, groups=groups):
            return [_texts((label, *groups))]
        case Chart(caption=caption, bars=bars, sentence=sentence):
            numbers = tuple(Fact(label=bar.label, value=bar.shown) for bar in bars)
            said = _texts((sentence,))
            return [(*said, *_facts(caption, numbers)), _facts(caption, numbers) + said]
        case Signatures(labels=labels):
            return [_texts(labels)]
        case _:
            assert_never(block)


def _facts(caption: str, rows: tuple[Fact, ...]) -> Lines:
    if not rows:
        return ()
    return (*lines(caption), *_cells(text for row in rows for text in (row.label, row.value)))


def _table(table: Table) -> Iterator[Lines]:
    grid = chain(table.headers, *table.rows)
    yield (*lines(table.caption), *_cells(grid))
    said = [
        text
        for row in table.rows
        for header, cell in zip(table.headers, row, strict=True)
        if cell.strip()
        for text in (header, cell)
    ]
    yield _texts((table.caption, *said))


def _labels(document: Document) -> Iterator[str]:
    """Yield what stands before each point of a list."""
    for block in document.blocks:
        if isinstance(block, Items):
            for number, item in enumerate(block.items, start=1):
                if item.strip():
                    yield f"{number}." if block.ordered else "•"
        if isinstance(block, Code):
            yield from (f"{number}." for number in range(1, len(block.groups) + 1))
