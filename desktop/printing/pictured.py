"""Easy sentences with a picture beside them."""

from collections.abc import Sequence
from typing import Any, Final

from db.domain.papers.document import Pictured
from desktop.printing import pictogram
from desktop.printing.flow import TextBox
from desktop.printing.table import Cell, divide
from desktop.printing.tagged import Role, TaggedCanvas
from desktop.printing.typesetter import Typesetter

_SIDE: Final = 2.7
_GAP: Final = 1.0
_SPACE: Final = 0.8
"""The picture, what is free beside it and below it, in sizes of the running text."""

_LINES_KEPT: Final = 8


def set_pictured(setter: Typesetter, block: Pictured) -> None:
    """Set sentences beside their picture.

    The picture is decoration in the tree: the sentences say all it says, and whoever listens
    would hear everything twice. It helps to find the place with the eye.
    """
    sheet = setter.sheet
    style, side = sheet.styles.pictured, _SIDE * sheet.size
    indent = side + _GAP * sheet.size
    pieces = [
        (text, setter.root.add(Role.PARAGRAPH)) for text in setter.texts(block.text, style)
    ]
    if pieces:
        cell = setter.cell(pieces, style, sheet.text_width - indent)
        pictogram.steps_of(block.pictogram)  # a wrong name is told before anything is drawn
        setter.boxes.append(
            PicturedBox(
                cell, block.pictogram, side=side, indent=indent, colour=sheet.ink.accent
            )
        )


class PicturedBox:
    """Sentences to the right of a picture; the picture stays with the first of them."""

    keep_with_next = False
    space_before = 0.0

    def __init__(
        self, cell: Sequence[TextBox], name: str, *, side: float, indent: float, colour: Any
    ) -> None:
        self._cell: Cell = tuple(cell)
        self._name = name
        self._side = side
        self._indent = indent
        self._colour = colour
        self._text_height = sum(box.height for box in cell)
        self.height = max(self._text_height, side) if name else self._text_height
        self.space_after = _SPACE * cell[0].style.size

    @property
    def least(self) -> float:
        """Return the whole height, or of many lines as much as stands beside the picture."""
        leading = self._cell[0].style.leading
        if self._text_height <= _LINES_KEPT * leading:
            return self.height
        return max(2 * leading, self._side)

    def split(self, room: float) -> "tuple[PicturedBox, PicturedBox] | None":
        """Split between lines."""
        first, rest = divide(self._cell, room)
        if not first or not rest:
            return None
        return self._part(first, self._name), self._part(rest, "")

    def draw(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Draw the picture as decoration and the sentences as paragraphs."""
        if self._name:
            with canvas.decoration() as paper:
                pictogram.paint(paper, self._name, (left, top), self._side, self._colour)
        top -= (self.height - self._text_height) / 2
        for box in self._cell:
            box.draw(canvas, left + self._indent, top)
            top -= box.height

    def _part(self, cell: Cell, name: str) -> "PicturedBox":
        return PicturedBox(
            cell, name, side=self._side, indent=self._indent, colour=self._colour
        )
