"""An encrypted index in a folder of the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, create_engine, event
from sqlcipher3 import dbapi2

from db.store.search_index import create_search, rebuild
from tests.search.people import CROWD

KEY = "5a" * 32
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-32000",
)


def open_encrypted(path: Path) -> Engine:
    """Open an encrypted file with a fixed key, as the record is opened."""

    def connect() -> dbapi2.Connection:
        connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
        connection.execute(f"PRAGMA key=\"x'{KEY}'\"")
        for pragma in PRAGMAS:
            connection.execute(pragma).fetchall()
        return connection

    engine = create_engine("sqlite://", module=dbapi2, creator=connect, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_encrypted(tmp_path / "index.db")
    yield opened
    opened.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.begin() as opened:
        create_search(opened)
        yield opened


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """An index of four hundred invented people that no test changes."""
    opened = open_encrypted(tmp_path_factory.mktemp("crowd") / "index.db")
    with opened.begin() as held:
        rebuild(held, CROWD)
        yield held
    opened.dispose()
