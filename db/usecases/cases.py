"""Open, move, close, reopen and hand over a case."""

from dataclasses import replace
from datetime import date

from db.domain.clients import case_rules
from db.domain.clients.case import Case
from db.domain.clients.case_note import CaseNote
from db.domain.clients.case_rules import Closure, Stage
from db.domain.clients.client import Client
from db.domain.ids import CaseId, CaseNoteId, ClientId, StaffId
from db.domain.journal.change import Action, Receipt
from db.domain.staff import Staff
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Reading, Store, UnitOfWork
from db.usecases.clients import first_case

_OPEN_ALREADY = Text(
    "{name} 已有没结案的个案 {number}，请接着用它。",
    "{name} already has the open case {number}; go on with it.",
)
_DESTINATION = Text(
    "结案，接收地：{destination}", "Closed; served from now on by: {destination}"
)
_HANDED_OVER = "HANDOVER"
_IN_OFFICE = "OFFICE"


def open_case(store: Store, client_id: ClientId, *, today: date) -> Receipt:
    """Open a new case for a client whose earlier cases are closed.

    Raises:
        Problem: A case of hers is open.
    """
    with store.reading() as reading:
        client = reading[Client].get(client_id)
        standing = open_case_of(reading, client_id)
    if standing is not None:
        raise Problem(_OPEN_ALREADY, name=client.name, number=standing.number)
    case = first_case(client, store.owner, CaseId(store.new_id()), today)
    with store.unit_of_work(Action.MOVE_CASE, client.name) as work:
        work[Case].add(case)
        return work.commit()


def move_case(
    store: Store, case_id: CaseId, to: str, *, today: date, skipped_reason: str | None = None
) -> Receipt:
    """Move a case to another open stage or put it on hold.

    Raises:
        Problem: A rule of ``case_rules.move`` is broken.
    """
    case, name = _case_and_name(store, case_id)
    moved = case_rules.move(case, to, on=today, today=today, skipped_reason=skipped_reason)
    return _save(store, moved, name)


def close_case(store: Store, case_id: CaseId, closure: Closure, *, today: date) -> Receipt:
    """Close a case. Where somebody else goes on serving the client, a note says who.

    Raises:
        Problem: A rule of ``case_rules.close`` is broken.
    """
    case, name = _case_and_name(store, case_id)
    closed = case_rules.close(case, closure, today=today)
    writer = StaffId(store.owner.staff_id)
    with store.unit_of_work(Action.MOVE_CASE, name) as work:
        work[Case].save(closed)
        if (closure.destination or "").strip():
            work[CaseNote].add(
                CaseNote(
                    id=CaseNoteId(store.new_id()),
                    client_id=case.client_id,
                    staff_id=writer,
                    noted_on=closure.on,
                    channel=_IN_OFFICE,
                    service_type=_HANDED_OVER,
                    content=_DESTINATION.filled(destination=closure.destination).zh,
                )
            )
        return work.commit()


def reopen_case(
    store: Store, case_id: CaseId, *, today: date, to: str = Stage.INTAKE
) -> Receipt:
    """Open a closed case again.

    Raises:
        Problem: It is not closed, or another case of the client is open.
    """
    case, name = _case_and_name(store, case_id)
    reopened = case_rules.reopen(case, to, on=today, today=today)
    with store.reading() as reading:
        standing = open_case_of(reading, case.client_id)
    if standing is not None:
        raise Problem(_OPEN_ALREADY, name=name, number=standing.number)
    return _save(store, reopened, name)


def transfer_case(store: Store, case_id: CaseId, counsellor_id: StaffId) -> Receipt:
    """Put a case, and with it the client, into another counsellor’s hands.

    Raises:
        Problem: The case is closed or hers already, or the counsellor is not known here.
    """
    case, name = _case_and_name(store, case_id)
    transferred = case_rules.transfer(case, counsellor_id)
    with store.unit_of_work(Action.MOVE_CASE, name) as work:
        work[Staff].get(counsellor_id)
        work[Case].save(transferred)
        client = work[Client].get(case.client_id)
        work[Client].save(replace(client, counsellor_id=counsellor_id))
        return work.commit()


def open_case_of(look: Reading | UnitOfWork, client_id: ClientId) -> Case | None:
    """Return the client’s open case, the newest if two laptops opened one each."""
    cases = [c for c in look[Case].where(client_id=client_id) if case_rules.is_open(c)]
    return max(cases, key=lambda c: (c.opened_on, c.id.int), default=None)


def _case_and_name(store: Store, case_id: CaseId) -> tuple[Case, str]:
    with store.reading() as reading:
        case = reading[Case].get(case_id)
        return case, reading[Client].get(case.client_id).name


def _save(store: Store, case: Case, name: str) -> Receipt:
    with store.unit_of_work(Action.MOVE_CASE, name) as work:
        work[Case].save(case)
        return work.commit()
