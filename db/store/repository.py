"""Records of one type in one table: read as records, written as intents of the journal."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, Generic
from uuid import UUID

from sqlalchemy import Connection

from db.domain.journal.change import Change
from db.domain.journal.operation import DELETED, OpKind
from db.domain.record import R, changed_fields, plain, plain_value
from db.fields.problem import Problem
from db.fields.text import Text
from db.store.journal import Intent
from db.store.schema import Schema, StoredTable

_GONE = Text(
    "这条记录已经不在了，可能已被删除或移交。请返回列表重新打开。",
    "This record is no longer here; it may have been deleted or handed over. "
    "Reopen it from the list.",
)
_CHUNK = 400
_LIVE = "y_created = 1 and y_deleted = 0"


class SqlRecords(Generic[R]):
    """All records of one type, to be read on one connection."""

    def __init__(self, connection: Connection, schema: Schema, record_type: type[R]) -> None:
        self._connection = connection
        self._table: StoredTable = schema.of(record_type)

    def get(self, record_id: UUID) -> R:
        """Return the record. Raises ``Problem`` when it is not there."""
        record = self.find(record_id)
        if record is None:
            raise Problem(_GONE)
        return record

    def find(self, record_id: UUID) -> R | None:
        """Return the record or ``None``."""
        return next(iter(self.many([record_id])), None)

    def many(self, record_ids: Iterable[UUID]) -> list[R]:
        """Return those of the records that are there, in the order asked for."""
        wanted = [record_id.bytes for record_id in record_ids]
        found: dict[bytes, R] = {}
        for start in range(0, len(wanted), _CHUNK):
            part = tuple(wanted[start : start + _CHUNK])
            marks = ",".join("?" * len(part))
            found |= {r.id.bytes: r for r in self._select(f"row_id in ({marks})", part)}
        return [found[row_id] for row_id in wanted if row_id in found]

    def where(self, **equal: object) -> list[R]:
        """Return the records whose fields equal the given values; a list means any of it."""
        conditions, values = ["1"], []
        for name, value in equal.items():
            column = self._table.columns[name]
            if value is None:
                conditions.append(f"{name} is null")
            elif isinstance(value, list):
                conditions.append(f"{name} in ({','.join('?' * len(value)) or 'null'})")
                values += [column.store(plain_value(one)) for one in value]
            else:
                conditions.append(f"{name} = ?")
                values.append(column.store(plain_value(value)))
        return list(self._select(" and ".join(conditions) + " order by row_id", tuple(values)))

    def every(self) -> Iterator[R]:
        """Yield all records, oldest first."""
        last = b""
        while rows := list(self._select(f"row_id > ? order by row_id limit {_CHUNK}", (last,))):
            yield from rows
            last = rows[-1].id.bytes

    def count(self) -> int:
        """Return how many there are."""
        return int(
            self._connection.exec_driver_sql(
                f"select count(*) from {self._table.name} where {_LIVE}"
            ).scalar_one()
        )

    def _select(self, condition: str, values: tuple[Any, ...]) -> Iterator[R]:
        rows = self._connection.exec_driver_sql(
            f"select * from {self._table.name} where {_LIVE} and {condition}",
            values,
        )
        for row in rows.mappings():
            yield self._table.record(dict(row))


class SqlRepository(SqlRecords[R]):
    """All records of one type within a unit of work. New records wait in ``pending``."""

    def __init__(
        self,
        connection: Connection,
        schema: Schema,
        record_type: type[R],
        pending: "Pending",
    ) -> None:
        super().__init__(connection, schema, record_type)
        self._pending = pending

    def many(self, record_ids: Iterable[UUID]) -> list[R]:
        """Return those of the records that are there, in the order asked for."""
        wanted = list(record_ids)
        waiting = self._pending.records(self._table.name, wanted)
        stored = super().many([one for one in wanted if one not in waiting])
        found = {record.id: record for record in stored} | {
            one: record for one, record in waiting.items() if record is not None
        }
        return [found[one] for one in wanted if one in found]

    def count(self) -> int:
        """Return how many there are."""
        self._pending.flush()
        return super().count()

    def _select(self, condition: str, values: tuple[Any, ...]) -> Iterator[R]:
        if not condition.startswith("row_id in"):
            self._pending.flush()
        return super()._select(condition, values)

    def add(self, record: R) -> None:
        """Add a new record."""
        values = plain(record)
        self._pending.want(
            Intent(self._table.name, record.id.bytes, OpKind.CREATE, values),
            Change(self._table.name, record.id, None, values),
            record,
        )

    def save(self, record: R) -> None:
        """Replace the record of the same ``id``; an unchanged record leaves no trace."""
        before, after = plain(self.get(record.id)), plain(record)
        changed = changed_fields(before, after)
        if changed:
            self._pending.want(
                Intent(self._table.name, record.id.bytes, OpKind.PUT, changed),
                Change(self._table.name, record.id, before, after),
                record,
            )

    def remove(self, record_id: UUID) -> None:
        """Delete the record. It can be brought back by undo."""
        before = plain(self.get(record_id))
        self._pending.want(
            Intent(self._table.name, record_id.bytes, OpKind.DELETE, {DELETED: 1}),
            Change(self._table.name, record_id, before, None),
        )


class Pending:
    """What an action wants so far, written in batches."""

    LIMIT = 1_000

    def __init__(self, write: Callable[[list[Intent]], None]) -> None:
        self._write = write
        self._intents: dict[tuple[str, bytes], Intent] = {}
        self._records: dict[tuple[str, bytes], Any] = {}
        self.changes: list[Change] = []

    def want(self, intent: Intent, change: Change | None, record: Any = None) -> None:
        """Note an intent; a second one on the same row joins the first where it can.

        Args:
            intent: What is wanted.
            change: What the receipt says of it.
            record: The record as it is from now on; ``None`` when it is gone.
        """
        key = intent.table, intent.row_id
        earlier = self._intents.get(key)
        if (
            earlier is not None
            and intent.kind is OpKind.PUT
            and earlier.kind in (OpKind.CREATE, OpKind.PUT)
        ):
            earlier.values.update(intent.values)
        else:
            if earlier is not None:
                self.flush()
            self._intents[key] = replace(intent, values=dict(intent.values))
        self._records[key] = record
        if change is not None:
            self.changes.append(change)
        if len(self._intents) >= self.LIMIT:
            self.flush()

    def records(self, table: str, record_ids: Iterable[UUID]) -> dict[UUID, Any]:
        """Return the records that wait to be written; ``None`` for one that is gone."""
        return {
            one: self._records[table, one.bytes]
            for one in record_ids
            if (table, one.bytes) in self._records
        }

    def flush(self) -> None:
        """Write everything that waits."""
        if self._intents:
            intents = list(self._intents.values())
            self._intents.clear()
            self._records.clear()
            self._write(intents)
