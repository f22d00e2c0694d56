"""Two workspaces of one county, each a record of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.domain.journal.change import Action
from db.domain.staff import Staff
from db.store.record_file import SqlStore
from tests.builders import a_staff
from tests.store.stores import DEVICES, SetClock, a_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """Yield the record of a counsellor."""
    yield from _owned(tmp_path / "ours.db", DEVICES[0], "石秀英")


@pytest.fixture
def colleague(tmp_path: Path) -> Iterator[SqlStore]:
    """Yield the record of her supervisor."""
    yield from _owned(tmp_path / "theirs.db", DEVICES[1], "黎督导")


def _owned(path: Path, device: str, name: str) -> Iterator[SqlStore]:
    opened = a_store(path, device, SetClock())
    owner = a_staff(name=name)
    with opened.unit_of_work(Action.BEGIN_RECORD) as work:
        work[Staff].add(owner)
        work.commit()
    opened.keep_setting("owner", owner.id.hex)
    yield opened
    opened.close()
