"""The sheet and its typography: A4, one accent colour, wide margins, ragged right."""

from dataclasses import dataclass
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from db.fields.text import Language, Text
from desktop.printing import fonts
from desktop.printing.tagged import Decoration, TaggedCanvas

WIDTH: Final[float] = A4[0]
HEIGHT: Final[float] = A4[1]
SIDE: Final[float] = 20 * mm
TOP: Final[float] = 17 * mm
BOTTOM: Final[float] = 21 * mm
TEXT_WIDTH: Final = WIDTH - 2 * SIDE
TEXT_HEIGHT: Final = HEIGHT - TOP - BOTTOM

ACCENT: Final = HexColor("#1F3D7A")
INK: Final = HexColor("#1A2230")
SOFT: Final = HexColor("#414956")
HAIRLINE: Final = HexColor("#C5CCDA")
TINT: Final = HexColor("#EAEEF7")
PAPER: Final = HexColor("#FFFFFF")
BLACK: Final = HexColor("#000000")
"""Contrast on paper: ink 16.0, soft 9.1, accent 10.5; on the tint 13.7, 7.8, 9.0.

WCAG 2.2 asks for 7 at its highest level (1.4.6).
"""

_FOOTER_BASELINE: Final[float] = 12 * mm
_SMALLEST_FOOTER: Final = 9.0
_HAIR: Final = 0.5

_PAGE_OF: Final = Text("第 {page} 页，共 {pages} 页", "Page {page} of {pages}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a paragraph looks. Lengths are in points."""

    face: str
    size: float
    leading: float
    colour: Any = INK
    space_before: float = 0.0
    space_after: float = 0.0
    left_indent: float = 0.0
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """All styles of a document, made from the size of its running text."""

    size: float
    title: Style
    subtitle: Style
    masthead: Style
    headings: tuple[Style, Style, Style]
    body: Style
    cell: Style
    heading_cell: Style
    caption: Style
    item: Style
    ordinal: Style
    code: Style


def styles_for(size: float) -> Styles:
    """Return the styles for running text of ``size`` points, led 1.6 times."""

    def heading(scale: float, before: float, after: float) -> Style:
        return Style(
            face=fonts.BOLD,
            size=size * scale,
            leading=size * scale * 1.4,
            colour=ACCENT,
            space_before=size * before,
            space_after=size * after,
            keep_with_next=True,
        )

    def text(
        scale: float = 1.0, leading: float = 1.6, face: str = fonts.REGULAR, **more: Any
    ) -> Style:
        return Style(
            face=face,
            size=size * scale,
            leading=size * scale * leading,
            **more,
        )

    cell = text(0.95, 1.5)
    return Styles(
        size=size,
        title=Style(
            face=fonts.BOLD,
            size=size * 1.9,
            leading=size * 1.9 * 1.35,
            colour=ACCENT,
            space_after=size * 0.15,
        ),
        subtitle=text(1.1, 1.5, space_after=size * 0.25),
        masthead=text(0.9, 1.5, colour=SOFT),
        headings=(heading(1.27, 1.2, 0.35), heading(1.09, 0.9, 0.3), heading(1.0, 0.7, 0.2)),
        body=text(space_after=size * 0.5),
        cell=cell,
        heading_cell=text(0.95, 1.5, face=fonts.BOLD),
        caption=text(
            0.95,
            1.5,
            face=fonts.BOLD,
            colour=SOFT,
            space_before=size * 0.4,
            space_after=size * 0.3,
            keep_with_next=True,
        ),
        item=text(space_after=size * 0.3, left_indent=size * 2.0),
        ordinal=text(0.8, 1.4, colour=SOFT),
        code=text(2.0, 1.5, face=fonts.BOLD, colour=BLACK),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Footer:
    """What stands at the foot of every page. ``size`` is that of the running text."""

    text: str
    size: float
    language: Language

    def draw(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        """Draw the line and the page number; both are decoration to a screen reader."""
        size = max(_SMALLEST_FOOTER, self.size * 0.8)
        english = self.language is Language.EN
        counted = fonts.set_text(
            _PAGE_OF.to(self.language, page=page, pages=pages), fonts.REGULAR
        )
        counted_width = sum(counted.widths) * size
        room = TEXT_WIDTH - counted_width - 2 * size
        shown = _shortened(self.text, room / size, english=english)
        with canvas.decoration(Decoration.FOOTER) as paper:
            paper.setStrokeColor(HAIRLINE)
            paper.setLineWidth(_HAIR)
            rule = _FOOTER_BASELINE + 1.5 * size
            paper.line(SIDE, rule, WIDTH - SIDE, rule)
            words = paper.beginText()
            words.setFillColor(SOFT)
            for left, line in ((SIDE, shown), (WIDTH - SIDE - counted_width, counted)):
                words.setTextOrigin(left, _FOOTER_BASELINE)
                for face, run in runs(line, 0, len(line.text)):
                    words.setFont(face, size)
                    words.textOut(run)
            paper.drawText(words)


def runs(line: fonts.SetText, start: int, end: int) -> tuple[tuple[str, str], ...]:
    """Return the faces and texts of a piece of a set text."""
    faces = line.faces
    found: list[tuple[str, str]] = []
    at = start
    for place in range(start + 1, end + 1):
        if place == end or faces[place] != faces[at]:
            found.append((faces[at], line.text[at:place]))
            at = place
    return tuple(found) if end > start else ()


def _shortened(text: str, room: float, *, english: bool) -> fonts.SetText:
    """Return one line of ``text`` not wider than ``room`` times the font size."""
    text = " ".join(text.split())
    line = fonts.set_text(text, fonts.REGULAR, english=english)
    while text and sum(line.widths) > room:
        text = text[:-1]
        line = fonts.set_text(f"{text}…", fonts.REGULAR, english=english)
    return line
