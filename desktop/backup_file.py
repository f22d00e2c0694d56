"""One backup file: the encrypted record and its key file, side by side in a zip."""

import io
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from db.domain.whole_file import Sink, problem_of, write_whole
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Progress
from db.store.record_file import SqlStore

BACKUP_SUFFIX = ".yiyibackup"

_KEPT = ((timedelta(hours=1), 3), (timedelta(days=1), 7), (timedelta(weeks=1), 4))
"""Backups kept: the newest of so many hours, days and weeks, our own choice."""

_STAMP, _STAMP_LENGTH = "%Y%m%d-%H%M%S-%f", len("20261123-210000-000000")
_MONDAY = datetime(2024, 1, 1, tzinfo=UTC)
_RECORD, _KEY = "yiyi.db", "yiyi.key"
_BLOCK = 1 << 20
_READING = Text("正在读取备份", "Reading the backup")
_NOT_A_BACKUP = Text(
    "“{name}”不是一一的备份文件，或者已经损坏。没有作任何改动，请换一个备份。",
    "“{name}” is not a Yiyi backup or is damaged. Nothing was changed; choose another backup.",
)


def write_backup(store: SqlStore, key_path: Path, path: Path, progress: Progress) -> None:
    """Write ``path``, whole or not at all. Nothing in it can be read without the passphrase.

    Raises:
        Problem: No room, no right to write, or the copy is not sound.
    """
    copy = path.with_name(f".{path.name}.db")

    def pack(sink: Sink) -> None:
        with zipfile.ZipFile(_Stream(sink), "w", zipfile.ZIP_STORED) as archive:
            archive.write(copy, _RECORD)
            archive.write(key_path, _KEY)

    try:
        store.back_up(copy, progress)
        write_whole(path, pack)
    except OSError as error:
        raise problem_of(error, path) from error
    finally:
        copy.unlink(missing_ok=True)


class _Stream(io.RawIOBase):
    """A sink in the shape that ``zipfile`` asks for; what is only stored needs no seeking."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def writable(self) -> bool:
        """Tell that it can be written."""
        return True

    def write(self, block: Any, /) -> int:
        """Pass a block on."""
        return self._sink.write(bytes(block))


def read_backup(backup: Path, record: Path, key: Path, progress: Progress) -> None:
    """Unpack a backup to ``record`` and ``key``.

    Raises:
        Problem: It is not a backup, is damaged, or cannot be reached.
    """
    try:
        with zipfile.ZipFile(backup) as archive:
            if sorted(archive.namelist()) != [_RECORD, _KEY]:
                raise Problem(_NOT_A_BACKUP, name=backup.name)
            total, done = sum(info.file_size for info in archive.infolist()), 0
            for name, target in ((_RECORD, record), (_KEY, key)):
                with archive.open(name) as packed, target.open("xb") as plain:
                    while block := packed.read(_BLOCK):
                        plain.write(block)
                        done += len(block)
                        progress.at(done, total, _READING)
                        progress.stop_if_cancelled()
    except zipfile.BadZipFile as error:
        raise Problem(_NOT_A_BACKUP, name=backup.name) from error
    except OSError as error:
        raise problem_of(error, backup) from error


def backup_name(now: datetime, reason: str) -> str:
    """Return the name of a backup made now; names in order are backups in order."""
    return f"{now.strftime(_STAMP)}-{reason}{BACKUP_SUFFIX}"


def let_old_go(folder: Path) -> None:
    """Let old backups go: keep the newest of each of the last hours, days and weeks.

    The hours, days and weeks are those of the calendar (UTC), not counted back from now:
    counted back, each new backup would push out the one before it and nothing would grow old.
    """
    made = {path: _made_at(path) for path in folder.glob(f"*{BACKUP_SUFFIX}")}
    dated = sorted(((at, path) for path, at in made.items() if at is not None), reverse=True)
    kept: set[Path] = set()
    for width, count in _KEPT:
        newest: dict[int, Path] = {}
        for at, path in dated:
            newest.setdefault((at - _MONDAY) // width, path)
        kept |= set(list(newest.values())[:count])
    for _, path in dated:
        if path not in kept:
            path.unlink()


def remove_unfinished(folder: Path) -> None:
    """Remove what a backup left behind when the program was killed in it."""
    for pattern in (f".*{BACKUP_SUFFIX}.db*", f"*{BACKUP_SUFFIX}.*.part"):
        for leftover in folder.glob(pattern):
            leftover.unlink(missing_ok=True)


def _made_at(path: Path) -> datetime | None:
    """Return when a backup of ours was made; ``None`` for a file somebody named otherwise."""
    try:
        return datetime.strptime(path.name[:_STAMP_LENGTH], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
