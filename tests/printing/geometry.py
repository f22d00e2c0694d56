"""Reads from a finished PDF where everything was drawn, how large and in what colour.

Written against the format: widths are those the embedded fonts declare, colours and lines
those in force when a path is painted.
"""

from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

from tests.printing.reading import characters

Matrix = tuple[float, float, float, float, float, float]
Rgb = tuple[float, float, float]

ASCENT, DESCENT = 0.86, 0.12
"""Of a Han character above and below its baseline, as fractions of its size."""

_FILLS = {"f", "F", "f*", "B", "B*", "b", "b*"}
_STROKES = {"S", "s", "B", "B*", "b", "b*"}
_CLOSES = {"s", "b", "b*", "h"}


@dataclass(frozen=True)
class Box:
    """A rectangle on the page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: "Box", slack: float = 0.05) -> bool:
        return (
            self.left < other.right - slack
            and other.left < self.right - slack
            and self.bottom < other.top - slack
            and other.bottom < self.top - slack
        )

    def around(self, other: "Box") -> "Box":
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )


@dataclass(frozen=True)
class Text:
    """One run of letters in one font."""

    box: Box
    size: float
    colour: Rgb
    tag: str


@dataclass(frozen=True)
class Shape:
    """One painted path. ``fill`` and ``stroke`` are colours, or ``None``."""

    box: Box
    fill: Rgb | None
    stroke: Rgb | None
    line_width: float
    tag: str


@dataclass
class Drawn:
    """What one page holds, in the order of painting."""

    texts: list[Text] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)

    def lines(self, *, footers: bool = True) -> list[Box]:
        """Return the texts, runs that follow each other on one line joined."""
        joined: list[Box] = []
        for text in self.texts:
            if not footers and text.tag == "footer":
                continue
            box = text.box
            if joined and abs(joined[-1].right - box.left) < 0.01 and _beside(joined[-1], box):
                joined[-1] = joined[-1].around(box)
            else:
                joined.append(box)
        return joined


def drawn(path: Path) -> list[Drawn]:
    with pikepdf.open(path) as pdf:
        return [_Page(page).read() for page in pdf.pages]


def _beside(one: Box, other: Box) -> bool:
    return one.bottom < other.top and other.bottom < one.top


@dataclass
class _State:
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    fill: Rgb = (0, 0, 0)
    stroke: Rgb = (0, 0, 0)
    line_width: float = 1.0


class _Page:
    def __init__(self, page: pikepdf.Page) -> None:
        self.page = page
        self.found = Drawn()
        self.state = _State()
        self.kept: list[_State] = []
        self.tags: list[str] = []
        self.points: list[tuple[float, float]] = []
        self.font: pikepdf.Dictionary | None = None
        self.size = 0.0
        self.text_matrix: Matrix = (1, 0, 0, 1, 0, 0)
        self.table: dict[int, str] = {}
        self.tables: dict[str, dict[int, str]] = {}

    def read(self) -> Drawn:
        for operands, operator in pikepdf.parse_content_stream(self.page):
            self._take(str(operator), list(operands))
        return self.found

    def _take(self, name: str, operands: list) -> None:
        state = self.state
        if name in {"BDC", "BMC"}:
            self.tags.append(_tag(operands))
        elif name == "EMC":
            self.tags.pop()
        elif name == "q":
            self.kept.append(_State(state.matrix, state.fill, state.stroke, state.line_width))
        elif name == "Q":
            self.state = self.kept.pop()
        elif name == "cm":
            state.matrix = _times(_numbers(operands), state.matrix)
        elif name == "w":
            state.line_width = float(operands[0])
        elif name in {"rg", "g", "RG", "G"}:
            values = _numbers(operands)
            colour = values if len(values) == 3 else values * 3
            setattr(state, "fill" if name.islower() else "stroke", colour)
        elif name in {"m", "l", "c", "re"}:
            self._go(name, _numbers(operands))
        elif name in _FILLS | _STROKES:
            self._paint(name)
        elif name == "n":
            self.points = []
        else:
            self._write(name, operands)

    def _go(self, name: str, values: tuple[float, ...]) -> None:
        if name == "re":
            x, y, width, height = values
            values = (x, y, x + width, y, x + width, y + height, x, y + height)
        pairs = zip(values[::2], values[1::2], strict=True)
        self.points += [_apply(self.state.matrix, x, y) for x, y in pairs]

    def _paint(self, name: str) -> None:
        xs, ys = zip(*self.points, strict=True)
        scale = abs(self.state.matrix[0]) or abs(self.state.matrix[1])
        self.found.shapes.append(
            Shape(
                Box(min(xs), min(ys), max(xs), max(ys)),
                self.state.fill if name in _FILLS else None,
                self.state.stroke if name in _STROKES else None,
                self.state.line_width * scale,
                self.tags[-1] if self.tags else "",
            )
        )
        self.points = []

    def _write(self, name: str, operands: list) -> None:
        if name == "BT":
            self.text_matrix = (1, 0, 0, 1, 0, 0)
        elif name == "Tm":
            self.text_matrix = _numbers(operands)
        elif name == "Tf":
            name = str(operands[0])
            self.font = self.page.Resources.Font[name]
            if name not in self.tables:
                self.tables[name] = characters(self.font)
            self.table = self.tables[name]
            self.size = float(operands[1])
        elif name == "Tj":
            self._show(bytes(operands[0]))
        elif name in {"Td", "TD", "T*", "TJ", "'", '"', "Tz", "Ts", "Tc", "Tw"}:
            raise AssertionError(f"{name} is not written by us and not read here")

    def _show(self, codes: bytes) -> None:
        first = int(self.font.FirstChar)
        widths = self.font.Widths
        each = [float(widths[code - first]) / 1000 * self.size for code in codes]
        shown = len("".join(self.table[code] for code in codes).rstrip())
        width = sum(each[:shown])  # a blank at a line's end may stand in the margin
        x, y = _apply(_times(self.text_matrix, self.state.matrix), 0, 0)
        box = Box(x, y - DESCENT * self.size, x + width, y + ASCENT * self.size)
        tag = self.tags[-1] if self.tags else ""
        self.found.texts.append(Text(box, self.size, self.state.fill, tag))
        self.text_matrix = _times((1, 0, 0, 1, sum(each), 0), self.text_matrix)


def _tag(operands: list) -> str:
    props = operands[1] if len(operands) > 1 else {}
    if str(props.get("/Subtype", "")) == "/Footer":
        return "footer"
    return str(operands[0])[1:]


def _numbers(operands: list) -> tuple[float, ...]:
    return tuple(float(one) for one in operands)


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
