"""Keeps a half-filled form in the record every two seconds, and offers it back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from db.fields.problem import Problem
from db.ports import Draft, Store
from desktop.forms.record_form import RecordForm
from desktop.operations import Operations

if TYPE_CHECKING:
    from collections.abc import Mapping

EVERY_MS = 2_000
"""At most so much of what was typed is lost in a power cut."""


class DraftKeeper(QObject):
    """Watches one form.

    Signals:
        found: A ``Draft`` of this form from an earlier time is there.
        kept: What was typed is in the record now.
    """

    found = Signal(object)
    kept = Signal()

    def __init__(
        self, form: RecordForm, operations: Operations, key: str, subject: str
    ) -> None:
        """Watch ``form``.

        Args:
            form: The form.
            operations: The door to the record.
            key: Form and subject, e.g. ``case_note:<client id>``; one draft each.
            subject: Whom or what it is about, as the list of unfinished work names it.
        """
        super().__init__(form)
        self._form, self._operations = form, operations
        self._key, self._subject = key, subject
        self._kept_last: Mapping[str, str] = form.typed()
        self._begun_with = self._kept_last
        self._is_over = False
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.keep)
        form.edited.connect(self._on_edited)
        operations.finishing.connect(self.keep)

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that was not there at the beginning."""
        return not self._is_over and self._form.typed() != self._begun_with

    def look_for(self) -> None:
        """Look for a draft; ``found`` tells of it."""

        def mine(store: Store) -> Draft | None:
            return next((d for d in store.drafts() if d.key == self._key), None)

        def on_found(draft: Draft | None) -> None:
            if draft is not None and not self._is_over:
                self.found.emit(draft)

        self._operations.read(mine, owner=self, done=on_found)

    def restore(self, draft: Draft) -> None:
        """Put the draft back into the form."""
        self._form.set_typed(draft.values)
        self._kept_last = self._form.typed()

    def rest(self) -> None:
        """Take what the form holds now as its beginning: it was filled by the program."""
        self._begun_with = self._kept_last = self._form.typed()

    def keep(self) -> None:
        """Keep what is typed now, unless that has been done."""
        self._timer.stop()
        typed = self._form.typed()
        if self._is_over or typed == self._kept_last:
            return
        self._kept_last = typed
        key, subject = self._key, self._subject
        self._operations.read(
            lambda store: store.save_draft(key, subject, typed),
            owner=self,
            done=lambda _nothing: self.kept.emit(),
            failed=self._on_failed,
        )

    def discard(self) -> None:
        """Forget the draft: it was saved as a record, or is not wanted."""
        self._timer.stop()
        self._is_over = True
        key = self._key
        self._operations.read(
            lambda store: store.discard_draft(key), owner=self._operations,
            done=lambda _nothing: None,
        )  # fmt: skip

    def begin_again(self) -> None:
        """Watch on after ``discard``, with what the form holds now as the beginning."""
        self._is_over = False
        self.rest()

    def _on_edited(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _on_failed(self, problem: Problem) -> None:
        self._kept_last = {}
        self._operations.unheard.emit(problem)
