"""An encrypted record of one counsellor, made anew for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.domain.clients.case import Case
from db.domain.clients.case_rules import is_open
from db.domain.clients.client import Client
from db.domain.journal.change import Action
from db.domain.policy import Policy, load_packs
from db.domain.staff import Staff
from db.store.record_file import SqlStore
from tests.builders import SteppingClock, a_staff

_KEY = bytes(range(32))
_DEVICE = "0a" * 16


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """Yield an open record owned by one counsellor."""
    opened = SqlStore(tmp_path / "record.db", _KEY, _DEVICE, clock=SteppingClock())
    owner = a_staff()
    with opened.unit_of_work(Action.BEGIN_RECORD) as work:
        work[Staff].add(owner)
        work.commit()
    opened.keep_setting("owner", owner.id.hex)
    yield opened
    opened.close()


@pytest.fixture
def policy() -> Policy:
    """Return the numbers that ship with Yiyi."""
    return load_packs()


def saved(store: SqlStore, *records: object) -> None:
    """Put records into the store as they are, past all rules."""
    with store.unit_of_work(Action.REGISTER_CLIENT) as work:
        for record in records:
            work[type(record)].add(record)  # type: ignore[type-var]  # any record goes
        work.commit()


def the_case(store: SqlStore, client: Client) -> Case:
    """Return the client’s open case."""
    with store.reading() as reading:
        (case,) = (c for c in reading[Case].where(client_id=client.id) if is_open(c))
    return case
