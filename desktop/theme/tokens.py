"""Themes as data: what each colour is for, and how far apart two colours are."""

import json
from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QPalette

import resources

THEMES = ("light", "dark", "contrast")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of one theme, as ``#RRGGBB``, named by what they are for.

    Attributes:
        name: The theme's folder in ``resources/themes``; empty when the system's own colours
            are kept.
        paper: Ground of the window.
        surface: Ground of cards and fields.
        sunken: Ground of the navigation and of empty meters.
        ink: Text.
        soft: Text that matters less.
        line: Edges of controls.
        hair: Edges of cards and rules between lines; carries no meaning.
        accent: The one accent: what can be pressed, and where one is.
        on_accent: Text on ``accent``.
        tint: Ground of what the pointer is over and of the current place.
        chosen: Ground of the chosen row.
        on_chosen: Text on ``chosen``.
        late: Overdue, or wrong; always with a word.
        due: Due or unfinished; always with a word.
        good: Reached; always with a word.
    """

    name: str = ""
    paper: str
    surface: str
    sunken: str
    ink: str
    soft: str
    line: str
    hair: str
    accent: str
    on_accent: str
    tint: str
    chosen: str
    on_chosen: str
    late: str
    late_tint: str
    due: str
    due_tint: str
    good: str
    good_tint: str

    def ground_and_ink(self, tone: str) -> tuple[str, str]:
        """Return ground and text colour of a chip of ``tone`` late, due, good or plain."""
        match tone:
            case "late":
                return self.late_tint, self.late
            case "due":
                return self.due_tint, self.due
            case "good":
                return self.good_tint, self.good
            case _:
                return self.surface, self.soft


@cache
def tokens(name: str) -> Tokens:
    """Return the theme ``name``, read once. Raises ``KeyError`` for an unknown one."""
    if name not in THEMES:
        raise KeyError(name)
    written = resources.path(f"themes/{name}.json").read_text(encoding="utf-8")
    return Tokens(name=name, **json.loads(written))


def tokens_of_system(palette: QPalette) -> Tokens:
    """Return the system's own colours by our names, for what Yiyi paints itself.

    In a high-contrast system theme every tone is the system's text colour: a chip is told
    apart by its word.
    """

    def role(which: QPalette.ColorRole) -> str:
        return palette.color(which).name()

    window, base = role(QPalette.ColorRole.Window), role(QPalette.ColorRole.Base)
    ink = role(QPalette.ColorRole.WindowText)
    chosen = role(QPalette.ColorRole.Highlight)
    on_chosen = role(QPalette.ColorRole.HighlightedText)
    return Tokens(
        paper=window,
        surface=base,
        sunken=window,
        ink=ink,
        soft=ink,
        line=ink,
        hair=ink,
        accent=ink,
        on_accent=window,
        tint=window,
        chosen=chosen,
        on_chosen=on_chosen,
        late=ink,
        late_tint=base,
        due=ink,
        due_tint=base,
        good=ink,
        good_tint=base,
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB`` (WCAG 2.2, "relative luminance")."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
