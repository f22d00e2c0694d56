"""Read the journal back: operations, histories, conflicts, and what undo must write."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from db.domain.journal.change import Action, HistoryEntry
from db.domain.journal.exchange import Conflict, ConflictSide
from db.domain.journal.operation import DELETED, Operation, OpKind, instant_of
from db.domain.journal.register import Head, heads_by_field, writes_of
from db.domain.record import Plain
from db.fields.problem import Problem
from db.fields.text import Text
from db.store.journal import Intent
from db.store.schema import Schema

_COLUMNS = "o.dev, o.seq, o.hlc, o.tbl, o.row_id, o.kind, o.body, o.sv"
_CHANGED_SINCE = Text(
    "“{what}”后来又被 {by} 改过，不能整个撤销。请打开这条记录，直接改成需要的内容。",
    "“{what}” was changed again by {by}, so the whole action cannot be undone. "
    "Open the record and set what you need.",
)


class History:
    """The journal as it stands on one connection."""

    def __init__(self, connection: Connection, schema: Schema, own_device: str) -> None:
        self._connection, self._schema, self._own = connection, schema, own_device
        rows = connection.exec_driver_sql("select dev, uid, name from y_device").all()
        self._uid = {dev: uid.hex() for dev, uid, _ in rows}
        self._name = {uid.hex(): name for _, uid, name in rows}

    def name_of(self, device: str) -> str:
        """Return the name of the person at a device, or the start of its uid."""
        return self._name.get(device) or device[:8]

    def have(self) -> dict[str, int]:
        """Return the contiguous prefix held of each device's operations."""
        rows = self._connection.exec_driver_sql("select dev, seq from y_vv")
        return {self._uid[dev]: seq for dev, seq in rows}

    def operations(self, known: Mapping[str, int]) -> Iterator[Operation]:
        """Yield what a receiver who holds ``known`` lacks, device by device."""
        for dev, held in self._connection.exec_driver_sql("select dev, seq from y_vv").all():
            lacks = known.get(self._uid[dev], 0)
            if held > lacks:
                rows = self._connection.exec_driver_sql(
                    f"select {_COLUMNS} from y_op o where dev=? and seq>? and seq<=? "
                    "order by seq",
                    (dev, lacks, held),
                )
                yield from map(self._operation, rows)

    def count(self, known: Mapping[str, int]) -> int:
        """Return how many operations a receiver who holds ``known`` lacks."""
        return sum(
            max(0, held - known.get(self._uid[dev], 0))
            for dev, held in self._connection.exec_driver_sql("select dev, seq from y_vv")
        )

    def of_row(self, row_id: bytes) -> list[Operation]:
        """Return every operation on a row."""
        rows = self._connection.exec_driver_sql(
            f"select {_COLUMNS} from y_op o where row_id=? order by hlc",
            (row_id,),
        )
        return [self._operation(row) for row in rows]

    def entries(self, row_id: bytes) -> list[HistoryEntry]:
        """Return every value each field of a row had, newest first."""
        operations = self.of_row(row_id)
        shown = {
            (name, heads[0].operation.dot)
            for name, heads in heads_by_field(operations).items()
            if heads
        }
        return [
            HistoryEntry(
                field=name,
                value=value,
                by=self.name_of(op.device),
                device=op.device,
                at=instant_of(op.hlc),
                is_current=(name, op.dot) in shown,
            )
            for op in reversed(operations)
            for name, (value, _) in writes_of(op).items()
        ]

    def conflicts(self) -> list[Conflict]:
        """Return every field with more than one living value that differ."""
        pairs = self._connection.exec_driver_sql(
            "select row_id, field from y_head where st=0 and field<>'*' "
            "group by row_id, field having count(*)>1 order by row_id, field"
        ).all()
        found = (self._conflict(row_id, name) for row_id, name in pairs)
        return [conflict for conflict in found if conflict is not None]

    def _conflict(self, row_id: bytes, name: str) -> Conflict | None:
        operations = self.of_row(row_id)
        heads = heads_by_field(operations)[name]
        if len({_comparable(head.value) for head in heads}) < 2:  # noqa: PLR2004 - both agree
            return None
        table = operations[0].table
        sides = tuple(
            ConflictSide(
                value=head.value,
                by=self.name_of(head.operation.device),
                device=head.operation.device,
                at=instant_of(head.operation.hlc),
                is_ours=head.operation.device == self._own,
            )
            for head in heads
        )
        return Conflict(
            id=f"{table}:{row_id.hex()}:{name}",
            table=table,
            record_id=row_id.hex(),
            field=name,
            client_id=self._client_of(table, row_id),
            sides=sides,
        )

    def _client_of(self, table: str, row_id: bytes) -> str | None:
        if table == "client":
            return row_id.hex()
        known = self._schema.tables.get(table)
        if known is None or "client_id" not in known.columns:
            return None
        found = self._connection.exec_driver_sql(
            f"select client_id from {table} where row_id=?",
            (row_id,),
        ).scalar()
        return None if found is None else found.hex()

    def inverse(self, action: int) -> list[Intent]:
        """Return what must be written so that an action never happened.

        Every later action must itself be undone: then what each row said just before the
        action is what the operations of earlier actions say.

        Raises:
            Problem: A merge that is not undone has changed one of its fields since.
        """
        rows = self._connection.exec_driver_sql(
            "select distinct row_id from y_op where act=?", (action,)
        ).all()
        later = {
            no
            for (no,) in self._connection.exec_driver_sql(
                "select no from y_action where no>? and action=? and state='done'",
                (action, Action.MERGE_FILE.value),
            )
        }
        return [
            intent
            for (row_id,) in rows
            for intent in self._inverse_of_row(row_id, action, later)
        ]

    def _inverse_of_row(self, row_id: bytes, action: int, later: set[int]) -> list[Intent]:
        rows = self._connection.exec_driver_sql(
            f"select {_COLUMNS}, o.act from y_op o where row_id=? order by hlc",
            (row_id,),
        )
        held = [(self._operation(row[:-1]), row[-1] or 0) for row in rows]
        everything = [op for op, _ in held]
        earlier = [op for op, act in held if act < action]
        mine = [op for op, act in held if act == action]
        if not any(op.kind is OpKind.CREATE for op in everything):
            return []  # nobody has seen the row yet
        table = everything[0].table
        now, before = heads_by_field(everything), heads_by_field(earlier)
        since = {op.dot for op, act in held if act in later}
        if any(op.kind is OpKind.CREATE for op in mine):
            self._refuse_changed(table, [h for hs in now.values() for h in hs], since)
            return [Intent(table, row_id, OpKind.DELETE, {DELETED: 1})]
        values: dict[str, Plain] = {}
        for name in sorted({name for op in mine for name in writes_of(op)}):
            self._refuse_changed(table, now[name], since)
            old = before[name][0].value if before.get(name) else None
            if len(now[name]) > 1 or now[name][0].value != old:
                values[name] = old
        return intents_for(table, row_id, values)

    def _refuse_changed(
        self, table: str, heads: Iterable[Head], since: set[tuple[str, int]]
    ) -> None:
        for head in heads:
            if head.operation.dot in since:
                known = self._schema.tables.get(table)
                what = known.record_type.NOUN if known else Text(table, table)
                by = self.name_of(head.operation.device)
                raise Problem(_CHANGED_SINCE, what=what, by=Text(by, by))

    def _operation(self, row: Any) -> Operation:
        dev, seq, hlc, table, row_id, kind, body, version = row
        return Operation(
            device=self._uid[dev],
            seq=seq,
            hlc=hlc,
            table=table,
            row_id=row_id.hex(),
            kind=OpKind(kind),
            body=body,
            schema_version=version,
        )


def intents_for(table: str, row_id: bytes, values: Mapping[str, Plain]) -> list[Intent]:
    """Split a deletion mark from the other fields: each is an operation of its own."""
    found: list[Intent] = []
    others = {name: value for name, value in values.items() if name != DELETED}
    if DELETED in values:
        kind, mark = (OpKind.DELETE, 1) if values[DELETED] else (OpKind.UNDELETE, 0)
        found.append(Intent(table, row_id, kind, {DELETED: mark}))
    if others:
        found.append(Intent(table, row_id, OpKind.PUT, others))
    return found


def _comparable(value: Plain) -> object:
    return tuple(value) if isinstance(value, list) else value
