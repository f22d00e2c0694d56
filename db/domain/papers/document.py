"""What a document says, before it is decided how it is read: on paper, in Braille, aloud.

A document is words only, already in the reader's language. Every form (print, large print,
easy reading, Braille, sound) is made from the same blocks, so all of them say the same.
Strings are kept exactly as they were given.
"""

from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import assert_never

from db.fields.text import Language, Text

CASE_NUMBER = Text("案号", "Case number")
MADE_ON = Text("日期", "Date")

DEEPEST_HEADING = 3
"""Sections, parts of sections, and parts of those; a summary needs no more."""

SIGN_HERE = "＿＿＿＿＿＿＿＿"
"""What a form without lines to write on gives in the place of one."""

_COLON = Text("：", ": ")
_SEMICOLON = Text("；", "; ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing the record says: what it is, and its value."""

    label: str
    value: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The title of a section; 1 is a section, 2 a part of it, 3 a part of that."""

    level: int
    text: str
    key: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.level <= DEEPEST_HEADING:
            raise ValueError(f"a heading of level {self.level}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text. A line break in it begins a new paragraph."""

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Facts in a list of two columns, with a caption or ``""``."""

    rows: tuple[Fact, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under headings; ``row_headers`` says that the first cell names its row.

    ``keys`` has one key for each heading, or is empty.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    row_headers: bool = False
    keys: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.headers or any(len(row) != len(self.headers) for row in self.rows):
            raise ValueError("every row of a table has one cell for each heading")
        if self.keys and len(self.keys) != len(self.headers):
            raise ValueError("a table has one key for each heading, or none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """Points of a list: numbered steps when ``ordered``."""

    items: tuple[str, ...]
    ordered: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How to reach whoever can answer a question about the document."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code to be copied by hand, group by group. Never part of running text."""

    label: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of a chart: its length, and its number as it is written, with the unit."""

    label: str
    value: float
    shown: str

    def __post_init__(self) -> None:
        if not (isfinite(self.value) and self.value >= 0):
            raise ValueError("a bar has a length of 0 or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars that can be compared, their numbers, and the sentence that says what they show."""

    caption: str
    bars: tuple[Bar, ...]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """Places to be signed or thumb-printed by hand; each label says by whom or what."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictured:
    """Short sentences beside a picture that means the same, one sentence a line.

    ``pictogram`` names a picture of ``resources/pictograms``. The words say everything; the
    picture helps to find them.
    """

    pictogram: str
    text: str


Block = (
    Heading | Paragraph | Facts | Table | Items | Contact | Code | Chart | Signatures | Pictured
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document.

    Its parts may carry a ``key``: what a form that words things anew (easy reading) knows them
    by, e.g. ``client.name`` for a declared field or ``section.plan``; ``""`` is a part that is
    only ever given as it stands.

    Attributes:
        title: Its first heading.
        subtitle: A line below the title, or ``""``.
        case_number: Number by which the paper is found again, or ``""`` when it has none.
        language: The language all texts are in.
        organisation: Who gives the document out.
        made_on: The day it was made.
        blocks: What it says, in reading order.
        footer: A line at the foot of every page, or ``""``.
        whole_words: Names that must not be broken over two lines.
        kind: Its code in ``document_kinds``.
        readings: How names in it are read: the name and its pinyin, one syllable a character
            with the tone as a digit, for Braille and voices.
    """

    title: str
    subtitle: str
    case_number: str
    language: Language
    organisation: str
    made_on: date
    blocks: tuple[Block, ...]
    footer: str
    whole_words: tuple[str, ...] = ()
    kind: str = "case_summary"
    readings: tuple[tuple[str, str], ...] = ()


def masthead(document: Document) -> tuple[Fact, ...]:
    """Return the case number and the day, as every form gives them below the title."""
    language = document.language
    day = Fact(
        label=MADE_ON.to(language), value=document.made_on.isoformat(), key="document.made_on"
    )
    if not document.case_number:
        return (day,)
    number = Fact(
        label=CASE_NUMBER.to(language), value=document.case_number, key="document.case_number"
    )
    return (number, day)


def facts_of(document: Document) -> tuple[Fact, ...]:
    """Return every fact in reading order; a table cell is a fact named by its heading."""
    facts = list(masthead(document))
    for block in document.blocks:
        match block:
            case Facts(rows=rows) | Contact(rows=rows):
                facts.extend(rows)
            case Table(headers=headers, rows=table_rows):
                keys = block.keys or ("",) * len(headers)
                facts.extend(
                    Fact(label=label, value=value, key=key)
                    for row in table_rows
                    for label, value, key in zip(headers, row, keys, strict=True)
                )
            case Code(label=label, groups=groups):
                facts.append(Fact(label=label, value=" ".join(groups)))
            case Chart(bars=bars):
                facts.extend(Fact(label=bar.label, value=bar.shown) for bar in bars)
            case Heading() | Paragraph() | Items() | Signatures() | Pictured():
                pass
            case _:
                assert_never(block)
    return tuple(facts)


def plain_text(document: Document) -> str:
    """Return the document as lines to be read from top to bottom, the footer last.

    A table row is one line with the heading before each cell, so that no cell has to be
    matched with a heading by eye.
    """
    language = document.language
    lines = [document.title, document.subtitle, document.organisation]
    lines += [_line(fact, language) for fact in masthead(document)]
    lines = [line for line in lines if line]
    for block in document.blocks:
        lines += ["", *_block_lines(block, language)]
    if document.footer:
        lines += ["", document.footer]
    return "\n".join(lines) + "\n"


def texts_of(document: Document) -> tuple[str, ...]:
    """Return every string that any form of the document may show, in reading order."""
    texts = [document.title, document.subtitle, document.organisation]
    for fact in masthead(document):
        texts += [fact.label, fact.value]
    for block in document.blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                texts.append(text)
            case Facts(rows=rows, caption=caption):
                texts += [caption, *(text for row in rows for text in (row.label, row.value))]
            case Contact(rows=rows):
                texts += [text for row in rows for text in (row.label, row.value)]
            case Table(headers=headers, rows=table_rows, caption=caption):
                texts += [caption, *headers, *(cell for row in table_rows for cell in row)]
            case Items(items=items):
                texts += items
            case Code(label=label, groups=groups):
                texts += [label, *groups]
            case Chart(caption=caption, bars=bars, sentence=sentence):
                shown = (text for bar in bars for text in (bar.label, bar.shown))
                texts += [caption, *shown, sentence]
            case Signatures(labels=labels):
                texts += labels
            case Pictured(text=text):
                texts.append(text)
            case _:
                assert_never(block)
    return (*texts, document.footer)


def _block_lines(  # noqa: PLR0911 - one result for each kind of block
    block: Block, language: Language
) -> list[str]:
    match block:
        case Heading(text=text) | Paragraph(text=text) | Pictured(text=text):
            return [text]
        case Facts(rows=rows, caption=caption):
            lines = [_line(row, language) for row in rows]
            return [caption, *lines] if caption else lines
        case Contact(rows=rows):
            return [_line(row, language) for row in rows]
        case Table(headers=headers, rows=table_rows, caption=caption):
            lines = [_row_line(headers, row, language) for row in table_rows]
            return [caption, *lines] if caption else lines
        case Items(items=items, ordered=ordered):
            return [
                f"{item_label(index, ordered=ordered)} {item}"
                for index, item in enumerate(items)
            ]
        case Code(label=label, groups=groups):
            return [_line(Fact(label=label, value=" ".join(groups)), language)]
        case Chart(caption=caption, bars=bars, sentence=sentence):
            lines = [_line(Fact(label=b.label, value=b.shown), language) for b in bars]
            return [line for line in (caption, sentence, *lines) if line]
        case Signatures(labels=labels):
            return [f"{label}{_COLON.to(language)}{SIGN_HERE}" for label in labels]
        case _:
            assert_never(block)


def item_label(index: int, *, ordered: bool) -> str:
    """Return what stands before the item at ``index``, counted from 0."""
    return f"{index + 1}." if ordered else "•"


def _line(fact: Fact, language: Language) -> str:
    return f"{fact.label}{_COLON.to(language)}{fact.value}"


def _row_line(headers: tuple[str, ...], row: tuple[str, ...], language: Language) -> str:
    cells = [
        _line(Fact(label=label, value=value), language)
        for label, value in zip(headers, row, strict=True)
        if value
    ]
    return _SEMICOLON.to(language).join(cells)
