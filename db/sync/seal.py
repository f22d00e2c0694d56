"""Records and the seal: how what is inside an exchange file is framed and signed.

A record is ``u32 length of the payload, big-endian | u8 type | payload``. The last one is the
seal: the number of operations, the SHA-256 of all earlier records with their headers, and
the sender's Ed25519 signature over ``yiyi-bundle-v1`` NUL and that hash.
"""

import hashlib
import json
import struct
from collections.abc import Iterator
from enum import IntEnum
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from db.domain.journal.operation import read_json

MOST_PAYLOAD_BYTES: Final = 8 << 20
FIRST_SKIPPABLE_TYPE: Final = 128
"""A record of an unknown type from here on is passed over, below it the file is refused."""

_HEADER: Final = struct.Struct(">IB")
_CONTEXT: Final = b"yiyi-bundle-v1\0"
_DIGEST_BYTES: Final = 32
_SIGNATURE_BYTES: Final = 64


class RecordType(IntEnum):
    """What a record holds. The numbers stand in files and never change."""

    MANIFEST = 1
    OPERATIONS = 2
    SEAL = 9


class WrongSealError(Exception):
    """The seal is not the sender's, or not of these records."""


class SealMaker:
    """Frames records and remembers what is to be sealed."""

    def __init__(self) -> None:
        self._sha256 = hashlib.sha256()

    def record(self, kind: int, payload: bytes) -> bytes:
        """Return one record, framed.

        Raises:
            ValueError: The payload is larger than a reader takes.
        """
        if len(payload) > MOST_PAYLOAD_BYTES:
            raise ValueError("a record holds at most 8 MiB")
        framed = _HEADER.pack(len(payload), kind) + payload
        self._sha256.update(framed)
        return framed

    def seal(self, operations: int, sealing_private: bytes) -> bytes:
        """Return the last record of the file."""
        digest = self._sha256.digest()
        private = Ed25519PrivateKey.from_private_bytes(sealing_private)
        content = {
            "ops": operations,
            "sha256": digest.hex(),
            "sig": private.sign(_CONTEXT + digest).hex(),
        }
        payload = json.dumps(content, separators=(",", ":")).encode()
        return _HEADER.pack(len(payload), RecordType.SEAL) + payload


class SealChecker:
    """Hashes records as they arrive and compares the seal at the end."""

    def __init__(self) -> None:
        self._sha256 = hashlib.sha256()

    def take(self, kind: int, payload: bytes) -> None:
        """Take note of a record before the seal."""
        self._sha256.update(_HEADER.pack(len(payload), kind))
        self._sha256.update(payload)

    def check(self, payload: bytes, sealing_key: str, *, operations: int) -> None:
        """Check the seal.

        Args:
            payload: The seal's own payload.
            sealing_key: The sender's public key from the enrolled card.
            operations: How many operations were read.

        Raises:
            WrongSealError: It is another's seal, or of other records.
            ValueError: It is no seal at all.
        """
        content = read_json(payload.decode())
        if not isinstance(content, dict):
            raise ValueError("a seal is a JSON object")
        if type(content.get("ops")) is not int:
            raise ValueError("a seal counts the operations")
        stated = _bytes(content.get("sha256"), _DIGEST_BYTES)
        signature = _bytes(content.get("sig"), _SIGNATURE_BYTES)
        digest = self._sha256.digest()
        if stated != digest or content["ops"] != operations:
            raise WrongSealError
        try:
            public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(sealing_key))
            public.verify(signature, _CONTEXT + digest)
        except InvalidSignature as error:
            raise WrongSealError from error


class RecordSplitter:
    """Cuts a stream into records, however the stream arrives."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    @property
    def holds_rest(self) -> bool:
        """Return whether part of a record is waiting for more."""
        return bool(self._waiting)

    def feed(self, block: bytes) -> Iterator[tuple[int, bytes]]:
        """Yield the type and payload of each record that is now complete.

        Raises:
            ValueError: A record says it is larger than one may be.
        """
        self._waiting += block
        while len(self._waiting) >= _HEADER.size:
            length, kind = _HEADER.unpack_from(self._waiting)
            if length > MOST_PAYLOAD_BYTES:
                raise ValueError("a record is too large")
            end = _HEADER.size + length
            if len(self._waiting) < end:
                return
            payload = bytes(self._waiting[_HEADER.size : end])
            del self._waiting[:end]
            yield kind, payload


def _bytes(text: object, length: int) -> bytes:
    if not isinstance(text, str):
        raise ValueError("not a text")
    value = bytes.fromhex(text)
    if len(value) != length:
        raise ValueError("not of the right length")
    return value
