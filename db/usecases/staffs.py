"""Correct what is known of a member of staff."""

from collections.abc import Mapping

from db.domain.ids import StaffId
from db.domain.journal.change import Action, Receipt
from db.domain.staff import Staff
from db.fields.field import Value
from db.ports import Store
from db.usecases.changing import check_filled, with_changes


def record_staff(store: Store, staff: Staff) -> Receipt:
    """Record a colleague.

    Raises:
        InvalidFieldsError: A needed field is empty.
    """
    check_filled(staff)
    with store.unit_of_work(Action.CORRECT_STAFF, staff.name) as work:
        work[Staff].add(staff)
        return work.commit()


def correct_staff(store: Store, staff_id: StaffId, changes: Mapping[str, Value]) -> Receipt:
    """Correct a name, role, county, organisation or telephone.

    Raises:
        InvalidFieldsError: A needed field would be empty.
        Problem: She is not known here.
    """
    with store.reading() as reading:
        changed = with_changes(reading[Staff].get(staff_id), changes)
    with store.unit_of_work(Action.CORRECT_STAFF, changed.name) as work:
        work[Staff].save(changed)
        return work.commit()
