"""Easy reading says all that the document says: proved on random documents, both languages."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from db.domain.easy import reading as under_test
from db.domain.easy.reading import easy_read
from db.domain.easy.text import value_lines
from db.domain.papers.document import (
    Block,
    Contact,
    Document,
    Facts,
    Heading,
    Pictured,
    Table,
    facts_of,
    masthead,
)
from tests.easy.documents import documents
from tests.easy.proof import missing_facts, missing_words
from tests.printing.samples import a_document

many = settings(
    max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
some = settings(many, max_examples=40)
until_found = settings(many, phases=(Phase.generate,), report_multiple_bugs=False)


@many
@given(documents())
def test_every_fact_is_in_the_easy_form_in_its_order(document: Document) -> None:
    easy = easy_read(document)
    assert missing_facts(document, easy) == []
    assert missing_words(document, easy) == []


@many
@given(documents())
def test_what_is_easy_stays_as_it_is(document: Document) -> None:
    easy = easy_read(document)
    assert easy_read(easy) == easy


@many
@given(documents())
def test_whose_document_it_is_and_how_names_are_read_stay(document: Document) -> None:
    easy = easy_read(document)
    assert replace(easy, blocks=(), title="") == replace(document, blocks=(), title="")


@many
@given(documents())
def test_the_form_has_pictures_beside_few_lines(document: Document) -> None:
    given = [block for block in document.blocks if isinstance(block, Pictured)]
    for block in easy_read(document).blocks:
        if isinstance(block, Pictured) and block not in given:
            assert 1 <= len(block.text.split("\n")) <= under_test.MOST_LINES
            assert all(line.strip() for line in block.text.split("\n"))


def without_each_fact(document: Document) -> Iterator[Document]:
    """Yield the document with one fact less, once for each fact in its blocks."""
    for place, block in enumerate(document.blocks):
        for smaller in _smaller(block):
            blocks = (*document.blocks[:place], smaller, *document.blocks[place + 1 :])
            yield replace(document, blocks=blocks)


def _smaller(block: Block) -> Iterator[Block]:
    if isinstance(block, Facts | Contact):
        for at, row in enumerate(block.rows):
            if row.value:
                yield replace(block, rows=block.rows[:at] + block.rows[at + 1 :])
    if isinstance(block, Table):
        for at, row in enumerate(block.rows):
            for column, cell in enumerate(row):
                if cell:
                    emptied = (*row[:column], "", *row[column + 1 :])
                    rows = (*block.rows[:at], emptied, *block.rows[at + 1 :])
                    yield replace(block, rows=rows)


@some
@given(documents())
def test_a_fact_dropped_before_is_missed(document: Document) -> None:
    for poorer in without_each_fact(document):
        assert missing_facts(document, easy_read(poorer))


@some
@given(documents(), st.data())
def test_a_line_dropped_afterwards_is_missed(document: Document, data: st.DataObject) -> None:
    easy = easy_read(document)
    told = [part for fact in facts_of(document)[len(masthead(document)) :]
            for part in value_lines(fact.value, document.language)]  # fmt: skip
    places = [
        (place, number)
        for place, block in enumerate(easy.blocks)
        if isinstance(block, Pictured)
        for number, line in enumerate(block.text.split("\n"))
        if any(part in line for part in told)
    ]
    if not places:
        return
    place, number = data.draw(st.sampled_from(places))
    block = easy.blocks[place]
    assert isinstance(block, Pictured)
    lines = block.text.split("\n")
    shorter = replace(block, text="\n".join(lines[:number] + lines[number + 1 :]))
    poorer = replace(easy, blocks=(*easy.blocks[:place], shorter, *easy.blocks[place + 1 :]))
    assert missing_facts(document, poorer)


_original_fact_lines = under_test.fact_lines
_Writer = under_test._Writer


def _first_line_only(*given: object) -> tuple[str, ...]:
    return _original_fact_lines(*given)[:1]  # type: ignore[arg-type]  # passed through


def _shortened(value: str, language: object) -> tuple[str, ...]:
    return tuple(line[:12] for line in value_lines(value, language))  # type: ignore[arg-type]


def _without_last_row(original: Callable[..., None]) -> Callable[..., None]:
    return lambda writer, table: original(writer, replace(table, rows=table.rows[:-1]))


def _without_captions(original: Callable[..., None]) -> Callable[..., None]:
    return lambda writer, caption, said: original(writer, "", said)


def _one_picture_only(original: Callable[..., None]) -> Callable[..., None]:
    return lambda writer, said: original(writer, list(said)[:1])


def _first_lines_only(original: Callable[..., None]) -> Callable[..., None]:
    def end(writer: under_test._Writer) -> None:
        writer._beside = writer._beside[: under_test.MOST_LINES]
        original(writer)

    return end


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("fact_lines", _first_line_only),
        ("value_lines", _shortened),
        ("_Writer._table", _without_last_row(_Writer._table)),
        ("_Writer._captioned", _without_captions(_Writer._captioned)),
        ("_Writer._picture_beside", _one_picture_only(_Writer._picture_beside)),
        ("_Writer.end", _first_lines_only(_Writer.end)),
        ("_Writer.end", lambda _: None),
        ("_Writer._items", lambda *_, **__: None),
        ("_Writer._chart", lambda *_: None),
        ("_Writer._signatures", lambda *_: None),
        ("_Writer._heading", lambda *_: None),
    ],
)
def test_a_writer_that_loses_something_is_found_out(
    monkeypatch: pytest.MonkeyPatch, name: str, fault: Callable[..., object]
) -> None:
    monkeypatch.setattr(f"db.domain.easy.reading.{name}", fault)

    @until_found
    @given(documents())
    def says_all(document: Document) -> None:
        easy = easy_read(document)
        assert not missing_facts(document, easy)
        assert not missing_words(document, easy)

    with pytest.raises(AssertionError):
        says_all()


def test_a_heading_without_a_plain_one_is_kept_and_its_day_written_out() -> None:
    heading = Heading(level=2, text="2026-08-15 面试", key="newer.heading")
    (easy,) = easy_read(a_document(heading)).blocks
    assert easy == Heading(level=2, text="2026年8月15日 面试")
