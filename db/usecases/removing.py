"""Delete a record together with what cannot stand without it."""

from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from db.domain.clients.client import Client
from db.domain.journal.change import Action, Receipt
from db.domain.record import R
from db.domain.records import RECORD_TYPES
from db.domain.staff import Staff
from db.fields.field import references_of
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Reading, Store, UnitOfWork

_STAFF_STAYS = Text(
    "工作人员的名字要留在他们写过的记录旁边，不能删除。",
    "Staff stay on record, because their names stand beside what they wrote.",
)
_NAMED_BY = ("name", "head_name", "title", "what", "number")
"""Fields that name a record which belongs to no client, the best first."""


def remove(store: Store, record_type: type[R], record_id: UUID) -> Receipt:
    """Delete a record. Undo brings all of it back.

    Records that need it go with it: a client’s notes, a placement’s follow-ups. Records that
    only mention it stay and forget it: a placement whose employer leaves the register keeps the
    employer’s name.

    Raises:
        Problem: It is gone already, or it is a member of staff.
    """
    if issubclass(cast("type[Any]", record_type), Staff):
        raise Problem(_STAFF_STAYS)
    with store.reading() as reading:
        subject = _subject(reading, reading[record_type].get(record_id))
    with store.unit_of_work(Action.REMOVE, subject) as work:
        _remove(work, record_type, record_id)
        return work.commit()


def _remove(work: UnitOfWork, record_type: type[Any], record_id: UUID) -> None:
    for other_type in RECORD_TYPES:
        for reference in references_of(other_type):
            if reference.table != record_type.TABLE:
                continue
            for other in work[other_type].where(**{reference.name: record_id}):
                if reference.required:
                    _remove(work, other_type, other.id)
                else:
                    work[other_type].save(replace(other, **{reference.name: None}))
    if work[record_type].find(record_id) is not None:
        work[record_type].remove(record_id)


def _subject(reading: Reading, record: Any) -> str:
    """Return the client’s name, else the record’s own, after the noun of what is deleted."""
    client_id = getattr(record, "client_id", None)
    client = reading[Client].find(client_id) if client_id is not None else None
    if client is not None:
        return f"{client.name} {record.NOUN.zh}"
    names = (getattr(record, field, None) for field in _NAMED_BY)
    return next((str(name) for name in names if name), record.NOUN.zh)
