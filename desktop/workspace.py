"""One workspace: a folder with the encrypted record, its key file and its backups."""

import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex

from PySide6.QtCore import QLockFile

from db.domain.ids import StaffId
from db.domain.journal.change import Action
from db.domain.staff import Staff
from db.domain.whole_file import problem_of
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Clock, Owner, Progress
from db.store.engine import DAMAGED
from db.store.record_file import SqlStore
from db.sync.card import Card, WorkspaceKeys, new_workspace_keys
from db.vault import key_file
from db.vault.strength import Strength
from desktop.backup_file import (
    backup_name,
    let_old_go,
    read_backup,
    remove_unfinished,
    write_backup,
)
from desktop.paths import KEY_NAME, LOCK_NAME, RECORD_NAME, has_record

BACKUP_FOLDER = "backups"
_FILES = (RECORD_NAME, f"{RECORD_NAME}-wal", f"{RECORD_NAME}-shm", KEY_NAME, f"{KEY_NAME}.bak")
_KEYS = "workspace_keys"
_LAST_BACKUP = "last_backup"
BACKUP_EVERY = timedelta(days=1)
"""How often a backup is made without being asked (our own choice)."""

_REMOTE_KINDS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "fuse.sshfs", "davfs"}
)
_SYNCED = ("onedrive", "坚果云", "nutstore", "baidunetdisk", "百度网盘", "dropbox")

_ALREADY = Text(
    "这个文件夹里已经有一份档案，没有作任何改动。请打开它，或换一个文件夹。",
    "This folder already holds a record; nothing was changed. "
    "Open it or choose another folder.",
)
_NOTHING_HERE = Text(
    "这个文件夹里没有一一档案。请检查文件夹，或先建立档案。",
    "There is no Yiyi record in this folder. Check the folder or begin a record first.",
)
_KEY_ONLY = Text(
    "钥匙文件在，档案文件 {name} 不见了。请用“恢复备份”，或把档案文件放回原处。",
    "The key file is here but the record file {name} is gone. Restore a backup or put the "
    "record file back.",
)
_IN_USE = Text(
    "档案已在另一个一一窗口里打开。请先关闭那个窗口。",
    "The record is open in another Yiyi window. Close that window first.",
)
_REMOTE = Text(
    "档案不能放在网络文件夹或网盘同步文件夹里打开，那样会损坏。请把整个文件夹复制到本机磁盘。",
    "The record cannot be opened in a network folder or a synchronised cloud folder; it would "
    "be damaged there. Copy the whole folder to this computer’s own disk.",
)
_READ_ONLY = Text(
    "这个文件夹不能写入，所以没有打开档案。请换到能写的文件夹，或请管理员给权限。",
    "This folder cannot be written to, so the record was not opened. Use a folder you may "
    "write to or ask for the right.",
)
OLDER_COPY = Text(
    "这份档案比上次用过的旧，可能是被旧文件替换了。已换用新的设备号，旧文件之后的记录请从督导那里取回。",
    "This record is older than the one last used; an old file may have replaced it. A new "
    "device number is in use; get later entries back from your supervisor.",
)


@dataclass(slots=True)
class Workspace:
    """An open workspace. ``close`` it; the lock goes with it."""

    folder: Path
    store: SqlStore
    keys: WorkspaceKeys
    lock: QLockFile
    notice: Text | None = None

    @property
    def owner(self) -> Owner:
        """Whose workspace this is."""
        return self.store.owner

    def card(self) -> Card:
        """Return this workspace's public card."""
        owner = self.owner
        return self.keys.card(
            name=owner.name, county=owner.county, role=owner.role, device=self.store.device
        )

    def note_sequence(self) -> None:
        """Keep the highest own sequence number outside the record, to notice old copies."""
        key_file.note_sequence(
            self.folder / KEY_NAME, self.store.device, self.store.highest_sequence()
        )

    def back_up(self, path: Path, progress: Progress) -> Path:
        """Write one backup file: the encrypted record and its key file together."""
        self.note_sequence()
        write_backup(self.store, self.folder / KEY_NAME, path, progress)
        self.store.keep_setting(_LAST_BACKUP, self.store.now().isoformat())
        return path

    def back_up_here(self, reason: str, progress: Progress) -> Path:
        """Write a backup into the workspace's own folder and let the oldest go."""
        folder = self.folder / BACKUP_FOLDER
        folder.mkdir(exist_ok=True)
        path = self.back_up(folder / backup_name(self.store.now(), reason), progress)
        let_old_go(folder)
        return path

    def last_backup_at(self) -> datetime | None:
        """Return when the last backup was made, or ``None``."""
        kept = self.store.setting(_LAST_BACKUP)
        return None if kept is None else datetime.fromisoformat(kept)

    def backup_due(self) -> bool:
        """Tell whether it is time for a backup."""
        last = self.last_backup_at()
        return last is None or self.store.now() - last >= BACKUP_EVERY

    def close(self) -> None:
        """Close the record, forget the key and give up the lock."""
        try:
            self.note_sequence()
        finally:
            self.store.close()
            self.lock.unlock()


def create(  # noqa: PLR0913 - all of it is asked for once, at the first run
    folder: Path,
    *,
    name: str,
    county: str,
    role: str,
    passphrase: str,
    organisation: str | None = None,
    phone: str | None = None,
    strength: Strength | None = None,
    clock: Clock | None = None,
) -> tuple[Workspace, str]:
    """Begin a record in ``folder``; return it open, and the recovery code to print.

    Raises:
        Problem: There is a record already, the place cannot be used, the passphrase is short.
    """
    if has_record(folder):
        raise Problem(_ALREADY)
    _usable(folder, make=True)
    lock = _locked(folder)
    if has_record(folder):  # begun by another window a moment ago
        lock.unlock()
        raise Problem(_ALREADY)
    device = token_hex(16)
    try:
        dek, code = key_file.create_key_file(
            folder / KEY_NAME, passphrase, device=device, strength=strength
        )
        store = SqlStore(folder / RECORD_NAME, dek, device, clock=clock)
        staff_id = StaffId(store.new_id())
        with store.unit_of_work(Action.BEGIN_RECORD) as work:
            work[Staff].add(
                Staff(
                    id=staff_id,
                    name=name,
                    role=role,
                    county=county,
                    organisation=organisation,
                    phone=phone,
                )
            )
            work.commit()
        store.keep_setting("owner", staff_id.hex)
        keys = new_workspace_keys()
        store.keep_setting(_KEYS, json.dumps(keys.to_dict()))
        store.name_device(device, name)
    except BaseException:
        _forget_unfinished(folder)
        lock.unlock()
        raise
    return Workspace(folder, store, keys, lock), code


def open_with_passphrase(
    folder: Path, passphrase: str, *, clock: Clock | None = None
) -> Workspace:
    """Open the record in ``folder``.

    Raises:
        Problem: Wrong passphrase, missing or damaged key file, missing or damaged record,
            newer schema, read-only place, network folder, open elsewhere. Nothing is changed.
    """
    return _open(folder, lambda path: key_file.unlock(path, passphrase), clock)


def recover(
    folder: Path, code: str, new_passphrase: str, *, clock: Clock | None = None
) -> Workspace:
    """Open the record with the recovery code and give it a new passphrase."""
    key_file.checked_passphrase_length(new_passphrase)
    workspace = _open(folder, lambda path: key_file.unlock_with_code(path, code), clock)
    try:
        key_file.set_passphrase_with_code(folder / KEY_NAME, code, new_passphrase)
    except BaseException:
        workspace.close()
        raise
    return workspace


def change_passphrase(workspace: Workspace, old: str, new: str) -> None:
    """Give the record a new passphrase; the recovery code stays.

    Raises:
        Problem: The old passphrase is wrong or the new one too short. Nothing is changed.
    """
    key_file.change_passphrase(workspace.folder / KEY_NAME, old, new)


def renew_recovery_code(
    workspace: Workspace, passphrase: str, write: Callable[[str], None]
) -> None:
    """Make a new recovery code and hand it to ``write``; the old one stops working.

    Raises:
        Problem: The passphrase is wrong, or what ``write`` raises.
    """
    key_file.renew_recovery_code(workspace.folder / KEY_NAME, passphrase, write)


def restore(
    folder: Path,
    backup: Path,
    passphrase: str,
    progress: Progress,
    *,
    clock: Clock | None = None,
) -> Workspace:
    """Put a backup in place of the record; what was there is set aside, not deleted.

    The restored record gets a new device uid: otherwise it would reuse sequence numbers
    which colleagues already hold.

    Raises:
        Problem: The backup is not sound, the passphrase is not its own, or no room.
    """
    _usable(folder, make=True)
    lock = _locked(folder)
    part = folder / f".restoring-{token_hex(4)}"
    try:
        part.mkdir()
        read_backup(backup, part / RECORD_NAME, part / KEY_NAME, progress)
        dek = key_file.unlock(part / KEY_NAME, passphrase)
        device = token_hex(16)
        store = SqlStore(part / RECORD_NAME, dek, device, clock=clock)
        try:
            faults = store.faults()
            if faults:
                raise Problem(faults[0])
            store.name_device(device, store.owner.name)
        finally:
            store.close()
        key_file.note_sequence(part / KEY_NAME, device, 0)
        _set_aside(folder, clock)
        for name in (RECORD_NAME, KEY_NAME):
            (part / name).replace(folder / name)
    except OSError as error:
        lock.unlock()
        raise problem_of(error, folder) from error
    except BaseException:
        lock.unlock()
        raise
    finally:
        _remove_folder(part)
    lock.unlock()
    return open_with_passphrase(folder, passphrase, clock=clock)


def _open(folder: Path, unlock: Callable[[Path], bytes], clock: Clock | None) -> Workspace:
    if not has_record(folder):
        raise Problem(_NOTHING_HERE)
    _usable(folder, make=False)
    dek = unlock(folder / KEY_NAME)
    if not (folder / RECORD_NAME).exists():
        raise Problem(_KEY_ONLY, name=RECORD_NAME)
    if (folder / RECORD_NAME).stat().st_size == 0:
        # SQLite takes an empty file for a new one; here it is what is left of a record.
        raise Problem(DAMAGED)
    lock = _locked(folder)
    try:
        _sweep(folder)
        kept = key_file.read_key_file(folder / KEY_NAME)
        store = SqlStore(folder / RECORD_NAME, dek, kept.device, clock=clock)
        notice = None
        if store.highest_sequence() < kept.highest_seq:
            store.close()
            device = token_hex(16)
            store = SqlStore(folder / RECORD_NAME, dek, device, clock=clock)
            store.name_device(device, store.owner.name)
            key_file.note_sequence(folder / KEY_NAME, device, store.highest_sequence())
            notice = OLDER_COPY
        keys = WorkspaceKeys.from_dict(json.loads(store.setting(_KEYS) or "{}"))
    except BaseException:
        lock.unlock()
        raise
    return Workspace(folder, store, keys, lock, notice)


def _usable(folder: Path, *, make: bool) -> None:
    if _is_remote(folder):
        raise Problem(_REMOTE)
    try:
        if make:
            folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".writable-{token_hex(4)}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Problem(_READ_ONLY) from error


def _locked(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / LOCK_NAME))
    lock.setStaleLockTime(0)  # a crashed owner is recognised by its process, not by its age
    if not lock.tryLock(0):
        raise Problem(_IN_USE)
    return lock


def _is_remote(folder: Path) -> bool:
    resolved = folder.resolve()
    if any(name in part.lower() for part in resolved.parts for name in _SYNCED):
        return True
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

        drive_remote = 4
        return (
            str(resolved).startswith("\\\\")
            or ctypes.windll.kernel32.GetDriveTypeW(resolved.anchor) == drive_remote
        )
    return mount_kind(resolved) in _REMOTE_KINDS


def mount_kind(folder: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """Return the kind of file system a folder lies on, as the kernel names it."""
    try:
        lines = mounts.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = "", ""
    for line in lines:
        _, written, name, *_ = line.split(" ")
        # The kernel writes a blank, a tab, a line end or a backslash as three octal digits.
        place = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), written)
        if folder.is_relative_to(place) and len(place) >= len(best):
            best, kind = place, name
    return kind


def _set_aside(folder: Path, clock: Clock | None) -> None:
    now = clock.now() if clock else datetime.now(UTC)
    aside = folder / f"before-restore-{now.strftime('%Y%m%d-%H%M%S-%f')}"
    for name in _FILES:
        if (folder / name).exists():
            aside.mkdir(exist_ok=True)
            (folder / name).replace(aside / name)


def _forget_unfinished(folder: Path) -> None:
    for name in _FILES:
        (folder / name).unlink(missing_ok=True)


def _remove_folder(folder: Path) -> None:
    if folder.is_dir():
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()


def _sweep(folder: Path) -> None:
    """Remove what a backup or a restore left behind when the program was killed in it."""
    remove_unfinished(folder / BACKUP_FOLDER)
    for leftover in folder.glob(".restoring-*"):
        _remove_folder(leftover)
