"""Every screen: nothing nameless, nothing silent, no trap, and Tab goes in the stated order.

The order of each screen is stated in ``tab_orders.txt``. After a change that is meant, write it
anew and read what has changed::

    YIYI_TAB_ORDERS=write python -m pytest tests/screenreader/test_every_screen.py
"""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.screenreader.every_window import OVER, READY
from tests.screenreader.processes import wait_until
from tests.screenreader.session import Round, Session

pytestmark = [pytest.mark.screenreader, pytest.mark.timeout(900)]

STATED = Path(__file__).with_name("tab_orders.txt")
PROJECT = Path(__file__).parents[2]
WINDOW = Path(__file__).with_name("every_window.py")
WRITE = "YIYI_TAB_ORDERS"
"""Environment variable; ``write`` states the orders anew."""

PATIENCE = 60.0
"""Seconds a screen may take until it is ready."""

_BY_ARROWS = "panel «导航»"
"""The navigation is one Tab stop; the arrows go through it, which the journey hears."""

_CHANGING = (
    (re.compile(r"\d{4}-\d{2}-\d{2}|(\d{4}年)?\d{1,2}月\d{1,2}日"), "‹日›"),
    (re.compile(r"\d{6}-\d{4}-[0-9A-Z]{6}"), "‹案号›"),
    (re.compile(r"\d+ 天"), "‹几› 天"),
    (re.compile(r"盲文 \d+ 行"), "盲文 ‹几› 行"),
    (re.compile(r"多音字 \d+ 处"), "多音字 ‹几› 处"),
    (re.compile(r"“.+”读作"), "“‹词›”读作"),
    (re.compile(r"^check box: .*（上次核实"), "check box: ‹谁›（上次核实"),
)
"""What is other on another day or in another record, such as the order of a family, and what
stands for it."""

_HEAD = (
    "# The Tab order of every screen: role, then name, as assistive technology is told them.\n"
    "# Written by test_every_screen.py, see there. Of a card its title stands, days as ‹日›.\n"
)


@pytest.fixture(scope="module")
def rounds(
    desk: Session, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Round]]:
    """Go to every screen once, and once round each by Tab."""
    folder = tmp_path_factory.mktemp("every")
    desk.launch(
        [sys.executable, str(WINDOW), str(folder)],
        PYTHONPATH=str(PROJECT),
        PATH=os.environ["PATH"],
    )
    ready = folder / READY
    found: dict[str, Round] = {}
    while True:
        wait_until(ready.exists, PATIENCE, f"the screen after {list(found)[-1:]}")
        name = ready.read_text("utf-8")
        if name == OVER:
            break
        desk.transcript.note(name)
        found[name] = _once_round(desk)
        ready.unlink()
        desk.strike("ctrl+alt+n")
    yield found
    desk.close()


def _once_round(desk: Session) -> Round:
    """Go round a screen; once more where a stop was silent.

    Orca 43 drops events when the computer is busy. What is never said is silent both times.
    """
    once = desk.round()
    if all(once.heard):
        return once
    again = desk.round()
    if again.order != once.order:
        return once
    return replace(once, heard=[a or b for a, b in zip(once.heard, again.heard, strict=True)])


def test_no_screen_has_a_fault_that_leaves_a_person_lost(rounds: dict[str, Round]) -> None:
    faults = [
        f"{name}: {error['rule']}: {error['what']}"
        for name, once in rounds.items()
        for error in once.errors
        if not (error["rule"] == "not-by-tab" and _BY_ARROWS in error["what"])
    ]

    assert not faults


def test_every_tab_stop_of_every_screen_is_heard(rounds: dict[str, Round]) -> None:
    silent = [
        f"{name}: {stop}"
        for name, once in rounds.items()
        for stop, heard in zip(once.order, once.heard, strict=True)
        if not heard
    ]

    assert not silent


def test_tab_goes_through_every_screen_in_the_stated_order(rounds: dict[str, Round]) -> None:
    found = {name: [_steady(stop) for stop in once.order] for name, once in rounds.items()}
    if os.environ.get(WRITE) == "write":
        _state(found)
    stated = _stated()

    assert list(stated) == list(found)
    for name, order in found.items():
        assert order == stated[name], name


def _steady(stop: str) -> str:
    """Return a stop with what changes from day to day taken out; of a card only its title."""
    if stop.startswith("label: "):
        return stop.partition("：")[0]
    for changing, stands in _CHANGING:
        stop = changing.sub(stands, stop)
    return " ".join(stop.split())


def _state(orders: dict[str, list[str]]) -> None:
    parts = ["\n".join([f"[{name}]", *order]) for name, order in orders.items()]
    STATED.write_text(_HEAD + "\n" + "\n\n".join(parts) + "\n", encoding="utf-8")


def _stated() -> dict[str, list[str]]:
    orders: dict[str, list[str]] = {}
    for line in STATED.read_text("utf-8").splitlines():
        if line.startswith("["):
            orders[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            list(orders.values())[-1].append(line)
    return orders
