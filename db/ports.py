"""What use cases need from storage. ``db.store`` provides it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from db.domain.journal.change import Action, HistoryEntry, NamedAction, Receipt
from db.domain.journal.exchange import Conflict, MergeReport
from db.domain.journal.operation import Operation
from db.domain.record import Plain, R
from db.fields.text import Text
from db.search.person import Cursor, Filters, Order, Page, PersonRow


class Progress(Protocol):
    """How a long job tells how far it is, and learns that it should stop."""

    def at(self, done: int, total: int, doing: Text) -> None:
        """Say how far the job is; ``total`` 0 means that it is not known."""

    def stop_if_cancelled(self) -> None:
        """Raise ``Cancelled`` when the person has stopped the job."""


class Clock(Protocol):
    """Tells the time; tests choose it."""

    def now(self) -> datetime:
        """Return the instant now, aware, UTC."""


class Records(Protocol[R]):
    """All records of one type, to be read."""

    def get(self, record_id: UUID) -> R:
        """Return the record. Raises ``Problem`` when it is not there."""

    def find(self, record_id: UUID) -> R | None:
        """Return the record or ``None``."""

    def many(self, record_ids: Iterable[UUID]) -> list[R]:
        """Return those of the records that are there, in the order asked for."""

    def where(self, **equal: object) -> list[R]:
        """Return the records whose fields equal the given values (a list means any of it)."""

    def every(self) -> Iterator[R]:
        """Yield all records, oldest first."""

    def count(self) -> int:
        """Return how many there are."""


class Repository(Records[R], Protocol[R]):
    """All records of one type, to be read and written within a unit of work."""

    def add(self, record: R) -> None:
        """Add a new record."""

    def save(self, record: R) -> None:
        """Replace the record of the same ``id``; an unchanged record leaves no trace."""

    def remove(self, record_id: UUID) -> None:
        """Delete the record. It can be brought back by undo."""


class Reading(Protocol):
    """One consistent look at the record."""

    def __getitem__(self, record_type: type[R]) -> Records[R]:
        """Return all records of a type."""

    def find_persons(
        self, query: str, filters: Filters, *, after: Cursor | None = None, limit: int = 50
    ) -> Page:
        """Return one page of the people who answer a query, best first."""

    def person_numbers(self, query: str, filters: Filters, order: Order) -> Sequence[int]:
        """Return the list numbers of all people who answer a query, in an order."""

    def persons(self, numbers: Iterable[int]) -> list[PersonRow]:
        """Return the list rows of the given numbers."""

    def rows(self, sql_name: str, **values: object) -> list[Mapping[str, object]]:
        """Return plain rows of a named query of ``db.store.queries``."""

    def history(self, table: str, record_id: UUID) -> list[HistoryEntry]:
        """Return every value each field of a record had, newest first."""


class UnitOfWork(Protocol):
    """One action: everything is saved by ``commit``, or nothing is."""

    def __getitem__(self, record_type: type[R]) -> Repository[R]:
        """Return all records of a type."""

    def find_persons(
        self, query: str, filters: Filters, *, after: Cursor | None = None, limit: int = 50
    ) -> Page:
        """Return one page of the people who answer a query, best first."""

    def commit(self) -> Receipt:
        """Save the records, their journal entries and search tokens together."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose workspace this is."""

    staff_id: UUID
    name: str
    role: str
    county: str
    device: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that was not finished.

    Attributes:
        key: Form and subject, e.g. ``case_note:<client id>``; one draft each.
        values: What was typed, by field name.
    """

    key: str
    subject: str
    values: Mapping[str, str]
    saved_at: datetime


class Store(Protocol):
    """An open case record."""

    @property
    def owner(self) -> Owner:
        """Whose workspace this is."""

    def now(self) -> datetime:
        """Return the instant now, aware, UTC."""

    def new_id(self) -> UUID:
        """Return a fresh record id."""

    def reading(self) -> AbstractContextManager[Reading]:
        """Look at the record as it stands now."""

    def unit_of_work(
        self, action: Action, subject: str = ""
    ) -> AbstractContextManager[UnitOfWork]:
        """Begin one action. Leaving the block without ``commit`` undoes it."""

    def undoable(self) -> NamedAction | None:
        """Return the action that ``undo`` would undo."""

    def redoable(self) -> NamedAction | None:
        """Return the action that ``redo`` would do again."""

    def undo(self) -> Receipt:
        """Undo the last action by a new one. Raises ``Problem`` when it cannot be."""

    def redo(self) -> Receipt:
        """Do the last undone action again. Raises ``Problem`` when it cannot be."""

    def setting(self, key: str) -> str | None:
        """Return a setting kept in this record (it is not exchanged)."""

    def keep_setting(self, key: str, value: str | None) -> None:
        """Keep a setting, or forget it when ``value`` is ``None``."""

    def save_draft(self, key: str, subject: str, values: Mapping[str, str]) -> None:
        """Keep what has been typed into a form so far."""

    def drafts(self) -> list[Draft]:
        """Return the unfinished forms, newest first."""

    def discard_draft(self, key: str) -> None:
        """Forget a draft; nothing happens when there is none."""

    def have(self) -> dict[str, int]:
        """Return, by device, the highest sequence number up to which nothing is missing."""

    def operations(self, known: Mapping[str, int]) -> Iterator[Operation]:
        """Yield the operations that a receiver who holds ``known`` lacks."""

    def count_operations(self, known: Mapping[str, int]) -> int:
        """Return how many operations ``operations`` would yield."""

    def name_device(self, device: str, name: str) -> None:
        """Remember whose device it is, for "who" in previews and histories."""

    def try_merge(self, operations: Iterable[Operation], progress: Progress) -> MergeReport:
        """Return what a merge would do; nothing is kept."""

    def merge(
        self, operations: Iterable[Operation], subject: str, progress: Progress
    ) -> tuple[Receipt, MergeReport]:
        """Merge operations in one transaction."""

    def conflicts(self) -> list[Conflict]:
        """Return the conflicts that wait for a decision."""

    def settle(self, conflict_id: str, value: Plain) -> Receipt:
        """Settle a conflict by a value. Raises ``Problem`` when there is no such conflict."""

    def back_up(self, path: Path, progress: Progress) -> None:
        """Write a whole, encrypted, verified copy beside a copy of the key file."""

    def faults(self) -> list[Text]:
        """Check the record through and through; return what is wrong, best nothing."""

    def close(self) -> None:
        """Close the record and forget the key."""


class Unwatched:
    """A progress nobody looks at and nobody can stop, for commands and tests."""

    def at(self, done: int, total: int, doing: Text) -> None:
        """Tell nobody."""

    def stop_if_cancelled(self) -> None:
        """Go on."""
