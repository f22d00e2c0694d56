"""Work done off the screen's thread, in order, with its result delivered back to it."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from db.fields.problem import Cancelled
from db.fields.text import Text

_BETWEEN_REPORTS_S = 0.1
"""Progress is told at most ten times a second, however often the job counts."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    result: Any = None
    error: Exception | None = None


class Job(QObject):
    """A long piece of work that tells how far it is and can be stopped.

    It is the ``Progress`` of ``db.ports``: ``at`` and ``stop_if_cancelled`` are called in the
    worker's thread, the signals arrive in the thread that made the job.
    """

    moved = Signal(int, int, object)
    """Done, total (0: not known), and a ``Text`` saying what is being done."""
    ended = Signal()
    """Emitted once, whatever came of it."""

    def __init__(self, title: Text, *, keeps_finished: bool = False) -> None:
        """Make a job.

        Args:
            title: What is being done.
            keeps_finished: Whether what was finished by then stays when it is stopped.
        """
        super().__init__()
        self.title, self.keeps_finished = title, keeps_finished
        self._cancelled = threading.Event()
        self._told_at = float("-inf")

    @property
    def is_cancelled(self) -> bool:
        """Whether the person has asked it to stop."""
        return self._cancelled.is_set()

    @Slot()
    def cancel(self) -> None:
        """Ask the job to stop; it does so between two records, and nothing is kept."""
        self._cancelled.set()

    def at(self, done: int, total: int, doing: Text) -> None:
        """Say how far it is."""
        now = time.monotonic()
        if now - self._told_at >= _BETWEEN_REPORTS_S or (total and done >= total):
            self._told_at = now
            self.moved.emit(done, total, doing)

    def stop_if_cancelled(self) -> None:
        """Raise ``Cancelled`` when the person has asked it to stop."""
        if self._cancelled.is_set():
            raise Cancelled


class TaskRunner(QObject):
    """Runs work one piece at a time, so the record is only ever open in one thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)  # the same thread for ever: connections belong to it
        self._pending: set[_Delivery] = set()  # Python must keep what a queued signal lands on

    @property
    def is_busy(self) -> bool:
        """Whether work is waiting, running or about to be delivered."""
        return bool(self._pending)

    def run(
        self,
        work: Callable[[], Any],
        *,
        owner: QObject,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Start ``work``; then call ``done`` or ``failed`` in the screen's thread.

        Args:
            work: Runs in another thread. It must not touch a widget.
            owner: The screen that asked. When it has been closed, nothing is called.
            done: Receives what ``work`` returned.
            failed: Receives what ``work`` raised.
        """
        delivery = _Delivery(owner, done, failed, self._pending)
        self._pending.add(delivery)
        self._pool.start(_Work(work, delivery))

    def finish(self) -> None:
        """Wait until all work is done; results that were not delivered yet never are."""
        self._pool.waitForDone()


class _Delivery(QObject):
    """Carries an outcome across threads: its slot runs in the thread that created it."""

    arrived = Signal(object)

    def __init__(
        self,
        owner: QObject,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        pending: "set[_Delivery]",
    ) -> None:
        super().__init__()
        self._owner, self._done, self._failed, self._pending = owner, done, failed, pending
        self.arrived.connect(self._deliver)

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        self._pending.discard(self)
        if not shiboken6.isValid(self._owner):
            return
        if outcome.error is None:
            self._done(outcome.result)
        else:
            self._failed(outcome.error)


class _Work(QRunnable):
    def __init__(self, work: Callable[[], Any], delivery: _Delivery) -> None:
        super().__init__()
        self._work, self._delivery = work, delivery

    def run(self) -> None:
        try:
            outcome = _Outcome(result=self._work())
        except Exception as error:  # every failure is delivered, none is lost
            outcome = _Outcome(error=error)
        self._delivery.arrived.emit(outcome)
