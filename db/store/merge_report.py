"""Watch a merge and tell afterwards what it changed, in the record's own words."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from db.domain.journal.exchange import MergedValue, MergeReport
from db.domain.journal.operation import Operation, instant_of
from db.domain.journal.register import heads_by_field
from db.domain.record import Plain
from db.store.history import History
from db.store.merge import Merged, batches
from db.store.schema import Schema

_CHUNK = 400


class MergeWatch:
    """Looks at each row before a merge first touches it."""

    def __init__(
        self, connection: Connection, schema: Schema, device: str, future: datetime
    ) -> None:
        self._connection, self._schema, self._future = connection, schema, future
        self._journal = History(connection, schema, device)
        self._device = device
        self._conflicts = {c.id for c in self._journal.conflicts()}
        self._before: dict[tuple[str, bytes], dict[str, Plain] | None] = {}
        self._ahead: set[str] = set()

    def noting(self, operations: Iterable[Operation]) -> Iterator[Operation]:
        """Pass the operations on, remembering how their rows stood before."""
        for chunk in batches(operations, 2_000):
            rows = {(op.table, bytes.fromhex(op.row_id)) for op in chunk} - self._before.keys()
            self._remember(rows)
            self._ahead |= {op.device for op in chunk if instant_of(op.hlc) > self._future}
            yield from chunk

    def report(self, merged: Merged) -> MergeReport:
        """Return what the merge has changed."""
        values: list[MergedValue] = []
        clients_new: list[str] = []
        clients_changed: set[str] = set()
        after_journal = History(self._connection, self._schema, self._device)
        after = self._values(merged.rows)
        for key in sorted(merged.rows):
            table, row_id = key
            before, now = self._before.get(key), after.get(key)
            if table == "client" and before is None and now is not None:
                clients_new.append(row_id.hex())
            if before is None or before == now:
                continue
            if table == "client":
                clients_changed.add(row_id.hex())
            values += self._changed(after_journal, key, before, now or {})
        conflicts = tuple(c for c in after_journal.conflicts() if c.id not in self._conflicts)
        clients_changed |= {c.client_id for c in conflicts if c.client_id}
        clients_changed |= _clients_of(after)
        return MergeReport(
            new_operations=merged.new,
            known_operations=merged.known,
            clients_new=tuple(clients_new),
            clients_changed=tuple(sorted(clients_changed - set(clients_new))),
            values=tuple(values),
            conflicts=conflicts,
            future_devices=tuple(sorted(map(after_journal.name_of, self._ahead))),
        )

    def _changed(
        self,
        journal: History,
        key: tuple[str, bytes],
        before: dict[str, Plain],
        now: dict[str, Plain],
    ) -> Iterator[MergedValue]:
        table, row_id = key
        heads = heads_by_field(journal.of_row(row_id))
        for name in sorted(before.keys() | now.keys()):
            if before.get(name) == now.get(name):
                continue
            field = "_del" if name == "y_deleted" else name
            head = heads.get(field, [None])[0]
            yield MergedValue(
                table=table,
                record_id=row_id.hex(),
                field=field,
                old=before.get(name),
                new=now.get(name),
                by=journal.name_of(head.operation.device) if head else "",
                at=instant_of(head.operation.hlc if head else 0),
            )

    def _remember(self, rows: set[tuple[str, bytes]]) -> None:
        found = self._values(rows)
        for key in rows:
            self._before[key] = found.get(key)

    def _values(
        self, rows: Iterable[tuple[str, bytes]]
    ) -> dict[tuple[str, bytes], dict[str, Plain] | None]:
        """Return the plain values of live or deleted rows this version knows."""
        by_table: dict[str, list[bytes]] = {}
        for table, row_id in rows:
            if table in self._schema.tables:
                by_table.setdefault(table, []).append(row_id)
        found: dict[tuple[str, bytes], dict[str, Plain] | None] = {}
        for table, ids in by_table.items():
            known = self._schema.tables[table]
            for start in range(0, len(ids), _CHUNK):
                part = tuple(ids[start : start + _CHUNK])
                marks = ",".join("?" * len(part))
                selected: Any = self._connection.exec_driver_sql(
                    f"select * from {table} where y_created=1 and row_id in ({marks})",
                    part,
                ).mappings()
                for row in selected:
                    values: dict[str, Plain] = {
                        name: None if row[name] is None else column.journal(row[name])
                        for name, column in known.columns.items()
                    }
                    values["y_deleted"] = row["y_deleted"]
                    found[table, row["row_id"]] = values
        return found


def _clients_of(rows: Mapping[tuple[str, bytes], Mapping[str, Plain] | None]) -> set[str]:
    """Return the clients whom rows of other tables belong to."""
    found = {
        (values or {}).get("client_id") for (t, _), values in rows.items() if t != "client"
    }
    return {client for client in found if isinstance(client, str)}
