"""Choices side by side, each under its label: what is made, and how."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from db.fields.text import Text
from desktop.language import tr
from desktop.theme.look import size
from desktop.theme.pieces import column, label, wraps

Option = tuple[str, str]
"""A stored value and its words."""


class Choice(QWidget):
    """One labelled list of choices."""

    def __init__(self, name: str, caption: Text, chosen: Callable[[], object]) -> None:
        """Make an empty one.

        Args:
            name: What tests and scripts find it by.
            caption: What is asked.
            chosen: Called when the person has chosen something else.
        """
        super().__init__()
        self.combo = QComboBox()
        self.combo.setObjectName(name)
        self.combo.setAccessibleName(tr(caption))
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        size(self.combo, min_height=40, max_width=300)
        above = label(caption, "soft", wraps=False)
        above.setBuddy(self.combo)
        self.setLayout(column(above, self.combo, gap=2))
        self._value = ""
        self._chosen = chosen
        self.combo.activated.connect(self._on_activated)

    @property
    def value(self) -> str:
        """What is chosen; empty when there is nothing to choose from."""
        return str(self.combo.currentData() or "")

    def offer(self, options: Sequence[Option], value: str) -> None:
        """Offer other choices and take one of them; nobody is told."""
        if options != self.options():
            self.combo.clear()
            for stored, shown in options:
                self.combo.addItem(shown, stored)
        self.take(value)

    def take(self, value: str) -> None:
        """Take one of the choices; nobody is told."""
        self.combo.setCurrentIndex(max(0, self.combo.findData(value)))
        self._value = self.value

    def options(self) -> list[Option]:
        """Return what is offered."""
        combo = self.combo
        return [(str(combo.itemData(at)), combo.itemText(at)) for at in range(combo.count())]

    def _on_activated(self, _at: int) -> None:
        if self.value != self._value:
            self._value = self.value
            self._chosen()


def side_by_side(*parts: QWidget, gap: int = 14) -> QWidget:
    """Return choices in a row that wraps; a button is set on the line of the lists."""
    return wraps(
        *(on_the_line(part) if isinstance(part, QPushButton) else part for part in parts),
        gap=gap,
    )


def on_the_line(part: QPushButton) -> QWidget:
    """Return a holder that sets a button on the line of the lists beside it."""
    block = QWidget()
    # An empty line as tall as the labels of the lists.
    block.setLayout(column(label("", "soft", wraps=False), part, gap=2))
    return block
