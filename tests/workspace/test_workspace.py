"""Begin, open, recover, back up and restore a workspace; refusals change nothing."""

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from db.domain.staff import Staff
from db.fields.problem import Problem
from db.ports import Unwatched
from db.store.engine import DAMAGED
from db.vault import key_file
from desktop import workspace
from desktop.workspace import (
    BACKUP_FOLDER,
    KEY_NAME,
    OLDER_COPY,
    RECORD_NAME,
    Workspace,
    mount_kind,
)
from tests.store.stores import SetClock, add_client, client_of, correct, driver
from tests.workspace.folders import (
    NEW_PASSPHRASE,
    PASSPHRASE,
    WRONG,
    begun,
    contents,
    opened,
)

PROGRESS = Unwatched()


def test_a_workspace_is_begun_and_opened_again(tmp_path: Path) -> None:
    first, _ = begun(tmp_path)
    client_id = add_client(first.store)
    owner, card = first.owner, first.card()
    first.close()
    second = opened(tmp_path)
    assert (second.owner, second.card()) == (owner, card)
    assert (owner.name, owner.county, owner.role) == ("潘老师", "520626", "counsellor")
    assert client_of(second.store, client_id) is not None
    with second.store.reading() as reading:
        assert [staff.name for staff in reading[Staff].every()] == ["潘老师"]
    assert second.notice is None
    assert second.store.undoable() is not None
    second.close()
    assert set(contents(tmp_path)) == {RECORD_NAME, KEY_NAME, f"{KEY_NAME}.bak"} & set(
        contents(tmp_path)
    )


def test_the_recovery_code_opens_the_record_and_sets_a_new_passphrase(tmp_path: Path) -> None:
    first, code = begun(tmp_path)
    first.close()
    second = workspace.recover(tmp_path, code, NEW_PASSPHRASE, clock=SetClock())
    second.close()
    opened(tmp_path, passphrase=NEW_PASSPHRASE).close()
    with pytest.raises(Problem, match="passphrase"):
        opened(tmp_path)


def test_the_passphrase_is_changed_without_touching_the_record(tmp_path: Path) -> None:
    begun(tmp_path)[0].close()
    before = contents(tmp_path)[RECORD_NAME]
    key_file.change_passphrase(tmp_path / KEY_NAME, PASSPHRASE, NEW_PASSPHRASE)
    assert contents(tmp_path)[RECORD_NAME] == before
    opened(tmp_path, passphrase=NEW_PASSPHRASE).close()
    with pytest.raises(Problem):
        opened(tmp_path)


def test_a_restored_record_gets_a_new_device_number(tmp_path: Path) -> None:
    clock = SetClock()
    first, _ = begun(tmp_path / "a", clock)
    client_id = add_client(first.store, phone="1")
    backup = first.back_up(tmp_path / "stick.yiyibackup", PROGRESS)
    correct(first.store, client_id, phone="2")
    device, card = first.store.device, first.card()
    first.close()
    second = workspace.restore(tmp_path / "a", backup, PASSPHRASE, PROGRESS, clock=clock)
    assert second.store.device != device
    assert second.card().sealing_key == card.sealing_key
    found = client_of(second.store, client_id)
    assert found is not None
    assert found.phone == "1"
    correct(second.store, client_id, phone="3")
    assert second.store.have() == {device: 2, second.store.device: 1}
    assert second.store.faults() == []
    (aside,) = (tmp_path / "a").glob("before-restore-*")
    assert {RECORD_NAME, KEY_NAME} <= {path.name for path in aside.iterdir()}
    second.close()
    third = opened(tmp_path / "a", clock)
    assert third.notice is None
    third.close()


def test_a_backup_is_restored_in_an_empty_folder(tmp_path: Path) -> None:
    first, _ = begun(tmp_path / "a")
    client_id = add_client(first.store)
    backup = first.back_up(tmp_path / "stick.yiyibackup", PROGRESS)
    first.close()
    second = workspace.restore(
        tmp_path / "new" / "place", backup, PASSPHRASE, PROGRESS, clock=SetClock()
    )
    assert client_of(second.store, client_id) is not None
    second.close()


def test_a_record_replaced_by_an_older_one_is_noticed(tmp_path: Path) -> None:
    first, _ = begun(tmp_path / "a")
    device = first.store.device
    first.close()
    shutil.copyfile(tmp_path / "a" / RECORD_NAME, tmp_path / "old.db")
    second = opened(tmp_path / "a")
    add_client(second.store)
    second.close()
    shutil.copyfile(tmp_path / "old.db", tmp_path / "a" / RECORD_NAME)
    third = opened(tmp_path / "a")
    assert third.notice is OLDER_COPY
    assert third.store.device != device
    add_client(third.store)
    third.close()
    fourth = opened(tmp_path / "a")
    assert fourth.notice is None
    assert fourth.store.device == third.store.device
    fourth.close()


Spoil = Callable[[Path, pytest.MonkeyPatch], object]


def no_key_file(folder: Path, _: pytest.MonkeyPatch) -> None:
    for path in folder.glob(f"{KEY_NAME}*"):
        path.unlink()


def damaged_key_file(folder: Path, _: pytest.MonkeyPatch) -> None:
    for path in folder.glob(f"{KEY_NAME}*"):
        path.write_text("{", "utf-8")


def no_record(folder: Path, _: pytest.MonkeyPatch) -> None:
    (folder / RECORD_NAME).unlink()


def empty_record(folder: Path, _: pytest.MonkeyPatch) -> None:
    (folder / RECORD_NAME).write_bytes(b"")


def foreign_record(folder: Path, _: pytest.MonkeyPatch) -> None:
    (folder / RECORD_NAME).write_bytes(os.urandom(40_960))


def newer_record(folder: Path, patch: pytest.MonkeyPatch) -> None:
    dek = key_file.unlock(folder / KEY_NAME, PASSPHRASE)
    with driver(folder / RECORD_NAME, dek) as connection:
        connection.execute("pragma user_version=7")


def network_folder(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(workspace, "mount_kind", lambda _: "cifs")


def read_only_folder(_: Path, patch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    patch.setattr(Path, "touch", refuse)


def open_elsewhere(folder: Path, _: pytest.MonkeyPatch) -> Workspace:
    return opened(folder)


def nothing(folder: Path, _: pytest.MonkeyPatch) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


SPOILS: list[Spoil] = [
    no_key_file,
    damaged_key_file,
    no_record,
    empty_record,
    foreign_record,
    newer_record,
    network_folder,
    read_only_folder,
    open_elsewhere,
    nothing,
]


def refusal(folder: Path, spoil: Spoil) -> str:
    """Spoil a workspace, see it refused and unchanged, and return the sentence."""
    folder.mkdir()
    begun(folder)[0].close()
    with pytest.MonkeyPatch.context() as patch:
        other = spoil(folder, patch)
        before = contents(folder)
        with pytest.raises(Problem) as refused:
            opened(folder)
        assert contents(folder) == before
    if isinstance(other, Workspace):
        other.close()
    return refused.value.text.zh


def test_each_refusal_has_a_sentence_of_its_own_and_changes_nothing(tmp_path: Path) -> None:
    said = {spoil.__name__: refusal(tmp_path / spoil.__name__, spoil) for spoil in SPOILS}
    begun(tmp_path / "a")[0].close()
    before = contents(tmp_path / "a")
    with pytest.raises(Problem) as refused:
        opened(tmp_path / "a", passphrase=WRONG)
    assert contents(tmp_path / "a") == before
    said["wrong_passphrase"] = refused.value.text.zh
    assert len(set(said.values())) == len(said), said
    assert said["empty_record"] == DAMAGED.zh


def test_a_second_beginning_in_one_folder_is_refused(tmp_path: Path) -> None:
    begun(tmp_path)[0].close()
    before = contents(tmp_path)
    with pytest.raises(Problem, match="already holds a record"):
        begun(tmp_path)
    assert contents(tmp_path) == before


def test_a_beginning_that_lost_the_race_leaves_the_winner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(tmp_path)[0].close()
    before = contents(tmp_path)
    answers = iter([False, True])
    monkeypatch.setattr(workspace, "has_record", lambda _: next(answers))
    with pytest.raises(Problem, match="already holds a record"):
        begun(tmp_path)
    assert contents(tmp_path) == before


def test_a_beginning_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise RuntimeError("no keys")

    monkeypatch.setattr(workspace, "new_workspace_keys", fails)
    with pytest.raises(RuntimeError):
        begun(tmp_path)
    assert contents(tmp_path) == {}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("//srv/share /mnt/share cifs rw 0 0", "cifs"),
        ("srv:/home /mnt/share nfs4 rw 0 0", "nfs4"),
        ("/dev/sdb1 /mnt/share vfat rw 0 0", "vfat"),
        ("/dev/sdb1 /mnt/sha vfat rw 0 0", "ext4"),
    ],
)
def test_the_kind_of_a_folder_is_read_from_the_mounts(
    tmp_path: Path, line: str, kind: str
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\n{line}\n", "utf-8")
    assert mount_kind(Path("/mnt/share/档案"), mounts) == kind


def test_a_mount_whose_name_has_a_blank_is_understood(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n//srv/x /mnt/our\\040share cifs rw 0 0\n", "utf-8"
    )
    assert mount_kind(Path("/mnt/our share/a"), mounts) == "cifs"


@pytest.mark.parametrize("name", ["OneDrive - 单位", "坚果云", "百度网盘同步空间"])
def test_a_folder_that_a_cloud_keeps_in_step_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Problem, match="network folder"):
        begun(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_backups_are_kept_by_age(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SetClock()
    first, _ = begun(tmp_path, clock)
    monkeypatch.setattr(
        workspace, "write_backup", lambda _store, _key, path, _progress: path.write_bytes(b"")
    )
    start = clock.instant
    moments = [timedelta(hours=hour) for hour in range(0, 24 * 45, 6)]
    moments += [timedelta(days=45, minutes=minute) for minute in range(0, 200, 20)]
    for moment in moments:
        clock.instant = start + moment
        newest = first.back_up_here("daily", PROGRESS)
    theirs = tmp_path / BACKUP_FOLDER / "春节前.yiyibackup"
    theirs.write_bytes(b"")
    newest = first.back_up_here("daily", PROGRESS)
    kept = sorted(path.name[:11] for path in newest.parent.iterdir() if path != theirs)
    assert theirs.exists()
    assert newest.exists()
    assert kept == [
        *("20260329-19", "20260405-19"),  # Sundays: the last of their weeks
        *("20260410-19", "20260411-19", "20260412-19", "20260413-19", "20260414-19"),
        *("20260415-19", "20260416-02", "20260416-03", "20260416-04"),
    ]
    first.close()


def test_a_backup_is_due_once_a_day(tmp_path: Path) -> None:
    clock = SetClock()
    first, _ = begun(tmp_path, clock)
    assert first.backup_due()
    first.back_up_here("daily", PROGRESS)
    assert not first.backup_due()
    clock.move(hours=24)
    assert first.backup_due()
    first.close()


def test_a_damaged_backup_is_refused_and_the_record_stays(tmp_path: Path) -> None:
    first, _ = begun(tmp_path / "a")
    add_client(first.store)
    backup = first.back_up(tmp_path / "stick.yiyibackup", PROGRESS)
    first.close()
    whole = backup.read_bytes()
    before = contents(tmp_path / "a")
    for at in (2, 100, len(whole) // 2, len(whole) - 30):
        backup.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            workspace.restore(tmp_path / "a", backup, PASSPHRASE, PROGRESS, clock=SetClock())
        except Problem:
            assert contents(tmp_path / "a") == before
        else:
            pytest.fail(f"a byte flipped at {at} went unnoticed")
    backup.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Problem):
        workspace.restore(tmp_path / "a", backup, PASSPHRASE, PROGRESS, clock=SetClock())
    backup.write_bytes(whole)
    with pytest.raises(Problem, match="passphrase"):
        workspace.restore(tmp_path / "a", backup, WRONG, PROGRESS, clock=SetClock())
    assert contents(tmp_path / "a") == before


def test_what_a_killed_backup_or_restore_left_is_swept_away(tmp_path: Path) -> None:
    first, _ = begun(tmp_path)
    kept = first.back_up_here("daily", PROGRESS)
    first.close()
    for name in (
        f".{kept.name}.db",
        f".{kept.name}.db.part",
        f"{kept.name}.0a1b2c3d.part",
    ):
        (kept.parent / name).write_bytes(b"half")
    (tmp_path / ".restoring-0a1b").mkdir()
    (tmp_path / ".restoring-0a1b" / RECORD_NAME).write_bytes(b"half")
    opened(tmp_path).close()
    assert list(kept.parent.iterdir()) == [kept]
    assert not list(tmp_path.glob(".restoring-*"))
