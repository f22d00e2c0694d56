"""The parts of a document, taken out or exchanged one at a time.

Written against the content model alone: it knows nothing of any form.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, assert_never

from db.domain.papers.document import (
    Bar,
    Block,
    Chart,
    Code,
    Contact,
    Document,
    Facts,
    Heading,
    Items,
    Paragraph,
    Pictured,
    Signatures,
    Table,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoilt:
    """A document that no longer says what it said, and what was done to it."""

    what: str
    document: Document


def without_each_part(document: Document) -> Iterator[Spoilt]:
    """Yield the document again and again, each time with one part of it missing."""
    for at, block in enumerate(document.blocks):
        for what, left in _without(block):
            blocks = [*document.blocks[:at], *left, *document.blocks[at + 1 :]]
            yield Spoilt(
                what=f"block {at}: {what}", document=replace(document, blocks=tuple(blocks))
            )
    yield Spoilt(what="title", document=replace(document, title="文书"))
    for name in ("subtitle", "organisation", "case_number"):
        if getattr(document, name):
            yield Spoilt(what=name, document=replace(document, **{name: ""}))


def with_neighbours_exchanged(document: Document) -> Iterator[Spoilt]:
    """Yield the document again and again, each time with two values in each other's place."""
    for at, block in enumerate(document.blocks):
        for what, other in _exchanged(block):
            blocks = [*document.blocks[:at], other, *document.blocks[at + 1 :]]
            yield Spoilt(
                what=f"block {at}: {what}", document=replace(document, blocks=tuple(blocks))
            )


def with_each_digit_wrong(document: Document) -> Iterator[Spoilt]:
    """Yield the document again and again, each time with one digit of one fact changed."""
    for at, block in enumerate(document.blocks):
        if not isinstance(block, Facts | Contact):
            continue
        for number, row in enumerate(block.rows):
            last = max(
                (i for i, char in enumerate(row.value) if char in "0123456789"), default=-1
            )
            if last < 0:
                continue
            digit = str((int(row.value[last]) + 1) % 10)
            wrong = replace(row, value=row.value[:last] + digit + row.value[last + 1 :])
            rows = (*block.rows[:number], wrong, *block.rows[number + 1 :])
            blocks = [
                *document.blocks[:at],
                replace(block, rows=rows),
                *document.blocks[at + 1 :],
            ]
            yield Spoilt(
                what=f"block {at}: {row.value} is {wrong.value}",
                document=replace(document, blocks=tuple(blocks)),
            )


def _without(block: Block) -> Iterator[tuple[str, tuple[Block, ...]]]:  # noqa: PLR0912 - each kind
    match block:
        case Heading(text=text) | Paragraph(text=text):
            if text.strip():
                yield text, ()
        case Facts(rows=rows) | Contact(rows=rows):
            for at, row in enumerate(rows):
                yield f"fact {row.label}", (replace(block, rows=_less(rows, at)),)
                if row.value.strip():
                    bare = (*rows[:at], replace(row, value=""), *rows[at + 1 :])
                    yield f"value of {row.label}", (replace(block, rows=bare),)
        case Table(rows=table_rows):
            for at, cells in enumerate(table_rows):
                if any(cell.strip() for cell in cells):
                    yield f"row {at}", (replace(block, rows=_less(table_rows, at)),)
                for column, cell in enumerate(cells):
                    if cell.strip():
                        bare_row = (*cells[:column], "", *cells[column + 1 :])
                        rows_now = (*table_rows[:at], bare_row, *table_rows[at + 1 :])
                        yield f"cell {at}, {column}: {cell}", (replace(block, rows=rows_now),)
        case Items(items=items):
            for at, item in enumerate(items):
                if item.strip():
                    yield f"item {item}", (replace(block, items=_less(items, at)),)
        case Code(groups=groups):
            for at, group in enumerate(groups):
                yield f"group {group}", (replace(block, groups=_less(groups, at)),)
        case Chart(bars=bars, sentence=sentence):
            for at, bar in enumerate(bars):
                yield f"bar {bar.label}", (replace(block, bars=_less(bars, at)),)
            if sentence:
                yield f"sentence {sentence}", (replace(block, sentence=""),)
        case Signatures(labels=labels):
            for at, label in enumerate(labels):
                yield f"place for {label}", (replace(block, labels=_less(labels, at)),)
        case Pictured(text=text):
            lines = text.splitlines()
            for at, line in enumerate(lines):
                left = "\n".join(_less(tuple(lines), at))
                yield f"line {line}", (replace(block, text=left),) if left else ()
        case _:
            assert_never(block)


def _exchanged(block: Block) -> Iterator[tuple[str, Block]]:  # noqa: PLR0912 - each kind
    match block:
        case Facts(rows=rows) | Contact(rows=rows):
            for at, (one, two) in enumerate(pairwise(rows)):
                if one.value != two.value:
                    pair = (replace(one, value=two.value), replace(two, value=one.value))
                    now = (*rows[:at], *pair, *rows[at + 2 :])
                    yield f"{one.value} and {two.value}", replace(block, rows=now)
        case Table(rows=table_rows):
            for at, (above, below) in enumerate(pairwise(table_rows)):
                if above[-1] != below[-1]:
                    swapped = ((*above[:-1], below[-1]), (*below[:-1], above[-1]))
                    changed = (*table_rows[:at], *swapped, *table_rows[at + 2 :])
                    yield f"last cells of rows {at}", replace(block, rows=changed)
            for at, cells in enumerate(table_rows):
                for column, (one, two) in enumerate(pairwise(cells)):
                    if bool(one.strip()) is not bool(two.strip()):
                        moved = (*cells[:column], two, one, *cells[column + 2 :])
                        now = (*table_rows[:at], moved, *table_rows[at + 1 :])
                        yield f"a cell of row {at} in another column", replace(block, rows=now)
        case Items(items=items):
            for at, (first, second) in enumerate(pairwise(items)):
                if first != second:
                    order = (*items[:at], second, first, *items[at + 2 :])
                    yield f"items {at}", replace(block, items=order)
        case Chart(bars=bars):
            for at, (left, right) in enumerate(pairwise(bars)):
                if left.shown != right.shown:
                    both = (_bar(left, right), _bar(right, left))
                    yield (
                        f"bars {at}",
                        replace(block, bars=(*bars[:at], *both, *bars[at + 2 :])),
                    )
        case Heading() | Paragraph() | Code() | Signatures() | Pictured():
            pass
        case _:
            assert_never(block)


def _bar(named: Bar, long: Bar) -> Bar:
    return replace(named, value=long.value, shown=long.shown)


def _less(things: tuple[Any, ...], at: int) -> tuple[Any, ...]:
    return (*things[:at], *things[at + 1 :])
