"""All that is wrong on a form, at its top, each a button that goes to its field."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from db.fields.text import Text
from desktop.language import tr
from desktop.theme.look import repolish
from desktop.theme.pieces import Link, column, hide_children, label

_COUNT = Text("有 {count} 处请改正", "{count} places to correct")
_SPOKEN = Text(
    "有 {count} 处请改正。第一处：{first}", "{count} places to correct. First: {first}"
)


class ProblemList(QFrame):
    """Shown when there is more than one problem, or one that belongs to no field."""

    chosen = Signal(str)
    """Emitted with the name of the field to go to."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "message")
        self.setProperty("tone", "late")
        self.setObjectName("problem_list")
        self._messages: list[str] = []
        self._lines: list[QWidget] = []
        self._column = column(gap=4, margins=(14, 10, 14, 10))
        self.setLayout(self._column)
        self.hide()

    def show_problems(self, links: Sequence[tuple[str, str]]) -> None:
        """Show field names and messages; a name may be empty."""
        hide_children(self._column)
        self._messages = [message for _, message in links]
        self._lines = []
        shown = len(links) > 1 or any(not name for name, _ in links)
        if shown:
            self._column.addWidget(label(tr(_COUNT, count=len(links)), "label"))
            for name, message in links:
                self._lines.append(self._line(name, message))
                self._column.addWidget(self._lines[-1])
        self.setVisible(shown)
        repolish(self)

    def spoken(self, *, first_is_heard: bool = False) -> str:
        """Return what is announced: one problem, or how many and the first.

        Args:
            first_is_heard: Whether the first is heard at its field, so only the count is left.
        """
        if not self._messages:
            return ""
        if len(self._messages) == 1:
            return "" if first_is_heard else self._messages[0]
        if first_is_heard:
            return tr(_COUNT, count=len(self._messages))
        return tr(_SPOKEN, count=len(self._messages), first=self._messages[0])

    def take_focus(self) -> None:
        """Move the focus to the first line."""
        if self._lines:
            self._lines[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _line(self, name: str, message: str) -> QWidget:
        if name:
            return Link(message, lambda: self.chosen.emit(name))
        said = label(message, "trouble")
        said.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return said
