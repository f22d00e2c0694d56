"""Pictures beside easy sentences: the lines of small SVG files, drawn as vector paths.

The files are our own (``resources/pictograms``), so only what they use of SVG is read: paths,
circles, rectangles and lines, stroked in one colour with round ends.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from math import atan2, ceil, cos, hypot, pi, radians, sin, sqrt, tan
from typing import Any, Final

import resources

GRID: Final = 24.0
"""Units from side to side; lines are two units thick."""

_LINE: Final = 2.0
_ROUND: Final = 1
_KAPPA: Final = 4 / 3 * (sqrt(2) - 1)
"""Length of the handles with which a Bézier curve follows a quarter of a circle."""

_NAME: Final = re.compile(r"[a-z]+(-[a-z]+)*")
_SHAPE: Final = re.compile(r"<(path|circle|rect|line|polyline)\s([^>]*?)/>")
_VALUE: Final = re.compile(r'([a-z0-9]+)="([^"]*)"')
_TOKEN: Final = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_COUNT: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
"""Numbers each command of a path takes (SVG 1.1, 8.3)."""

_FLAGS: Final = (3, 4)
"""Which numbers of an arc are one digit, written without a blank after it."""

Point = tuple[float, float]
Step = tuple[str, tuple[float, ...]]
"""``move``, ``line``, ``curve`` with coordinates from the upper left corner, or ``close``."""


def names() -> tuple[str, ...]:
    """Return the pictograms there are, in order of the alphabet."""
    return tuple(sorted(path.stem for path in resources.path("pictograms").glob("*.svg")))


def paint(paper: Any, name: str, corner: Point, side: float, colour: Any) -> None:
    """Draw a pictogram into a square given by its upper left corner and side, in points."""
    scale = side / GRID
    paper.saveState()
    paper.transform(scale, 0, 0, -scale, *corner)
    paper.setStrokeColor(colour)
    paper.setLineWidth(_LINE)
    paper.setLineCap(_ROUND)
    paper.setLineJoin(_ROUND)
    path = paper.beginPath()
    draw: dict[str, Callable[..., object]] = {
        "move": path.moveTo,
        "line": path.lineTo,
        "curve": path.curveTo,
        "close": path.close,
    }
    for kind, numbers in steps_of(name):
        draw[kind](*numbers)
    paper.drawPath(path, stroke=1, fill=0)
    paper.restoreState()


@cache
def steps_of(name: str) -> tuple[Step, ...]:
    """Return how a pictogram is drawn.

    Raises:
        ValueError: There is no such pictogram, or its file has what is not read here.
    """
    file = resources.path(f"pictograms/{name}.svg")
    if not _NAME.fullmatch(name) or not file.is_file():
        raise ValueError(f"no pictogram is called {name!r}")
    drawing = file.read_text(encoding="utf-8").partition("<svg")[2].partition(">")[2]
    left_over = _SHAPE.sub("", drawing).replace("</svg>", "").strip()
    if left_over:
        raise ValueError(f"pictogram {name} has what cannot be drawn: {left_over[:60]}")
    return tuple(step for shape in _SHAPE.finditer(drawing) for step in _steps(*shape.groups()))


def _steps(kind: str, written: str) -> Iterator[Step]:
    values = dict(_VALUE.findall(written))

    def number(name: str, default: str = "0") -> float:
        return float(values.get(name, default))

    if kind == "path":
        yield from _Path(values["d"]).steps()
    elif kind == "circle":
        radius = number("r")
        yield from _rounded(
            number("cx") - radius, number("cy") - radius, 2 * radius, 2 * radius, radius
        )
    elif kind == "rect":
        yield from _rounded(
            number("x"), number("y"), number("width"), number("height"), number("rx")
        )
    elif kind == "line":
        yield "move", (number("x1"), number("y1"))
        yield "line", (number("x2"), number("y2"))
    else:
        points = [float(one) for one in _TOKEN.findall(values["points"])]
        for place in range(0, len(points), 2):
            yield "line" if place else "move", (points[place], points[place + 1])


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> Iterator[Step]:
    """Return a rectangle with round corners; a circle is one without straight sides."""
    right, bottom, handle = x + width, y + height, radius * (1 - _KAPPA)
    yield "move", (x + radius, y)
    yield "line", (right - radius, y)
    yield "curve", (right - handle, y, right, y + handle, right, y + radius)
    yield "line", (right, bottom - radius)
    yield "curve", (right, bottom - handle, right - handle, bottom, right - radius, bottom)
    yield "line", (x + radius, bottom)
    yield "curve", (x + handle, bottom, x, bottom - handle, x, bottom - radius)
    yield "line", (x, y + radius)
    yield "curve", (x, y + handle, x + handle, y, x + radius, y)
    yield "close", ()


class _Path:
    """The data of one path, read command by command."""

    def __init__(self, data: str) -> None:
        self._data = data
        self._at = 0
        self._here: Point = (0.0, 0.0)
        self._start: Point = (0.0, 0.0)
        self._handle: Point | None = None
        self._handle_of = ""

    def steps(self) -> Iterator[Step]:
        command = ""
        while (token := self._peek()) is not None:
            if token.isalpha():
                command = token
                self._at += len(token)
            elif command.upper() == "M":
                command = "L" if command == "M" else "l"  # further pairs are lines
            elif command in "Zz":
                raise ValueError("a path goes on with numbers after it was closed")
            numbers = self._numbers(command.upper())
            yield from self._draw(command, numbers)

    def _peek(self) -> str | None:
        while self._at < len(self._data) and self._data[self._at] in " ,\n\t":
            self._at += 1
        if self._at == len(self._data):
            return None
        match = _TOKEN.match(self._data, self._at)
        if match is None:
            raise ValueError(f"not the data of a path: {self._data[self._at :]}")
        return match[0]

    def _numbers(self, command: str) -> list[float]:
        found: list[float] = []
        for place in range(_COUNT[command]):
            token = self._peek()
            if token is None:
                raise ValueError("a path ends within a command")
            if command == "A" and place in _FLAGS:
                token = token[0]
            self._at += len(token)
            found.append(float(token))
        return found

    def _draw(self, command: str, numbers: list[float]) -> Iterator[Step]:
        kind, (x, y) = command.upper(), self._here
        base = (0.0, 0.0) if command.isupper() else (x, y)
        if kind == "Z":
            self._here, self._handle_of = self._start, ""
            yield "close", ()
            return
        if kind == "H":
            numbers = [numbers[0] + base[0], y]
        elif kind == "V":
            numbers = [x, numbers[0] + base[1]]
        elif kind == "A":
            numbers[5:] = [numbers[5] + base[0], numbers[6] + base[1]]
        else:
            numbers = [one + base[place % 2] for place, one in enumerate(numbers)]
        end = (numbers[-2], numbers[-1])
        if kind == "M":
            self._start = end
            yield "move", end
        elif kind in "LHV":
            yield "line", end
        elif kind == "A":
            yield from _arc(self._here, end, numbers[:5])
        else:
            yield self._curve(kind, numbers, end)
        self._here = end
        if kind not in "CSQT":
            self._handle_of = ""

    def _curve(self, kind: str, numbers: list[float], end: Point) -> Step:
        x, y = self._here
        first, second = tuple(numbers[:2]), tuple(numbers[2:4])
        if kind in "ST":
            mirrored = self._handle is not None and self._handle_of == kind
            hx, hy = self._handle if mirrored and self._handle else (x, y)
            first, second = (2 * x - hx, 2 * y - hy), tuple(numbers[:2])
        self._handle_of = "S" if kind in "CS" else "T"
        if kind in "CS":
            self._handle = (second[0], second[1])
            return "curve", (*first, *second, *end)
        self._handle = (first[0], first[1])
        return "curve", (
            x + 2 / 3 * (first[0] - x),
            y + 2 / 3 * (first[1] - y),
            end[0] + 2 / 3 * (first[0] - end[0]),
            end[1] + 2 / 3 * (first[1] - end[1]),
            *end,
        )


def _arc(start: Point, end: Point, shape: list[float]) -> Iterator[Step]:
    """Return an elliptical arc as curves (SVG 1.1, appendix F.6)."""
    rx, ry, turned, large, sweep = shape
    if start == end:
        return
    if not (rx and ry):
        yield "line", end
        return
    turn = radians(turned)
    half = ((start[0] - end[0]) / 2, (start[1] - end[1]) / 2)
    x = cos(turn) * half[0] + sin(turn) * half[1]
    y = -sin(turn) * half[0] + cos(turn) * half[1]
    grown = max(1.0, hypot(x / rx, y / ry))
    rx, ry = rx * grown, ry * grown
    square = (rx * ry) ** 2 / ((rx * y) ** 2 + (ry * x) ** 2) - 1
    factor = sqrt(max(0.0, square)) * (-1 if bool(large) == bool(sweep) else 1)
    cx, cy = factor * rx * y / ry, -factor * ry * x / rx
    centre = (
        cos(turn) * cx - sin(turn) * cy + (start[0] + end[0]) / 2,
        sin(turn) * cx + cos(turn) * cy + (start[1] + end[1]) / 2,
    )
    first = atan2((y - cy) / ry, (x - cx) / rx)
    swept = atan2((-y - cy) / ry, (-x - cx) / rx) - first
    if sweep and swept < 0:
        swept += 2 * pi
    elif not sweep and swept > 0:
        swept -= 2 * pi
    count = max(1, ceil(abs(swept) / (pi / 2) - 1e-9))
    part = swept / count
    handle = 4 / 3 * tan(part / 4)

    def at(angle: float, along: float) -> Point:
        """Return a point of the arc, moved along its tangent."""
        px = rx * (cos(angle) - along * sin(angle))
        py = ry * (sin(angle) + along * cos(angle))
        return (
            centre[0] + cos(turn) * px - sin(turn) * py,
            centre[1] + sin(turn) * px + cos(turn) * py,
        )

    for number in range(count):
        begin, stop = first + number * part, first + (number + 1) * part
        yield "curve", (*at(begin, handle), *at(stop, -handle), *at(stop, 0.0))
