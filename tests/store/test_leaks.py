"""No file that Yiyi leaves, for a moment or for good, holds a plain word about a person."""

import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.domain.clients.client import Client
from db.domain.ids import ClientId
from db.domain.journal.change import Action
from db.fields.text import Text
from db.ports import Unwatched
from db.search.person import Filters, Order, OrderKey
from db.sync.card import write_card
from desktop import exchanging, log, workspace
from desktop.workspace import Workspace
from tests.store.stores import SetClock, add_client, correct, write_note
from tests.workspace.folders import PASSPHRASE, begun

MARK = "梵净山密语"
DIGITS = "522226199003071234"


def marks() -> list[bytes]:
    """Return the marker in every form in which it might lie in a file."""
    found = []
    for word in (MARK, DIGITS):
        forms = [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")]
        forms += [word.encode().hex().encode(), word.encode("unicode_escape")]
        found += forms
    return found


def leaks(*folders: Path) -> list[str]:
    """Return the files that hold a marker, and how many files were looked at must not be 0."""
    wanted, found, seen = marks(), [], 0
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                seen += 1
                try:
                    content = path.read_bytes()
                except FileNotFoundError:  # gone between the two calls: another look comes
                    continue
                found += [path.name for mark in wanted if mark in content]
    assert seen
    return found


@pytest.fixture
def private_temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.fixture
def filled(tmp_path: Path, private_temp: Path) -> Iterator[Workspace]:
    """A workspace with the marker in every kind of field."""
    held, _ = begun(tmp_path / "record", name=MARK)
    store = held.store
    for n in range(60):
        client_id = add_client(
            store,
            f"{MARK[n % 4 :]}{n}",
            identity_number=DIGITS,
            certificate_number=f"{DIGITS}44",
            phone="13985001234",
            village=MARK,
            address=MARK * 3,
            remark=MARK * 20,
            service_needs=(MARK, MARK),
        )
        write_note(store, client_id, f"{MARK}{DIGITS}" * 30)
    store.save_draft("case_note:1", MARK, {"content": MARK * 50})
    store.keep_setting("last_search", MARK)
    yield held
    held.close()


def test_the_marker_would_be_found_in_a_plain_file(tmp_path: Path) -> None:
    for n, mark in enumerate(marks()):
        (tmp_path / str(n)).write_bytes(b"...." + mark + b"....")
    assert len(set(leaks(tmp_path))) == len(marks())


def test_nothing_plain_while_open_after_closing_and_in_a_backup(
    filled: Workspace, tmp_path: Path, private_temp: Path
) -> None:
    assert (filled.folder / "yiyi.db-wal").exists()
    assert leaks(tmp_path) == []
    backup = filled.back_up_here("daily", Unwatched())
    assert leaks(tmp_path) == []
    filled.close()
    assert leaks(tmp_path) == []
    again = workspace.restore(
        tmp_path / "again", backup, PASSPHRASE, Unwatched(), clock=SetClock()
    )
    again.close()
    assert leaks(tmp_path) == []
    assert list(private_temp.iterdir()) == []
    filled.lock.tryLock(0)


def test_nothing_plain_during_a_big_sort_and_a_big_merge(
    filled: Workspace, tmp_path: Path, private_temp: Path
) -> None:
    with filled.store.unit_of_work(Action.IMPORT_ROSTER, MARK) as work:
        for n in range(2_000):
            client_id = ClientId(filled.store.new_id())
            work[Client].add(Client(id=client_id, name=f"{MARK}{n}", remark=MARK * 40))
        assert leaks(tmp_path) == []
        work.commit()
    with filled.store.reading() as reading:
        assert len(reading.person_numbers("", Filters(), Order(key=OrderKey.NAME))) == 2_060
        rows = reading.connection.exec_driver_sql(
            "select remark, body from client c join y_op o on o.row_id = c.row_id "
            "order by remark || body desc, random()"
        )
        rows.fetchone()
        assert leaks(tmp_path) == []
        rows.close()

    class Looking(Unwatched):
        found: list[str] = []  # noqa: RUF012 - one list for one test
        looks = 0

        def at(self, done: int, total: int, doing: Text) -> None:
            del done, total, doing
            self.looks += 1
            self.found += leaks(tmp_path)

    receiver, _ = begun(tmp_path / "receiver", name="石督导")
    exchanging.enrol(receiver, filled.card())
    write_card(tmp_path / "supervisor.card", receiver.card())
    watch = Looking()
    path = exchanging.export(filled, receiver.card(), tmp_path / "work.yiyi", watch).path
    exchanging.merge(receiver, path, watch)
    assert watch.looks > 4
    assert watch.found == []
    receiver.close()
    assert leaks(tmp_path) == []


@pytest.mark.logs
def test_the_log_says_nothing_about_anybody(filled: Workspace, tmp_path: Path) -> None:
    file = log.begin(tmp_path / "log")
    logger = logging.getLogger("test")
    root = logging.getLogger()
    handler = root.handlers[-1]
    try:
        try:
            with filled.store.reading() as reading:
                reading.connection.exec_driver_sql(
                    "select * from nowhere where name = ?", (f"{MARK}{DIGITS}",)
                )
        except Exception:
            logger.exception("a query failed for %s", MARK)
        logger.warning("saved %s", DIGITS)
        filled.store.keep_setting("x", MARK)
        correct(filled.store, add_client(filled.store, MARK), remark=MARK)
        handler.flush()
        assert "OperationalError" in file.read_text("utf-8")
        assert leaks(tmp_path) == []
    finally:
        root.removeHandler(handler)
        handler.close()


def test_the_record_s_files_are_nobody_else_s_to_read(filled: Workspace) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no such permissions")
    filled.back_up_here("daily", Unwatched())
    for path in filled.folder.rglob("*"):
        if path.is_file() and path.name != "yiyi.lock":
            assert path.stat().st_mode & 0o077 == 0, path.name
