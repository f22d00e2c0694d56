"""A document as it is heard: chapters of sentences."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

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
)
from db.fields.text import Language, Text
from desktop.speech.numerals import cardinal_en, cardinal_zh
from desktop.speech.sentences import Sentence, labelled, sentences_of
from desktop.speech.wording import spelled, spoken

_SEMICOLON: Final = Text("；", "; ")
_NO_ROWS: Final = Text("这张表没有内容：{headers}", "This table is empty: {headers}")
_SIGN: Final = Text("这里要签名或按手印：{labels}", "To be signed or thumb-printed: {labels}")
_POINT: Final = Text("{number}，", "{number}, ")
_LONGEST_ROW: Final = 160
"""Characters said without a pause; a row of a table with more goes on in another sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """What is heard under one heading."""

    title: str
    sentences: tuple[Sentence, ...]


def chapters_of(document: Document) -> tuple[Chapter, ...]:
    """Return a document as chapters, one for each heading of level 1.

    The first has the title and the masthead, and whatever stands before the first heading; the
    footer is the end of the last.
    """
    language = document.language
    title = document.title
    heard: list[Sentence] = []
    for line in (document.title, document.subtitle, document.organisation):
        heard += sentences_of(line, language)
    heard += _facts(masthead(document), language)
    chapters: list[Chapter] = []
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            chapters.append(Chapter(title=title, sentences=tuple(heard)))
            title, heard = block.text, []
        heard += _block(block, language)
    heard += sentences_of(document.footer, language)
    chapters.append(Chapter(title=title, sentences=tuple(heard)))
    return tuple(chapter for chapter in chapters if chapter.sentences)


def said_text(document: Document) -> str:
    """Return all that a recording of the document says, a sentence a line."""
    return "\n".join(
        sentence.said for chapter in chapters_of(document) for sentence in chapter.sentences
    )


def _block(  # noqa: PLR0911 - one result for each kind of block
    block: Block, language: Language
) -> Iterable[Sentence]:
    match block:
        case Heading(text=text) | Paragraph(text=text) | Pictured(text=text):
            return sentences_of(text, language)
        case Facts(rows=rows, caption=caption):
            return (*sentences_of(caption, language), *_facts(rows, language))
        case Contact(rows=rows):
            return _facts(rows, language)
        case Table():
            return _table(block, language)
        case Items(items=items, ordered=ordered):
            return _items(items, language, ordered=ordered)
        case Code(label=label, groups=groups):
            return _code(label, groups, language)
        case Chart(caption=caption, bars=bars, sentence=sentence):
            told = (*sentences_of(caption, language), *sentences_of(sentence, language))
            return (*told, *_bars(bars, language))
        case Signatures(labels=labels):
            return _listed(_SIGN, "labels", labels, language)
        case _:
            assert_never(block)


def _facts(rows: Iterable[Fact], language: Language) -> Iterator[Sentence]:
    for row in rows:
        yield from labelled(row.label, row.value, language)


def _bars(bars: Sequence[Bar], language: Language) -> Iterator[Sentence]:
    cells = [(bar.label, bar.shown) for bar in bars]
    yield from _joined(cells, language)


def _table(table: Table, language: Language) -> Iterator[Sentence]:
    yield from sentences_of(table.caption, language)
    if not table.rows:
        yield from _listed(_NO_ROWS, "headers", table.headers, language)
    for row in table.rows:
        cells = [
            (header, cell) for header, cell in zip(table.headers, row, strict=True) if cell
        ]
        yield from _joined(cells, language)


def _joined(cells: Iterable[tuple[str, str]], language: Language) -> Iterator[Sentence]:
    """Yield one sentence for all cells, each behind its heading; more if it grows too long."""
    waiting: list[Sentence] = []
    for header, cell in cells:
        told = labelled(header, cell, language)
        length = sum(len(each.said) for each in (*waiting, *told))
        if waiting and (length > _LONGEST_ROW or len(told) > 1):
            yield _one(waiting, language)
            waiting = []
        if len(told) > 1:  # several sentences: nothing is put behind them
            yield from told
        else:
            waiting += told
    if waiting:
        yield _one(waiting, language)


def _one(sentences: Sequence[Sentence], language: Language) -> Sentence:
    joint = _SEMICOLON.to(language)
    return Sentence(
        shown=joint.join(each.shown for each in sentences),
        said=joint.join(each.said for each in sentences),
    )


def _items(items: Iterable[str], language: Language, *, ordered: bool) -> Iterator[Sentence]:
    for number, item in enumerate(items, 1):
        told = sentences_of(item, language)
        if ordered and told:
            count = cardinal_zh(number) if language is Language.ZH else cardinal_en(number)
            said = _POINT.to(language, number=count) + told[0].said
            yield Sentence(shown=f"{number}. {told[0].shown}", said=said)
            told = told[1:]
        yield from told


def _code(label: str, groups: Iterable[str], language: Language) -> Iterator[Sentence]:
    """Yield the label, then each group by itself, to be written down in the pauses."""
    name = spoken(label, language)
    if name:
        yield Sentence(shown=label, said=name)
    for group in groups:
        yield Sentence(shown=group, said=spelled(group, language))


def _listed(
    text: Text, name: str, labels: Sequence[str], language: Language
) -> Iterator[Sentence]:
    """Yield one sentence that names all labels."""
    joint = _SEMICOLON.to(language)
    said = joint.join(spoken(label, language) for label in labels)
    shown = joint.join(labels)
    yield Sentence(
        shown=text.to(language, **{name: shown}), said=text.to(language, **{name: said})
    )
