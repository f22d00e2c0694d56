"""What a screen reader finds in a window, in reading order, without a screen reader."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

_MOST_CHILDREN = 40
"""Of one object: enough of a long table to judge the rest by."""

_SILENT = {
    QAccessible.Role.Client,
    QAccessible.Role.Pane,
    QAccessible.Role.Grouping,
    QAccessible.Role.LayeredPane,
    QAccessible.Role.Splitter,
    QAccessible.Role.ScrollBar,
    QAccessible.Role.NoRole,
}
"""Roles that are passed over when they have no name; what is in them is told."""


def names_in(widget: QWidget) -> Iterator[str]:
    """Yield a line for each object that is seen: role, name, value, description, focus."""
    found = QAccessible.queryAccessibleInterface(widget)
    if found is not None:
        yield from _below(found, 0)


def _below(node: Any, depth: int) -> Iterator[str]:
    state = node.state()
    if state.invisible:
        return
    name = node.text(QAccessible.Text.Name).strip()
    told = bool(name) or node.role() not in _SILENT
    if told:
        yield "  " * depth + _line(node, name)
    for at in range(min(node.childCount(), _MOST_CHILDREN)):
        child = node.child(at)
        if child is not None:
            yield from _below(child, depth + told)


def _line(node: Any, name: str) -> str:
    parts = [node.role().name, f"«{name}»"]
    value = node.text(QAccessible.Text.Value).strip()
    if value and value != name:
        parts.append(f"= {value[:60]}")
    description = node.text(QAccessible.Text.Description).strip()
    if description:
        parts.append(f"({description})")
    if node.state().focused:
        parts.append("← focus")
    return " ".join(parts)
