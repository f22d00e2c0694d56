"""Two encrypted workspaces with a desk each: a counsellor and her supervisor."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from db.domain.clients.client import Client
from db.domain.journal.change import Action
from desktop import exchanging
from desktop.operations import Operations
from desktop.screens.frame.page import Page
from desktop.settings import SettingsKeeper
from desktop.tasks import TaskRunner
from tests.screens.desk import FakeDesk
from tests.store.stores import SetClock
from tests.workspace.folders import begun

PageType = TypeVar("PageType", bound=Page)


class Office:
    """An open workspace, a desk in front of it, and the pages opened so far."""

    def __init__(self, folder: Path, name: str, role: str, qtbot: Any, clock: SetClock) -> None:
        self.qtbot, self.clock = qtbot, clock
        self.workspace, self.code = begun(folder, clock, name=name, role=role)
        self.store = self.workspace.store
        self.tasks = TaskRunner()
        self.operations = Operations(self.store, self.tasks)
        self.desk = FakeDesk(self.operations, SettingsKeeper(folder / "settings.ini"))
        self.unheard: list[Any] = []
        self.operations.unheard.connect(self.unheard.append)

    def open(
        self, make: Callable[..., PageType], *, owns: bool = True, **args: Any
    ) -> PageType:
        """Open a page as the window does, and wait until it has read what it shows."""
        page = make(self.desk, workspace=self.workspace) if owns else make(self.desk)
        self.qtbot.addWidget(page)
        page.resize(1100, 760)
        page.show()
        page.open(**args)
        self.settle()
        return page

    def settle(self) -> None:
        """Wait until all work is done and delivered."""
        self.qtbot.waitUntil(lambda: not self.tasks.is_busy, timeout=15_000)
        self.qtbot.wait(1)

    def save(self, client: Client) -> None:
        """Register a client, or change one, a second later."""
        self.clock.move(seconds=1)
        with self.store.unit_of_work(Action.REGISTER_CLIENT, client.name) as work:
            known = work[Client].find(client.id)
            (work[Client].add if known is None else work[Client].save)(client)
            work.commit()

    def clients(self) -> dict[str, Client]:
        """Return every client by name."""
        with self.store.reading() as reading:
            return {client.name: client for client in reading[Client].every()}

    def close(self) -> None:
        """End the work and close the workspace."""
        self.operations.finish()
        self.workspace.close()


@pytest.fixture
def counsellor(tmp_path: Path, qtbot: Any, dressed: Any) -> Iterator[Office]:
    made = Office(tmp_path / "pan", "潘老师", "counsellor", qtbot, SetClock())
    yield made
    made.close()


@pytest.fixture
def supervisor(tmp_path: Path, qtbot: Any, dressed: Any) -> Iterator[Office]:
    made = Office(tmp_path / "shi", "石督导", "supervisor", qtbot, SetClock())
    yield made
    made.close()


def know(one: Office, other: Office) -> None:
    """Have both know each other, as after two telephone calls."""
    exchanging.enrol(one.workspace, other.workspace.card())
    exchanging.enrol(other.workspace, one.workspace.card())
