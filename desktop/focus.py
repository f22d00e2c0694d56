"""Where the focus is: a ring one can see, and the way back after a dialog."""

import math
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QFocusFrame,
    QLayout,
    QScrollArea,
    QWidget,
)

from desktop.theme.look import look

_CORNER = 9
_SETTLE_MS, _HEARD_MS = 50, 350
_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
}


class FocusRing(QFocusFrame):
    """A ring of two tones round whatever has the focus: seen on any ground and theme.

    Fusion draws no change on many widgets when the program moves the focus (measured). It lies
    over the whole window, so that no parent cuts it off; it is a ``QFocusFrame`` because
    assistive technology is not told of those.
    """

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw accent outside and the ground of fields inside it."""
        worn = look()
        wide = ring_width()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corner = float(worn.px(_CORNER))
        for inset, colour, pen in (
            (wide / 2, worn.tokens.accent, wide),
            (wide * 1.25, worn.tokens.surface, wide / 2),
        ):
            painter.setPen(QPen(QColor(colour), pen))
            inner = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(inner, corner, corner)
        painter.end()


def ring_width() -> float:
    """Return how wide the ring's outer tone is, in pixels."""
    zoom: float = look().zoom
    return max(2.0, 2.0 * math.sqrt(zoom))


class RingKeeper(QObject):
    """Moves the one ring after the focus, and after whatever moves what has it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: FocusRing | None = None
        self._focused: QWidget | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lay the ring anew when anything around the focus moves."""
        del watched
        if event.type() in _MOVES:
            self._lay()
        return False

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        shown = (
            new is not None
            and not new.isWindow()
            and not new.property("own_ring")
            and new.window().windowType() != Qt.WindowType.Popup
        )
        self._focused = new if shown else None
        if self._focused is not None:
            # A scroll area follows the focus only when Tab moved it within the area.
            into_view(self._focused)
        around = self._focused
        while around is not None:
            around.installEventFilter(self)
            self._watched.append(around)
            around = None if around.isWindow() else around.parentWidget()
        self._lay()

    def _lay(self) -> None:
        focused = self._focused
        if focused is None or not shiboken6.isValid(focused) or not focused.isVisible():
            if self._ring is not None and shiboken6.isValid(self._ring):
                self._ring.hide()
            return
        window = focused.window()
        if self._ring is None or not shiboken6.isValid(self._ring):
            # A ring dies with the window it was last drawn in.
            self._ring = FocusRing(window)
        ring = self._ring
        if ring.parentWidget() is not window:
            ring.setParent(window)
        wide = round(ring_width())
        rect = QRect(focused.mapTo(window, QPoint(0, 0)), focused.size())
        rect = rect.adjusted(-wide, -wide, wide, wide)
        seen = rect
        around = focused.parentWidget()
        while around is not None and not around.isWindow():
            if isinstance(around.parentWidget(), QAbstractScrollArea):
                seen = seen.intersected(
                    QRect(around.mapTo(window, QPoint(0, 0)), around.size())
                )
            around = around.parentWidget()
        ring.setGeometry(rect)
        ring.setMask(QRegion(seen.translated(-rect.topLeft())))
        ring.setVisible(not seen.isEmpty())
        ring.raise_()
        ring.update()


def begin(app: QApplication) -> None:
    """Show the ring from now on; call it once."""
    if app.findChild(RingKeeper) is None:
        RingKeeper(app)


class _GiveBack(QObject):
    """Remembers who had the focus when a dialog opened, and gives it back."""

    def __init__(self, dialog: QDialog, to: QWidget | None) -> None:
        super().__init__(dialog)
        self._to = to
        dialog.finished.connect(self._give_back)

    def _give_back(self, _result: int) -> None:
        to = self._to
        if to is not None and shiboken6.isValid(to) and to.isVisible():
            to.window().activateWindow()
            to.setFocus(Qt.FocusReason.TabFocusReason)


def give_back(dialog: QDialog) -> None:
    """Give the focus back, once ``dialog`` closes, to whoever has it now."""
    _GiveBack(dialog, QApplication.focusWidget())


def when_active(window: QWidget, then: Callable[[], object], tries: int = 20) -> None:
    """Call ``then`` once ``window`` is active again after a dialog, at the latest in a second.

    Orca says nothing of a focus that moves before it has heard of the activation.
    """
    if not shiboken6.isValid(window):
        return
    if window.isActiveWindow() or tries <= 0:
        QTimer.singleShot(_HEARD_MS, window, then)
    else:
        again = partial(when_active, window, then, tries - 1)
        QTimer.singleShot(_SETTLE_MS, window, again)


def first_stop(within: QWidget) -> QWidget | None:
    """Return the first widget inside that Tab would reach, in visual order."""
    widget = within.nextInFocusChain()
    while widget is not None and widget is not within:
        if (
            within.isAncestorOf(widget)
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isEnabled()
            and widget.isVisibleTo(within)
        ):
            return widget
        widget = widget.nextInFocusChain()
    return None


def order_tabs(top: QWidget) -> None:
    """Have Tab go through ``top`` as the eye does: in the order of its layouts.

    Qt's own order is that of creation, which what is added to a page later breaks.
    """
    stops: list[QWidget] = []
    _stops_in(top, stops)
    for one, other in pairwise(stops):
        QWidget.setTabOrder(one, other)


def _stops_in(widget: QWidget, stops: list[QWidget]) -> None:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        stops.append(widget)
    layout = widget.layout()
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            _stops_in(inside, stops)
    elif layout is not None:
        _stops_of(layout, stops)


def _stops_of(layout: QLayout, stops: list[QWidget]) -> None:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        widget = item.widget() if item is not None else None
        inner = item.layout() if item is not None else None
        if widget is not None:
            _stops_in(widget, stops)
        elif inner is not None:
            _stops_of(inner, stops)


def pane_after(panes: Sequence[QWidget], focused: QWidget | None, step: int) -> QWidget:
    """Return the part of a window that F6 (``step`` 1) or Shift+F6 (-1) goes to."""
    for at, pane in enumerate(panes):
        if focused is not None and pane.isAncestorOf(focused):
            return panes[(at + step) % len(panes)]
    return panes[0 if step > 0 else -1]


def into_view(widget: QWidget) -> None:
    """Scroll every scroll area around ``widget`` so that all of it can be seen."""
    parent = widget.parentWidget()
    while parent is not None:
        ensure = getattr(parent, "ensureWidgetVisible", None)
        if isinstance(parent, QAbstractScrollArea) and ensure is not None:
            ensure(widget, 0, 48)
        parent = parent.parentWidget()
