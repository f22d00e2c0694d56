"""Copies of the record: whole, encrypted, checked before they count."""

import os
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2

from db.domain.whole_file import problem_of
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Progress
from db.store.engine import own_file, problems_of_file

_PAGES = 400
"""Pages copied between two looks at whether the person wants to stop."""

_COPYING = Text("正在备份", "Backing up")
_NOT_SOUND = Text(
    "备份写好后检查没有通过，已经删掉。请换一个磁盘再试。",
    "The backup did not pass its check after writing and was removed. Try another disk.",
)


def copy_record(
    source: Callable[[], dbapi2.Connection], path: Path, key: bytes, progress: Progress
) -> None:
    """Write a copy of the open record to ``path``, whole or not at all.

    Args:
        source: Gives a fresh connection on the record.
        path: Where the copy goes; an existing file is replaced at the end only.
        key: The data key; the copy is encrypted with it too.
        progress: Told how many pages are copied.

    Raises:
        Problem: No room, no right to write, or the copy is not sound.
        Cancelled: The person stopped it; no copy is left.
    """
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        with problems_of_file(part):
            _copy(source, part, key, progress)
            faults = faults_of(part, key)
        if faults:
            raise Problem(_NOT_SOUND)
        part.replace(path)
    except OSError as error:
        raise problem_of(error, path) from error
    finally:
        for leftover in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
            leftover.unlink(missing_ok=True)


def faults_of(path: Path, key: bytes) -> list[str]:
    """Open a file by itself and return what SQLCipher and SQLite find wrong in it."""
    connection = keyed(path, key)
    try:
        return check_connection(connection)
    finally:
        connection.close()


def check_connection(connection: dbapi2.Connection) -> list[str]:
    """Return what the cipher's and the database's own checks find wrong."""
    torn = [str(row[0]) for row in connection.execute("pragma cipher_integrity_check")]
    if torn:
        return torn
    found = [str(row[0]) for row in connection.execute("pragma integrity_check(20)")]
    return [] if found == ["ok"] else found


def keyed(path: Path, key: bytes) -> dbapi2.Connection:
    """Return a plain connection on an encrypted file."""
    own_file(path)
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    connection.execute(f"pragma key=\"x'{key.hex()}'\"")
    connection.execute("pragma cipher_compatibility=4")
    connection.execute("pragma temp_store=MEMORY")
    return connection


def _copy(
    source: Callable[[], dbapi2.Connection], part: Path, key: bytes, progress: Progress
) -> None:
    def told(_status: int, remaining: int, total: int) -> None:
        progress.at(total - remaining, total, _COPYING)
        progress.stop_if_cancelled()

    origin, target = source(), keyed(part, key)
    try:
        origin.backup(target, pages=_PAGES, progress=told)
        target.execute("pragma journal_mode=delete").fetchall()
    finally:
        target.close()
        origin.close()
    with part.open("rb+") as written:
        os.fsync(written.fileno())
