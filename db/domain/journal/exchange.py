"""What a merge would change, told in the record's own words, and the conflicts that wait."""

from dataclasses import dataclass
from datetime import datetime

from db.domain.record import Plain


@dataclass(frozen=True, slots=True)
class MergedValue:
    """One field that a merge changes: the old value, the new one, who wrote it and when."""

    table: str
    record_id: str
    field: str
    old: Plain
    new: Plain
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ConflictSide:
    """One of the values that wait for a decision."""

    value: Plain
    by: str
    device: str
    at: datetime
    is_ours: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field with more than one living value: it waits for a person.

    Attributes:
        id: Stable name, ``table:record:field``; the same on every device.
        client_id: The client it concerns, 32 hex digits, or ``None`` for shared registers.
        sides: The values, the one shown for now first.
    """

    id: str
    table: str
    record_id: str
    field: str
    client_id: str | None
    sides: tuple[ConflictSide, ...]


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge did, or would do.

    Attributes:
        new_operations: Operations not held before; 0 means the file brought nothing.
        known_operations: Operations already held.
        clients_new: Ids of clients that appear.
        clients_changed: Ids of clients already here whose facts change.
        values: Every changed field; values of new records are not listed one by one.
        conflicts: Conflicts open after the merge that were not open before.
        future_devices: Names of devices whose clock is more than 24 hours ahead.
    """

    new_operations: int
    known_operations: int
    clients_new: tuple[str, ...]
    clients_changed: tuple[str, ...]
    values: tuple[MergedValue, ...]
    conflicts: tuple[Conflict, ...]
    future_devices: tuple[str, ...] = ()
