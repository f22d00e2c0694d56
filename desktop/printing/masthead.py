"""The head of a document: title, who gives it out, case number, day, and the square code."""

from typing import Any, Final

from reportlab.lib.units import mm

from db.domain.papers.document import Document, masthead
from db.fields.text import Text
from desktop.printing import fonts, qr
from desktop.printing.colours import BLACK, WHITE
from desktop.printing.flow import Figure, Rule, Space
from desktop.printing.page import WIDTH
from desktop.printing.tagged import Role
from desktop.printing.typesetter import Typesetter, natural

_QR_SIDE: Final[float] = 24 * mm
_BESIDE_QR: Final[float] = 30 * mm
_SPACE: Final = 0.7
"""Above and below the rule under the head, in sizes of the running text."""

_SEPARATOR: Final = Text("｜", " | ")
_COLON: Final = Text("：", ": ")


def set_masthead(setter: Typesetter, document: Document, bookmark: str) -> None:
    """Set the head. The square code stands at the right and no text comes near it."""
    styles = setter.sheet.styles
    room = _SquareCode(setter, document.case_number) if document.case_number else None
    first = len(setter.boxes)

    def beside() -> float:
        used = sum(box.height + box.space_after for box in setter.boxes[first:])
        return room.indent if room and used < room.height else 0.0

    setter.paragraphs(
        document.title, styles.title, Role.TITLE, bookmark=(bookmark, 0), indent=beside()
    )
    setter.paragraphs(document.subtitle, styles.subtitle, indent=beside())
    for line in _lines(setter, document, beside()):
        setter.paragraphs(line, styles.masthead, indent=beside())
    if room:
        room.add(first)
    rule = Rule(
        setter.sheet.text_width,
        setter.sheet.ink.rule,
        setter.sheet.ink.accent,
        space=_SPACE * setter.sheet.size,
    )
    setter.boxes.append(rule)


def _lines(setter: Typesetter, document: Document, indent: float) -> list[str]:
    """Return the line below the title, or each part of it where they do not fit on one."""
    colon = setter.say(_COLON)
    facts = [f"{fact.label}{colon}{fact.value}" for fact in masthead(document)]
    setter.whole_words = (*setter.whole_words, *facts)
    parts = [part for part in (document.organisation, *facts) if part]
    joined, style = setter.say(_SEPARATOR).join(parts), setter.sheet.styles.masthead
    wanted = natural(setter.texts(joined, style), style)
    return [joined] if wanted <= setter.sheet.text_width - indent else parts


class _SquareCode:
    """The square code in the upper right corner, with the quiet zone scanners need.

    On a ground that is not white the quiet zone is a white square within the margins.

    Attributes:
        indent: Points of the column that it takes.
        height: Points below the upper margin that it takes.
    """

    def __init__(self, setter: Typesetter, number: str) -> None:
        self._setter = setter
        self._number = number
        self._modules, self._bars = qr.bars(number)
        self._quiet = qr.QUIET_ZONE * _QR_SIDE / self._modules
        self._inset = 0.0 if setter.sheet.ink.paper is None else self._quiet
        self.indent = _BESIDE_QR + 2 * self._inset
        clear = self._quiet - (0.0 if self._inset else _SPACE * setter.sheet.size)
        self.height = self._inset + _QR_SIDE + max(0.0, clear)

    def add(self, first: int) -> None:
        """Add it after the head in the tree, and before it on the page."""
        boxes, sheet = self._setter.boxes, self._setter.sheet
        used = sum(box.height + box.space_after for box in boxes[first:])
        if used < self.height:
            boxes.append(Space(self.height - used))
        said = fonts.visible(qr.alternative(self._number, self._setter.language))
        figure = Figure(
            self._setter.root.add(Role.FIGURE, alternative=said),
            self._paint,
            left=WIDTH - sheet.side - self._inset - _QR_SIDE,
            from_top=sheet.top + self._inset,
            side=_QR_SIDE,
        )
        boxes.insert(first, figure)

    def _paint(self, paper: Any) -> None:
        unit = _QR_SIDE / self._modules
        quiet, side = self._quiet, _QR_SIDE + 2 * self._quiet
        paper.setFillColor(WHITE)
        paper.rect(-quiet, -quiet, side, side, stroke=0, fill=1)
        paper.setFillColor(BLACK)
        for row, start, length in self._bars:
            bottom = _QR_SIDE - (row + 1) * unit
            paper.rect(start * unit, bottom, length * unit, unit, stroke=0, fill=1)
