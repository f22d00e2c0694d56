"""What cannot be opened or written is refused in words of its own, and nothing is changed."""

import errno
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from db.domain.clients.client import Client
from db.domain.journal.change import Action
from db.fields.problem import Cancelled, Problem
from db.ports import Unwatched
from db.store import backup
from db.store.engine import BUSY, DAMAGED, FULL, NOT_OPENED, READ_ONLY, problems_of_file
from db.store.migrate import NEWER
from db.store.record_file import SqlStore
from tests.store.stores import (
    KEY,
    SetClock,
    a_store,
    add_client,
    client_of,
    correct,
    driver,
    write_note,
)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A closed record with three people in it."""
    path = tmp_path / "yiyi.db"
    store = a_store(path)
    for name in ("潘阿妹", "石老三", "田小英"):
        write_note(store, add_client(store, name, phone="13985001234"), "上门看过" * 200)
    store.close()
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def opened(path: Path, key: bytes = KEY) -> SqlStore:
    return SqlStore(path, key, "a1" * 16, clock=SetClock())


def is_noticed(path: Path) -> bool:
    """Tell whether a damaged record is refused in the right words, or found to be faulty."""
    try:
        store = opened(path)
    except Problem as problem:
        return problem.text in (DAMAGED, NOT_OPENED)
    try:
        return bool(store.faults())
    except Problem as problem:
        return problem.text is DAMAGED
    finally:
        store.close()


def test_a_wrong_key_is_refused(record: Path) -> None:
    before = digest(record)
    with pytest.raises(Problem) as refused:
        opened(record, bytes(32))
    assert refused.value.text is NOT_OPENED
    assert digest(record) == before


def test_every_flipped_byte_is_noticed(record: Path, tmp_path: Path) -> None:
    whole = record.read_bytes()
    for at in (0, 20, 2_000, 4_090, *range(5_000, len(whole), len(whole) // 40)):
        damaged = tmp_path / "damaged.db"
        damaged.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert is_noticed(damaged), at
        for leftover in tmp_path.glob("damaged.db*"):
            leftover.unlink()


@pytest.mark.parametrize("keep", [0.5, 0.9, 0.99])
def test_a_cut_file_is_noticed(record: Path, keep: float) -> None:
    os.truncate(record, int(record.stat().st_size * keep))
    assert is_noticed(record)


def test_a_file_that_is_no_record_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "yiyi.db"
    path.write_bytes(b"PK" + bytes(9_000))
    before = digest(path)
    with pytest.raises(Problem) as refused:
        opened(path)
    assert refused.value.text is NOT_OPENED
    assert digest(path) == before


def test_a_file_of_a_newer_yiyi_is_refused_and_unchanged(record: Path) -> None:
    with driver(record) as connection:
        connection.execute("pragma user_version=9")
    before = digest(record)
    with pytest.raises(Problem) as refused:
        opened(record)
    assert refused.value.text is NEWER
    assert refused.value.values == {"found": 9, "known": 1}
    assert digest(record) == before
    assert [path.name for path in record.parent.iterdir()] == [record.name]


def test_a_second_writer_waits_and_is_then_told_while_readers_go_on(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = opened(record), opened(record)
    with second._engine.connect() as connection:
        connection.exec_driver_sql("pragma busy_timeout=50")
    client_id = add_client(first)
    with first.unit_of_work(Action.CORRECT_CLIENT) as work:
        work[Client].remove(client_id)
        with pytest.raises(Problem) as refused, second.unit_of_work(Action.CORRECT_CLIENT):
            pytest.fail("two writers at once")
        assert client_of(second, client_id) is not None
        work.commit()
    assert refused.value.text is BUSY
    assert client_of(second, client_id) is None
    first.close()
    second.close()


def test_a_full_disk_loses_nothing_that_was_saved(record: Path) -> None:
    store = opened(record)
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("pragma page_count").scalar_one()
        connection.exec_driver_sql(f"pragma max_page_count={pages + 4}")
    saved = []

    def until_full() -> None:
        while True:
            saved.append(add_client(store, remark="很长的备注" * 100))

    with pytest.raises(Problem) as refused:
        until_full()
    assert refused.value.text is FULL
    store.close()
    again = opened(record)
    assert all(client_of(again, client_id) for client_id in saved)
    assert again.faults() == []
    again.close()


def test_a_real_full_disk_refuses_a_backup_and_leaves_nothing(
    record: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    mount = shutil.which("mount")
    done = mount and os.getuid() == 0 and subprocess.run(  # noqa: S603
        [mount, "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(stick)],
        check=False,
        capture_output=True,
    ).returncode == 0  # fmt: skip
    if not done:
        pytest.skip("a small file system of our own needs the right to mount")
    try:
        store = opened(record)
        with pytest.raises(Problem) as refused:
            store.back_up(stick / "copy.db", Unwatched())
        assert refused.value.text is FULL
        assert list(stick.iterdir()) == []
        store.close()
    finally:
        subprocess.run(["umount", str(stick)], check=True)  # noqa: S603, S607


@pytest.fixture
def read_only_place(record: Path) -> Iterator[Path]:
    """The record's folder, mounted to be read only; permissions do not bind root."""
    place = record.parent.parent / f"{record.parent.name}-ro"
    place.mkdir()
    steps = (
        ["mount", "--bind", record.parent, place],
        ["mount", "-o", "remount,ro,bind", place],
    )
    if os.getuid() != 0 or sys.platform != "linux" or any(
        subprocess.run([str(w) for w in step], check=False, capture_output=True).returncode  # noqa: S603
        for step in steps
    ):  # fmt: skip
        subprocess.run(["umount", str(place)], check=False, capture_output=True)  # noqa: S603, S607
        pytest.skip("a read-only place of our own needs the right to mount")
    yield place
    subprocess.run(["umount", str(place)], check=True)  # noqa: S603, S607


def test_a_place_that_can_only_be_read_is_refused(record: Path, read_only_place: Path) -> None:
    before = digest(record)
    with pytest.raises(Problem) as refused:
        opened(read_only_place / record.name)
    assert refused.value.text is READ_ONLY
    assert digest(record) == before


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(errno.ENOSPC, FULL), (errno.EROFS, READ_ONLY), (errno.EACCES, READ_ONLY)],
)
def test_what_the_system_says_becomes_words(number: int, sentence: Any, tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused, problems_of_file(tmp_path / "yiyi.db"):
        raise OSError(number, os.strerror(number))
    assert refused.value.text is sentence


def test_a_mistake_of_ours_is_not_dressed_as_a_problem(record: Path) -> None:
    store = opened(record)
    with pytest.raises(Exception, match="no such table") as raised, store.reading() as reading:
        reading.connection.exec_driver_sql("select * from nowhere")
    assert not isinstance(raised.value, Problem)
    store.close()


def test_a_clock_more_than_a_day_behind_is_refused_and_says_so(record: Path) -> None:
    clock = SetClock()
    store = SqlStore(record, KEY, "a1" * 16, clock=clock)
    client_id = add_client(store)
    clock.instant -= timedelta(hours=24, seconds=1)
    with pytest.raises(Problem, match="more than a day behind"):
        correct(store, client_id, phone="2")
    clock.instant += timedelta(seconds=2)
    correct(store, client_id, phone="2")
    store.close()


def test_a_stopped_backup_leaves_nothing(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(Unwatched):
        def stop_if_cancelled(self) -> None:
            raise Cancelled

    monkeypatch.setattr(backup, "_PAGES", 2)
    store = opened(record)
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Cancelled):
        store.back_up(folder / "copy.db", Stopped())
    assert list(folder.iterdir()) == []
    store.close()


def test_a_stopped_merge_leaves_nothing(record: Path, tmp_path: Path) -> None:
    class Stopped(Unwatched):
        def stop_if_cancelled(self) -> None:
            raise Cancelled

    store, other = opened(record), a_store(tmp_path / "other.db", "b2" * 16)
    before = other.have()
    with pytest.raises(Cancelled):
        other.merge(store.operations({}), "文件", Stopped())
    assert other.have() == before
    assert other.undoable() is None
    store.close()
    other.close()
