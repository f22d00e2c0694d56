"""Hand work over and take it in: colleagues' cards, exchange files, merges."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from db.domain.journal.change import Receipt
from db.domain.journal.exchange import MergeReport
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Progress
from db.store.schema import SCHEMA_VERSION
from db.sync.card import Card, fingerprint
from db.sync.exchange_file import ExchangeReceipt, SealedExchange, open_exchange, write_exchange
from db.sync.manifest import ExchangeKind, Manifest, manifest_to
from desktop.workspace import Workspace

APP_VERSION = "0.1.0"
_TO_OURSELVES = Text(
    "这是您自己的名片，文件要写给同事。请用同事的名片。",
    "This is your own card; a file goes to a colleague. Use their card.",
)
_CARD, _HELD, _NUMBER = "card:", "held:", "sent:"
_OWN_CARD = Text(
    "这是您自己的名片，不用登记。请登记同事的名片。",
    "This is your own card; there is no need to enrol it. Enrol your colleague’s card.",
)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody whose card is enrolled."""

    card: Card
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Handover:
    """What was written for whom."""

    path: Path
    number: int
    receiver: Card
    receipt: ExchangeReceipt


@dataclass(frozen=True, slots=True)
class Taken:
    """What a merge did, and the backup made before it."""

    receipt: Receipt
    report: MergeReport
    sender: Card
    backup: Path | None


def enrol(workspace: Workspace, card: Card) -> Colleague:
    """Know a colleague from now on. Comparing the fingerprint is the person's part.

    Raises:
        Problem: It is our own card.
    """
    if card.sealing_key == workspace.keys.sealing_key:
        raise Problem(_OWN_CARD)
    workspace.store.keep_setting(_CARD + card.sealing_key, json.dumps(asdict(card)))
    index = _index(workspace) | {card.sealing_key}
    workspace.store.keep_setting(_CARD, json.dumps(sorted(index)))
    workspace.store.name_device(card.device, card.name)
    return Colleague(card, fingerprint(card))


def colleagues(workspace: Workspace) -> list[Colleague]:
    """Return everybody enrolled, by name."""
    cards = known_senders(workspace).values()
    return [Colleague(c, fingerprint(c)) for c in sorted(cards, key=lambda c: c.name)]


def known_senders(workspace: Workspace) -> dict[str, Card]:
    """Return the enrolled cards by sealing key."""
    found: dict[str, Card] = {}
    for key in _index(workspace):
        kept = workspace.store.setting(_CARD + key)
        if kept is not None:
            found[key] = Card(**json.loads(kept))
    return found


def export(workspace: Workspace, receiver: Card, path: Path, progress: Progress) -> Handover:
    """Write one sealed file with what the receiver is not known to hold.

    Raises:
        Problem: The file could not be written; none is left.
    """
    if receiver.sealing_key == workspace.keys.sealing_key:
        raise Problem(_TO_OURSELVES)
    store = workspace.store
    held = _held(workspace, receiver)
    have = store.have()  # a draft or a note saved meanwhile goes with the next file
    number = int(store.setting(_NUMBER + receiver.sealing_key) or 0) + 1
    manifest = manifest_to(
        receiver,
        workspace.card(),
        kind=ExchangeKind.DELTA if held else ExchangeKind.FULL,
        operations=sum(max(0, seq - held.get(device, 0)) for device, seq in have.items()),
        have=have,
        number=number,
        schema=SCHEMA_VERSION,
        app=APP_VERSION,
        created=store.now(),
    )
    receipt = write_exchange(
        path,
        operations=(op for op in store.operations(held) if op.seq <= have.get(op.device, 0)),
        manifest=manifest,
        keys=workspace.keys,
        receiver=receiver,
        progress=progress,
    )
    store.keep_setting(_NUMBER + receiver.sealing_key, str(number))
    workspace.note_sequence()
    return Handover(path, number, receiver, receipt)


def file_name(workspace: Workspace, number: int) -> str:
    """Return the name people know a file by, e.g. ``一一_田老师_2026-11-23_第12份.yiyi``."""
    owner = workspace.owner
    return f"一一_{owner.name}_{workspace.store.now().date()}_第{number}份.yiyi"


def next_number(workspace: Workspace, receiver: Card) -> int:
    """Return the running number of the next file for a receiver."""
    return int(workspace.store.setting(_NUMBER + receiver.sealing_key) or 0) + 1


@contextmanager
def opened(
    workspace: Workspace, path: Path, progress: Progress | None = None
) -> Iterator[SealedExchange]:
    """Open a colleague's file; nothing of it is given out before its seal was checked."""
    with open_exchange(
        path, workspace.keys, known_senders(workspace), progress=progress
    ) as exchange:
        yield exchange


def preview(workspace: Workspace, path: Path, progress: Progress) -> tuple[MergeReport, Card]:
    """Return what a merge would change; nothing is kept."""
    with opened(workspace, path, progress) as exchange:
        return workspace.store.try_merge(exchange.operations(), progress), exchange.sender


def merge(workspace: Workspace, path: Path, progress: Progress) -> Taken:
    """Back up, then merge a colleague's file in one transaction.

    A file that brings nothing new changes nothing and makes no backup.
    """
    with opened(workspace, path, progress) as exchange:
        sender, manifest = exchange.sender, exchange.manifest
        have = workspace.store.have()
        brings_news = any(op.seq > have.get(op.device, 0) for op in exchange.operations())
        # After a restore a colleague writes from a new device number.
        workspace.store.name_device(manifest.sender_device, sender.name)
        backup = None
        if brings_news:
            backup = workspace.back_up_here("before-merge", progress)
        receipt, report = workspace.store.merge(
            exchange.operations(), f"{sender.name}的文件", progress
        )
    _remember_held(workspace, sender, manifest)
    return Taken(receipt, report, sender, backup)


def _held(workspace: Workspace, colleague: Card) -> dict[str, int]:
    """Return what a colleague last said to hold."""
    kept = json.loads(workspace.store.setting(_HELD + colleague.sealing_key) or "{}")
    held: dict[str, int] = kept.get("have", {})
    return held


def _remember_held(workspace: Workspace, sender: Card, manifest: Manifest) -> None:
    """Keep what the newest file says its sender holds: a restored record may hold less."""
    key = _HELD + sender.sealing_key
    kept = json.loads(workspace.store.setting(key) or "{}")
    if manifest.created >= kept.get("created", 0):
        newest = {"created": manifest.created, "have": dict(manifest.have)}
        workspace.store.keep_setting(key, json.dumps(newest))


def _index(workspace: Workspace) -> set[str]:
    return set(json.loads(workspace.store.setting(_CARD) or "[]"))
