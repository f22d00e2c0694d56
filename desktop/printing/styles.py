"""How each kind of text looks, all made from the size of the running text."""

from dataclasses import dataclass
from typing import Any, Final

from desktop.printing import fonts
from desktop.printing.colours import Ink

_ORDINARY_SIZE: Final = 11.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a paragraph looks. Lengths are in points."""

    face: str
    size: float
    leading: float
    colour: Any
    space_before: float = 0.0
    space_after: float = 0.0
    left_indent: float = 0.0
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """All styles of a document."""

    title: Style
    subtitle: Style
    masthead: Style
    headings: tuple[Style, Style, Style]
    body: Style
    cell: Style
    heading_cell: Style
    card_name: Style
    caption: Style
    item: Style
    ordinal: Style
    code: Style
    pictured: Style


def styles_for(size: float, ink: Ink, *, whole: bool) -> Styles:
    """Return the styles for running text of ``size`` points.

    Headings grow less than the text does: at 11 points the title is 1.9 times as large, at
    28 points 1.3 times, or it would fill the sheet.

    Args:
        size: Of the running text.
        ink: Its colours.
        whole: Nothing may be smaller than the running text.
    """
    grown = min(1.0, _ORDINARY_SIZE / size) ** 1.2
    led = 1.5 if whole else 1.6

    def heading(more: float, before: float, after: float) -> Style:
        scale = 1 + more * grown
        return Style(
            face=fonts.BOLD,
            size=size * scale,
            leading=size * scale * 1.4,
            colour=ink.accent,
            space_before=size * before,
            space_after=size * after,
            keep_with_next=True,
        )

    def text(
        scale: float = 1.0,
        leading: float = led,
        face: str = fonts.REGULAR,
        colour: Any = ink.text,
        **more: Any,
    ) -> Style:
        scale = max(scale, 1.0) if whole else scale
        return Style(
            face=face, size=size * scale, leading=size * scale * leading, colour=colour, **more
        )

    title = size * (1 + 0.9 * grown)
    return Styles(
        title=Style(
            face=fonts.BOLD,
            size=title,
            leading=title * 1.35,
            colour=ink.accent,
            space_after=size * 0.15,
        ),
        subtitle=text(1 + 0.1 * grown, 1.5, space_after=size * 0.25),
        masthead=text(0.9, 1.5, colour=ink.soft),
        headings=(heading(0.27, 1.2, 0.35), heading(0.09, 0.9, 0.3), heading(0, 0.7, 0.2)),
        body=text(space_after=size * 0.5),
        cell=text(0.95, 1.5),
        heading_cell=text(0.95, 1.5, fonts.BOLD),
        card_name=text(1 + 0.15 * grown, 1.5, fonts.BOLD),
        caption=text(
            0.95,
            1.5,
            fonts.BOLD,
            ink.soft,
            space_before=size * 0.4,
            space_after=size * 0.3,
            keep_with_next=True,
        ),
        item=text(space_after=size * 0.3, left_indent=size * 2.0),
        ordinal=text(0.8, 1.4, colour=ink.soft),
        code=text(1 + 1.0 * grown, 1.5, fonts.BOLD),
        pictured=text(leading=1.6),
    )
