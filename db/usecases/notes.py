"""Write a case note."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from db.domain.clients.case_note import CaseNote
from db.domain.clients.client import Client
from db.domain.ids import CaseNoteId, StaffId
from db.domain.journal.change import Action, Receipt
from db.fields.field import Value
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Store
from db.usecases.changing import check_filled, with_changes

_LATER_THAN_TODAY = Text("日期晚于今天，请核对。", "The day is after today; check it.")
_NEXT_EARLY = Text(
    "下次联系日期要晚于这次联系。", "The next contact comes after this one; choose a later day."
)


def write_note(store: Store, note: CaseNote, *, today: date) -> Receipt:
    """Write a note about one contact. Without a writer, the owner of the record wrote it.

    Raises:
        InvalidFieldsError: A needed field is empty. Nothing is saved.
        Problem: A day does not fit, or the client is gone.
    """
    check_filled(note)
    _check_days(note, today)
    with store.reading() as reading:
        name = reading[Client].get(note.client_id).name
    if note.staff_id is None:
        note = replace(note, staff_id=StaffId(store.owner.staff_id))
    with store.unit_of_work(Action.WRITE_NOTE, name) as work:
        work[CaseNote].add(note)
        return work.commit()


def correct_note(
    store: Store, note_id: CaseNoteId, changes: Mapping[str, Value], *, today: date
) -> Receipt:
    """Correct a note; what it said before stays in its history.

    Raises:
        Problem: A day does not fit.
    """
    with store.reading() as reading:
        changed = with_changes(reading[CaseNote].get(note_id), changes)
        name = reading[Client].get(changed.client_id).name
    _check_days(changed, today)
    with store.unit_of_work(Action.WRITE_NOTE, name) as work:
        work[CaseNote].save(changed)
        return work.commit()


def _check_days(note: CaseNote, today: date) -> None:
    if note.noted_on > today:
        raise Problem(_LATER_THAN_TODAY, field="noted_on")
    if note.next_on is not None and note.next_on <= note.noted_on:
        raise Problem(_NEXT_EARLY, field="next_on")
