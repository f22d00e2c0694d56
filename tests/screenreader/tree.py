"""What a screen reader finds in a program: its objects, read once, and where the focus is.

Read by the system's Python, the one that has pyatspi.
"""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version must be chosen first

R, S = Atspi.Role, Atspi.StateType
Finding = tuple[str, str, "Node", str]

MOST_CHILDREN = 60
"""Of a list or table: enough to judge the rest by."""

SILENCE = 1.5
"""Seconds after which a stop of which Orca's log says nothing is silent."""

SMALLEST_TARGET = 24
"""Pixels at 100 %: WCAG 2.2 success criterion 2.5.8."""

MNEMONIC = re.compile(r"\(&?[A-Za-z0-9]\)|&\w")
UNROLED = {R.INVALID, R.UNKNOWN, R.REDUNDANT_OBJECT}
NAMELESS_ALLOWED = {R.FILLER, R.PANEL, R.SCROLL_PANE, R.VIEWPORT, R.SPLIT_PANE}
TABLES = {R.TABLE, R.TREE_TABLE}
LISTS = TABLES | {R.TREE, R.LIST, R.LIST_BOX}
BARS = {R.TOOL_BAR, R.MENU_BAR, R.MENU}
COMPOSITE = (
    LISTS
    | BARS
    | {R.SPIN_BUTTON, R.COMBO_BOX, R.PAGE_TAB_LIST, R.SCROLL_BAR, R.TITLE_BAR, R.DATE_EDITOR}
)
WINDOWS = {R.FRAME, R.DIALOG, R.ALERT, R.WINDOW, R.FILE_CHOOSER}
NOT_BY_TAB = WINDOWS | {
    R.TABLE_CELL, R.TREE_ITEM, R.LIST_ITEM, R.MENU_ITEM, R.CHECK_MENU_ITEM, R.RADIO_MENU_ITEM,
    R.MENU, R.PAGE_TAB, R.TABLE_COLUMN_HEADER, R.TABLE_ROW_HEADER, R.MENU_BAR, R.LABEL,
    R.SCROLL_BAR, R.POPUP_MENU, R.TITLE_BAR,
}  # fmt: skip
TARGETS = {
    R.PUSH_BUTTON, R.TOGGLE_BUTTON, R.CHECK_BOX, R.RADIO_BUTTON, R.ENTRY, R.TEXT, R.COMBO_BOX,
    R.PAGE_TAB,
}  # fmt: skip


def asked(question: Callable[[], Any], otherwise: Any = None) -> Any:
    """Return the answer, or ``otherwise`` when the object has gone or does not know."""
    try:
        return question()
    except (GLib.Error, RuntimeError, AttributeError):
        return otherwise


@dataclass(eq=False)
class Node:
    """One accessible object, read once."""

    source: Any
    parent: "Node | None" = None
    children: "list[Node]" = field(default_factory=list)
    is_trap: bool = False
    heard_to: int = 0
    """How far Orca's log had come when the walk went on from here."""

    def __post_init__(self) -> None:
        acc = self.source
        self.role = asked(acc.get_role, R.INVALID)
        self.name = (asked(acc.get_name) or "").strip()
        self.description = (asked(acc.get_description) or "").strip()
        states = asked(acc.get_state_set)
        self.states = set(states.get_states()) if states else set()
        self.path = (acc.app.bus_name if acc.app else "") + (acc.path or "")

    @cached_property
    def box(self) -> tuple[int, int, int, int]:
        """Where it is on the screen: left, top, width, height."""
        box = asked(lambda: self.source.get_extents(Atspi.CoordType.SCREEN))
        return (box.x, box.y, box.width, box.height) if box else (0, 0, 0, 0)

    def has(self, *states: Any) -> bool:
        """Return whether it is in all of these states."""
        return all(state in self.states for state in states)

    @property
    def role_name(self) -> str:
        """The role in words."""
        return self.role.value_nick.replace("-", " ") if self.role else "?"

    def label(self) -> str:
        """Return its name, or that of the label beside it."""
        if self.name and self.role != R.COMBO_BOX:  # Qt calls a combo box by its value
            return str(self.name)
        for relation in asked(self.source.get_relation_set, []) or []:
            if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
                targets = range(relation.get_n_targets())
                return " ".join(
                    relation.get_target(i).get_name() or "" for i in targets
                ).strip()
        return str(self.name)

    def ancestors(self) -> "Iterator[Node]":
        """Yield parent, grandparent and so on."""
        node = self.parent
        while node:
            yield node
            node = node.parent

    def where(self) -> str:
        """Say where it is, innermost first."""
        trail = [self, *self.ancestors()][:6]
        return " < ".join(n.role_name + (f" «{n.name[:24]}»" if n.name else "") for n in trail)

    def whole(self, depth: int = 0) -> Iterator[str]:
        """Yield this object and everything below it, one indented line each."""
        more = f" ({self.description})" if self.description else ""
        yield "  " * depth + f"{self.role_name} «{self.name}»{more}"
        for child in self.children:
            yield from child.whole(depth + 1)


def load(acc: Any, everything: list[Node], parent: Node | None = None, depth: int = 0) -> Node:
    """Read an object and what is below it; append all of it to ``everything``."""
    node = Node(acc, parent)
    everything.append(node)
    most = MOST_CHILDREN if node.role in COMPOSITE else 2000
    if depth and not node.has(S.VISIBLE):
        return node  # a page that is kept and not shown
    for child in children(acc, most if depth < 40 else 0):
        node.children.append(load(child, everything, node, depth + 1))
    return node


# ---- finding the program ---------------------------------------------------------------------


def family(pid: int) -> set[int]:
    """Return ``pid`` and every process below it."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            head, _, rest = stat.read_text().rpartition(")")
        except OSError:
            continue
        parents[int(head.split()[0])] = int(rest.split()[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def children(acc: Any, most: int = 2000) -> Iterator[Any]:
    """Yield the objects directly below one."""
    for i in range(min(asked(acc.get_child_count, 0), most)):
        if child := asked(partial(acc.get_child_at_index, i)):
            yield child


def active_window(pid: int, seconds: float) -> Any:
    """Return the active window of a process or its children, or None within ``seconds``."""
    end = time.monotonic() + seconds
    while True:
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        pids = family(pid)
        for program in children(desktop):
            if asked(program.get_process_id) in pids:
                for window in children(program):
                    states = asked(window.get_state_set)
                    if states and states.contains(S.ACTIVE):
                        return window
        if time.monotonic() > end:
            return None
        time.sleep(0.1)


def focused(acc: Any, depth: int = 0) -> Any:
    """Return the object that has the focus, looking only where focus can be."""
    states = asked(acc.get_state_set)
    if not states or depth > 40:
        return None
    best = acc if states.contains(S.FOCUSED) and not states.contains(S.ACTIVE) else None
    if states.contains(S.MANAGES_DESCENDANTS) or asked(acc.get_role) in COMPOSITE - BARS:
        return best
    for child in children(acc):
        if found := focused(child, depth + 1):
            # A text area's viewport claims the focus too: the named outer object counts.
            return best if best and found.get_role() in (R.FILLER, R.PANEL) else found
    return best
