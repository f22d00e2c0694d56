"""Words of the record that can be walked through line by line, as tall as they are long."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from desktop.theme.look import look
from desktop.theme.pieces import Said, words

_FRAME = 20
"""Border and padding above and below the lines, in pixels at 100 %."""


class ReadingText(QPlainTextEdit):
    """Read-only lines in one Tab stop; a label would be passed over by Tab and never heard."""

    def __init__(self, name: Said, text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(words(name))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look().changed.connect(self._fit_later)
        self._fit_later()

    def show_text(self, text: str) -> None:
        """Show other words; the caret stays at the beginning."""
        if text != self.toPlainText():
            self.setPlainText(text)
            self._fit_later()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit_later()

    def _fit_later(self) -> None:
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        # The height of a plain text document is counted in lines.
        lines = max(1, round(self.document().size().height()))
        tall = lines * self.fontMetrics().lineSpacing() + look().px(_FRAME)
        tall += round(2 * self.document().documentMargin())
        if tall != self.height():
            self.setFixedHeight(tall)
