"""Looking through what an exchange file holds, before anything of it is believed."""

from collections.abc import Mapping
from typing import Final

import zstandard

from db.domain.journal.operation import operation_from_line
from db.sync.card import Card
from db.sync.manifest import Manifest, NewerFormatError, manifest_from_payload
from db.sync.refusal import Refusal
from db.sync.seal import (
    FIRST_SKIPPABLE_TYPE,
    RecordSplitter,
    RecordType,
    SealChecker,
    WrongSealError,
)
from db.sync.staging import Staging

MOST_LINES: Final = 1000
"""Operations in one record."""

_MOST_RECORDS: Final = 200_000
_MOST_WINDOW_BYTES: Final = 8 << 20

# A zstd block may turn 4 bytes into 128 KiB, and decompressobj gives all of it at once:
# 256 bytes are at most 8 MiB.
_SLICE_BYTES: Final = 256

# Operations shrink to a tenth; a thousandth is a bomb. The first 64 MiB are free, so that a
# short file with one long repetitive note is not mistaken for one.
_FREE_BYTES: Final = 64 << 20
_MOST_RATIO: Final = 500


class Inspection:
    """Takes the decrypted bytes as they come and checks every one of them.

    Attributes:
        failure: What ``write`` raised, if it did; pyrage may have dropped it.
    """

    def __init__(
        self,
        *,
        reading_key: str,
        known_senders: Mapping[str, Card],
        staging: Staging,
        refusal: Refusal,
    ) -> None:
        self._reading_key = reading_key
        self._known_senders = known_senders
        self._staging = staging
        self._refusal = refusal
        self._unpacker = zstandard.ZstdDecompressor(
            max_window_size=_MOST_WINDOW_BYTES
        ).decompressobj()
        self._splitter = RecordSplitter()
        self._checker = SealChecker()
        self._packed_bytes = 0
        self._unpacked_bytes = 0
        self._records = 0
        self._operations = 0
        self._manifest: Manifest | None = None
        self._sender: Card | None = None
        self._sealed = False
        self.failure: BaseException | None = None

    def write(self, block: bytes, /) -> int:
        """Take decrypted bytes."""
        if self.failure is not None:
            # pyrage writes again what was refused, when it lets go of its buffer.
            raise self.failure
        try:
            for at in range(0, len(block), _SLICE_BYTES):
                self._unpack(block[at : at + _SLICE_BYTES])
        except BaseException as error:
            self.failure = error
            raise
        return len(block)

    def flush(self) -> None:
        """Do nothing: every byte was looked at when it came."""

    def problem(self, error: BaseException) -> BaseException:
        """Return what to tell a person when ``write`` raised ``error``.

        An exception no file can cause is returned as it is: it is a bug, and rises.
        """
        match error:
            case NewerFormatError():
                return self._refusal.newer()
            case WrongSealError() if self._sender is not None:
                return self._refusal.wrong_seal(self._sender.name)
            case ValueError() | zstandard.ZstdError():
                return self._refusal.damaged()
            case _:
                return error

    def result(self) -> tuple[Manifest, Card]:
        """Return the manifest and its sender, once everything was taken.

        Raises:
            Problem: The file ended before its seal.
        """
        complete = self._sealed and self._unpacker.eof and not self._splitter.holds_rest
        if not complete or self._manifest is None or self._sender is None:
            raise self._refusal.damaged()
        return self._manifest, self._sender

    def _unpack(self, packed: bytes) -> None:
        if self._unpacker.eof:
            raise ValueError("something follows the zstd frame")
        self._packed_bytes += len(packed)
        plain = self._unpacker.decompress(packed)
        if self._unpacker.unused_data:
            raise ValueError("something follows the zstd frame")
        self._unpacked_bytes += len(plain)
        if self._unpacked_bytes > _FREE_BYTES + _MOST_RATIO * self._packed_bytes:
            raise self._refusal.too_much()
        for kind, payload in self._splitter.feed(plain):
            self._take(kind, payload)

    def _take(self, kind: int, payload: bytes) -> None:
        self._records += 1
        if self._records > _MOST_RECORDS:
            raise self._refusal.too_much()
        if self._sealed:
            raise ValueError("something follows the seal")
        if self._manifest is None or self._sender is None:
            if kind != RecordType.MANIFEST:
                raise ValueError("the manifest comes first")
            self._take_manifest(payload)
        elif kind == RecordType.SEAL:
            self._checker.check(payload, self._manifest.sender, operations=self._operations)
            if self._operations != self._manifest.operations:
                raise ValueError("the manifest counts other operations")
            self._sealed = True
            return
        elif kind == RecordType.OPERATIONS:
            self._take_operations(payload, self._manifest.operations)
        elif kind == RecordType.MANIFEST:
            raise ValueError("a second manifest")
        elif kind < FIRST_SKIPPABLE_TYPE:
            raise NewerFormatError
        self._checker.take(kind, payload)

    def _take_manifest(self, payload: bytes) -> None:
        manifest = manifest_from_payload(payload)
        if self._reading_key not in manifest.to:
            raise self._refusal.readdressed()
        sender = self._known_senders.get(manifest.sender)
        if sender is None:
            raise self._refusal.unknown_sender(manifest.sender_name)
        if sender.sealing_key != manifest.sender:
            raise AssertionError("known_senders goes by sealing key")
        self._manifest = manifest
        self._sender = sender

    def _take_operations(self, payload: bytes, expected: int) -> None:
        lines = payload.decode().split("\n")
        # Every line ends in a line feed, so the last part is empty.
        if lines.pop() or not 0 < len(lines) <= MOST_LINES:
            raise ValueError("not lines of operations")
        self._operations += len(lines)
        if self._operations > expected:
            raise ValueError("the manifest counts fewer operations")
        for line in lines:
            operation_from_line(line)
        self._staging.add(payload)
