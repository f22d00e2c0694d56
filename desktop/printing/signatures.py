"""Lines to sign or write on by hand, and boxes for thumb-prints."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reportlab.lib.units import mm

from db.domain.papers.document import Signatures
from db.fields.text import Text
from desktop.printing.colours import BLACK, WHITE
from desktop.printing.table import Cell
from desktop.printing.tagged import Element, Role, TaggedCanvas, numbering, placed_at
from desktop.printing.typesetter import Typesetter, natural

_THUMB: Final = Text("按手印处", "Thumb-print")
_THUMB_WORD: Final = Text("手印", "thumb")
_SIGN_LINE: Final = Text("签名用的横线", "A line to sign on")
_LINE: Final = Text("填写用的横线", "A line to write on")

_THUMB_WIDTH: Final[float] = 24 * mm
_THUMB_ROOM: Final[float] = 20 * mm
"""A thumb-print is about 20 by 25 mm; the word above the room for it may be inked over."""

_LEAST_LINE: Final[float] = 45 * mm
_WIDEST_LABEL: Final = 0.3
"""Part of the width for the words before a line; wider ones stand above it."""

_PADDING: Final = 0.35
_GAP: Final = 0.8
_HEIGHT: Final = 2.4
"""In sizes of the running text."""

_KEPT: Final = 0.25
"""Part of a page up to which all places are kept on one page."""

_BELOW_LINE: Final = 3.0
_GROUND: Final = 2.0
_THIN: Final = 0.8


def set_signatures(setter: Typesetter, block: Signatures) -> None:
    """Set the places as a list: who signs, the line, and the words in the box.

    The line is a figure with words of its own, so that a listener is told of it; a blind
    person can then be shown where it is. A place whose words speak of a thumb-print has a box
    for it, known by the words in it. Lines begin below one another.
    """
    labels = [label for label in block.labels if setter.texts(label, setter.sheet.styles.cell)]
    if not labels:
        return
    whole = setter.root.add(Role.LIST, attributes=numbering("None"))
    indent = _indent(setter, labels)
    places = [
        _Place(setter, label, whole.add(Role.ITEM).add(Role.ITEM_BODY), indent)
        for label in labels
    ]
    together = sum(place.height + place.space_after for place in places)
    for place in places[:-1]:
        place.keep_with_next = together < _KEPT * setter.sheet.text_height
    places[max(0, len(places) - 2)].keep_with_next = len(places) > 1  # no line stands alone
    setter.boxes.extend(places)


def _indent(setter: Typesetter, labels: Sequence[str]) -> float:
    """Return where the lines begin: after the longest words that leave room for a line."""
    style, sheet = setter.sheet.styles.heading_cell, setter.sheet
    thumb = _thumb_width(setter) + 2 * _GAP * sheet.size
    most = min(_WIDEST_LABEL * sheet.text_width, sheet.text_width - thumb - _LEAST_LINE)
    widths = [natural(setter.texts(label, style), style) for label in labels]
    return max((width for width in widths if width <= most), default=0.0)


def _thumb_width(setter: Typesetter) -> float:
    style = setter.sheet.styles.caption
    word = natural(setter.texts(setter.say(_THUMB), style), style)
    return max(_THUMB_WIDTH, word + 2 * _PADDING * setter.sheet.size + 1)


class _Place:
    """One place to sign, not split.

    On a ground that is not white it is a white field: ink is not seen on anything else.
    """

    def __init__(self, setter: Typesetter, label: str, body: Element, indent: float) -> None:
        sheet = setter.sheet
        style, size = sheet.styles.heading_cell, sheet.size
        thumb = setter.say(_THUMB_WORD) in label.lower()
        self._size = size
        self._width = sheet.text_width
        self._ground = sheet.ink.paper is not None
        self._line_width = max(_THIN, sheet.ink.hair)
        texts = setter.texts(label, style)
        pieces = [(text, body.add(Role.PARAGRAPH)) for text in texts]
        self._label: Cell = setter.cell(pieces, style, self._width)
        said = setter.say(_SIGN_LINE if thumb else _LINE)
        self._line = body.add(Role.FIGURE, alternative=said)
        self._thumb_width = _thumb_width(setter) if thumb else 0.0
        self._thumb: Cell = self._set_thumb(setter, body) if thumb else ()
        self._above = natural(texts, style) > indent
        self._indent = 0.0 if self._above else indent + _GAP * size
        self._row = max(_height(self._label) * (not self._above), _HEIGHT * size)
        if thumb:
            self._row = _THUMB_ROOM + _height(self._thumb) + _PADDING * size
        self.height = self.least = self._row + _height(self._label) * self._above
        self.space_before = 0.6 * size
        self.space_after = _GAP * size
        self.keep_with_next = False

    def _set_thumb(self, setter: Typesetter, body: Element) -> Cell:
        style = setter.sheet.styles.caption
        if self._ground:
            style = replace(style, colour=BLACK)
        word = setter.set_text(setter.say(_THUMB), style)
        return setter.cell([(word, body.add(Role.PARAGRAPH))], style, self._thumb_width)

    def split(self, room: float) -> None:
        """A place to sign is not split."""

    def draw(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Draw the words, the line, the frame of the box and the words in it."""
        bottom = top - self.height
        down = top if self._above else bottom + _height(self._label)
        for box in self._label:
            box.draw(canvas, left, down)
            down -= box.height
        thumb = left + self._width - self._thumb_width
        gap = _GAP * self._size if self._thumb else 0.0
        self._draw_line(canvas, left + self._indent, thumb - gap, bottom)
        if self._thumb:
            self._draw_thumb(canvas, thumb, bottom)

    def _draw_line(
        self, canvas: TaggedCanvas, left: float, right: float, bottom: float
    ) -> None:
        if self._ground:
            with canvas.decoration() as paper:
                paper.setFillColor(WHITE)
                paper.rect(left, bottom, right - left, self._row, stroke=0, fill=1)
        line = bottom + _BELOW_LINE + (_GROUND if self._ground else 0.0)
        self._line.attributes = placed_at(left, line - 1, right, line + 1)
        with canvas.element(self._line) as paper:
            paper.setStrokeColor(BLACK)
            paper.setLineWidth(self._line_width)
            paper.line(left, line, right, line)

    def _draw_thumb(self, canvas: TaggedCanvas, left: float, bottom: float) -> None:
        with canvas.decoration() as paper:
            paper.setStrokeColor(BLACK)
            paper.setFillColor(WHITE)
            paper.setLineWidth(self._line_width)
            paper.rect(
                left, bottom, self._thumb_width, self._row, fill=1 if self._ground else 0
            )
        top = bottom + self._row - _PADDING * self._size / 2
        for box in self._thumb:
            box.draw(canvas, left + _PADDING * self._size, top)
            top -= box.height


def _height(cell: Cell) -> float:
    return sum(box.height for box in cell)
