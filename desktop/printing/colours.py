"""The colours and the weights of lines on paper: ordinary, large, inverted, needle printer."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from reportlab.lib.colors import HexColor

from db.fields.text import Text

BLACK: Final = HexColor("#000000")
WHITE: Final = HexColor("#FFFFFF")
"""The square code is these two on every paper, or no scanner reads it."""

_YELLOW: Final = HexColor("#FFE600")
_ACCENT: Final = HexColor("#1F3D7A")


class Colours(StrEnum):
    """What a paper is made for. The values are kept with filed documents."""

    BLACK_ON_WHITE = "black_on_white"
    YELLOW_ON_BLACK = "yellow_on_black"
    NEEDLE = "needle"

    @property
    def label(self) -> Text:
        """What a person chooses by."""
        return _LABELS[self]


_LABELS: Final = {
    Colours.BLACK_ON_WHITE: Text("白底黑字", "Black on white"),
    Colours.YELLOW_ON_BLACK: Text("黑底黄字（费墨）", "Yellow on black (uses much ink)"),
    Colours.NEEDLE: Text("针式打印机（A4）", "Dot-matrix printer (A4)"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """What everything on a paper is drawn with.

    Attributes:
        paper: The ground, or ``None`` where the sheet itself is the ground.
        text: Running text.
        soft: What stands back: captions, the line below the title, the foot of the page.
        accent: Titles, labels of lists, frames.
        line: Lines between rows.
        tint: Ground of headings of tables and of panels, or ``None`` for no tint.
        hair: Points of the thinnest line.
        rule: Points of the lines that part one thing from another.
    """

    paper: Any
    text: Any
    soft: Any
    accent: Any
    line: Any
    tint: Any
    hair: float
    rule: float


_ORDINARY: Final = Ink(
    paper=None,
    text=HexColor("#1A2230"),
    soft=HexColor("#414956"),
    accent=_ACCENT,
    line=HexColor("#C5CCDA"),
    tint=HexColor("#EAEEF7"),
    hair=0.5,
    rule=1.4,
)
"""Contrast on paper: ink 16.0, soft 9.1, accent 10.5; on the tint 13.7, 7.8, 9.0.

WCAG 2.2 asks for 7 at its highest level (1.4.6).
"""

_LARGE: Final = Ink(
    paper=None,
    text=BLACK,
    soft=BLACK,
    accent=BLACK,
    line=BLACK,
    tint=None,
    hair=0.8,
    rule=2.0,
)
"""Contrast 21, the highest there is."""

_INVERTED: Final = Ink(
    paper=BLACK,
    text=_YELLOW,
    soft=_YELLOW,
    accent=_YELLOW,
    line=_YELLOW,
    tint=None,
    hair=1.0,
    rule=2.0,
)
"""Contrast 16.6. Lines are no thinner than a point: ink runs into them from both sides."""

_NEEDLE: Final = Ink(
    paper=None,
    text=BLACK,
    soft=BLACK,
    accent=BLACK,
    line=BLACK,
    tint=None,
    hair=1.0,
    rule=2.0,
)
"""A point is two and a half needles at 180 dpi; a thinner line or a tint becomes dots."""


def ink_for(colours: Colours, *, large: bool) -> Ink:
    """Return what a paper is drawn with; large print has no colour but black."""
    match colours:
        case Colours.YELLOW_ON_BLACK:
            return _INVERTED
        case Colours.NEEDLE:
            return _NEEDLE
        case Colours.BLACK_ON_WHITE:
            return _LARGE if large else _ORDINARY
