"""What stands where rows will be: nothing yet, loading, or could not be read."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from db.fields.problem import Problem
from db.fields.text import Text
from desktop.announce import announce
from desktop.language import current
from desktop.theme.look import size
from desktop.theme.pieces import Said, button, column, hide_children, label, picture, row, words

_LOADING = Text("正在读取……", "Loading…")
_AGAIN = Text("再试一次", "Try again")
_LOADING_MS = 400
"""Nothing is said of loading that takes less time than this."""


class Swap(QStackedWidget):
    """Holds a list, and shows in its place why there is nothing to see.

    An empty state says what the place is for and what to do first.
    """

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self._note = QWidget()
        self._inside = column(gap=10, margins=(24, 40, 24, 40))
        self._note.setLayout(self._inside)
        self.addWidget(content)
        self.addWidget(self._note)
        self._slow = QTimer(self, singleShot=True, interval=_LOADING_MS)
        self._slow.timeout.connect(self._say_loading)

    def show_content(self) -> None:
        """Show the list."""
        self._slow.stop()
        self._turn(0)

    def show_loading(self) -> None:
        """Say that it is being read, if that takes long."""
        self._slow.start()

    def show_empty(
        self,
        heading: Said,
        what_to_do: Said,
        *,
        icon: str = "info",
        act: Text | None = None,
        then: Callable[[], object] | None = None,
    ) -> None:
        """Say what this place is for and offer the first thing to do."""
        parts: list[QWidget] = [
            picture(icon, "accent", 40), label(heading, "section"), label(what_to_do, "soft")
        ]  # fmt: skip
        if act is not None:
            parts.append(button(act, then, part="primary"))
        self._fill(parts)

    def show_failed(self, problem: Problem, again: Callable[[], object]) -> None:
        """Say what went wrong and offer to try again."""
        message = problem.message(current())
        self._fill(
            [picture("triangle-alert", "late", 40), label(message), button(_AGAIN, again)]
        )
        announce(self, message, urgent=True)

    def _say_loading(self) -> None:
        self._fill([picture("loader", "accent", 40), label(_LOADING, "soft")])
        announce(self, words(_LOADING))

    def _fill(self, parts: list[QWidget]) -> None:
        self._slow.stop()
        hide_children(self._inside)
        for part in parts:
            if part.focusPolicy() != Qt.FocusPolicy.NoFocus:
                self._inside.addLayout(row(part, None))
            else:
                size(part, max_width=560)
                self._inside.addWidget(part)
        self._inside.addStretch(1)
        self._turn(1)

    def _turn(self, index: int) -> None:
        # A hidden page must not make the shown one taller than it is.
        for at, page in enumerate((self._content, self._note)):
            ignored = QSizePolicy.Policy.Ignored
            kept = page.property("kept_policy")
            if kept is None:
                page.setProperty("kept_policy", page.sizePolicy())
                kept = page.sizePolicy()
            page.setSizePolicy(kept if at == index else QSizePolicy(ignored, ignored))
        self.setCurrentIndex(index)
        self.updateGeometry()
