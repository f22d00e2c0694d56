"""Register a client, correct what is known of her, and find people registered twice."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from db.domain.clients.case import Case
from db.domain.clients.case_rules import Stage
from db.domain.clients.client import Client
from db.domain.clients.client_rules import check_client, filled_from_numbers
from db.domain.ids import CaseId, ClientId, StaffId, case_number
from db.domain.journal.change import Action, Receipt
from db.fields.field import Value
from db.fields.problem import Problem
from db.fields.text import Labelled, Text
from db.ports import Owner, Reading, Store, UnitOfWork
from db.search.person import NO_FILTERS
from db.usecases.changing import check_filled, with_changes

_IDENTITY_DIGITS = 18
_LOOKED_AT = 50
"""How many people of a name are compared; more namesakes than that are not looked through."""

_KNOWN = Text(
    "{name} 已经登记过，{why}相同。请打开原来的档案；确实是另一个人，请先核对证件号。",
    "{name} is registered already with the same {why}. Open that file; "
    "if it is somebody else, check the number first.",
)


class SameBy(Labelled):
    """By what two files may be one person."""

    IDENTITY = "identity", Text("身份证号", "identity number")
    CERTIFICATE = "certificate", Text("残疾人证号", "certificate number")
    NAME_AND_BIRTH = "name_and_birth", Text("姓名和出生日期", "name and date of birth")
    NAME_AND_PHONE = "name_and_phone", Text("姓名和电话", "name and telephone")
    NAME_AND_VILLAGE = "name_and_village", Text("姓名和村", "name and village")


CERTAIN = frozenset({SameBy.IDENTITY, SameBy.CERTIFICATE})
"""Numbers that belong to one person only; the others are for the counsellor to judge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """Somebody on record who may be the same person, and by what."""

    client: Client
    same_by: SameBy


def find_duplicates(look: Reading | UnitOfWork, client: Client) -> tuple[Duplicate, ...]:
    """Return the people on record who may be this person, the surest first."""
    found: dict[ClientId, Duplicate] = {}
    for other, same_by in (*_by_numbers(look, client), *_by_name(look, client)):
        if other.id != client.id and other.id not in found:
            found[other.id] = Duplicate(client=other, same_by=same_by)
    order = list(SameBy)
    return tuple(sorted(found.values(), key=lambda d: order.index(d.same_by)))


def register_client(
    store: Store, client: Client, *, today: date, case_id: CaseId | None = None
) -> Receipt:
    """Register a client and open her case.

    Args:
        store: The open case record.
        client: With a fresh id. Blanks are filled by what her own numbers say.
        today: The counsellor’s local day; the case is opened on it.
        case_id: The id the case is to have, when the caller needs to know it.

    Raises:
        InvalidFieldsError: A rule of ``check_client`` is broken. Nothing is saved.
        Problem: Somebody with the same identity or certificate number is registered already.
    """
    owner = store.owner
    client = filled_from_numbers(client)
    check_filled(client)
    check_client(client, today)
    if client.counsellor_id is None:
        client = replace(client, counsellor_id=StaffId(owner.staff_id))
    with store.unit_of_work(Action.REGISTER_CLIENT, client.name) as work:
        _refuse_known(work, client)
        work[Client].add(client)
        work[Case].add(first_case(client, owner, case_id or CaseId(store.new_id()), today))
        return work.commit()


def correct_client(
    store: Store, client_id: ClientId, changes: Mapping[str, Value], *, today: date
) -> Receipt:
    """Correct what is known of a client.

    Raises:
        InvalidFieldsError: A rule of ``check_client`` is broken. Nothing is saved.
        Problem: The client is gone, or a new number belongs to somebody else.
    """
    with store.reading() as reading:
        name = reading[Client].get(client_id).name
    with store.unit_of_work(Action.CORRECT_CLIENT, name) as work:
        before = work[Client].get(client_id)
        changed = with_changes(before, changes)
        check_client(changed, today)
        # A merge may bring a second file of one person: only a new number is asked about.
        if _numbers(changed) != _numbers(before):
            _refuse_known(work, changed)
        work[Client].save(changed)
        return work.commit()


def _numbers(client: Client) -> tuple[str | None, str | None]:
    return client.identity_number, client.certificate_number


def _refuse_known(work: UnitOfWork, client: Client) -> None:
    """Raise ``Problem`` when somebody else has one of the client's numbers."""
    for duplicate in find_duplicates(work, client):
        if duplicate.same_by in CERTAIN:
            raise Problem(
                _KNOWN,
                field=f"{duplicate.same_by.value}_number",
                name=duplicate.client.name,
                why=duplicate.same_by.label,
            )


def first_case(client: Client, owner: Owner, case_id: CaseId, today: date) -> Case:
    """Return the case that is opened with a client’s file."""
    return Case(
        id=case_id,
        client_id=client.id,
        counsellor_id=client.counsellor_id,
        number=case_number(client.county or owner.county, today.year, case_id),
        stage=Stage.INTAKE.value,
        opened_on=today,
        stage_since=today,
    )


def _by_numbers(look: Reading | UnitOfWork, client: Client) -> list[tuple[Client, SameBy]]:
    found: list[tuple[Client, SameBy]] = []
    certificate = client.certificate_number
    numbers = {client.identity_number, (certificate or "")[:_IDENTITY_DIGITS] or None}
    for number in sorted(n for n in numbers if n is not None):
        found += [(c, SameBy.IDENTITY) for c in look[Client].where(identity_number=number)]
        # A file may hold the certificate number alone, with a re-issue mark behind it.
        rows = look.find_persons(number, NO_FILTERS, limit=_LOOKED_AT).rows
        ids = [ClientId(UUID(bytes=row.row_id)) for row in rows]
        found += [
            (c, SameBy.CERTIFICATE)
            for c in look[Client].many(ids)
            if (c.certificate_number or "")[:_IDENTITY_DIGITS] == number
        ]
    return found


def _by_name(look: Reading | UnitOfWork, client: Client) -> list[tuple[Client, SameBy]]:
    rows = look.find_persons(client.name, NO_FILTERS, limit=_LOOKED_AT).rows
    namesakes = look[Client].many(
        [ClientId(UUID(bytes=row.row_id)) for row in rows if row.name == client.name]
    )
    found = []
    for other in namesakes:
        same_by = _same_person_by(client, other)
        if same_by is not None:
            found.append((other, same_by))
    return found


def _same_person_by(client: Client, other: Client) -> SameBy | None:
    if None not in (client.identity_number, other.identity_number):
        return None  # two different numbers are two people
    for same_by, one, two in (
        (SameBy.NAME_AND_BIRTH, client.born_on, other.born_on),
        (SameBy.NAME_AND_PHONE, client.phone, other.phone),
        (SameBy.NAME_AND_VILLAGE, client.village, other.village),
    ):
        if one is not None and one == two:
            return same_by
    return None
