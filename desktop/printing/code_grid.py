"""A code in large groups, each in a frame with its number, to be copied by hand."""

from collections.abc import Sequence
from typing import Final

from desktop.printing.colours import Ink
from desktop.printing.flow import TextBox
from desktop.printing.tagged import TaggedCanvas

_GAP: Final = 0.5
_RADIUS: Final = 0.4
_PADDING: Final = 0.35
"""Space between frames, roundness and space inside, in sizes of the running text."""

_FRAME: Final = 0.8


class CodeGrid:
    """Groups side by side, kept on one page while they fit on one."""

    keep_with_next = False

    def __init__(
        self,
        cells: Sequence[tuple[TextBox, TextBox]],
        columns: int,
        size: float,
        *,
        width: float,
        ink: Ink,
    ) -> None:
        self._cells = cells
        self._columns = columns
        self._size = size
        self._whole_width = width
        self._ink = ink
        self._gap = _GAP * size
        self._width = (width + self._gap) / columns
        inside = max(label.height + body.height for label, body in cells)
        self._row_height = inside + 2 * _PADDING * size
        count = -(-len(cells) // columns)
        self.height = self.least = count * (self._row_height + self._gap) - self._gap
        self.space_before = 0.3 * size
        self.space_after = size

    @staticmethod
    def inner_width(width: float, columns: int, size: float) -> float:
        """Return the room for text in a frame when ``columns`` share ``width`` points."""
        return (width + _GAP * size) / columns - (_GAP + 3 * _PADDING) * size

    def split(self, room: float) -> "tuple[CodeGrid, CodeGrid] | None":
        """Split between rows of groups."""
        rows = int((room + self._gap) / (self._row_height + self._gap))
        first, rest = self._cells[: rows * self._columns], self._cells[rows * self._columns :]
        if not first or not rest:
            return None
        return self._part(first), self._part(rest)

    def draw(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Draw the frames as decoration and the groups as list items."""
        for number, (label, body) in enumerate(self._cells):
            row, column = divmod(number, self._columns)
            x = left + column * self._width
            y = top - row * (self._row_height + self._gap)
            self._draw_frame(canvas, x, y)
            inset = _PADDING * self._size
            label.draw(canvas, x + inset, y - inset)
            body.draw(canvas, x + 2 * inset, y - inset - label.height)

    def _part(self, cells: Sequence[tuple[TextBox, TextBox]]) -> "CodeGrid":
        return CodeGrid(
            cells, self._columns, self._size, width=self._whole_width, ink=self._ink
        )

    def _draw_frame(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        with canvas.decoration() as paper:
            if self._ink.tint is not None:
                paper.setFillColor(self._ink.tint)
            paper.setStrokeColor(self._ink.accent)
            paper.setLineWidth(max(_FRAME, self._ink.hair))
            paper.roundRect(
                left,
                top - self._row_height,
                self._width - self._gap,
                self._row_height,
                _RADIUS * self._size,
                stroke=1,
                fill=0 if self._ink.tint is None else 1,
            )
