"""Two invented workspaces, their operations, and files no honest program writes."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyrage
import zstandard

from db.domain.journal.operation import Operation, OpKind
from db.sync.card import Card, WorkspaceKeys, new_workspace_keys
from db.sync.exchange_file import ExchangeReceipt, write_exchange
from db.sync.manifest import ExchangeKind, Manifest, manifest_to
from db.sync.seal import SealMaker

CREATED = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

COUNSELLOR = new_workspace_keys()
COUNSELLOR_CARD = COUNSELLOR.card(
    name="潘阿妹", county="520626", role="counsellor", device="a1" * 16
)
SUPERVISOR = new_workspace_keys()
SUPERVISOR_CARD = SUPERVISOR.card(
    name="石老师", county="520626", role="supervisor", device="b2" * 16
)
STRANGER = new_workspace_keys()
STRANGER_CARD = STRANGER.card(
    name="过路人", county="520602", role="counsellor", device="c3" * 16
)
ENROLLED = {COUNSELLOR_CARD.sealing_key: COUNSELLOR_CARD}


def some_operations(count: int, *, note: str = "回访") -> Iterator[Operation]:
    """Yield ``count`` operations of one device, no two alike."""
    for seq in range(1, count + 1):
        body = {"text": [f"{note}{seq * 7919 % 100003:x}", COUNSELLOR_CARD.device, seq]}
        yield Operation(
            device=COUNSELLOR_CARD.device,
            seq=seq,
            hlc=(1_772_000_000_000 + seq) << 16,
            table="case_note",
            row_id=f"{seq * 0x9E3779B97F4A7C15 % (1 << 128):032x}",
            kind=OpKind.PUT,
            body=json.dumps(body, ensure_ascii=False, separators=(",", ":")),
            schema_version=1,
        )


def a_manifest(operations: int, **changes: Any) -> Manifest:
    """Return the manifest of a file from the counsellor to the supervisor."""
    return manifest_to(
        **{
            "receiver": SUPERVISOR_CARD,
            "sender": COUNSELLOR_CARD,
            "kind": ExchangeKind.DELTA,
            "operations": operations,
            "have": {COUNSELLOR_CARD.device: operations},
            "number": 1,
            "schema": 1,
            "app": "0.1.0",
            "created": CREATED,
            **changes,
        }
    )


def write(path: Path, count: int = 3, **changes: Any) -> ExchangeReceipt:
    """Write a file from the counsellor to the supervisor."""
    return write_exchange(
        path,
        **{
            "operations": some_operations(count),
            "manifest": a_manifest(count),
            "keys": COUNSELLOR,
            "receiver": SUPERVISOR_CARD,
            **changes,
        },
    )


def honest_records(count: int = 3, **manifest: Any) -> list[tuple[int, bytes]]:
    """Return the records of a file, without the seal, ten operations each."""
    lines = [operation.line().encode() + b"\n" for operation in some_operations(count)]
    payloads = [b"".join(lines[at : at + 10]) for at in range(0, count, 10)]
    content = json.loads(a_manifest(count).payload()) | manifest
    return [(1, json.dumps(content).encode()), *((2, payload) for payload in payloads)]


def sealed(
    records: list[tuple[int, bytes]], *, count: int = 3, keys: WorkspaceKeys = COUNSELLOR
) -> bytes:
    """Return records as they lie inside the zstd frame, with a seal by ``keys``."""
    maker = SealMaker()
    return b"".join(maker.record(*record) for record in records) + maker.seal(
        count, keys.sealing_private
    )


def encrypted(inner: bytes, *receivers: Card, packed: bool = False) -> bytes:
    """Return a file with the given inside; anybody who has a card can make one."""
    recipients = [
        pyrage.x25519.Recipient.from_str(card.reading_key)
        for card in receivers or (SUPERVISOR_CARD,)
    ]
    return pyrage.encrypt(inner if packed else zstandard.compress(inner), recipients)
