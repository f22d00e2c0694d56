"""The exchange file ``.yiyi``: sealed by its sender, readable by its receiver alone.

From the outside in: an age v1 file for one X25519 recipient, so that anybody with the age
tool and the key can open it; in it one zstd frame; in that the records of ``db.sync.seal``:
manifest, operations, seal. The signature lies inside the encryption, so that a finder does
not learn who wrote the file; the manifest under it names the receiver, so that nobody can
pass the file on as if it had been written for somebody else.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import pyrage
import zstandard

from db.domain.journal.operation import Operation, operation_from_line
from db.domain.whole_file import Sink, write_whole
from db.fields.text import Text
from db.ports import Progress
from db.sync.card import Card, WorkspaceKeys
from db.sync.inspection import MOST_LINES, Inspection
from db.sync.manifest import Manifest, manifest_from_payload
from db.sync.outer_layer import PulledBytes, decrypted_into, opened_outside
from db.sync.refusal import Refusal
from db.sync.seal import RecordType, SealMaker
from db.sync.staging import Staging

_LEVEL: Final = 3
_WINDOW_LOG: Final = 21  # 2 MiB, well inside the 8 MiB a reader takes
_FULL_PAYLOAD_BYTES: Final = 1 << 20
"""A record is closed at this size, so that long notes do not fill the memory."""

_WRITING: Final = Text("正在写交换文件", "Writing the exchange file")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeReceipt:
    """What was written.

    Attributes:
        sha256: Hexadecimal digits of the SHA-256 of the whole file.
        size_bytes: The file's length.
        operations: How many operations it holds.
    """

    sha256: str
    size_bytes: int
    operations: int


class SealedExchange:
    """A file that was checked from its first byte to its seal.

    Its operations wait in ``Staging``, so the stick may be taken out. Close it after use.

    Attributes:
        manifest: What the file says about itself.
        sender: The enrolled card its seal belongs to.
        sha256: Hexadecimal digits of the SHA-256 of the whole file, as on the sender's receipt.
        size_bytes: The file's length.
    """

    def __init__(
        self,
        manifest: Manifest,
        sender: Card,
        staging: Staging,
        *,
        sha256: str,
        size_bytes: int,
    ) -> None:
        self.manifest = manifest
        self.sender = sender
        self.sha256 = sha256
        self.size_bytes = size_bytes
        self._staging = staging

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def operations(self) -> Iterator[Operation]:
        """Yield the operations in the file's order; may be called again.

        Raises:
            Problem: The disk no longer gives back what was staged on it.
        """
        for block in self._staging.blocks():
            for line in block.decode().split("\n")[:-1]:
                yield operation_from_line(line)

    def close(self) -> None:
        """Forget the operations."""
        self._staging.close()


def write_exchange(  # noqa: PLR0913 - a letter has its paper, words, envelope, seal and address
    path: Path,
    *,
    operations: Iterable[Operation],
    manifest: Manifest,
    keys: WorkspaceKeys,
    receiver: Card,
    progress: Progress | None = None,
) -> ExchangeReceipt:
    """Write an exchange file for one receiver; memory does not grow with its length.

    Every operation is read back through ``operation_from_line`` before it is written: a file
    the receiver would refuse must not leave the office.

    Args:
        path: The file, replaced when it is there.
        operations: What to send, ``manifest.operations`` of them.
        manifest: From ``manifest_to`` with the same receiver.
        keys: The sender's keys.
        receiver: The only card the file can be opened with.
        progress: Told after each thousand operations.

    Raises:
        Problem: The file could not be written; none is left.
        ValueError: Manifest, keys, receiver and operations do not belong together.
    """
    if manifest.sender != keys.sealing_key or manifest.to != (receiver.reading_key,):
        raise ValueError("the manifest is of another sender or receiver")
    manifest_from_payload(manifest.payload())
    recipient = pyrage.x25519.Recipient.from_str(receiver.reading_key)

    def content(sink: Sink) -> None:
        source = PulledBytes(_packed(_records(operations, manifest, keys, progress)))
        try:
            pyrage.encrypt_io(source, sink, [recipient])
        finally:
            source.raise_failure()

    written = write_whole(path, content)
    return ExchangeReceipt(
        sha256=written.sha256,
        size_bytes=written.size_bytes,
        operations=manifest.operations,
    )


def open_exchange(
    path: Path,
    keys: WorkspaceKeys,
    known_senders: Mapping[str, Card],
    *,
    staging: Path | None = None,
    progress: Progress | None = None,
) -> SealedExchange:
    """Check a file from its first byte to its seal, and only then give access to it.

    The file is read once. What it holds is kept in encrypted form (``Staging``), so that
    nothing is handed out before the seal was checked, nothing can change between checking
    and merging, and no plain text reaches the disk.

    Args:
        path: The file to open.
        keys: Our own keys.
        known_senders: The enrolled cards by their sealing key.
        staging: Folder for files larger than a few megabytes; ``None`` takes the system's.
        progress: Told how many bytes have been read.

    Raises:
        Problem: The file cannot be taken; the sentence says why. Nothing was taken from it.
    """
    refusal = Refusal(path)
    kept = Staging(staging)
    try:
        with opened_outside(path, refusal, progress) as source:
            inspection = Inspection(
                reading_key=keys.reading_key,
                known_senders=known_senders,
                staging=kept,
                refusal=refusal,
            )
            decrypted_into(inspection, source, keys.reading_identity, refusal)
            manifest, sender = inspection.result()
    except BaseException:
        kept.close()
        raise
    return SealedExchange(
        manifest, sender, kept, sha256=source.sha256, size_bytes=source.size_bytes
    )


def _records(
    operations: Iterable[Operation],
    manifest: Manifest,
    keys: WorkspaceKeys,
    progress: Progress | None,
) -> Iterator[bytes]:
    maker = SealMaker()
    yield maker.record(RecordType.MANIFEST, manifest.payload())
    count = 0
    for lines, payload in _payloads(operations):
        count += lines
        if progress is not None:
            progress.at(count, manifest.operations, _WRITING)
            progress.stop_if_cancelled()
        yield maker.record(RecordType.OPERATIONS, payload)
    if count != manifest.operations:
        raise ValueError("the manifest counts other operations than were given")
    yield maker.seal(count, keys.sealing_private)


def _payloads(operations: Iterable[Operation]) -> Iterator[tuple[int, bytes]]:
    """Yield lines joined to payloads, each with the number of its lines."""
    lines: list[bytes] = []
    size_bytes = 0
    for operation in operations:
        text = operation.line()
        operation_from_line(text)
        line = text.encode() + b"\n"
        if lines and (len(lines) == MOST_LINES or size_bytes + len(line) > _FULL_PAYLOAD_BYTES):
            yield len(lines), b"".join(lines)
            lines, size_bytes = [], 0
        lines.append(line)
        size_bytes += len(line)
    if lines:
        yield len(lines), b"".join(lines)


def _packed(records: Iterable[bytes]) -> Iterator[bytes]:
    parameters = zstandard.ZstdCompressionParameters.from_level(_LEVEL, window_log=_WINDOW_LOG)
    packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    for record in records:
        yield packer.compress(record)
    yield packer.flush()
