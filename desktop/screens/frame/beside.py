"""Two parts side by side that stand one under the other when text is large."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop.theme.look import look, space

_LEAST_WIDTH = 700
"""Below this many pixels at 100 % there is no room for two columns of text."""


class Beside(QWidget):
    """Holds two widgets; ``shares`` says how the width is divided between them."""

    def __init__(self, first: QWidget, second: QWidget, *, shares: tuple[int, int]) -> None:
        super().__init__()
        self._shares = shares
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        space(self._box, 14, (0, 0, 0, 0))
        self._box.addWidget(first)
        self._box.addWidget(second)
        self.setLayout(self._box)
        look().changed.connect(self._fold)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold when there is no room for both."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        below = self.width() < look().px(_LEAST_WIDTH)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._box.setDirection(down if below else across)
        # One under the other the first part keeps its least height: the second is to be read.
        for at, share in enumerate((0, 1) if below else self._shares):
            self._box.setStretch(at, share)
