"""The look in use: theme and zoom, changed while the window is open."""

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QDir, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLayout, QWidget

import resources
from db.fields.text import Language
from desktop.language import current
from desktop.theme.style_sheet import PADDING_GROWS_TO, TEXT_PX, style_sheet
from desktop.theme.tokens import Tokens, tokens, tokens_of_system

ZOOM_STEPS = (100, 110, 125, 150, 175, 200, 250, 300, 400)
"""Zoom in per cent that Ctrl++ and Ctrl+- step through."""
FOLD_AT = 1.75
"""Zoom from which the navigation and side cards fold (look.md)."""

_FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
_WESTERN_MARKS = ("NotoSansSC-WesternMarks-Regular.ttf", "NotoSansSC-WesternMarks-Bold.ttf")
"""Quotation marks as wide as English writes them; Chinese type draws them full width."""
_BESIDE = 6
"""Pixels between the icon of a button and its words, besides Qt's own four."""
_SHARPNESS = 2
"""Icons are drawn at least at this many dots a pixel."""


class Look(QObject):
    """Theme and zoom of the whole program.

    Layouts, sizes and icons that were made by ``desktop.theme.pieces`` follow a change by
    themselves; what paints itself listens to ``changed``.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        QDir.addSearchPath("themes", str(resources.path("themes")))
        self._theme, self._zoom = "light", 1.0
        self._is_worn = False
        self._language = current()
        self._family, self._western = _family(_FONTS), _family(_WESTERN_MARKS)
        self._system_palette = QPalette(app.palette())
        self._tokens = tokens("light")
        self._hints = app.styleHints()
        accessibility = self._hints.accessibility()
        if accessibility is not None:
            accessibility.contrastPreferenceChanged.connect(self._follow_system)
        self._hints.colorSchemeChanged.connect(self._follow_system)

    @property
    def tokens(self) -> Tokens:
        """The colours in use."""
        return self._tokens

    @property
    def zoom(self) -> float:
        """The zoom factor; 1 is 100 %."""
        return self._zoom

    @property
    def folds(self) -> bool:
        """Whether text is so large that navigation and side cards fold."""
        return self._zoom >= FOLD_AT

    def font(self) -> QFont:
        """Return the typeface of ordinary text at the zoom and in the language in use."""
        font = QFont(QApplication.font())
        if self._family:
            marks = [self._western] if self._language is Language.EN and self._western else []
            font = QFont()
            font.setFamilies([*marks, self._family])
        font.setPixelSize(self.px(TEXT_PX))
        return font

    def px(self, size: float) -> int:
        """Return the zoomed size of ``size`` pixels at 100 %."""
        return round(size * self._zoom)

    def gap(self, size: float) -> int:
        """Return the zoomed size of room between and around things; it grows to 200 %."""
        return round(size * min(self._zoom, PADDING_GROWS_TO))

    def wear(self, theme: str, zoom_percent: int) -> None:
        """Put on a theme (``system`` follows light and dark of the system) and a zoom."""
        if (theme, zoom_percent / 100) != (self._theme, self._zoom) or not self._is_worn:
            self._theme, self._zoom = theme, zoom_percent / 100
            self._apply()
        self.follow_language()

    def follow_language(self) -> None:
        """Take the typeface of the language on screen; windows call it when they are made."""
        if self._is_worn and self._language is not current():
            self._apply()

    def icon(
        self, name: str, tone: str = "accent", size: int = 20, *, beside: int = 0
    ) -> QIcon:
        """Return an icon in a colour of the theme, ``size`` pixels high at 100 %.

        ``beside`` is the room to its right, which Qt's own buttons do not leave.
        """
        return QIcon(self.pixmap(name, tone, size, beside=beside))

    def pixmap(
        self, name: str, tone: str = "accent", size: int = 20, *, beside: int = 0
    ) -> QPixmap:
        """Return an icon's picture; ``tone`` is the name of a token."""
        app = cast("QApplication", QApplication.instance())
        ratio = max(_SHARPNESS, app.devicePixelRatio())
        side = self.px(size)
        picture = QPixmap(round((side + self.px(beside)) * ratio), round(side * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        svg = resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")
        painter = QPainter(picture)
        drawn = svg.replace("currentColor", getattr(self._tokens, tone)).encode()
        QSvgRenderer(drawn).render(painter, QRectF(0, 0, side, side))
        painter.end()
        return picture

    def dress(self, top: QWidget) -> None:
        """Give everything within ``top`` that was made from pieces its zoomed size."""
        for layout in top.findChildren(QLayout):
            _space(layout, self)
        for widget in (top, *top.findChildren(QWidget)):
            _size(widget, self)

    def _follow_system(self) -> None:
        self._apply()

    def _apply(self) -> None:
        self._is_worn, self._language = True, current()
        app = cast("QApplication", QApplication.instance())
        self._tokens = self._chosen()
        # Point sizes follow the system's own text scale; ours is counted in pixels alone.
        app.setFont(self.font())
        app.setPalette(_palette(self._tokens) if self._tokens.name else self._system_palette)
        app.setStyleSheet(style_sheet(self._tokens, self._zoom))
        for top in app.topLevelWidgets():
            self.dress(top)
        self.changed.emit()

    def _chosen(self) -> Tokens:
        accessibility = self._hints.accessibility()
        if (
            accessibility is not None
            and accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast
        ):
            return tokens_of_system(self._system_palette)
        if self._theme == "system":
            dark = self._hints.colorScheme() == Qt.ColorScheme.Dark
            return tokens("dark" if dark else "light")
        return tokens(self._theme)


def zoomed(percent: int, step: int) -> int:
    """Return the next zoom up (``step`` 1), down (-1), or the actual size (0)."""
    if step > 0:
        return next((zoom for zoom in ZOOM_STEPS if zoom > percent), ZOOM_STEPS[-1])
    if step < 0:
        return next((zoom for zoom in reversed(ZOOM_STEPS) if zoom < percent), ZOOM_STEPS[0])
    return ZOOM_STEPS[0]


def look() -> Look:
    """Return the look of the running program; made when it is first asked for."""
    app = cast("QApplication", QApplication.instance())
    found = app.findChild(Look)
    if found is None:
        found = Look(app)
    return found


def space(layout: QLayout, gap: int, margins: tuple[int, int, int, int]) -> None:
    """Set spacing and margins in pixels at 100 %; they follow the zoom."""
    layout.setProperty("base_gap", gap)
    layout.setProperty("base_margins", list(margins))
    _space(layout, look())


def size(widget: QWidget, *, width: int = 0, min_height: int = 0, max_width: int = 0) -> None:
    """Set a fixed width, a least height or a greatest width in pixels at 100 %."""
    for name, value in (
        ("base_width", width), ("base_min_height", min_height), ("base_max_width", max_width)
    ):  # fmt: skip
        if value:
            widget.setProperty(name, value)
    _size(widget, look())


def wear_icon(
    widget: QAbstractButton | QLabel, name: str, tone: str = "accent", px: int = 20
) -> None:
    """Give a button or label an icon that follows theme and zoom."""
    widget.setProperty("icon_name", name)
    widget.setProperty("icon_tone", tone)
    widget.setProperty("icon_px", px)
    _size(widget, look())


def repolish(widget: QWidget) -> None:
    """Let the style sheet see a changed property of ``widget``."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _space(layout: QLayout, look: Look) -> None:
    gap = layout.property("base_gap")
    if gap is not None:
        layout.setSpacing(look.gap(gap))
        layout.setContentsMargins(*(look.gap(m) for m in layout.property("base_margins")))


def _size(widget: QWidget, look: Look) -> None:
    width, height = widget.property("base_width"), widget.property("base_min_height")
    widest = widget.property("base_max_width")
    if width:
        widget.setFixedWidth(look.px(width))
    if height:
        widget.setMinimumHeight(look.gap(height))
    if widest:
        widget.setMaximumWidth(look.px(widest))
    name = widget.property("icon_name")
    if name:
        tone, px = widget.property("icon_tone"), widget.property("icon_px")
        if isinstance(widget, QAbstractButton):
            beside = _BESIDE if widget.text() else 0
            widget.setIcon(look.icon(name, tone, px, beside=beside))
            widget.setIconSize(QSize(look.px(px) + look.px(beside), look.px(px)))
        elif isinstance(widget, QLabel):
            widget.setPixmap(look.pixmap(name, tone, px))


def _family(files: Iterable[str]) -> str:
    """Load a typeface of ours; return its family, or nothing when the system has to do."""
    family = ""
    for name in files:
        file = resources.path(f"fonts/{name}")
        if file.is_file():
            number = QFontDatabase.addApplicationFont(str(file))
            families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
            family = family or (families[0] if families else "")
    return family


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, tokens.paper),
        (role.WindowText, tokens.ink),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.paper),
        (role.Text, tokens.ink),
        (role.PlaceholderText, tokens.soft),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.ink),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.ink),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.soft))
    return palette
