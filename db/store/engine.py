"""Open the encrypted file: driver, pragmas, and plain words for what can be wrong with it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from db.fields.problem import Problem
from db.fields.text import Text

_PRAGMAS = (
    "cipher_compatibility=4",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    "cache_size=-32000",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "busy_timeout=5000",
    "mmap_size=0",
    "wal_autocheckpoint=1000",
)
"""Write-ahead log with full syncs; nothing temporary on disk."""

BUSY = Text(
    "档案正被另一个程序占用。请关闭另一个一一窗口，再试一次。",
    "The record is in use by another program. Close the other Yiyi window and try again.",
)
FULL = Text(
    "磁盘已满，刚才的操作没有保存。请删掉一些不用的文件，再试一次。",
    "The disk is full and nothing was saved. Delete some files you do not need and try again.",
)
READ_ONLY = Text(
    "这个位置只能读，不能写，所以没有打开档案。请把档案放到能写的文件夹里。",
    "This place can only be read, so the record was not opened. "
    "Move it to a folder that can be written to.",
)
DAMAGED = Text(
    "档案文件已损坏，没有作任何改动。请用“恢复备份”打开最近的备份。",
    "The record file is damaged; nothing was changed. Use “Restore backup” to open the "
    "latest backup.",
)
NOT_OPENED = Text(
    "档案文件打不开：它已损坏，或者密钥文件不是它的。没有作任何改动。"
    "请用“恢复备份”打开最近的备份，或把同一份档案的密钥文件放回原处。",
    "The record file cannot be opened: it is damaged, or the key file is not its own. Nothing "
    "was changed. Restore the latest backup, or put the key file of this record back.",
)
_OUT_OF_REACH = Text(
    "读不到档案文件。请检查磁盘或 U 盘是否还插着，再试一次。",
    "The record file cannot be reached. Check that the disk is still plugged in and try again.",
)


def open_engine(path: Path, key: bytes) -> Engine:
    """Return an engine on the encrypted file at ``path``; nothing is read yet.

    Args:
        path: The SQLCipher 4 file. It is created at the first write when it is not there.
        key: The 32 bytes of the data key, used as they are.
    """

    def connect() -> Any:
        own_file(path)
        connection = dbapi2.connect(
            str(path), isolation_level=None, timeout=5, check_same_thread=False
        )
        try:
            connection.execute(f"pragma key=\"x'{key.hex()}'\"")
            for pragma in _PRAGMAS:
                connection.execute(f"pragma {pragma}").fetchall()
            connection.execute("select count(*) from sqlite_master").fetchall()
        except dbapi2.DatabaseError:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=connect,
        poolclass=QueuePool,
        pool_size=3,
        hide_parameters=True,
        # Rows hold people: their values never reach a log or a crash report.
        echo=False,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("begin immediate" if writes else "begin")

    return engine


def own_file(path: Path) -> None:
    """Begin an empty file that nobody else may read; SQLite's own would be open to all.

    What SQLite puts beside it (``-wal``, ``-shm``) gets the same rights.
    """
    if not path.exists():
        path.touch(mode=0o600)


def driver_of(connection: Connection) -> Any:
    """Return the driver's own connection, within the transaction SQLAlchemy has begun on it.

    For what runs once per operation of a merge: there SQLAlchemy's own work costs several
    times that of the statement.
    """
    if not connection.in_transaction():
        connection.begin()
    return connection.connection.driver_connection


@contextmanager
def problems_of_file(path: Path) -> Iterator[None]:
    """Turn what the file system and SQLite say about the file into plain words.

    Raises:
        Problem: Busy, full, read-only, damaged, not a record, out of reach.
    """
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        problem = _problem(str(cause), path)
        if problem is None:
            raise
        raise problem from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise Problem(FULL) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise Problem(READ_ONLY) from error
        raise


def _problem(words: str, path: Path) -> Problem | None:
    sentences = (
        ("locked", BUSY),
        ("full", FULL),
        ("readonly", READ_ONLY),
        ("not a database", NOT_OPENED),
        ("malformed", DAMAGED),
        ("hmac check failed", DAMAGED),
        ("unable to open", READ_ONLY if path.parent.is_dir() else _OUT_OF_REACH),
        ("disk I/O error", _OUT_OF_REACH),
    )
    return next((Problem(text) for sign, text in sentences if sign in words), None)
