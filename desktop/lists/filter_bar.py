"""Filters above a list: a few choices, each with all as its first, and how much is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from db.fields.codes import code_list
from db.fields.text import Text
from desktop.language import tr
from desktop.messages import Announced
from desktop.theme.look import size
from desktop.theme.pieces import button, column, label, wraps

_ALL = Text("全部", "All")
_CLEAR = Text("清除筛选", "Clear filters")


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice that narrows a list: stored values and words, without all."""

    name: str
    label: Text
    options: Sequence[tuple[str, str]]


def filter_by_codes(name: str, label: Text, codes: str) -> Filter:
    """Return a filter by the entries of a code list."""
    options = [(entry.code, tr(entry.label)) for entry in code_list(codes).entries]
    return Filter(name, label, options)


class FilterBar(QWidget):
    """Choices side by side, wrapping; a line beneath says how many rows are left.

    Signals:
        changed: Another choice was made.
    """

    changed = Signal()

    def __init__(self, filters: Sequence[Filter], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._combos: dict[str, QComboBox] = {}
        blocks: list[QWidget] = []
        for one in filters:
            combo = self._combos[one.name] = QComboBox()
            combo.addItem(tr(_ALL), "")
            for value, shown in one.options:
                combo.addItem(shown, value)
            caption = label(one.label, "soft", wraps=False)
            caption.setBuddy(combo)
            combo.setAccessibleName(tr(one.label))
            combo.setObjectName(one.name)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            size(combo, min_height=40, max_width=260)
            combo.activated.connect(self._on_changed)
            block = QWidget()
            block.setLayout(column(caption, combo, gap=2))
            blocks.append(block)
        self._clear = button(_CLEAR, self.clear, part="quiet", name="clear_filters")
        self.count = Announced()
        holder = QWidget()
        holder.setLayout(column(None, self._clear, gap=0))
        self.setLayout(column(wraps(*blocks, holder), self.count, gap=6))
        self._clear.setVisible(False)

    def chosen(self) -> dict[str, str]:
        """Return the values chosen, by filter; what is on all is left out."""
        found = {name: str(combo.currentData()) for name, combo in self._combos.items()}
        return {name: value for name, value in found.items() if value}

    def choose(self, name: str, value: str) -> None:
        """Set one filter; an empty value is all."""
        combo = self._combos[name]
        combo.setCurrentIndex(max(0, combo.findData(value)))
        self._on_changed()

    def offer(self, name: str, options: Sequence[tuple[str, str]]) -> None:
        """Change what one filter offers; its choice stays if it is still there."""
        combo = self._combos[name]
        kept = str(combo.currentData())
        combo.clear()
        combo.addItem(tr(_ALL), "")
        for value, shown in options:
            combo.addItem(shown, value)
        combo.setCurrentIndex(max(0, combo.findData(kept)))
        self._clear.setVisible(bool(self.chosen()))

    def clear(self) -> None:
        """Set everything to all."""
        for combo in self._combos.values():
            combo.setCurrentIndex(0)
        first = next(iter(self._combos.values()), None)
        if first is not None:
            first.setFocus()
        self._on_changed()

    def _on_changed(self) -> None:
        self._clear.setVisible(bool(self.chosen()))
        self.changed.emit()
