"""Records opened cheaply: empty files are made once and copied."""

import atexit
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sqlcipher3 import dbapi2

from db.domain.clients.case_note import CaseNote
from db.domain.clients.client import Client
from db.domain.clients.postponement import Postponement
from db.domain.ids import CaseNoteId, ClientId
from db.domain.journal.change import Action, Receipt
from db.domain.placements.employer import Employer
from db.domain.records import RECORD_TYPES
from db.ports import Clock
from db.store.backup import keyed
from db.store.record_file import SqlStore
from db.store.schema import Schema, StoredColumn, StoredTable

KEY = bytes(range(32))
BEGIN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DEVICES = ("a1" * 16, "b2" * 16, "c3" * 16)
NOT_YET = "新"
"""Values of ``township`` that begin like this are not understood by the older version."""


class SetClock:
    """A clock that stands still until it is moved."""

    def __init__(self, skew_seconds: int = 0) -> None:
        self.instant = BEGIN + timedelta(seconds=skew_seconds)

    def now(self) -> datetime:
        return self.instant

    def move(self, **by: float) -> None:
        self.instant += timedelta(**by)


def older_schema() -> Schema:
    """Return what an older Yiyi knew: fewer tables, fewer fields, fewer values."""
    schema = Schema(
        [t for t in RECORD_TYPES if t not in (Postponement, Employer)],
        without=frozenset({("client", "remark"), ("client", "service_needs")}),
    )
    client = schema.tables["client"]
    township = client.columns["township"]

    def store(value: object) -> Any:
        if isinstance(value, str) and value.startswith(NOT_YET):
            raise ValueError(value)
        return township.store(value)

    column = StoredColumn(
        township.name, township.sql_type, store, township.load, township.journal
    )
    columns = dict(client.columns) | {"township": column}
    schema.tables["client"] = StoredTable(client.name, client.record_type, columns)
    return schema


def a_store(
    path: Path, device: str = DEVICES[0], clock: Clock | None = None, *, older: bool = False
) -> SqlStore:
    """Open the record at ``path``, begun from a ready empty file."""
    if not path.exists():
        shutil.copyfile(_empty(older), path)
    return SqlStore(
        path, KEY, device, clock=clock or SetClock(), schema=older_schema() if older else None
    )


@cache
def _empty(older: bool) -> Path:
    folder = Path(mkdtemp(prefix="yiyi-empty-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "empty.db"
    SqlStore(
        path, KEY, "00" * 16, clock=SetClock(), schema=older_schema() if older else None
    ).close()
    return path


@contextmanager
def driver(path: Path, key: bytes = KEY) -> Iterator[dbapi2.Connection]:
    """Look into a file past the store."""
    connection = keyed(path, key)
    try:
        yield connection
    finally:
        connection.close()


def add_client(store: SqlStore, name: str = "潘阿妹", **facts: Any) -> ClientId:
    """Register somebody in an action of its own."""
    client_id = ClientId(store.new_id())
    with store.unit_of_work(Action.REGISTER_CLIENT, name) as work:
        work[Client].add(Client(id=client_id, name=name, **facts))
        work.commit()
    return client_id


def correct(store: SqlStore, client_id: ClientId, **facts: Any) -> Receipt:
    """Change facts of a client in an action of its own."""
    with store.unit_of_work(Action.CORRECT_CLIENT, "潘阿妹") as work:
        client = work[Client].get(client_id)
        work[Client].save(replace(client, **facts))
        return work.commit()


def write_note(store: SqlStore, client_id: ClientId, content: str) -> CaseNoteId:
    """Write a case note in an action of its own."""
    note_id = CaseNoteId(store.new_id())
    with store.unit_of_work(Action.WRITE_NOTE, "潘阿妹") as work:
        work[CaseNote].add(
            CaseNote(
                id=note_id,
                client_id=client_id,
                noted_on=store.now().date(),
                channel="PHONE",
                content=content,
            )
        )
        work.commit()
    return note_id


def client_of(store: SqlStore, client_id: ClientId) -> Client | None:
    """Return a client or ``None``."""
    with store.reading() as reading:
        return reading[Client].find(client_id)
