"""A batch made beside the window: the record stays free, so one can go on working."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from db.domain.journal.change import Receipt
from db.fields.problem import Problem
from db.fields.text import Language, Text
from db.ports import Store
from desktop.operations import BUG, Operations
from desktop.printing.batch import make_batch
from desktop.printing.batch_result import BatchResult, Content, Finished, Wanted
from desktop.printing.batch_source import RecordSource
from desktop.printing.rendering import RenderSettings
from desktop.tasks import Job, TaskRunner

TITLE: Final = Text("批量做文书", "Making documents for a list")
_LOOK_S: Final = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What is made for everybody on a list.

    Attributes:
        form: A code of ``document_forms``, or ``batch_source.OWN_FORM``.
        merged: Whether papers for the eye are bound in volumes.
    """

    kind: str
    form: str
    merged: bool
    folder: Path
    language: Language
    settings: RenderSettings


class BatchRun(QObject):
    """One batch in a thread of its own; the record is asked for one content at a time.

    Signals:
        ended: A ``BatchResult``, or the ``Problem`` that kept it from beginning.
    """

    ended = Signal(object)

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._tasks = TaskRunner(self)
        self.job = Job(TITLE, keeps_finished=True)
        self._source: _Record | None = None
        operations.finishing.connect(self._on_finishing)
        parent.destroyed.connect(self._on_finishing)

    def begin(self, people: Sequence[Wanted], making: Making) -> None:
        """Make a document for everybody; the window shows how far it is."""
        source = self._source = _Record(self._operations, making, self.job)
        self._operations.job_started.emit(self.job)

        def make() -> BatchResult:
            return make_batch(
                people,
                source,
                making.folder,
                language=making.language,
                progress=self.job,
                settings=making.settings,
                merged=making.merged,
            )

        self._tasks.run(make, owner=self, done=self._end, failed=self._fail)

    def _end(self, result: object) -> None:
        self._source = None
        self.job.ended.emit()
        self.ended.emit(result)

    def _fail(self, error: Exception) -> None:
        self._end(error if isinstance(error, Problem) else Problem(BUG))

    def _on_finishing(self) -> None:
        """End before the record or the page is closed; what was made is filed at last."""
        source = self._source
        if source is None:
            return
        self.job.cancel()
        source.close()
        self._tasks.finish()
        if source.left:
            left = source.left
            door = self._operations
            door.run(lambda store: source.receipt_of(store, left), owner=door)


class _Record(QObject):
    """The record as a source: every question goes through the one thread that may ask it."""

    _asked = Signal(object)

    def __init__(self, operations: Operations, making: Making, job: Job) -> None:
        super().__init__()
        self._operations, self._making, self._job = operations, making, job
        self._today = operations.today()
        self._closing = threading.Event()
        self._made: RecordSource | None = None
        self.left: list[Finished] = []
        """Made, but not filed before the record was to be closed."""
        self._asked.connect(self._ask, Qt.ConnectionType.QueuedConnection)

    def content(self, wanted: Wanted) -> Content:
        """Return what somebody's document says; called in the batch's thread."""
        question = _Question(lambda store: self._of(store).content(wanted), saves=False)
        self._asked.emit(question)
        while True:
            self._job.stop_if_cancelled()
            try:
                found: Content = question.answer.result(_LOOK_S)
            except TimeoutError:
                continue
            return found

    def file(self, finished: Sequence[Finished]) -> int:
        """File what was made; called in the batch's thread, also when it was stopped."""
        question = _Question(lambda store: self.receipt_of(store, finished), saves=True)
        self._asked.emit(question)
        while True:
            try:
                question.answer.result(_LOOK_S)
            except TimeoutError:
                if self._closing.is_set():
                    if question.answer.cancel():
                        self.left += finished
                    break
                continue
            break
        return len(finished)

    def close(self) -> None:
        """Wait for no more answers: the window's thread is busy with the closing."""
        self._closing.set()

    def receipt_of(self, store: Store, finished: Sequence[Finished]) -> Receipt:
        """File what was made and return the receipt."""
        return self._of(store).filed(finished)

    def _of(self, store: Store) -> RecordSource:
        """Return the source; only the record's thread asks for it."""
        if self._made is None:
            self._made = RecordSource(
                store,
                kind=self._making.kind,
                form=self._making.form,
                language=self._making.language,
                today=self._today,
            )
        return self._made

    @Slot(object)
    def _ask(self, question: "_Question") -> None:
        if not question.answer.set_running_or_notify_cancel():
            return
        ask = self._operations.run if question.saves else self._operations.read
        ask(
            question.query,
            owner=self,
            done=question.answer.set_result,
            failed=question.answer.set_exception,
        )


class _Question:
    """Something asked of the record, and where its answer comes."""

    def __init__(self, query: Callable[[Store], Any], *, saves: bool) -> None:
        self.query, self.saves = query, saves
        self.answer: Future[Any] = Future()
