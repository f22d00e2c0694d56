"""Killed at any moment, Yiyi loses nothing it has acknowledged and tears nothing.

``kill -9`` does not test what a disk does in a power cut: the system's own cache survives it.
``YIYI_KILLS`` sets how often a worker is killed in all; 24 by default.
"""

import os
import random
import selectors
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from uuid import UUID

import pytest

from db.domain.clients.client import Client
from db.domain.ids import ClientId
from db.domain.journal.change import Action
from db.ports import Unwatched
from db.sync.card import Card
from desktop import exchanging, workspace
from desktop.workspace import BACKUP_FOLDER, Workspace
from tests.store.busy_worker import IMPORTED
from tests.workspace.folders import PASSPHRASE, begun

KILLS = int(os.environ.get("YIYI_KILLS", "24"))
PROJECT = Path(__file__).parents[2]
MERGED = 200
"""Clients in one exchange file."""

LONGEST = {"import": 1.5, "merge": 2.0}
"""Seconds a worker has at most, where one piece of its work takes long."""


def killed_work(folder: Path, kind: str, after: float) -> list[str]:
    """Let a worker work for some seconds, kill it, and return what it acknowledged."""
    with subprocess.Popen(  # noqa: S603 - our own worker
        [sys.executable, "-m", "tests.store.busy_worker", str(folder), kind],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
    ) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
        with selectors.DefaultSelector() as selector:
            # Waits for a moment without sleeping through an early end of the worker.
            until = time.monotonic() + after
            os.set_blocking(worker.stdout.fileno(), False)
            selector.register(worker.stdout, selectors.EVENT_READ)
            said = ""
            while (left := until - time.monotonic()) > 0:
                if selector.select(left):
                    part = os.read(worker.stdout.fileno(), 1 << 16).decode()
                    assert part, "the worker ended by itself"
                    said += part
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        while part := os.read(worker.stdout.fileno(), 1 << 16).decode():
            said += part
    return said[: said.rfind("\n") + 1].splitlines()


class Proof:
    """What was acknowledged so far, and whether it is all there."""

    def __init__(self, folder: Path, colleague: Workspace) -> None:
        self.folder, self._colleague = folder, colleague
        self.clients: list[str] = []
        self._files = 0

    def prepare(self, kind: str) -> None:
        """Write the exchange files that a merging worker takes."""
        if kind != "merge":
            return
        files = self.folder.parent / "files"
        files.mkdir(exist_ok=True)
        for path in files.iterdir():
            path.unlink()
        card = card_of(self.folder)
        for number in range(3):
            with self._colleague.store.unit_of_work(Action.IMPORT_ROSTER) as work:
                for _ in range(MERGED):
                    client_id = ClientId(self._colleague.store.new_id())
                    work[Client].add(Client(id=client_id, name=f"石{self._files}"))
                work.commit()
            self._files += 1
            path = files / f"{number}.yiyi"
            exchanging.export(self._colleague, card, path, Unwatched())

    def check(self, said: list[str]) -> None:
        """Open what was left and look for all that was acknowledged."""
        held = workspace.open_with_passphrase(self.folder, PASSPHRASE)
        try:
            assert held.notice is None
            assert held.store.faults() == []
            with held.store.reading() as reading:
                ids = [UUID(line.split()[1]) for line in self.clients]
                assert len(reading[Client].many(ids)) == len(ids), "a saved client is gone"
                names = [client.name for client in reading[Client].every()]
                (imported,) = reading.connection.exec_driver_sql(
                    "select count(*) from y_op o join y_action a on a.no = o.act "
                    "where a.action = 'import_roster'"
                ).one()
            assert imported % IMPORTED == 0, "half an import"
            imports = [int(line.split()[1]) for line in said if line.startswith("import")]
            newest = max(imports, default=0)
            assert held.store.highest_sequence() >= newest, "an import is gone"
            for batch in range(self._files):
                there = names.count(f"石{batch}")
                assert there in (0, MERGED), "half a merge"
            merges = [int(line.split()[1]) for line in said if line.startswith("merge")]
            first = self._files - 3
            assert all(f"石{first + n}" in names for n in merges), "a merge is gone"
            backups = held.folder / BACKUP_FOLDER
            for path in backups.iterdir() if backups.is_dir() else ():
                assert path.suffix == ".yiyibackup", f"{path.name} was left behind"
                with zipfile.ZipFile(path) as archive:
                    assert archive.testzip() is None, "a backup is torn"
        finally:
            held.close()


def card_of(folder: Path) -> Card:
    """Return the card of a workspace that is closed."""
    held = workspace.open_with_passphrase(folder, PASSPHRASE)
    try:
        return held.card()
    finally:
        held.close()


@pytest.mark.timeout(1_800 if KILLS > 40 else 300)
@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal 9")
def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    chance = random.Random(20261123)  # noqa: S311 - choices of a test, nothing secret
    folder = tmp_path / "record"
    ours, _ = begun(folder)
    colleague, _ = begun(tmp_path / "colleague", name="石老三")
    exchanging.enrol(ours, colleague.card())
    exchanging.enrol(colleague, ours.card())
    ours.close()
    proof = Proof(folder, colleague)
    counts = dict.fromkeys(("save", "import", "merge", "backup"), 0)
    for turn in range(KILLS):
        kind = list(counts)[turn % 4]
        proof.prepare(kind)
        said = killed_work(folder, kind, after=chance.uniform(0.01, LONGEST.get(kind, 0.5)))
        proof.clients += [line for line in said if line.startswith("client")]
        counts[kind] += len(said)
        proof.check(said)
    colleague.close()
    sys.stdout.write(f"{KILLS} kills, acknowledged: {counts}\n")
    assert counts["save"]
    assert counts["import"]
