"""Declared fields: how one fact is named, explained, and of what kind it is.

A record declares each fact once, as ``Annotated[type, Field(...)]``; forms, tables, sheets,
documents, the journal and the command line all read that declaration.
"""

from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import date
from functools import cache
from types import NoneType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from db.fields.text import Text

Value = date | bool | int | str | tuple[str, ...] | None
"""What a declared field can hold. Money is ``int`` fen, a code is its stored ``str``."""


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month, held as ``YYYY-MM``: some papers do not tell the day."""


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes or no; left empty it means not known."""


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list in ``resources/codes``."""

    codes: str


@dataclass(frozen=True, slots=True)
class Several:
    """Any number of entries of a code list."""

    codes: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number with its unit."""

    low: int
    high: int
    unit: Text


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in fen, typed and shown in yuan."""

    high_yuan: int = 10_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line."""

    max_chars: int = 100


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name: blanks taken out, every middle dot written as ``·`` U+00B7."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Words over several lines."""

    max_chars: int = 5_000


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """A citizen identity number of 18 characters (GB 11643)."""


@dataclass(frozen=True, slots=True)
class CertificateNumber:
    """A disability certificate number: identity number, category, level, re-issue mark."""


@dataclass(frozen=True, slots=True)
class Phone:
    """One or more telephone numbers."""


Kind = (
    Day
    | Month
    | YesNo
    | Code
    | Several
    | Whole
    | Money
    | Line
    | PersonName
    | Prose
    | IdentityNumber
    | CertificateNumber
    | Phone
)


@dataclass(frozen=True, slots=True)
class Field:
    """How one field is named, explained, read and shown."""

    label: Text
    kind: Kind
    help: Text
    section: Text | None = None
    """Heading of the group of fields that begins here on a form."""
    in_summary: bool = False
    """Whether the field belongs in the one-line summary on lists and paper."""
    sensitive: bool = False
    """Sensitive personal information (PIPL art. 28): never logged, masked where it can be."""
    asked: bool = True
    """Whether forms ask for it; a generated value is only shown."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An id of a record in another table."""

    table: str


@dataclass(frozen=True, slots=True)
class NamedField(Field):
    """A ``Field`` together with its attribute name and whether it may be left empty."""

    name: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class NamedReference:
    """A ``Reference`` together with its attribute name and whether it may be left empty."""

    name: str
    table: str
    required: bool


def fields_of(record_type: type) -> tuple[NamedField, ...]:
    """Return the declared fields of a record, in the order they are asked for."""
    return _declared(record_type)[0]


def references_of(record_type: type) -> tuple[NamedReference, ...]:
    """Return the references a record holds to other records."""
    return _declared(record_type)[1]


@cache
def _declared(
    record_type: type,
) -> tuple[tuple[NamedField, ...], tuple[NamedReference, ...]]:
    markers = _markers(record_type)
    named = tuple(
        NamedField(
            marker.label,
            marker.kind,
            marker.help,
            marker.section,
            marker.in_summary,
            marker.sensitive,
            marker.asked,
            name=name,
            required=required,
        )
        for name, required, marker in markers
        if isinstance(marker, Field)
    )
    references = tuple(
        NamedReference(name, marker.table, required)
        for name, required, marker in markers
        if isinstance(marker, Reference)
    )
    return named, references


def field_of(record_type: type, name: str) -> NamedField:
    """Return one declared field by its attribute name; ``KeyError`` if there is none."""
    for field in fields_of(record_type):
        if field.name == name:
            return field
    raise KeyError(name)


def _markers(record_type: type) -> list[tuple[str, bool, Any]]:
    hints = get_type_hints(record_type, include_extras=True)
    own_order = [f.name for f in dataclass_fields(record_type)]
    return [
        (name, NoneType not in get_args(get_args(hints[name])[0]), marker)
        for name in own_order
        if get_origin(hints[name]) is Annotated
        for marker in get_args(hints[name])[1:]
    ]
