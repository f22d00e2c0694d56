"""Lay words out in lines and pages.

A line never ends inside a word, unless the word alone is longer than a line: then it ends with
a hyphen at a border of syllables. The first line of a page has its number at the right. A
heading stays with the lines it belongs to.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.fields.problem import Problem
from db.fields.text import Text
from desktop.braille.cells import BLANK, HYPHEN
from desktop.braille.latin import number
from desktop.braille.translated import BrailleWord

NARROWEST, WIDEST = 20, 60
LOWEST, HIGHEST = 10, 40

_WIDTH = Text(
    "每行方数要在 {low} 到 {high} 之间，现在是 {given}。请改一下。",
    "A line has {low} to {high} cells; {given} was asked for. Choose another number.",
)
_HEIGHT = Text(
    "每页行数要在 {low} 到 {high} 之间，现在是 {given}。请改一下。",
    "A page has {low} to {high} lines; {given} was asked for. Choose another number.",
)
_KEPT_BELOW_HEADING = 2
"""Lines of the following paragraph that stay on the page of a heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrailleParagraph:
    """Words that begin on a line of their own.

    Attributes:
        words: The words.
        first: Blank cells before the first line.
        rest: Blank cells before the other lines.
        gap: Whether an empty line stands before it.
        heads: Whether it belongs to what follows.
        centred: Whether its lines stand in the middle.
    """

    words: tuple[BrailleWord, ...]
    first: int = 0
    rest: int = 0
    gap: bool = False
    heads: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BrailleLine:
    """One line beside what it says in print.

    Attributes:
        cells: The cells, without blanks at the end.
        text: What they stand for.
        page: Page, counted from 1.
        number: Line of the page, counted from 1.
    """

    cells: str
    text: str
    page: int
    number: int


def check_size(width: int, height: int) -> None:
    """Check the size of a page.

    Raises:
        Problem: A number is outside what embossers and displays have.
    """
    if not NARROWEST <= width <= WIDEST:
        raise Problem(_WIDTH, field="width", low=NARROWEST, high=WIDEST, given=width)
    if not LOWEST <= height <= HIGHEST:
        raise Problem(_HEIGHT, field="height", low=LOWEST, high=HIGHEST, given=height)


def lines_of(
    paragraphs: Sequence[BrailleParagraph], width: int, height: int
) -> tuple[BrailleLine, ...]:
    """Return all lines of all pages, those with the page numbers and empty ones among them."""
    check_size(width, height)
    filled = [list(_filled(paragraph, width)) for paragraph in paragraphs]
    book = _Book(width, height)
    for at, paragraph in enumerate(paragraphs):
        if not filled[at]:
            continue
        if not book.has_room(_needed(paragraphs, filled, at)):
            book.turn()
        if paragraph.gap:
            book.gap()
        for cells, text in filled[at]:
            book.put(cells, text)
    return tuple(book.lines)


class _Book:
    """Pages as they fill."""

    def __init__(self, width: int, height: int) -> None:
        self._width, self._height = width, height
        self.lines: list[BrailleLine] = []
        self._page = self._used = 0
        self.turn()

    def turn(self) -> None:
        """Begin a page."""
        self._page, self._used = self._page + 1, 0
        shown = str(self._page)
        self.put(number(shown).rjust(self._width, BLANK), shown)

    def has_room(self, count: int) -> bool:
        """Say whether so many lines still fit, or could not fit on any page."""
        return self._used + count <= self._height or count > self._height - 1

    def gap(self) -> None:
        """Leave a line empty, unless the page has only begun."""
        if 1 < self._used < self._height:
            self.put("", "")

    def put(self, cells: str, text: str) -> None:
        """Add a line, on a new page when this one is full."""
        if self._used == self._height:
            self.turn()
        self._used += 1
        self.lines.append(
            BrailleLine(
                cells=cells.rstrip(BLANK), text=text, page=self._page, number=self._used
            )
        )


def _needed(
    paragraphs: Sequence[BrailleParagraph],
    filled: Sequence[list[tuple[str, str]]],
    start: int,
) -> int:
    """Return how many lines a paragraph needs on its page; a heading needs some of the next."""
    count = 0
    for at in range(start, len(paragraphs)):
        lines = len(filled[at])
        count += 1 if paragraphs[at].gap and lines else 0
        if not paragraphs[at].heads:
            if at == start:
                # A paragraph may be parted, but not after its empty line.
                return count + min(lines, 1)
            return count + min(lines, _KEPT_BELOW_HEADING)
        count += lines
    return count


def _filled(paragraph: BrailleParagraph, width: int) -> Iterator[tuple[str, str]]:
    """Yield the lines of one paragraph, each with its print."""
    line, text = "", ""
    indent = paragraph.first

    def laid() -> tuple[str, str]:
        left = max(0, (width - len(line)) // 2) if paragraph.centred else indent
        return BLANK * left + line, " ".join(text.split())

    for word in paragraph.words:
        gap = "" if word.glued or not line else BLANK
        if line and indent + len(line + gap) + len(word.cells) > width:
            yield laid()
            line, text, gap, indent = "", "", "", paragraph.rest
        if not line and len(word.cells) > width - indent:
            indent = paragraph.rest
        *parts, end = _parted(word, width - indent, width - paragraph.rest)
        shown = word.text
        for part in parts:
            line, text = f"{part}{HYPHEN}", text + shown
            yield laid()
            line, text, indent, shown = "", "", paragraph.rest, ""
        line += gap + end
        text += shown
    if line:
        yield laid()


def _parted(word: BrailleWord, room: int, later: int) -> Iterator[str]:
    """Yield a word whole, or in parts that leave room for a hyphen when no line could hold it.

    Args:
        word: The word.
        room: Cells of the first line, when the word begins it.
        later: Cells of the lines after it.
    """
    start = 0
    while len(word.cells) - start > room:
        latest = start + room - 1
        found = bisect_right(word.borders, latest)
        end = word.borders[found - 1] if found and word.borders[found - 1] > start else latest
        yield word.cells[start:end]
        start, room = end, later
    yield word.cells[start:]
