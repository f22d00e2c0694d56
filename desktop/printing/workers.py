"""Worker processes that make documents: fed one at a time, replaced when they die.

Contents travel through pipes and never lie in a folder. A worker holds one order at a time, so
memory does not grow with the number of documents.
"""

import logging
import math
import os
import shutil
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import Final

from db.domain.papers.document import Document
from db.fields.problem import Problem
from db.fields.text import Text
from desktop.log import places
from desktop.printing.rendering import (
    AUDIO,
    Rendered,
    RenderSettings,
    make,
    remove_parts,
    render,
    render_volume,
)

log = logging.getLogger(__name__)

WORKERS: Final = 2
"""The laptops in use have two cores or more."""

LONGEST_S: Final = 900.0
"""A worker that is still at one order after so long hangs and is put down; a volume of a
hundred in the largest print takes a minute. Voices have limits of their own."""

_ENDING_S: Final = 2.0
_SPAWN: Final = get_context("spawn")

_BUG = Text(
    "Yiyi 做这一份时出了差错。请在“帮助”菜单里导出日志，交给维护人员。",
    "Something went wrong in Yiyi with this one. Export the log from the Help menu and give it "
    "to your maintainer.",
)
_DIED = Text(
    "做这一份的进程中途停了，可能是内存不够。请关闭其他程序，单独再做这一份。",
    "The process that made this one ended midway; memory may have run out. Close other "
    "programs and make this one again by itself.",
)
_HUNG = Text(
    "做这一份用了太久，已经停下。请单独再做这一份。",
    "This one took far too long and was stopped. Make it again by itself.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a worker is to make.

    Attributes:
        number: Comes back with the outcome.
        documents: One, or all of a volume in their order.
        form: Its code in ``document_forms``.
        out: The file, or the folder of a recording, to write.
        is_volume: Whether the documents become one file.
    """

    number: int
    documents: tuple[Document, ...]
    form: str
    out: Path
    settings: RenderSettings
    is_volume: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of an order.

    Attributes:
        rendered: What was written, or ``None``.
        why: Why nothing was written.
        is_place: Whether it was the folder or the disk that refused, not the document.
        left_out: Places, in ``documents``, of those that a volume had to be made without.
    """

    number: int
    rendered: Rendered | None = None
    why: Text | None = None
    is_place: bool = False
    left_out: tuple[tuple[int, Text], ...] = ()
    bug: str = ""


@dataclass(slots=True)
class _Worker:
    """One process and its two pipes."""

    process: SpawnProcess
    orders: Connection
    outcomes: Connection
    order: Order | None = None
    until: float = 0.0


class Workers:
    """A few processes that make documents; a context manager that leaves none behind."""

    def __init__(self, count: int = WORKERS, *, longest_s: float = LONGEST_S) -> None:
        self._longest_s = longest_s
        self._workers = [_begin() for _ in range(count)]

    def __enter__(self) -> "Workers":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def has_room(self) -> bool:
        """Whether somebody waits for an order."""
        return any(worker.order is None for worker in self._workers)

    @property
    def orders(self) -> tuple[Order, ...]:
        """What is being made."""
        return tuple(w.order for w in self._workers if w.order is not None)

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes, for measuring."""
        return tuple(w.process.pid for w in self._workers if w.process.pid is not None)

    def give(self, order: Order) -> None:
        """Hand an order to somebody who waits for one; ask ``has_room`` first."""
        at = next(at for at, worker in enumerate(self._workers) if worker.order is None)
        try:
            self._hand(self._workers[at], order)
        except OSError:
            # It died while nobody looked; whoever comes after it takes the order.
            self._replace(at)
            self._hand(self._workers[at], order)

    def collect(self, seconds: float) -> list[Outcome]:
        """Return what is done, waiting at most ``seconds`` for the first."""
        busy = [worker for worker in self._workers if worker.order is not None]
        ready = set(wait([worker.outcomes for worker in busy], seconds)) if busy else set()
        found: list[Outcome] = []
        for at, worker in enumerate(self._workers):
            if worker.order is None:
                continue
            if worker.outcomes in ready:
                found.append(self._take(at))
            elif time.monotonic() > worker.until:
                found.append(self._put_down(at, _HUNG))
        return found

    def stop(self) -> None:
        """End all processes at once and take away what they left half done."""
        for worker in self._workers:
            if worker.order is not None:
                _kill(worker.process)
            worker.orders.close()  # one that waits ends by itself
        for worker in self._workers:
            worker.process.join(_ENDING_S)
            if worker.process.is_alive():
                _kill(worker.process)
                worker.process.join()
            worker.outcomes.close()
            if worker.order is not None:
                _tidy(worker.order)
            worker.process.close()
        self._workers.clear()

    def _hand(self, worker: _Worker, order: Order) -> None:
        worker.orders.send(order)
        longest_s = math.inf if order.form == AUDIO else self._longest_s
        worker.order, worker.until = order, time.monotonic() + longest_s

    def _take(self, at: int) -> Outcome:
        worker = self._workers[at]
        try:
            outcome: Outcome = worker.outcomes.recv()
        except (EOFError, OSError):
            return self._put_down(at, _DIED)
        worker.order = None
        if outcome.bug:
            log.error("a document could not be made: %s", outcome.bug)
        return outcome

    def _put_down(self, at: int, why: Text) -> Outcome:
        """End a process that does not answer; put another in its place."""
        order = self._workers[at].order
        assert order is not None  # noqa: S101 - only busy ones are put down
        self._replace(at)
        _tidy(order)
        return Outcome(number=order.number, why=why)

    def _replace(self, at: int) -> None:
        worker = self._workers[at]
        _kill(worker.process)
        worker.process.join()
        log.warning("a worker ended (%s) and was replaced", worker.process.exitcode)
        for end in (worker.orders, worker.outcomes):
            end.close()
        worker.process.close()
        self._workers[at] = _begin()


def _begin() -> _Worker:
    taken, orders = _SPAWN.Pipe(duplex=False)
    outcomes, given = _SPAWN.Pipe(duplex=False)
    process = _SPAWN.Process(target=_serve, args=(taken, given))
    process.start()
    # Only the worker holds these ends now, so that its death is heard.
    taken.close()
    given.close()
    return _Worker(process, orders, outcomes)


def _kill(process: SpawnProcess) -> None:
    """End a worker and what it has started, wherever it is."""
    if os.name == "posix" and process.pid is not None:
        with suppress(ProcessLookupError):  # not a group of its own yet, or gone already
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _tidy(order: Order) -> None:
    """Take away what an order left: nothing of that name was there before it was given."""
    with suppress(OSError):  # a stick that was pulled out has nothing left to tidy
        remove_parts(order.out)
        if order.out.is_dir():
            shutil.rmtree(order.out)
        else:
            order.out.unlink(missing_ok=True)


def _serve(orders: Connection, outcomes: Connection) -> None:
    """Make what is ordered until nobody orders any more. Runs in the worker."""
    # Ctrl+C is for the parent, and what a worker starts, a voice, is to end with the worker.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if os.name == "posix":
        os.setsid()
    with suppress(EOFError, OSError):
        while True:
            outcomes.send(made(orders.recv()))


def made(order: Order) -> Outcome:
    """Make what is ordered; whatever happens becomes an outcome."""
    try:
        if order.is_volume:
            return _volume(order)
        (document,) = order.documents
        rendered = render(document, order.form, order.out, order.settings)
    except Problem as problem:
        return Outcome(
            number=order.number,
            why=problem.text.filled(**problem.values) if problem.values else problem.text,
            is_place="place" in problem.values,
        )
    except Exception as error:  # one document must not end the batch
        return Outcome(number=order.number, why=_BUG, bug=places(error))
    return Outcome(number=order.number, rendered=rendered)


def _volume(order: Order) -> Outcome:
    """Make a volume; documents that cannot be drawn are left out and named."""
    try:
        rendered = render_volume(order.documents, order.form, order.out, order.settings)
        return Outcome(number=order.number, rendered=rendered)
    except Problem:
        raise
    except Exception as error:  # which of them it is comes out one by one
        bug = places(error)
    kept: list[Document] = []
    left_out: list[tuple[int, Text]] = []
    for at, document in enumerate(order.documents):
        try:
            make(document, order.form, order.settings)
        except Exception:  # told with the first of them
            left_out.append((at, _BUG))
        else:
            kept.append(document)
    if not kept:
        return Outcome(number=order.number, why=_BUG, bug=bug)
    return Outcome(
        number=order.number,
        rendered=render_volume(kept, order.form, order.out, order.settings),
        left_out=tuple(left_out),
        bug=bug,
    )
