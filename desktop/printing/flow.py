"""Boxes that follow each other down the pages, and where a page ends."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from desktop.printing import fonts
from desktop.printing.line_breaking import break_lines
from desktop.printing.page import HEIGHT, runs
from desktop.printing.styles import Style
from desktop.printing.tagged import Decoration, Element, TaggedCanvas, placed_at

Line = tuple[tuple[str, str], ...]
"""Pieces of one line: face and text."""

_FEWEST_LINES: Final = 2
"""Lines of a paragraph that stay together at the end or the top of a page."""

_ASCENT: Final = 0.88
"""Height of a Han character above the baseline, as a fraction of its size (Noto Sans SC)."""

_ALMOST: Final = 1e-6


class Box(Protocol):
    """Something with a height that can be placed on a page. Lengths are in points."""

    @property
    def height(self) -> float:
        """Its whole height, without the space around it."""

    @property
    def least(self) -> float:
        """The smallest height at which a useful part of it fits."""

    @property
    def space_before(self) -> float:
        """Space wanted above, except at the top of a page."""

    @property
    def space_after(self) -> float:
        """Space wanted below; the larger of two neighbours' wishes counts."""

    @property
    def keep_with_next(self) -> bool:
        """Whether it may not stand last on a page."""

    def split(self, room: float) -> "tuple[Box, Box] | None":
        """Return a part not higher than ``room`` and the rest, or ``None``."""

    def draw(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Draw it with its upper left corner here."""


@dataclass(frozen=True, slots=True)
class Label:
    """A list label in the indent before a paragraph's first line."""

    element: Element
    text: fonts.SetText
    colour: Any


class TextBox:
    """A paragraph set to a width, carrying the element it belongs to."""

    def __init__(
        self,
        style: Style,
        lines: Sequence[Line],
        element: Element,
        *,
        label: Label | None = None,
        bookmark: tuple[str, int] | None = None,
    ) -> None:
        self.style = style
        self.lines = lines
        self.element = element
        self.height = len(lines) * style.leading
        self.space_before = style.space_before
        self.space_after = style.space_after
        self.keep_with_next = style.keep_with_next
        self._label = label
        self._bookmark = bookmark

    @property
    def least(self) -> float:
        """Return the height of two lines, or of all when three or fewer."""
        few = len(self.lines) < 2 * _FEWEST_LINES
        return self.height if few else _FEWEST_LINES * self.style.leading

    def split(self, room: float) -> tuple["TextBox", "TextBox"] | None:
        """Split so that at least two lines stand on either page."""
        fitting = min(
            int((room + _ALMOST) / self.style.leading), len(self.lines) - _FEWEST_LINES
        )
        return self.cut(fitting) if fitting >= _FEWEST_LINES else None

    def cut(self, count: int) -> tuple["TextBox", "TextBox"]:
        """Return the first ``count`` lines and the rest, which belong to the same element."""
        first = TextBox(
            self.style,
            self.lines[:count],
            self.element,
            label=self._label,
            bookmark=self._bookmark,
        )
        rest = TextBox(self.style, self.lines[count:], self.element)
        return first, rest

    def draw(
        self, canvas: TaggedCanvas, left: float, top: float, *, repeated: bool = False
    ) -> None:
        """Draw the lines; a ``repeated`` heading is decoration, said only the first time."""
        if self._bookmark:
            title, level = self._bookmark
            canvas.bookmark(title, level, top)
        if self._label:
            with canvas.element(self._label.element) as paper:
                label = self._label.text
                line = runs(label, 0, len(label.text))
                self._draw_lines(paper, [line], left, top, self._label.colour)
        area = (
            canvas.decoration(Decoration.HEADER) if repeated else canvas.element(self.element)
        )
        with area as paper:
            indent = self.style.left_indent
            self._draw_lines(paper, self.lines, left + indent, top, self.style.colour)

    def _draw_lines(
        self, paper: Any, lines: Sequence[Line], left: float, top: float, colour: Any
    ) -> None:
        style = self.style
        baseline = top - (style.leading - style.size) / 2 - _ASCENT * style.size
        words = paper.beginText()
        words.setFillColor(colour)
        for line in lines:
            words.setTextOrigin(left, baseline)
            for face, run in line:
                words.setFont(face, style.size)
                words.textOut(run)
            baseline -= style.leading
        paper.drawText(words)


def lines_for(
    text: fonts.SetText, style: Style, width: float, whole_words: Sequence[str] = ()
) -> list[Line]:
    """Break a text into the lines of a paragraph ``width`` points wide, indents included."""
    room = width - style.left_indent
    widths = [one * style.size for one in text.widths]
    return [
        runs(text, start, end)
        for start, end in break_lines(text.text, widths, room, whole_words=whole_words)
    ]


class Space:
    """Empty height."""

    keep_with_next = False
    space_before = 0.0
    space_after = 0.0

    def __init__(self, height: float) -> None:
        self.height = self.least = height

    def split(self, room: float) -> None:
        """Space is not split."""

    def draw(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Draw nothing."""


class Rule:
    """A line across the column."""

    keep_with_next = False

    def __init__(self, width: float, thickness: float, colour: Any, *, space: float) -> None:
        self.height = self.least = thickness
        self.space_before = self.space_after = space
        self._width = width
        self._colour = colour

    def split(self, room: float) -> None:
        """A rule is not split."""

    def draw(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Draw the line as decoration."""
        with canvas.decoration() as paper:
            paper.setFillColor(self._colour)
            paper.rect(left, top - self.height, self._width, self.height, stroke=0, fill=1)


class Figure:
    """A picture at a fixed place of the page, taking no room in the column.

    ``paint`` receives the canvas with its origin at the picture's lower left corner.
    """

    height = least = space_before = space_after = 0.0
    keep_with_next = False

    def __init__(
        self,
        element: Element,
        paint: Callable[[Any], None],
        *,
        left: float,
        from_top: float,
        side: float,
    ) -> None:
        self._element = element
        self._paint = paint
        self._left = left
        self._bottom = HEIGHT - from_top - side
        self._side = side

    def split(self, room: float) -> None:
        """A figure is not split."""

    def draw(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Paint the picture and say which part of the page it covers."""
        right, upper = self._left + self._side, self._bottom + self._side
        self._element.attributes = placed_at(self._left, self._bottom, right, upper)
        with canvas.element(self._element) as paper:
            paper.saveState()
            paper.translate(self._left, self._bottom)
            self._paint(paper)
            paper.restoreState()


@dataclass(frozen=True, slots=True)
class Placed:
    """A box and how far below the top of the text area it begins."""

    box: Box
    down: float


def paginate(boxes: Sequence[Box], height: float) -> list[list[Placed]]:
    """Place boxes on pages of ``height`` points, in order, splitting those that do not fit.

    A heading is never left alone at the foot of a page, and what cannot be split moves on.
    """
    pages: list[list[Placed]] = [[]]
    waiting = deque(boxes)
    down = after = 0.0
    while waiting:
        box = waiting.popleft()
        page = pages[-1]
        start = down + max(after, box.space_before) if page else 0.0
        room = height - start
        if page and _needed(box, waiting) > room + _ALMOST:
            parts = None
        elif box.height <= room + _ALMOST:
            page.append(Placed(box, start))
            down, after = start + box.height, box.space_after
            continue
        else:
            parts = box.split(room)
        if parts:
            page.append(Placed(parts[0], start))
            waiting.appendleft(parts[1])
        elif page:
            waiting.appendleft(box)
        else:
            raise RuntimeError("a box is higher than a page and cannot be split")
        pages.append([])
        down = after = 0.0
    if not pages[-1] and len(pages) > 1:
        pages.pop()
    return pages


def _needed(box: Box, following: Sequence[Box]) -> float:
    """Return the height that has to fit below one another for ``box`` to begin here."""
    needed = box.least
    if not box.keep_with_next:
        return needed
    needed = box.height
    after = box.space_after
    for follower in following:
        needed += max(after, follower.space_before)
        if not follower.keep_with_next:
            return needed + follower.least
        needed += follower.height
        after = follower.space_after
    return needed
