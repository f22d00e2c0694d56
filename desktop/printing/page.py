"""The sheet: A4, wide margins, and the line at its foot.

A4 is the only paper: it is what offices in Guizhou buy, and needle printers take it as single
sheets. Continuous forms of other widths are not made for.
"""

from itertools import pairwise
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from db.fields.text import Language, Text
from desktop.printing import fonts
from desktop.printing.colours import Colours, Ink, ink_for
from desktop.printing.line_breaking import break_lines
from desktop.printing.styles import Styles, styles_for
from desktop.printing.tagged import Decoration, TaggedCanvas

WIDTH: Final[float] = A4[0]
HEIGHT: Final[float] = A4[1]

LARGE: Final = 16.0
"""Print from this size up is set as large print: pure black, reflowed, nothing smaller."""

LEAST_NEEDLE: Final = 12.0
"""Points below which the many strokes of 警 or 疆 run together at 180 dpi: 30 needles high."""

SIDE: Final[float] = 20 * mm
TOP: Final[float] = 17 * mm
BOTTOM: Final[float] = 21 * mm
_LARGE_SIDE: Final[float] = 15 * mm
_LARGE_TOP: Final[float] = 15 * mm
_NEEDLE_TOP: Final[float] = 25 * mm
"""A needle printer holds the sheet by its first 22 mm or so and cannot print there."""

_FOOTER_BASELINE: Final[float] = 12 * mm
_FOOTER_SCALE: Final = 0.8
_SMALLEST_FOOTER: Final = 9.0
_FOOTER_LEADING: Final = 1.35
_ABOVE_FOOTER: Final = 0.7
_MOST_FOOTER_LINES: Final = 2

_PAGE_OF: Final = Text("第 {page} 页，共 {pages} 页", "Page {page} of {pages}")
_MOST_PAGES: Final = 999
"""Room is kept for page numbers of three digits."""


class Sheet:
    """The paper of one document, and how everything on it is drawn. Lengths in points.

    Attributes:
        size: The running text.
        large: Whether it is set as large print.
        whole: Nothing is smaller than the running text.
        ink: Colours and weights of lines.
        side: Margin left and right.
        top: Margin above.
        bottom: Margin below, which holds the foot.
        styles: How each kind of text looks.
        footer: The foot of each page.
    """

    def __init__(self, size: float, colours: Colours, footer: str, language: Language) -> None:
        needle = colours is Colours.NEEDLE
        self.size = max(size, LEAST_NEEDLE) if needle else size
        self.large = self.size >= LARGE
        whole = self.large or needle
        self.ink: Ink = ink_for(colours, large=self.large)
        self.side = _LARGE_SIDE if self.large else SIDE
        self.top = _NEEDLE_TOP if needle else _LARGE_TOP if self.large else TOP
        self.styles: Styles = styles_for(self.size, self.ink, whole=whole)
        self.whole = whole
        self.footer = Footer(footer, language, self)
        self.bottom = max(BOTTOM, self.footer.top + _ABOVE_FOOTER * self.size)

    @property
    def text_width(self) -> float:
        """Return the width between the margins."""
        return WIDTH - 2 * self.side

    @property
    def text_height(self) -> float:
        """Return the height between the margins."""
        return HEIGHT - self.top - self.bottom


class Footer:
    """What stands at the foot of every page of a document.

    In large print a text that does not fit beside the page number has a line or two of its
    own above it; in ordinary print it is shortened.

    Attributes:
        top: How far above the sheet's lower edge its rule stands.
    """

    def __init__(self, text: str, language: Language, sheet: Sheet) -> None:
        small = max(_SMALLEST_FOOTER, sheet.size * _FOOTER_SCALE)
        size = sheet.size if sheet.whole else small
        lines = _MOST_FOOTER_LINES if sheet.large else 1
        self._size = size
        self._language = language
        self._ink = sheet.ink
        self._left = sheet.side
        self._width = width = sheet.text_width
        counted = sum(self._counted(_MOST_PAGES, _MOST_PAGES).widths)
        self._lines = self._lines_of(" ".join(text.split()), width / size - 2 - counted, lines)
        above = self._lines[0][0] if self._lines else 0.0
        self.top = _FOOTER_BASELINE + above + 1.5 * size

    def draw(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        """Draw the line and the page number; both are decoration to a screen reader."""
        counted = self._counted(page, pages)
        right = self._width - sum(counted.widths) * self._size
        shown = [(0.0, above, line) for above, line in self._lines]
        with canvas.decoration(Decoration.FOOTER) as paper:
            paper.setStrokeColor(self._ink.line)
            paper.setLineWidth(self._ink.hair)
            paper.line(self._left, self.top, self._left + self._width, self.top)
            words = paper.beginText()
            words.setFillColor(self._ink.soft)
            for indent, above, line in (*shown, (right, 0.0, counted)):
                words.setTextOrigin(self._left + indent, _FOOTER_BASELINE + above)
                for face, run in runs(line, 0, len(line.text)):
                    words.setFont(face, self._size)
                    words.textOut(run)
            paper.drawText(words)

    def _lines_of(
        self, text: str, beside: float, most: int
    ) -> tuple[tuple[float, fonts.SetText], ...]:
        """Return each line and how far it stands above the page number."""
        whole = self._set(text)
        if not text or most == 1 or sum(whole.widths) <= beside:
            return ((0.0, self._shortened(text, beside)),) if text else ()
        room = self._width / self._size
        starts = [start for start, _ in break_lines(whole.text, whole.widths, room)][:most]
        parts = [whole.text[a:b] for a, b in pairwise((*starts, len(whole.text)))]
        leading = _FOOTER_LEADING * self._size
        return tuple(
            ((len(parts) - place) * leading, self._shortened(part, room))
            for place, part in enumerate(parts)
        )

    def _counted(self, page: int, pages: int) -> fonts.SetText:
        said = _PAGE_OF.to(self._language, page=page, pages=pages)
        return fonts.set_text(said, fonts.REGULAR)

    def _shortened(self, text: str, room: float) -> fonts.SetText:
        """Return one line of ``text`` not wider than ``room`` times the font size."""
        text = text.strip()
        line = self._set(text)
        while text and sum(line.widths) > room:
            text = text[:-1]
            line = self._set(f"{text}…")
        return line

    def _set(self, text: str) -> fonts.SetText:
        return fonts.set_text(text, fonts.REGULAR, english=self._language is Language.EN)


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
