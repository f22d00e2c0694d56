"""A document as one line of texts, as it is felt or heard: from the content model alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from db.domain.papers.document import (
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
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """What a form says besides the content.

    Attributes:
        point: Before a numbered point, with ``{number}``.
        sign: Before the places to sign.
        sign_each: Whether that is said before each of them.
        empty_value: For the value of a fact that has none.
        empty_table: Before the headings of a table without rows, which are left out when it
            is empty.
    """

    point: str
    sign: str
    sign_each: bool
    empty_value: str = ""
    empty_table: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One text; ``is_code`` when it is dictated sign by sign."""

    text: str
    is_code: bool = False


def said(document: Document, manner: Manner) -> Iterator[Said]:
    """Yield every text in reading order."""
    yield from map(Said, (document.title, document.subtitle, document.organisation))
    yield from _facts(masthead(document), manner)
    for block in document.blocks:
        yield from _block(block, manner)
    yield Said(document.footer)


def _block(block: Block, manner: Manner) -> Iterator[Said]:  # noqa: PLR0912 - each kind
    match block:
        case Heading(text=text) | Paragraph(text=text) | Pictured(text=text):
            yield Said(text)
        case Facts(rows=rows, caption=caption):
            yield Said(caption)
            yield from _facts(rows, manner)
        case Contact(rows=rows):
            yield from _facts(rows, manner)
        case Table(headers=headers, rows=rows, caption=caption):
            yield Said(caption)
            if not rows and manner.empty_table:
                yield from map(Said, (manner.empty_table, *headers))
            for row in rows:
                for header, cell in zip(headers, row, strict=True):
                    if cell.strip():
                        yield from _facts([Fact(label=header, value=cell)], manner)
        case Items(items=items, ordered=ordered):
            for number, item in enumerate(items, start=1):
                if ordered and item.strip():
                    yield Said(manner.point.format(number=number))
                yield Said(item)
        case Code(label=label, groups=groups):
            yield Said(label)
            yield from (Said(group, is_code=True) for group in groups)
        case Chart(caption=caption, bars=bars, sentence=sentence):
            yield from (Said(caption), Said(sentence))
            yield from _facts([Fact(label=bar.label, value=bar.shown) for bar in bars], manner)
        case Signatures(labels=labels):
            for at, label in enumerate(labels):
                if manner.sign_each or at == 0:
                    yield Said(manner.sign)
                yield Said(label)
            if not labels and not manner.sign_each:
                yield Said(manner.sign)
        case _:
            assert_never(block)


def _facts(rows: Iterable[Fact], manner: Manner) -> Iterator[Said]:
    for row in rows:
        yield Said(row.label)
        yield Said(row.value if any(map(str.isalnum, row.value)) else manner.empty_value)
