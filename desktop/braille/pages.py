"""A whole document in Braille: its parts as paragraphs, laid out in pages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
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
from db.fields.text import Language, Text
from desktop.braille.doubts import DOUBTS
from desktop.braille.layout import BrailleLine, BrailleParagraph, check_size, lines_of
from desktop.braille.translated import Choice, Translated, each_once
from desktop.braille.translating import translate
from desktop.pinyin.reader import Reader

WIDTH, HEIGHT = 40, 25
"""Cells of a line and lines of a page that most embossers take."""

_BREAK = re.compile(r"\r\n|[\n\r\v\f\u0085\u2028\u2029]")
_COLON = Text("：", ": ")
_SEMICOLON = Text("；", "; ")
_ITEM = Text("{number}、{text}", "{number}. {text}")
_TO_SIGN = Text("请在印刷本上签名：{label}", "To be signed on the printed copy: {label}")
_NO_ROWS = Text("这张表没有内容：{headers}", "This table is empty: {headers}")
_INDENT = 2
_HEADING_INDENT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class BraillePages:
    """A document in Braille, ready to be embossed, and what to look at before.

    Attributes:
        width: Cells of a line.
        height: Lines of a page.
        lines: Every line with its place and what it says in print.
        running: The cells of each paragraph as they were before lines were made.
        choices: Every character that can be read in several ways, in reading order.
        unknown: Signs that are written by their code; each once.
    """

    width: int
    height: int
    lines: tuple[BrailleLine, ...]
    running: tuple[str, ...]
    choices: tuple[Choice, ...]
    unknown: tuple[str, ...]

    @property
    def pages(self) -> tuple[tuple[str, ...], ...]:
        """The cells of the lines, page by page."""
        pages: list[list[str]] = []
        for line in self.lines:
            if line.number == 1:
                pages.append([])
            pages[-1].append(line.cells)
        return tuple(map(tuple, pages))

    @property
    def doubts(self) -> tuple[Text, ...]:
        """What a Braille proofreader should settle."""
        return DOUBTS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One paragraph before it is put into Braille."""

    text: str
    style: BrailleParagraph


_PLAIN = BrailleParagraph(words=(), first=_INDENT)
_ENTRY = BrailleParagraph(words=(), rest=_INDENT)
_TITLE = BrailleParagraph(words=(), centred=True, heads=True)
_CAPTION = BrailleParagraph(words=(), first=_INDENT, rest=_INDENT, gap=True, heads=True)


def braille_of(document: Document, *, width: int = WIDTH, height: int = HEIGHT) -> BraillePages:
    """Return a document in Braille.

    Args:
        document: What it says.
        width: Cells of a line, 20 to 60.
        height: Lines of a page, 10 to 40; the first has the page number.

    Raises:
        Problem: The size is outside what embossers have.
    """
    check_size(width, height)
    parts = _parts_of(document)
    return _pages(tuple(parts), Reader.of(document), document.language, width, height)


def braille_of_text(
    text: str,
    reader: Reader,
    language: Language = Language.ZH,
    *,
    width: int = WIDTH,
    height: int = HEIGHT,
) -> BraillePages:
    """Return plain text in Braille, a paragraph for each of its lines.

    Raises:
        Problem: The size is outside what embossers have.
    """
    check_size(width, height)
    return _pages(tuple(_several(text, _PLAIN, _PLAIN)), reader, language, width, height)


def _pages(
    parts: Sequence[_Part], reader: Reader, language: Language, width: int, height: int
) -> BraillePages:
    found: list[Translated] = [translate(part.text, reader, language) for part in parts]
    paragraphs = [
        replace(part.style, words=translated.words)
        for part, translated in zip(parts, found, strict=True)
    ]
    return BraillePages(
        width=width,
        height=height,
        lines=lines_of(paragraphs, width, height),
        running=tuple(translated.cells for translated in found if translated.words),
        choices=tuple(choice for translated in found for choice in translated.choices),
        unknown=each_once(sign for translated in found for sign in translated.unknown),
    )


def _parts_of(document: Document) -> Iterator[_Part]:
    language = document.language
    for text in (document.title, document.subtitle, document.organisation):
        yield from _several(text, _TITLE, _TITLE)
    head, *others = _facts(masthead(document), language)
    yield from (replace(head, style=replace(_ENTRY, gap=True)), *others)
    for block in document.blocks:
        yield from _block(block, language)
    yield from _several(document.footer, replace(_ENTRY, gap=True), _ENTRY)


def _block(block: Block, language: Language) -> Iterator[_Part]:
    match block:
        case Heading(level=level, text=text):
            indent = _HEADING_INDENT + _INDENT * (level - 1)
            style = replace(_CAPTION, first=indent, rest=indent)
            yield from _several(text, style, style)
        case Paragraph(text=text) | Pictured(text=text):
            yield from _several(text, _PLAIN, _PLAIN)
        case Facts(rows=rows, caption=caption):
            yield from _several(caption, _CAPTION, _CAPTION)
            yield from _facts(rows, language)
        case Contact(rows=rows):
            yield from _facts(rows, language)
        case Table():
            yield from _table(block, language)
        case Items():
            yield from _items(block, language)
        case Code(label=label, groups=groups):
            yield _Part(text=label + _COLON.to(language), style=replace(_ENTRY, heads=True))
            yield _Part(text=" ".join(groups), style=replace(_PLAIN, rest=_INDENT))
        case Chart(caption=caption, bars=bars, sentence=sentence):
            yield from _several(caption, _CAPTION, _CAPTION)
            yield from _several(sentence, _PLAIN, _PLAIN)
            shown = (Fact(label=bar.label, value=bar.shown) for bar in bars)
            yield from _facts(shown, language)
        case Signatures(labels=labels):
            signed = "\n".join(_TO_SIGN.to(language, label=label) for label in labels)
            yield from _several(signed, _ENTRY, _ENTRY)
        case _:
            assert_never(block)


def _items(block: Items, language: Language) -> Iterator[_Part]:
    for at, item in enumerate(block.items, 1):
        text = _ITEM.to(language, number=at, text=item) if block.ordered else item
        yield from _several(text, _ENTRY, _PLAIN)


def _facts(rows: Iterable[Fact], language: Language) -> Iterator[_Part]:
    for row in rows:
        text = f"{row.label}{_COLON.to(language)}{row.value}"
        yield from _several(text, _ENTRY, _PLAIN)


def _table(table: Table, language: Language) -> Iterator[_Part]:
    """Yield one entry for each row, each cell behind its heading; empty cells are left out."""
    yield from _several(table.caption, _CAPTION, _CAPTION)
    if not table.rows:
        headings = _SEMICOLON.to(language).join(table.headers)
        yield from _several(_NO_ROWS.to(language, headers=headings), _ENTRY, _PLAIN)
    for row in table.rows:
        cells = [
            f"{heading}{_COLON.to(language)}{cell}"
            for heading, cell in zip(table.headers, row, strict=True)
            if cell
        ]
        text = _SEMICOLON.to(language).join(cells)
        yield from _several(text, _ENTRY, _PLAIN)


def _several(text: str, first: BrailleParagraph, rest: BrailleParagraph) -> Iterator[_Part]:
    """Yield a paragraph for each line of a text that says something."""
    style = first
    for line in _BREAK.split(text):
        if line and not line.isspace():
            yield _Part(text=line, style=style)
            style = rest
