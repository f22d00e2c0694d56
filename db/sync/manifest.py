"""The manifest: the first record of an exchange file, saying what follows and for whom."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import uuid4

from db.domain.journal.operation import read_json
from db.sync.card import Card, is_hex, is_plain_words, is_recipient

FORMAT: Final = 1
READER_VERSION: Final = 1
"""Files that ask for a later reader than this are refused."""

SUITE: Final = 1
"""age v1 (X25519, ChaCha20-Poly1305), Ed25519, SHA-256."""

MOST_OPERATIONS: Final = 50_000_000
"""More than a province of 1.3 million people writes in ten years; a limit against nonsense."""

_MOST_RECIPIENTS: Final = 100
_MOST_ENTRIES: Final = 100_000
_LARGEST_MS: Final = 253_402_300_799_999  # the end of the year 9999
_INT64: Final = 1 << 63


class NewerFormatError(Exception):
    """The manifest asks for a reader we are not."""


class ExchangeKind(StrEnum):
    """What a file is for. The values are written into files and never change."""

    DELTA = "delta"
    FULL = "full"
    ROSTER = "roster"
    ACK = "ack"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a file says about itself, under its seal.

    Attributes:
        kind: What the file is for.
        bundle_id: 32 hexadecimal digits that name this file.
        sender: The sender's sealing key, 64 hexadecimal digits.
        sender_name: The sender's own name; show the enrolled card's name instead.
        sender_device: Uid of the device that wrote the file.
        to: The recipients (``age1…``).
        number: Running number of the files from this sender to this receiver, from 1.
        schema: Version of the sender's tables.
        scope: What the file is limited to; empty for everything.
        have: By device, up to which number the sender holds everything.
        operations: How many operations follow.
        created: When it was written, in Unix milliseconds.
        app: Version of the program that wrote it.
    """

    kind: ExchangeKind
    bundle_id: str
    sender: str
    sender_name: str
    sender_device: str
    to: tuple[str, ...]
    number: int
    schema: int
    scope: tuple[str, ...]
    have: Mapping[str, int]
    operations: int
    created: int
    app: str
    fmt: int = FORMAT
    min_reader: int = READER_VERSION
    suite: int = SUITE

    @property
    def created_at(self) -> datetime:
        """Return when the file was written, in UTC."""
        return datetime.fromtimestamp(self.created // 1000, UTC)

    def payload(self) -> bytes:
        """Return the manifest as it stands in the file."""
        content = {
            "fmt": self.fmt,
            "min_reader": self.min_reader,
            "suite": self.suite,
            "schema": self.schema,
            "bundle_id": self.bundle_id,
            "kind": self.kind.value,
            "sender": self.sender,
            "sender_name": self.sender_name,
            "sender_device": self.sender_device,
            "to": list(self.to),
            "number": self.number,
            "scope": list(self.scope),
            "have": dict(self.have),
            "ops": self.operations,
            "created": self.created,
            "app": self.app,
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def manifest_from_payload(payload: bytes) -> Manifest:
    """Read a manifest. Keys this version does not know are passed over.

    Raises:
        NewerFormatError: Only a later version can read what follows.
        ValueError: It is not a manifest.
    """
    content = read_json(payload.decode())
    if not isinstance(content, dict):
        raise ValueError("a manifest is a JSON object")
    try:
        if _number(content["min_reader"], 1) > READER_VERSION:
            raise NewerFormatError
        if _number(content["suite"], 1) != SUITE:
            raise NewerFormatError
        return _checked(content)
    except KeyError as error:
        raise ValueError("the manifest lacks something") from error


def manifest_to(  # noqa: PLR0913 - all that the sender has to say, each by its name
    receiver: Card,
    sender: Card,
    *,
    kind: ExchangeKind,
    operations: int,
    have: Mapping[str, int],
    number: int,
    schema: int,
    app: str,
    created: datetime,
    scope: tuple[str, ...] = (),
) -> Manifest:
    """Return the manifest of a new file from ``sender`` to ``receiver``.

    Raises:
        ValueError: Something in it would be refused by the reader.
    """
    manifest = Manifest(
        kind=kind,
        bundle_id=uuid4().hex,
        sender=sender.sealing_key,
        sender_name=sender.name,
        sender_device=sender.device,
        to=(receiver.reading_key,),
        number=number,
        schema=schema,
        scope=scope,
        have=dict(have),
        operations=operations,
        created=int(created.timestamp() * 1000),
        app=app,
    )
    return manifest_from_payload(manifest.payload())


def _checked(content: dict[str, Any]) -> Manifest:
    to = _several(content["to"], _MOST_RECIPIENTS)
    if not to or not all(map(is_recipient, to)):
        raise ValueError("a recipient is an X25519 recipient")
    scope = _several(content["scope"], _MOST_ENTRIES)
    if not all(map(is_plain_words, scope)):
        raise ValueError("a scope is short plain words")
    have = content["have"]
    if not isinstance(have, dict) or len(have) > _MOST_ENTRIES:
        raise ValueError("have is a JSON object")
    for device, seq in have.items():
        _hex(device, 32)
        _number(seq, 0)
    return Manifest(
        fmt=_number(content["fmt"], 1),
        min_reader=content["min_reader"],
        suite=content["suite"],
        schema=_number(content["schema"], 1),
        bundle_id=_hex(content["bundle_id"], 32),
        kind=ExchangeKind(content["kind"]),
        sender=_hex(content["sender"], 64),
        sender_name=_words(content["sender_name"]),
        sender_device=_hex(content["sender_device"], 32),
        to=tuple(to),
        number=_number(content["number"], 1),
        scope=tuple(scope),
        have=have,
        operations=_number(content["ops"], 0, MOST_OPERATIONS),
        created=_number(content["created"], 0, _LARGEST_MS),
        app=_words(content["app"]),
    )


def _number(value: object, least: int, most: int = _INT64 - 1) -> int:
    if type(value) is not int or not least <= value <= most:
        raise ValueError("a number is missing or out of range")
    return value


def _hex(value: object, digits: int) -> str:
    if not isinstance(value, str) or not is_hex(value, digits):
        raise ValueError("not hexadecimal digits of the right length")
    return value


def _words(value: object) -> str:
    if not isinstance(value, str) or not is_plain_words(value):
        raise ValueError("not short plain words")
    return value


def _several(value: object, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise ValueError("not a list, or too long")
    return value
