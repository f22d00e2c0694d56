#!/usr/bin/python3
"""Read a running program as a screen reader finds it, and say where a person would be lost.

Run by the system's Python, the one that has pyatspi; so it imports only what lies beside it and
needs no package of ours. DISPLAY and DBUS_SESSION_BUS_ADDRESS must be those of the program's
desktop. A fresh process for every question, because the accessibility library caches. Prints
one JSON object.
"""

import argparse
import ctypes
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version must be chosen first

# Run as a script by a Python that does not know where this repository lies.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.screenreader.processes import is_at_work  # noqa: E402 - the path comes first
from tests.screenreader.tree import (  # noqa: E402 - the path comes first
    COMPOSITE,
    LISTS,
    MNEMONIC,
    NAMELESS_ALLOWED,
    NOT_BY_TAB,
    SILENCE,
    SMALLEST_TARGET,
    TABLES,
    TARGETS,
    UNROLED,
    WINDOWS,
    Finding,
    Node,
    R,
    S,
    active_window,
    asked,
    focused,
    load,
)

TAB_KEYSYM = 0xFF09

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


def tab_key() -> Callable[[], None]:
    """Return what presses Tab on this desktop, by the X test extension as xdotool does."""
    x11, xtest = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    x11.XFlush.argtypes = [ctypes.c_void_p]
    xtest.XTestFakeKeyEvent.argtypes = [
        ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong
    ]  # fmt: skip
    display = x11.XOpenDisplay(None)
    if not display:
        raise RuntimeError("the display cannot be opened")
    code = x11.XKeysymToKeycode(display, TAB_KEYSYM)

    def press() -> None:
        for is_down in (1, 0):
            xtest.XTestFakeKeyEvent(display, code, is_down, 0)
        x11.XFlush(display)

    return press


def rest(settle: float, log: Path | None, size: int, watched: Sequence[int]) -> None:
    """Let events come in, until Orca is done with a key press.

    Args:
        settle: Seconds for which nothing may happen.
        log: Orca's log; must have grown beyond ``size``, or be silent for long.
        size: Of the log before the press.
        watched: Processes of which none may be at work in the end. It is their idleness that
            says that all is said; so the stillness before can be short.
    """
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
            if not is_at_work(watched):
                return
            since = time.monotonic()


def tab_walk(
    window: Any,
    *,
    most: int,
    settle: float,
    log: Path | None = None,
    watched: Sequence[int] = (),
) -> list[Node]:
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
    press_tab = tab_key()
    order: list[Node] = []
    places: set[str] = set()
    stuck = 0
    for _ in range(most):
        size = log.stat().st_size if log is not None else 0
        press_tab()
        rest(settle, log, size, watched)
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


def report(window: Any, args: argparse.Namespace) -> dict[str, Any]:
    """Return everything there is to say about a window, as the options ask."""
    nodes: list[Node] = []
    root = load(window, nodes)
    found = list(judge(nodes))
    order: list[Node] = []
    if args.tab_walk:
        order = tab_walk(
            window, most=args.most, settle=args.settle, log=args.log, watched=args.watch
        )
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
    parser.add_argument(
        "--watch", type=int, nargs="*", default=(), help="leave no stop while one is at work"
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
        answer = report(window, args)
    sys.stdout.write(json.dumps(answer, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
