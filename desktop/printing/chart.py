"""Bars on paper, each with its words and its number beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from db.domain.papers.document import Bar, Chart, Fact
from db.fields.text import Text
from desktop.printing import fonts
from desktop.printing.colours import Ink
from desktop.printing.facts import set_facts
from desktop.printing.table import Cell
from desktop.printing.tagged import Element, Role, TaggedCanvas, heading_cell_of, placed_at
from desktop.printing.typesetter import Typesetter, natural

_ALT: Final = Text("条形图。{sentence}{numbers}。", "Bar chart. {sentence} {numbers}.")
_NUMBER: Final = Text("{label}：{shown}", "{label}: {shown}")
_BETWEEN: Final = Text("；", "; ")

_THICKNESS: Final = 0.9
_GAP: Final = 0.7
"""Of a bar and between bars, in sizes of the running text."""

_WIDEST_LABEL: Final = 0.34
_WIDEST_NUMBER: Final = 0.3
"""Part of the line for the words before a bar and for the number after it."""

_MOST_OF_PAGE: Final = 0.85
_HATCH: Final = 0.3
_LEAST_HATCH: Final = 4.5
"""From one line of a hatched bar to the next, in sizes of the text and at least in points."""

_RISING, _FALLING = "rising", "falling"
_PATTERNS: Final = ((), (_RISING,), (_RISING, _FALLING), (_FALLING,))
"""Lines in neighbouring bars; the first is solid. They part bars, and mean nothing alone:
each bar has its words and its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """Where things stand in every line of a chart, in points.

    Where the letters are large the words stand above their bar and not before it.
    """

    size: float
    width: float
    label_width: float
    number_width: float
    above: bool
    most: float
    ink: Ink

    @property
    def left(self) -> float:
        """Return where the bars begin."""
        return 0.0 if self.above else self.label_width + _GAP * self.size

    @property
    def longest(self) -> float:
        """Return the length of the longest bar."""
        return self.width - self.left - self.number_width - _GAP * self.size


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One bar: its words, its number, its part of the longest, the place of its pattern."""

    label: Cell
    number: Cell
    part: float
    place: int

    def heights(self, shape: _Shape) -> tuple[float, float]:
        """Return the height of the words above the bar, and of all beside it."""
        label, number = (sum(box.height for box in cell) for cell in (self.label, self.number))
        bar = max(number, _THICKNESS * shape.size)
        return (label, bar) if shape.above else (0.0, max(label, bar))


def set_chart(setter: Typesetter, block: Chart, label_width: float) -> None:
    """Set the sentence, then the chart.

    In the tree the bars are a figure that says the sentence and all numbers, and the words
    and numbers beside the bars are a table, so that each can be gone to by itself.
    """
    setter.paragraphs(block.sentence, setter.sheet.styles.body)
    if not block.bars:
        return
    shape = _shape(setter, block.bars)
    parts = _parts(setter, block.bars, shape)
    if not parts:  # words so long that no bar beside them shows anything
        facts = [Fact(label=bar.label, value=bar.shown) for bar in block.bars]
        set_facts(setter, facts, block.caption, label_width=label_width, panel=False)
        return
    figures = [
        setter.root.add(Role.FIGURE, alternative=_alternative(setter, block.sentence, bars))
        for bars in parts
    ]
    table = setter.begin_table(block.caption)
    place = 0
    for figure, bars in zip(figures, parts, strict=True):
        lines = []
        for bar in bars:
            lines.append(_line(setter, table, bar, shape, place))
            place += 1
        setter.boxes.append(ChartBox(lines, figure, shape, last=bars is parts[-1]))


def _shape(setter: Typesetter, bars: Sequence[Bar]) -> _Shape:
    styles, sheet = setter.sheet.styles, setter.sheet
    width = sheet.text_width
    label = max(natural(setter.texts(bar.label, styles.cell), styles.cell) for bar in bars)
    number = max(
        natural(setter.texts(bar.shown, styles.heading_cell), styles.heading_cell)
        for bar in bars
    )
    return _Shape(
        size=sheet.size,
        width=width,
        label_width=width if sheet.large else min(label, _WIDEST_LABEL * width),
        number_width=min(number, _WIDEST_NUMBER * width),
        above=sheet.large,
        most=max(bar.value for bar in bars),
        ink=sheet.ink,
    )


def _parts(setter: Typesetter, bars: Sequence[Bar], shape: _Shape) -> list[Sequence[Bar]]:
    """Return the bars in parts that fit on a page each, or none when one is too high."""
    most = _MOST_OF_PAGE * setter.sheet.text_height
    probe = Element(Role.TABLE)
    starts, used = [0], 0.0
    for place, bar in enumerate(bars):
        height = sum(_line(setter, probe, bar, shape, place).heights(shape))
        height += _GAP * shape.size
        if height > most / 2:
            return []
        if used + height > most:
            starts.append(place)
            used = 0.0
        used += height
    return [bars[a:b] for a, b in pairwise((*starts, len(bars)))]


def _alternative(setter: Typesetter, sentence: str, bars: Sequence[Bar]) -> str:
    numbers = (setter.say(_NUMBER, label=bar.label, shown=bar.shown) for bar in bars)
    joined = setter.say(_BETWEEN).join(numbers)
    return fonts.visible(setter.say(_ALT, sentence=sentence, numbers=joined))


def _line(setter: Typesetter, table: Element, bar: Bar, shape: _Shape, place: int) -> _Line:
    styles = setter.sheet.styles
    row = table.add(Role.ROW)
    named = row.add(Role.HEADER_CELL, attributes=heading_cell_of("Row"))
    said = row.add(Role.CELL)
    label = setter.pieces(bar.label, styles.cell, named)
    number = setter.pieces(bar.shown, styles.heading_cell, said)
    return _Line(
        label=setter.cell(label, styles.cell, shape.label_width),
        number=setter.cell(number, styles.heading_cell, shape.number_width),
        part=bar.value / shape.most if shape.most else 0.0,
        place=place,
    )


class ChartBox:
    """Bars below one another, not split."""

    keep_with_next = False
    space_before = 0.0

    def __init__(
        self, lines: Sequence[_Line], figure: Element, shape: _Shape, *, last: bool
    ) -> None:
        self._lines = lines
        self._figure = figure
        self._shape = shape
        self._gap = _GAP * shape.size
        self.height = sum(sum(line.heights(shape)) + self._gap for line in lines)
        self.least = self.height
        self.space_after = self._gap if last else 0.0

    def split(self, room: float) -> None:
        """A chart is not split."""

    def draw(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Draw the bars as a figure, then the words and numbers as what they are."""
        shape = self._shape
        placed = list(self._placed(top))
        start = left + shape.left
        self._figure.attributes = placed_at(
            start, top - self.height, start + shape.longest, top
        )
        with canvas.element(self._figure) as paper:
            paper.saveState()
            for line, above, height in placed:
                thickness = _THICKNESS * shape.size
                bottom = above - line.heights(shape)[0] - (height + thickness) / 2
                self._draw_bar(paper, line, start, bottom, thickness)
            paper.restoreState()
        for line, above, height in placed:
            words, _ = line.heights(shape)
            _draw_cell(canvas, line.label, left, above, 0.0 if words else height)
            after = start + line.part * shape.longest + self._gap
            _draw_cell(canvas, line.number, after, above - words, height)

    def _placed(self, top: float) -> Iterator[tuple[_Line, float, float]]:
        """Give each line, where it begins and how high its bar's part is."""
        for line in self._lines:
            words, height = line.heights(self._shape)
            yield line, top, height
            top -= words + height + self._gap

    def _draw_bar(
        self, paper: Any, line: _Line, left: float, bottom: float, thickness: float
    ) -> None:
        ink = self._shape.ink
        length = line.part * self._shape.longest
        pattern = _PATTERNS[line.place % len(_PATTERNS)]
        paper.setStrokeColor(ink.accent)
        paper.setFillColor(ink.accent)
        paper.setLineWidth(max(1.0, ink.hair))
        paper.line(left, bottom - self._gap / 3, left, bottom + thickness + self._gap / 3)
        if not length:
            return
        paper.rect(left, bottom, length, thickness, stroke=1, fill=0 if pattern else 1)
        step = max(_LEAST_HATCH, _HATCH * self._shape.size)
        for direction in pattern:
            for x1, y1, x2, y2 in _hatch(length, thickness, step):
                begin, end = bottom + y1, bottom + y2
                if direction == _FALLING:
                    begin, end = 2 * bottom + thickness - begin, 2 * bottom + thickness - end
                paper.line(left + x1, begin, left + x2, end)


def _hatch(
    length: float, height: float, step: float
) -> Iterator[tuple[float, float, float, float]]:
    """Give lines that rise at 45 degrees, cut at the edges of a bar."""
    foot = step - height
    while foot < length:
        begin, end = max(foot, 0.0), min(foot + height, length)
        yield begin, begin - foot, end, end - foot
        foot += step


def _draw_cell(canvas: TaggedCanvas, cell: Cell, left: float, top: float, room: float) -> None:
    """Draw paragraphs in the middle of ``room`` points below ``top``, or from ``top`` on."""
    used = sum(box.height for box in cell)
    top -= max(0.0, (room - used) / 2)
    for box in cell:
        box.draw(canvas, left, top)
        top -= box.height
