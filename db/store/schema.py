"""Tables and columns as this version of Yiyi knows them, derived from declared fields."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, assert_never
from uuid import UUID

from db.domain.record import Plain
from db.domain.records import RECORD_TYPES
from db.fields.field import (
    CertificateNumber,
    Code,
    Day,
    IdentityNumber,
    Kind,
    Line,
    Money,
    Month,
    PersonName,
    Phone,
    Prose,
    Several,
    Whole,
    YesNo,
    fields_of,
    references_of,
)

SCHEMA_VERSION = 1
"""Version of the tables below. A file with a higher one is refused, a lower one is upgraded."""

Stored = str | int | float | bytes | None


@dataclass(frozen=True, slots=True)
class StoredColumn:
    """How one fact lies in a column.

    Attributes:
        sql_type: Type name, the same words in SQLite and PostgreSQL.
        store: Turns a plain journal value into a stored one; raises ``ValueError`` when the
            value is not one this version understands.
        load: Turns a stored value into the record's value.
        journal: Turns a stored value back into the plain journal value.
    """

    name: str
    sql_type: str
    store: Callable[[object], Stored]
    load: Callable[[Any], Any]
    journal: Callable[[Any], Plain]


@dataclass(frozen=True, slots=True)
class StoredTable:
    """One table: its columns by name, and the record type whose rows it holds."""

    name: str
    record_type: type[Any]
    columns: Mapping[str, StoredColumn]

    def record(self, row: Mapping[str, Any]) -> Any:
        """Build the record that lies in a row."""
        values = {
            name: None if row[name] is None else column.load(row[name])
            for name, column in self.columns.items()
        }
        return self.record_type(id=UUID(bytes=row["row_id"]), **values)


class Schema:
    """The tables one version of Yiyi knows; tests build older ones by leaving things out."""

    def __init__(
        self,
        record_types: Iterable[type[Any]] = RECORD_TYPES,
        *,
        without: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        self.tables: dict[str, StoredTable] = {
            t.TABLE: StoredTable(t.TABLE, t, _columns(t, without)) for t in record_types
        }

        self.with_client = {
            name for name, table in self.tables.items() if "client_id" in table.columns
        }

    def of(self, record_type: type[Any]) -> StoredTable:
        """Return the table of a record type."""
        return self.tables[record_type.TABLE]


def _columns(
    record_type: type[Any], without: frozenset[tuple[str, str]]
) -> dict[str, StoredColumn]:
    kinds: dict[str, StoredColumn] = {
        f.name: _stored(f.name, f.kind) for f in fields_of(record_type)
    }
    kinds |= {
        r.name: StoredColumn(r.name, "BLOB", _id_bytes, _load_id, _id_hex)
        for r in references_of(record_type)
    }
    return {
        f.name: kinds[f.name]
        for f in fields(record_type)
        if f.name != "id" and (record_type.TABLE, f.name) not in without
    }


def _stored(name: str, kind: Kind) -> StoredColumn:
    match kind:
        case Day():
            return StoredColumn(name, "TEXT", _day_text, date.fromisoformat, str)
        case YesNo():
            return StoredColumn(name, "INTEGER", _number, bool, int)
        case Whole() | Money():
            return StoredColumn(name, "INTEGER", _number, int, int)
        case Several():
            return StoredColumn(name, "TEXT", _list_text, _load_list, json.loads)
        case (
            Month()
            | Code()
            | Line()
            | PersonName()
            | Prose()
            | IdentityNumber()
            | CertificateNumber()
            | Phone()
        ):
            return StoredColumn(name, "TEXT", _text, str, str)
        case unreachable:
            assert_never(unreachable)


def _day_text(value: object) -> Stored:
    if value is None:
        return None
    return date.fromisoformat(str(value)).isoformat()


def _number(value: object) -> Stored:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise ValueError(value)


def _text(value: object) -> Stored:
    if value is None or isinstance(value, str):
        return value
    raise ValueError(value)


def _list_text(value: object) -> Stored:
    if value is None:
        return None
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    raise ValueError(value)


def _load_list(value: str) -> tuple[str, ...]:
    return tuple(json.loads(value))


def _id_bytes(value: object) -> Stored:
    if value is None:
        return None
    if isinstance(value, str) and len(value) == 32:  # noqa: PLR2004 - hex digits of a UUID
        return bytes.fromhex(value)
    raise ValueError(value)


def _load_id(value: bytes) -> UUID:
    return UUID(bytes=value)


def _id_hex(value: bytes) -> Plain:
    return value.hex()
