"""How one thing to do is drawn: icon, name, state in words, place and reason, button."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.lists.table_model import Index
from desktop.theme.look import look

if TYPE_CHECKING:
    from desktop.lists.work_list import WorkItem, WorkList

_NAME_PX, _TEXT_PX, _SECTION_PX = 16, 15, 18
_PAD, _GAP, _ICON, _BUTTON = 16, 10, 22, 40
_NARROW = 520
"""Below this many pixels at 100 % the button goes under the words."""
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_JOINT = "　"


class WorkCard(QStyledItemDelegate):
    """Draws a card, and tells how tall it is and where its button lies."""

    def __init__(self, view: "WorkList") -> None:
        super().__init__(view)
        self._view = view

    def height(self, item: "WorkItem", width: int, *, headed: bool) -> int:
        """Return the height of a row ``width`` pixels wide, heading and gap included."""
        return self._plan(item, QRect(0, 0, width, 10_000), headed=headed).bottom

    def button_rect(self, item: "WorkItem", row: QRect) -> QRect:
        """Return where the card's button lies within its row."""
        at = self._view.indexAt(row.center()).row()
        return self._plan(item, row, headed=self._view.is_headed(at)).button

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size the card needs."""
        item: WorkItem = index.data(Qt.ItemDataRole.UserRole)
        width = self._view.viewport().width()
        headed = self._view.is_headed(index.row())
        return QSize(width, self.height(item, width, headed=headed))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the card."""
        item: WorkItem = index.data(Qt.ItemDataRole.UserRole)
        row = QRect(option.rect)
        plan = self._plan(item, row, headed=self._view.is_headed(index.row()))
        worn, colours = look(), look().tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not plan.heading.isEmpty():
            _write(
                painter, plan.heading, item.group, _font(_SECTION_PX, bold=True), colours.ink
            )
        _box(painter, plan.card, worn.px(12), colours.surface, colours.hair, 1)
        if index.row() == self._view.currentIndex().row() and self._view.hasFocus():
            _ring(painter, plan.card, worn.px(12))
        painter.drawPixmap(plan.icon.topLeft(), worn.pixmap(item.icon, "accent", _ICON))
        _write(painter, plan.name, item.name, _font(_NAME_PX, bold=True), colours.ink)
        if item.chip:
            ground, ink = colours.ground_and_ink(item.tone)
            _box(painter, plan.chip, worn.px(6), ground, ink, 1)
            _write(painter, plan.chip, item.chip, _font(_TEXT_PX, bold=True), ink, centred=True)
        _write(painter, plan.why, _reason(item), _font(_TEXT_PX), colours.soft)
        if item.action:
            ground, ink, edge = (
                (colours.accent, colours.on_accent, colours.accent)
                if item.is_next
                else (colours.surface, colours.accent, colours.line)
            )
            _box(painter, plan.button, worn.px(8), ground, edge, 1)
            font = _font(_TEXT_PX, bold=item.is_next)
            _write(painter, plan.button, item.action, font, ink, centred=True)
        painter.restore()

    def _plan(self, item: "WorkItem", row: QRect, *, headed: bool) -> "_Plan":
        """Return where everything goes; ``row`` gives left, top and width."""
        px = look().px
        plan = _Plan()
        top, left, width = row.top(), row.left() + 3, row.width() - 6
        if headed and item.group:
            tall = QFontMetrics(_font(_SECTION_PX, bold=True)).height()
            plan.heading = QRect(left, top + px(8), width, tall)
            top = plan.heading.bottom() + px(8)
        names, texts = QFontMetrics(_font(_NAME_PX, bold=True)), QFontMetrics(_font(_TEXT_PX))
        bold = QFontMetrics(_font(_TEXT_PX, bold=True))
        action = QSize(0, 0)
        if item.action:
            action = QSize(bold.horizontalAdvance(item.action) + px(36), px(_BUTTON))
        below = width < px(_NARROW)
        inner_left = left + px(_PAD) + px(_ICON) + px(14)
        right = left + width - px(12)
        inner_right = right if below or not item.action else right - action.width() - px(14)
        inner = max(40, inner_right - inner_left)
        y = top + px(_GAP) + px(2)
        chip = QSize(bold.horizontalAdvance(item.chip) + px(22), bold.height() + px(6))
        name_width = names.horizontalAdvance(item.name) + 2
        line = max(names.height(), chip.height() if item.chip else 0)
        if item.chip and name_width + px(10) + chip.width() <= inner:
            plan.name = QRect(
                inner_left, y + (line - names.height()) // 2, name_width, names.height()
            )
            plan.chip = QRect(
                plan.name.right() + px(10),
                y + (line - chip.height()) // 2,
                chip.width(),
                chip.height(),
            )
            y += line
        else:
            tall = names.boundingRect(QRect(0, 0, inner, 10_000), _WRAP, item.name).height()
            plan.name = QRect(inner_left, y, inner, tall)
            y += tall
            if item.chip:
                plan.chip = QRect(
                    inner_left, y + px(4), min(chip.width(), inner), chip.height()
                )
                y = plan.chip.bottom()
        reason = _reason(item)
        if reason:
            tall = texts.boundingRect(QRect(0, 0, inner, 10_000), _WRAP, reason).height()
            plan.why = QRect(inner_left, y + px(4), inner, tall)
            y = plan.why.bottom()
        if item.action and below:
            plan.button = QRect(
                inner_left, y + px(10), min(action.width(), inner), action.height()
            )
            y = plan.button.bottom()
        y = max(y + px(_GAP) + px(2), top + px(60))
        plan.card = QRect(left, top + 2, width, y - top - 2)
        if item.action and not below:
            plan.button = QRect(
                right - action.width(), plan.card.center().y() - action.height() // 2,
                action.width(), action.height(),
            )  # fmt: skip
        middle = plan.card.center().y() if not below else plan.name.center().y()
        plan.icon = QRect(left + px(_PAD), middle - px(_ICON) // 2, px(_ICON), px(_ICON))
        plan.bottom = plan.card.bottom() + px(10) - row.top()
        return plan


class _Plan:
    """Where the parts of one card go, in the view's pixels."""

    def __init__(self) -> None:
        self.heading = self.card = self.icon = self.name = QRect()
        self.chip = self.why = self.button = QRect()
        self.bottom = 0


def _reason(item: "WorkItem") -> str:
    return _JOINT.join(part for part in (item.place, item.why) if part)


def _font(px: int, *, bold: bool = False) -> QFont:
    font = QFont(look().font())
    font.setPixelSize(look().px(px))
    font.setBold(bold)
    return font


def _box(  # noqa: PLR0913, PLR0917 - what a box is made of
    painter: QPainter, rect: QRect, corner: int, ground: str, edge: str, width: float
) -> None:
    painter.setPen(QPen(QColor(edge), width))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)


def _ring(painter: QPainter, rect: QRect, corner: int) -> None:
    """Draw the focus: accent outside, the card's ground inside it, on any ground."""
    wide = max(2.0, 2.0 * look().zoom ** 0.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look().tokens.accent), wide + 1))
    painter.drawRoundedRect(QRectF(rect).adjusted(0, 0, 0, 0), corner, corner)


def _write(  # noqa: PLR0913 - what a line of words is made of
    painter: QPainter,
    rect: QRect,
    words: str,
    font: QFont,
    colour: str,
    *,
    centred: bool = False,
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    flags = int(Qt.AlignmentFlag.AlignCenter) if centred else int(_WRAP)
    painter.drawText(rect, flags, words)
