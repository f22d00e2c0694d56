"""A page whose first focus is in what is still being read when the page is opened."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from db.domain.journal.change import Receipt
from desktop.focus import into_view
from desktop.screens.frame.page import Desk, Page
from desktop.theme.pieces import Said


class LatePage(Page):
    """Moves the focus to ``first_focus`` once what is read has come."""

    def __init__(self, desk: Desk, heading: Said, *, parent: QWidget | None = None) -> None:
        super().__init__(desk, heading, parent=parent)
        self._is_arriving = False

    def open(self, **args: object) -> None:
        """Begin a visit."""
        self._is_arriving = True
        super().open(**args)

    def refresh(self, receipt: Receipt) -> None:
        """Take in a saved action; the focus stays where it is."""
        self._is_arriving = False
        super().refresh(receipt)

    def arrived(self) -> None:
        """Put the focus where work begins, unless the person has gone on already."""
        was_arriving, self._is_arriving = self._is_arriving, False
        now = QApplication.focusWidget()
        is_typing = isinstance(now, QLineEdit) and bool(now.text())
        is_elsewhere = now is not None and not self.isAncestorOf(now)
        if not was_arriving or is_typing or is_elsewhere or not self.isVisible():
            return
        first = self.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
            # Large text pushes a list below the edge; what has the focus must be in sight.
            QTimer.singleShot(0, first, lambda: into_view(first))
