"""Workspaces that open quickly, and what lies in a folder."""

import hashlib
from pathlib import Path
from typing import Any

from db.vault.strength import Strength
from desktop import workspace
from desktop.workspace import LOCK_NAME, Workspace
from tests.store.stores import SetClock

PASSPHRASE = "梵净山上看日出，下山喝油茶"  # noqa: S105 - opens invented records only
NEW_PASSPHRASE = "换一句更长的话，要够十二个字"  # noqa: S105 - as above
WRONG = "不是这个口令，也够十二个字"
QUICK = Strength(passes=1, memory_kib=64)
"""Far too weak for a real record; every unlocking here would cost 150 ms otherwise."""


def begun(
    folder: Path, clock: SetClock | None = None, name: str = "潘老师", role: str = "counsellor"
) -> tuple[Workspace, str]:
    """Create a workspace; return it open, and its recovery code."""
    return workspace.create(
        folder,
        name=name,
        county="520626",
        role=role,
        passphrase=PASSPHRASE,
        strength=QUICK,
        clock=clock or SetClock(),
    )


def opened(folder: Path, clock: SetClock | None = None, **how: Any) -> Workspace:
    """Open a workspace with the passphrase."""
    return workspace.open_with_passphrase(
        folder, how.get("passphrase", PASSPHRASE), clock=clock or SetClock()
    )


def contents(folder: Path) -> dict[str, str]:
    """Return the digest of every file in a folder, apart from the lock."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != LOCK_NAME
    }
