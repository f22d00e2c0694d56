"""One entry of the journal: what one device changed in one record."""

import hashlib
import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import Final

Dot = tuple[str, int]
"""Where a change was made: the device's uid (32 hexadecimal digits) and its running number."""

DELETED: Final = "_del"
"""The field that says a row is deleted: 1 deleted, 0 brought back."""

MAX_BODY_CHARACTERS: Final = 1 << 20
"""Longest body taken from a file. Our own limit: eight bodies fit one record of a file."""

_PARTS: Final = 8
_INT64: Final = 1 << 63
_HEX32: Final = re.compile(r"[0-9a-f]{32}")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,62}")


class OpKind(IntEnum):
    """What an operation does. The numbers are stored and sent, so they never change."""

    CREATE = 0
    PUT = 1
    DELETE = 2
    UNDELETE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One change to one row, exactly as the device that made it wrote it.

    Attributes:
        device: Uid of the device that made the change, 32 hexadecimal digits.
        seq: Running number of the change on that device, from 1.
        hlc: Hybrid clock of the change: Unix milliseconds << 16 | counter.
        table: Name of the table.
        row_id: The row's UUID, 32 hexadecimal digits.
        kind: What the operation does.
        body: JSON text, passed on character by character so that its digest stays the same.
            ``CREATE`` has ``{field: value}``; the others have
            ``{field: [value, device, seq, device, seq, …]}``: the value and the dots of the
            changes it replaces.
        schema_version: Version of the tables of the program that wrote it.
    """

    device: str
    seq: int
    hlc: int
    table: str
    row_id: str
    kind: OpKind
    body: str
    schema_version: int

    @property
    def dot(self) -> Dot:
        """Return the device and the number that name this operation everywhere."""
        return self.device, self.seq

    def line(self) -> str:
        """Return the operation as one line of an exchange file, without the line feed."""
        return json.dumps(
            [
                self.device,
                self.seq,
                self.hlc,
                self.table,
                self.row_id,
                int(self.kind),
                self.body,
                self.schema_version,
            ],
            ensure_ascii=False,
            separators=(",", ":"),
        )

    def digest(self) -> str:
        """Return the SHA-256 of the whole operation, in hexadecimal digits.

        Two operations with one dot and two digests come from a device that was put back to
        an older state without a new uid; they must never be merged.
        """
        return hashlib.sha256(self.line().encode()).hexdigest()


def operation_from_line(line: str) -> Operation:
    """Read one line of an exchange file.

    Raises:
        ValueError: The line is not an operation this version can keep.
    """
    parts = read_json(line)
    if not isinstance(parts, list) or len(parts) != _PARTS:
        raise ValueError("an operation has eight parts")
    device, seq, hlc, table, row_id, kind, body, schema_version = parts
    if not (_is_hex32(device) and _is_hex32(row_id)):
        raise ValueError("a device and a row are 32 hexadecimal digits each")
    if not (
        _is_int(seq, least=1) and _is_int(hlc, least=0) and _is_int(schema_version, least=1)
    ):
        raise ValueError("a number of the operation is missing or out of range")
    if not (isinstance(table, str) and _NAME.fullmatch(table)):
        raise ValueError("a table has a plain lower-case name")
    if not _is_int(kind, least=0):
        raise ValueError("a kind is a number")
    known = OpKind(kind)
    if not isinstance(body, str) or len(body) > MAX_BODY_CHARACTERS:
        raise ValueError("a body is a text of limited length")
    _check_body(known, read_json(body))
    return Operation(
        device=device,
        seq=seq,
        hlc=hlc,
        table=table,
        row_id=row_id,
        kind=known,
        body=body,
        schema_version=schema_version,
    )


def read_json(text: str) -> object:
    """Read JSON that came from outside.

    Unlike ``json.loads`` it refuses whatever two readers could understand differently or a
    database could not keep: a name given twice, NaN and infinities, half a surrogate pair.

    Raises:
        ValueError: The text is not such JSON, or is nested too deeply.
    """
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object_once,
            parse_constant=_no_constant,
            parse_float=_finite,
        )
        if "\\u" in text:
            # Only an escape can bring in half a surrogate pair; encoding finds it.
            json.dumps(value, ensure_ascii=False).encode()
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return value


class HybridClock:
    """A clock that never runs backwards and never falls behind what its user has seen.

    The upper 48 bits are Unix milliseconds, the lower 16 a counter (Kulkarni and others,
    Logical Physical Clocks, 2014). A change made after reading another is later than it,
    whatever the computers' clocks say.
    """

    def __init__(self, last: int = 0) -> None:
        self.last = last

    def tick(self, now_ms: int, superseded: Iterable[int] = ()) -> int:
        """Return the clock of a new change made at ``now_ms``, replacing ``superseded``."""
        self.last = max(self.last + 1, now_ms << 16, max(superseded, default=-1) + 1)
        return self.last

    def saw(self, hlc: int) -> None:
        """Take note of a change made elsewhere."""
        self.last = max(self.last, hlc)


def instant_of(hlc: int) -> datetime:
    """Return the instant a hybrid clock stands for, in UTC, to the millisecond."""
    seconds, milliseconds = divmod(hlc >> 16, 1000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=milliseconds * 1000)


def _check_body(kind: OpKind, body: object) -> None:
    if not isinstance(body, dict):
        raise ValueError("a body is a JSON object")
    if kind is OpKind.CREATE:
        for field, value in body.items():
            _check_field(field)
            _check_value(value)
        return
    if not body:
        raise ValueError("a change names at least one field")
    if kind is OpKind.PUT:
        for field, parts in body.items():
            _check_field(field)
            _check_value(_value_over_dots(parts))
        return
    expected = 1 if kind is OpKind.DELETE else 0
    value = _value_over_dots(body.get(DELETED))
    if len(body) != 1 or isinstance(value, bool) or value != expected:
        raise ValueError("a deletion says so and nothing else")


def _check_field(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise ValueError("a field has a plain lower-case name")


def _value_over_dots(parts: object) -> object:
    if not isinstance(parts, list) or len(parts) % 2 == 0:
        raise ValueError("a change is a value and the dots it replaces")
    if not all(map(_is_hex32, parts[1::2])):
        raise ValueError("the device of a dot is 32 hexadecimal digits")
    if not all(_is_int(seq, least=1) for seq in parts[2::2]):
        raise ValueError("the number of a dot is 1 or more")
    return parts[0]


def _check_value(value: object) -> None:
    match value:
        case None | bool() | float() | str():
            return
        case int() if -_INT64 <= value < _INT64:
            return
        case list() if all(isinstance(part, str) for part in value):
            return
        case _:
            raise ValueError("a value is a plain JSON value or a list of texts")


def _is_hex32(value: object) -> bool:
    return isinstance(value, str) and _HEX32.fullmatch(value) is not None


def _is_int(value: object, *, least: int) -> bool:
    # JSON true is an int in Python; it is not one here.
    return type(value) is int and least <= value < _INT64


def _object_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is given twice")
    return found


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number is too large")
    return number
