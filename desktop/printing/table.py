"""Tables: columns fitted to what they hold, heading repeated, long rows carried over."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate
from math import sqrt
from typing import Any, Final

from desktop.printing.colours import Ink
from desktop.printing.flow import TextBox
from desktop.printing.tagged import TaggedCanvas

_BAR: Final = 2.5
_LINES_KEPT: Final = 6
"""A row of up to six lines moves to the next page as a whole; a higher one is split."""

_LINES_WORTH_SPLITTING: Final = 3
_LEAST_PART: Final = 110.0
"""Points of a table that must fit below its heading, about four rows in ordinary print."""

_FEWEST_BEFORE: Final = 2
"""Rows that stay behind when one is taken along to the last row on the next page."""

_ALMOST: Final = 1e-6

Cell = tuple[TextBox, ...]
"""The paragraphs of one cell."""


class Frame(Enum):
    """What is drawn around and between the cells.

    Attributes:
        ROWS: A line below each row.
        PANEL: A ground, or a line all around, with a bar at the left.
        CARD: A strong line above, and none within.
        NONE: Nothing.
    """

    ROWS = auto()
    PANEL = auto()
    CARD = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a table is drawn. Lengths are in points.

    A table not higher than ``kept`` goes to the next page as a whole.
    """

    ink: Ink
    side_padding: float
    top_padding: float
    bottom_padding: float
    space_after: float
    space_before: float = 0.0
    frame: Frame = Frame.ROWS
    kept: float = _LEAST_PART

    @property
    def padding(self) -> float:
        """Height of a row beyond its text."""
        return self.top_padding + self.bottom_padding


class Row:
    """One row: its cells' paragraphs, and whether it goes on from the page before."""

    def __init__(self, cells: Sequence[Cell], padding: float) -> None:
        self.cells = cells
        self.text_height = max((_height(cell) for cell in cells), default=0.0)
        self.height = self.text_height + padding
        self._padding = padding

    @property
    def leading(self) -> float:
        """Return the distance of lines in this row."""
        return max((box.style.leading for cell in self.cells for box in cell), default=0.0)

    @property
    def least(self) -> float:
        """Return the height of the part worth beginning on a page."""
        if self.text_height <= _LINES_KEPT * self.leading + _ALMOST:
            return self.height
        return _LINES_WORTH_SPLITTING * self.leading + self._padding

    def split(self, room: float) -> "tuple[Row, Row] | None":
        """Carry over what does not fit into ``room``."""
        room -= self._padding
        if self.least - self._padding > room + _ALMOST or self.least == self.height:
            return None
        return self.cut(room)

    def cut(self, room: float) -> "tuple[Row, Row] | None":
        """Divide every cell at ``room`` points of text, if one line of each fits."""
        pairs = [divide(cell, room) for cell in self.cells]
        if not any(first for first, _ in pairs):
            return None
        return (
            Row([first for first, _ in pairs], self._padding),
            Row([rest for _, rest in pairs], self._padding),
        )


class TableBox:
    """A table or a panel of facts whose cells carry their own elements."""

    keep_with_next = False

    def __init__(
        self,
        rows: Sequence[Row],
        column_widths: Sequence[float],
        look: Look,
        *,
        header: Row | None = None,
        repeated: bool = False,
    ) -> None:
        self._rows = rows
        self._widths = column_widths
        self._look = look
        self._header = header
        self._repeated = repeated
        header_height = header.height if header else 0.0
        self.height = header_height + sum(row.height for row in rows)
        self.space_before = look.space_before
        self.space_after = look.space_after

    @property
    def least(self) -> float:
        """Return the height of the heading and the first rows."""
        if self.height <= self._look.kept:
            return self.height
        height = self._header.height if self._header else 0.0
        for row in self._rows:
            if height + row.height > _LEAST_PART:
                break
            height += row.height
        else:
            return height
        first = self._rows[0]
        return max(height, (self._header.height if self._header else 0.0) + first.least)

    def split(self, room: float) -> "tuple[TableBox, TableBox] | None":
        """Split between rows, and within a row too high to be moved as a whole."""
        used = self._header.height if self._header else 0.0
        count = 0
        for row in self._rows:
            if used + row.height > room + _ALMOST:
                break
            used += row.height
            count += 1
        rows, rest = list(self._rows[:count]), list(self._rows[count:])
        parts = rest[0].split(room - used) if rest else None
        if parts is None and not rows and rest:
            parts = rest[0].cut(room - used - self._look.padding)
        if parts:
            rows.append(parts[0])
            rest[0] = parts[1]
        elif len(rest) == 1 and count > _FEWEST_BEFORE:
            rest.insert(0, rows.pop())  # a last row does not go on by itself
        if not rows:
            return None
        return self._part(rows, repeated=self._repeated), self._part(rest, repeated=True)

    def draw(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Draw tints and rules as decoration and the cells as what they are."""
        self._draw_frame(canvas, left, top)
        if self._header:
            self._draw_row(canvas, self._header, left, top, repeated=self._repeated)
            top -= self._header.height
        for row in self._rows:
            self._draw_row(canvas, row, left, top)
            top -= row.height

    def _part(self, rows: Sequence[Row], *, repeated: bool) -> "TableBox":
        return TableBox(rows, self._widths, self._look, header=self._header, repeated=repeated)

    def _draw_row(
        self, canvas: TaggedCanvas, row: Row, left: float, top: float, *, repeated: bool = False
    ) -> None:
        columns = accumulate(self._widths, initial=left)
        for column, cell in zip(columns, row.cells, strict=False):
            down = top - self._look.top_padding
            for box in cell:
                box.draw(canvas, column + self._look.side_padding, down, repeated=repeated)
                down -= box.height

    def _draw_frame(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        if self._look.frame is Frame.NONE:
            return
        right = left + sum(self._widths)
        with canvas.decoration() as paper:
            match self._look.frame:
                case Frame.PANEL:
                    self._draw_panel(paper, left, top)
                case Frame.CARD:
                    paper.setStrokeColor(self._look.ink.line)
                    paper.setLineWidth(self._look.ink.rule)
                    paper.line(left, top, right, top)
                case Frame.ROWS:
                    self._draw_lines(paper, left, right, top)

    def _draw_panel(self, paper: Any, left: float, top: float) -> None:
        ink, bottom, width = self._look.ink, top - self.height, sum(self._widths)
        if ink.tint is None:
            paper.setStrokeColor(ink.line)
            paper.setLineWidth(ink.hair)
            paper.rect(left, bottom, width, self.height, stroke=1, fill=0)
        else:
            paper.setFillColor(ink.tint)
            paper.rect(left, bottom, width, self.height, stroke=0, fill=1)
        paper.setFillColor(ink.accent)
        paper.rect(left, bottom, _BAR, self.height, stroke=0, fill=1)

    def _draw_lines(self, paper: Any, left: float, right: float, top: float) -> None:
        ink, header = self._look.ink, self._header
        if header:
            if ink.tint is not None:
                paper.setFillColor(ink.tint)
                paper.rect(
                    left, top - header.height, right - left, header.height, stroke=0, fill=1
                )
            paper.setStrokeColor(ink.accent)
            paper.setLineWidth(ink.rule)
            paper.line(left, top, right, top)
            top -= header.height
        paper.setStrokeColor(ink.line)
        paper.setLineWidth(ink.hair)
        if not header or ink.tint is None:
            paper.line(left, top, right, top)
        for row in self._rows:
            top -= row.height
            paper.line(left, top, right, top)


def fit_columns(natural: Sequence[float], least: Sequence[float], width: float) -> list[float]:
    """Share ``width`` among columns.

    A column that needs no more than its share gets just what it needs, so that dates and
    names stay on one line; the others share what is left by the square root of their
    length, and none becomes narrower than its longest unbreakable piece while that is
    possible. Room that is left over goes to the widest column.
    """
    widths = [0.0] * len(natural)
    open_columns = set(range(len(natural)))
    left = width
    while open_columns:
        share = left / len(open_columns)
        settled = [column for column in sorted(open_columns) if natural[column] <= share]
        if not settled:
            break
        for column in settled:
            widths[column] = natural[column]
            left -= natural[column]
        open_columns.difference_update(settled)
    if not open_columns:
        widths[max(range(len(widths)), key=widths.__getitem__)] += left
        return widths
    weights = {column: sqrt(natural[column]) for column in sorted(open_columns)}
    total = sum(weights.values())
    for column, weight in weights.items():
        widths[column] = left * weight / total
    _widen_to_least(widths, least, sorted(open_columns))
    return widths


def _widen_to_least(
    widths: list[float], least: Sequence[float], columns: Sequence[int]
) -> None:
    """Take from columns with room to spare what others need for an unbreakable piece."""
    lacking = {c: least[c] - widths[c] for c in columns if widths[c] < least[c]}
    spare = {c: widths[c] - least[c] for c in columns if widths[c] > least[c]}
    needed, offered = sum(lacking.values()), sum(spare.values())
    if not needed or not offered:
        return
    moved = min(needed, offered)
    for column, amount in lacking.items():
        widths[column] += amount * moved / needed
    for column, amount in spare.items():
        widths[column] -= amount * moved / offered


def _height(cell: Cell) -> float:
    return sum(box.height for box in cell)


def divide(cell: Cell, room: float) -> tuple[Cell, Cell]:
    """Return what fits into ``room`` points and what does not."""
    first: list[TextBox] = []
    for index, box in enumerate(cell):
        if box.height <= room + _ALMOST:
            first.append(box)
            room -= box.height
            continue
        lines = int((room + _ALMOST) / box.style.leading)
        if lines <= 0:
            return tuple(first), cell[index:]
        begun, rest = box.cut(lines)
        return (*first, begun), (rest, *cell[index + 1 :])
    return tuple(first), ()
