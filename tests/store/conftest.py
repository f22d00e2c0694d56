"""Records for the tests of the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store.record_file import SqlStore
from tests.store.stores import DEVICES, SetClock, a_store


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def store(tmp_path: Path, clock: SetClock) -> Iterator[SqlStore]:
    opened = a_store(tmp_path / "ours.db", DEVICES[0], clock)
    yield opened
    opened.close()


@pytest.fixture
def colleague(tmp_path: Path, clock: SetClock) -> Iterator[SqlStore]:
    opened = a_store(tmp_path / "theirs.db", DEVICES[1], clock)
    yield opened
    opened.close()
