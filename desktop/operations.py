"""The one door from screens to use cases: background thread, errors, refresh, undo."""

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from db.domain.journal.change import NamedAction, Receipt
from db.fields.problem import Cancelled, InvalidFieldsError, Problem
from db.fields.text import Text
from db.ports import Progress, Store
from desktop.tasks import Job, TaskRunner

log = logging.getLogger(__name__)
T = TypeVar("T")
Failed = Callable[[Problem], None]

BUG = Text(
    "Yiyi 出了差错，刚才的操作没有保存。"
    "请在“帮助”菜单里导出日志，交给维护人员；日志里没有个人信息。",
    "Something went wrong in Yiyi and nothing was saved. Export the log from the Help menu "
    "and give it to your maintainer; it holds nothing about people.",
)


class FieldProblems(Problem):
    """Several fields to put right; by itself it speaks of the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        super().__init__(first.text, field=first.field, **first.values)
        self.problems = list(problems)


class Operations(QObject):
    """Runs use cases for screens and tells every screen what changed.

    Signals:
        changed: A saved action's ``Receipt``; screens that show what it touches load again.
        undo_changed: The ``NamedAction`` that can be undone and the one that can be redone;
            either may be ``None``.
        job_started: A ``Job`` began; the window shows how far it is.
        unheard: A ``Problem`` that no screen asked to hear; the window shows it.
        finishing: The record is about to be closed: what is half typed must be kept now.
    """

    changed = Signal(object)
    undo_changed = Signal(object, object)
    job_started = Signal(object)
    unheard = Signal(object)
    finishing = Signal()

    def __init__(self, store: Store, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store, self._tasks = store, tasks
        self._jobs: set[Job] = set()

    @property
    def owner_name(self) -> str:
        """The name of the person whose workspace this is."""
        return self._store.owner.name

    @property
    def store(self) -> Store:
        """The open record; only for work handed to ``run``, ``read`` and ``job``."""
        return self._store

    def now(self) -> datetime:
        """Return the instant now, UTC."""
        return self._store.now()

    def today(self) -> date:
        """Return the day it is where the computer stands."""
        return self._store.now().astimezone().date()

    def run(
        self,
        use_case: Callable[[Store], Receipt],
        *,
        owner: QObject,
        done: Callable[[Receipt], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Save something in the background, then tell every screen.

        Args:
            use_case: Called with the store, in another thread; never touches a widget.
            owner: The screen that asks; when it is gone, it is not called back.
            done: Receives the receipt.
            failed: Receives words fit to show; without it the window shows them.
        """

        def on_done(receipt: Receipt) -> None:
            if done is not None:
                done(receipt)

        self._begin(lambda: use_case(self._store), owner, on_done, failed)

    def read(
        self,
        query: Callable[[Store], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> None:
        """Read something in the background; arguments as for ``run``."""
        self._begin(lambda: query(self._store), owner, done, failed)

    def job(  # noqa: PLR0913 - what, for whom, and the three ways it can end
        self,
        use_case: Callable[[Store, Progress], T],
        *,
        owner: QObject,
        title: Text,
        done: Callable[[T], None],
        failed: Failed | None = None,
        stopped: Callable[[], None] | None = None,
    ) -> Job:
        """Run something long; the window shows how far it is and offers to stop it.

        Args:
            use_case: Called with the store and a ``Progress``, in another thread.
            owner: The screen that asks.
            title: What is being done, e.g. 导入名单.
            done: Receives the result. Receipts in it (the result itself, or an element when it
                is a tuple, or its attribute ``receipt``) are told to every screen.
            failed: Receives words fit to show; without it the window shows them.
            stopped: Called when the person has stopped it; nothing was kept.
        """
        job = Job(title)
        self._jobs.add(job)

        def always() -> None:
            self._jobs.discard(job)
            job.ended.emit()

        self.job_started.emit(job)
        # A screen that was closed no longer wants the result.
        owner.destroyed.connect(job.cancel)
        self._begin(lambda: use_case(self._store, job), owner, done, failed, stopped, always)
        return job

    def undo(
        self, *, owner: QObject, done: Callable[[Receipt], None] | None = None,
        failed: Failed | None = None,
    ) -> None:  # fmt: skip
        """Undo the last action."""
        self.run(lambda store: store.undo(), owner=owner, done=done, failed=failed)

    def redo(
        self, *, owner: QObject, done: Callable[[Receipt], None] | None = None,
        failed: Failed | None = None,
    ) -> None:  # fmt: skip
        """Do the last undone action again."""
        self.run(lambda store: store.redo(), owner=owner, done=done, failed=failed)

    def look_up_undo(self) -> None:
        """Find out what can be undone and redone; ``undo_changed`` tells."""

        def both(store: Store) -> tuple[NamedAction | None, NamedAction | None]:
            return store.undoable(), store.redoable()

        self.read(both, owner=self, done=lambda found: self.undo_changed.emit(*found))

    def finish(self) -> None:
        """Keep what is half typed, stop long jobs and wait until all work is done."""
        self.finishing.emit()
        for job in tuple(self._jobs):
            job.cancel()
        self._tasks.finish()

    def _begin(  # noqa: PLR0913, PLR0917 - as for job
        self,
        work: Callable[[], T],
        owner: QObject,
        done: Callable[[T], None],
        failed: Failed | None,
        stopped: Callable[[], None] | None = None,
        always: Callable[[], None] | None = None,
    ) -> None:
        # The tasks' owner is this door, not the screen: what was saved is told to every screen
        # even when the one that asked has been closed meanwhile.
        def on_done(result: T) -> None:
            if always is not None:
                always()
            if shiboken6.isValid(owner):
                done(result)
            receipts = _receipts_in(result)
            for receipt in receipts:
                self.changed.emit(receipt)
            if receipts:
                self.look_up_undo()

        def on_failed(error: Exception) -> None:
            if always is not None:
                always()
            if isinstance(error, Cancelled):
                if stopped is not None and shiboken6.isValid(owner):
                    stopped()
                return
            if isinstance(error, InvalidFieldsError):
                error = FieldProblems(error.problems)
            if not isinstance(error, Problem):
                log.error("work for a screen failed", exc_info=error)
                error = Problem(BUG)
            heard = failed is not None and shiboken6.isValid(owner)
            (failed if failed is not None and heard else self.unheard.emit)(error)

        self._tasks.run(work, owner=self, done=on_done, failed=on_failed)


def _receipts_in(result: object) -> list[Receipt]:
    parts = result if isinstance(result, tuple) else (result,)
    held = [p if isinstance(p, Receipt) else getattr(p, "receipt", None) for p in parts]
    return [one for one in held if isinstance(one, Receipt)]
