#!/usr/bin/python3
"""Read a running program as a screen reader finds it, and say where a person would be lost.

Run by the system's Python, the one that has pyatspi; so it stands alone and imports nothing of
ours. DISPLAY and DBUS_SESSION_BUS_ADDRESS must be those of the program's desktop. A fresh
process for every question, because the accessibility library caches. Prints one JSON object.
"""

import argparse
import json
import re
import subprocess
import sys
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


# ---- rules -----------------------------------------------------------------------------------


def judge_names(node: Node) -> Iterator[Finding]:
    """Judge one shown object: has it a role, and a name one can go by."""
    usable = node.has(S.FOCUSABLE, S.ENABLED)
    inner = any(parent.role in COMPOSITE for parent in node.ancestors())
    if node.role in UNROLED and (usable or node.name):
        yield "error", "no-role", node, "role is " + node.role_name
    if usable and node.role in (R.FILLER, R.PANEL) and not node.children:
        yield "error", "no-role", node, f"takes the focus but is only a {node.role_name}"
    quiet = NAMELESS_ALLOWED | {R.TABLE_CELL}
    if usable and not inner and node.role not in quiet and not node.label():
        yield "error", "no-name", node, "takes the focus but has no name"
    if node.role in WINDOWS and not node.name:
        yield "error", "no-title", node, "window without a title"
    if node.role in (R.IMAGE, R.ICON) and not (node.name or node.description):
        yield "warning", "image-no-text", node, "image without a name"
    # A label shows its letter on purpose; a control's spoken name must not hold it.
    if node.name and MNEMONIC.search(node.name) and node.role not in NOT_BY_TAB - {R.LABEL}:
        yield "warning", "mnemonic-in-name", node, f"name holds a shortcut: {node.name!r}"
    size = min(node.box[2:])
    if node.role in TARGETS and usable and not inner and 0 < size < SMALLEST_TARGET:
        yield "warning", "small-target", node, f"{node.box[2]}x{node.box[3]} px"


def heading(table: Any, column: int) -> str:
    """Return the text of a column's heading."""
    return str(table.get_column_header(column).get_name() or "")


def judge_lists(node: Node) -> Iterator[Finding]:
    """Judge a shown list or table: caption and column headings."""
    in_combo = node.parent is None or node.parent.role == R.COMBO_BOX
    if node.has(S.FOCUSABLE) and not in_combo and not node.label():
        yield "error", "no-caption", node, "table or list without a name"
    table = asked(node.source.get_table_iface) if node.role in TABLES else None
    if table is None:
        return
    columns = asked(table.get_n_columns, 0)
    unnamed = [
        column
        for column in range(columns)
        if not asked(partial(table.get_column_description, column))
        and not asked(partial(heading, table, column))
    ]
    if columns > 1 and unnamed:
        yield (
            "error",
            "no-headers",
            node,
            f"{len(unnamed)} of {columns} columns have no heading",
        )


def judge(nodes: list[Node]) -> Iterator[Finding]:
    """Judge everything that can be judged without pressing a key."""
    for node in nodes:
        if not node.has(S.SHOWING):
            continue
        yield from judge_names(node)
        if node.role in LISTS:
            yield from judge_lists(node)
        alike: dict[tuple[Any, str], list[Node]] = {}
        for child in node.children:
            if child.has(S.SHOWING, S.FOCUSABLE) and child.role not in NOT_BY_TAB:
                alike.setdefault((child.role, child.label()), []).append(child)
        for (_, name), same in alike.items():
            if name and len(same) > 1:
                yield "warning", "same-name", same[1], f"{len(same)} siblings called {name!r}"


def rest(settle: float, log: Path | None, size: int) -> None:
    """Let events come in; with Orca's log until it has grown beyond ``size`` and is still."""
    context = GLib.MainContext.default()
    begun = since = time.monotonic()
    now = size
    while True:
        while context.iteration(False):
            pass
        time.sleep(0.01)
        if log is not None and (grown := log.stat().st_size) != now:
            now, since = grown, time.monotonic()
        elif time.monotonic() - since >= settle and (
            log is None or now > size or time.monotonic() - begun > SILENCE
        ):
            return


def tab_walk(window: Any, *, most: int, settle: float, log: Path | None = None) -> list[Node]:
    """Press Tab until the focus is where it was before; return the stops in order.

    The last stop is marked as a trap when three presses do not leave it. With Orca's log no
    stop is left before Orca has said it.
    """
    told: list[Any] = []

    def on_focused(event: Any) -> None:
        if event.detail1:
            told.append(event.source)

    listener = Atspi.EventListener.new(on_focused)
    listener.register("object:state-changed:focused")  # or the library does not see focus move
    order: list[Node] = []
    places: set[str] = set()
    stuck = 0
    for _ in range(most):
        size = log.stat().st_size if log is not None else 0
        press = ["/usr/bin/env", "xdotool", "key", "--clearmodifiers", "Tab"]
        subprocess.run(press, check=True, timeout=10)
        rest(settle, log, size)
        node = Node(told[-1]) if told else None
        told.clear()
        if node is None or not node.has(S.FOCUSED) or node.role in (R.FILLER, R.PANEL):
            # Asking every object takes seconds on a long form: only when nothing was told.
            window.clear_cache()
            now = focused(window)
            node = Node(now) if now else None
        if node is None or (order and node.path == order[-1].path):
            stuck += 1
            if stuck > 2:
                if node is not None:
                    order[-1].is_trap = True
                break
            continue
        stuck = 0
        if node.path in places:
            break
        places.add(node.path)
        _ = node.box  # asked for now: later the page has been scrolled on
        node.heard_to = log.stat().st_size if log is not None else 0
        order.append(node)
    listener.deregister("object:state-changed:focused")
    return order


def judge_walk(nodes: list[Node], order: list[Node], window: Node) -> Iterator[Finding]:
    """Judge the way Tab took, and what it left out."""
    x, y, width, height = window.box
    for node in order:
        left, top, wide, high = node.box
        across = x <= left and left + wide <= x + width
        if width and not (across and y <= top and top + high <= y + height):
            yield "warning", "focus-off-window", node, f"at {node.box}, window {window.box}"
        if node.is_trap:
            yield "error", "tab-trap", node, "Tab does not leave it; what follows is unchecked"
        if node.role in NAMELESS_ALLOWED and not node.label():
            yield "error", "silent-stop", node, f"Tab stops at a nameless {node.role_name}"
    if not order:
        yield "error", "no-tab", window, "Tab moves the focus nowhere"
    if any(node.is_trap for node in order):
        return
    reached = {node.path for node in order}
    groups = {
        node.parent.path
        for node in nodes
        if node.role == R.RADIO_BUTTON and node.path in reached and node.parent
    }
    for node in nodes:
        in_group = (
            node.role == R.RADIO_BUTTON
            and node.parent is not None
            and node.parent.path in groups
        )
        if (
            node.has(S.SHOWING, S.FOCUSABLE, S.ENABLED)
            and node.path not in reached
            and node.role not in NOT_BY_TAB | NAMELESS_ALLOWED
            and not any(parent.role in COMPOSITE for parent in node.ancestors())
            and not any(child.path in reached for child in node.children)
            and not in_group
        ):
            yield "error", "not-by-tab", node, "Tab never reaches it"


def report(
    window: Any, *, walk: bool, most: int, settle: float, log: Path | None
) -> dict[str, Any]:
    """Return everything there is to say about a window."""
    nodes: list[Node] = []
    root = load(window, nodes)
    found = list(judge(nodes))
    order = tab_walk(window, most=most, settle=settle, log=log) if walk else []
    if walk:
        found += judge_walk(nodes, order, root)
    return {
        "window": root.name,
        "findings": [
            {"level": level, "rule": rule, "what": f"{what} [{node.where()}]"}
            for level, rule, node, what in found
        ],
        "tab_order": [f"{node.role_name}: {node.label()}" for node in order],
        "heard_to": [node.heard_to for node in order],
        "tree": list(root.whole()),
    }


def main() -> int:
    """Answer one question about one program.

    Returns:
        0 answered; 2 the program has no active window.
    """
    parser = argparse.ArgumentParser(description="Audit a program through its AT-SPI tree.")
    parser.add_argument("--pid", type=int, required=True, help="the process, or a parent of it")
    parser.add_argument("--wait-window", type=float, default=0, help="only wait, seconds")
    parser.add_argument("--focus", action="store_true", help="only say what has the focus")
    parser.add_argument(
        "--tab-walk", action="store_true", help="also press Tab all the way round"
    )
    parser.add_argument("--most", type=int, default=200, help="stop the walk after this many")
    parser.add_argument(
        "--settle", type=float, default=0.15, help="seconds to wait after a Tab"
    )
    parser.add_argument(
        "--log", type=Path, help="Orca's log: leave no stop before it has said something"
    )
    args = parser.parse_args()
    Atspi.init()
    Atspi.set_timeout(5000, 20000)  # milliseconds: a question, a program starting
    window = active_window(args.pid, args.wait_window or 2)
    if window is None:
        sys.stderr.write("the program has no active window on the accessibility bus\n")
        return 2
    answer: dict[str, Any] = {"window": window.get_name(), "focus": None}
    if args.wait_window or args.focus:
        if now := focused(window):
            node = Node(now)
            answer["focus"] = {"path": node.path, "role": node.role_name, "name": node.label()}
    else:
        answer = report(
            window, walk=args.tab_walk, most=args.most, settle=args.settle, log=args.log
        )
    sys.stdout.write(json.dumps(answer, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
