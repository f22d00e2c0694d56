"""Put something off to another day, with a reason."""

from datetime import date

from db.domain.clients.client import Client
from db.domain.clients.postponement import Postponement
from db.domain.duty.duties import CANNOT_WAIT, Duty
from db.domain.households.household import Household
from db.domain.ids import PostponementId
from db.domain.journal.change import Action, Receipt
from db.fields.codes import code_list
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Store
from db.usecases.changing import check_filled

_OTHER = "OTHER"
_TOO_EARLY = Text("推迟到的日期要晚于今天。", "Choose a day after today.")
_NO_REASON = Text("请选择推迟的理由。", "Choose the reason.")
_NO_NOTE = Text("理由选“{other}”时，请说明是什么。", "With “{other}”, say what it is.")
_CANNOT_WAIT = Text(
    "没写完的表单不能推迟。请写完，或者放弃它。",
    "An unfinished form cannot wait. Finish it or throw it away.",
)


def postponement_of(
    duty: Duty, record_id: PostponementId, until: date, reason: str, note: str | None = None
) -> Postponement:
    """Return the record that puts a duty off.

    Raises:
        Problem: The duty is of a kind that cannot wait.
    """
    if duty.kind in CANNOT_WAIT:
        raise Problem(_CANNOT_WAIT)
    return Postponement(
        id=record_id,
        subject=duty.key,
        until=until,
        reason=reason,
        note=note,
        client_id=duty.client_id,
        household_id=duty.household_id,
    )


def postpone(store: Store, postponement: Postponement, *, today: date) -> Receipt:
    """Put something off. The thing itself is not changed, it is hidden until that day.

    Raises:
        Problem: The day is not after today, or the reason is missing.
    """
    if postponement.reason not in code_list("postponement_reasons"):
        raise Problem(_NO_REASON, field="reason")
    check_filled(postponement)
    if postponement.until <= today:
        raise Problem(_TOO_EARLY, field="until")
    if postponement.reason == _OTHER and not (postponement.note or "").strip():
        other = code_list("postponement_reasons").label(_OTHER)
        raise Problem(_NO_NOTE, field="note", other=other)
    name = ""
    with store.reading() as reading:
        if postponement.client_id is not None:
            name = reading[Client].get(postponement.client_id).name
        elif postponement.household_id is not None:
            name = reading[Household].get(postponement.household_id).head_name
    with store.unit_of_work(Action.POSTPONE, name) as work:
        # Put off again: one line for each thing, or an earlier one would go on hiding it.
        for earlier in work[Postponement].where(subject=postponement.subject):
            work[Postponement].remove(earlier.id)
        work[Postponement].add(postponement)
        return work.commit()
