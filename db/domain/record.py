"""What every record is: a frozen dataclass with an id, a table and a noun."""

from collections.abc import Mapping
from dataclasses import Field, fields
from datetime import date
from typing import Any, ClassVar, Protocol, TypeVar
from uuid import UUID

from db.fields.text import Text

Plain = str | int | list[str] | None
"""A value as the journal and exchange files hold it: days ISO 8601, ids 32 hex digits,
yes and no as 1 and 0, several codes as a list."""


class Record(Protocol):
    """A frozen dataclass with an ``id``, as every record in ``db.domain`` is."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    TABLE: ClassVar[str]
    NOUN: ClassVar[Text]

    @property
    def id(self) -> UUID: ...  # noqa: D102


R = TypeVar("R", bound=Record)


def plain(record: Record) -> dict[str, Plain]:
    """Return a record's values without its id, as the journal holds them."""
    return {
        f.name: plain_value(getattr(record, f.name)) for f in fields(record) if f.name != "id"
    }


def plain_value(value: object) -> Plain:  # noqa: PLR0911 - one result for each kind
    """Return one value as the journal holds it."""
    match value:
        case None:
            return None
        case bool():
            return int(value)
        case int():
            return value
        case date():
            return value.isoformat()
        case UUID():
            return value.hex
        case tuple() | list():
            return [str(part) for part in value]
        case _:
            return str(value)


def changed_fields(before: Mapping[str, Plain], after: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return the values of ``after`` that differ from ``before``."""
    return {name: value for name, value in after.items() if before.get(name) != value}
