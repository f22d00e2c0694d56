"""One backup file: the encrypted record and its key file, side by side in a zip."""

import zipfile
from pathlib import Path

from db.domain.whole_file import problem_of
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Progress
from db.store.record_file import SqlStore

BACKUP_SUFFIX = ".yiyibackup"
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
    part = path.with_name(f".{path.name}.part")
    try:
        store.back_up(copy, progress)
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
            archive.write(copy, _RECORD)
            archive.write(key_path, _KEY)
        with zipfile.ZipFile(part) as written:
            if written.testzip() is not None:
                raise Problem(_NOT_A_BACKUP, name=path.name)
        part.replace(path)
    except OSError as error:
        raise problem_of(error, path) from error
    finally:
        copy.unlink(missing_ok=True)
        part.unlink(missing_ok=True)


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
