"""Cards, exchange files and merges between two workspaces, from end to end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.domain.journal.operation import Operation
from db.fields.problem import Problem
from db.ports import Unwatched
from db.sync.card import read_card, write_card
from db.sync.exchange_file import open_exchange
from desktop import exchanging, workspace
from desktop.workspace import BACKUP_FOLDER, Workspace
from tests.store.stores import SetClock, add_client, client_of, correct
from tests.workspace.folders import PASSPHRASE, begun, contents

PROGRESS = Unwatched()


@pytest.fixture
def counsellor(tmp_path: Path) -> Iterator[Workspace]:
    held, _ = begun(tmp_path / "counsellor", name="潘老师")
    yield held
    held.close()


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Workspace]:
    held, _ = begun(tmp_path / "supervisor", name="石督导", role="supervisor")
    yield held
    held.close()


def introduced(one: Workspace, other: Workspace, folder: Path) -> None:
    """Let two workspaces know each other by card files."""
    for giver, taker in ((one, other), (other, one)):
        card = folder / f"{giver.owner.name}.card"
        write_card(card, giver.card())
        colleague = exchanging.enrol(taker, read_card(card))
        assert colleague.card == giver.card()


def sent(sender: Workspace, receiver: Workspace, folder: Path) -> Path:
    number = exchanging.next_number(sender, receiver.card())
    path = folder / exchanging.file_name(sender, number)
    handover = exchanging.export(sender, receiver.card(), path, PROGRESS)
    assert (handover.number, handover.path) == (number, path)
    return path


def test_work_goes_to_the_supervisor_and_decisions_come_back(
    counsellor: Workspace, supervisor: Workspace, tmp_path: Path
) -> None:
    introduced(counsellor, supervisor, tmp_path)
    client_id = add_client(counsellor.store, phone="1", village="凤仪村")
    path = sent(counsellor, supervisor, tmp_path)
    assert path.name == "一一_潘老师_2026-03-02_第1份.yiyi"

    before = supervisor.store.have()
    report, sender = exchanging.preview(supervisor, path, PROGRESS)
    assert (sender.name, report.new_operations) == ("潘老师", 2)
    assert report.clients_new == (client_id.hex,)
    assert supervisor.store.have() == before
    taken = exchanging.merge(supervisor, path, PROGRESS)
    assert taken.report == report
    assert taken.backup is not None
    assert taken.backup.parent == supervisor.folder / BACKUP_FOLDER
    assert taken.receipt.subject == "潘老师的文件"

    correct(counsellor.store, client_id, phone="2")
    correct(supervisor.store, client_id, phone="3", village="大坪村")
    back = exchanging.merge(counsellor, sent(supervisor, counsellor, tmp_path), PROGRESS)
    (conflict,) = back.report.conflicts
    assert (conflict.client_id, conflict.field) == (client_id.hex, "phone")
    assert {(side.by, side.value, side.is_ours) for side in conflict.sides} == {
        ("潘老师", "2", True),
        ("石督导", "3", False),
    }
    (changed,) = [value for value in back.report.values if value.field == "village"]
    assert (changed.old, changed.new, changed.by) == ("凤仪村", "大坪村", "石督导")

    counsellor.store.settle(conflict.id, "4")
    assert counsellor.store.conflicts() == []
    exchanging.merge(supervisor, sent(counsellor, supervisor, tmp_path), PROGRESS)
    for held in (counsellor, supervisor):
        client = client_of(held.store, client_id)
        assert client is not None
        assert (client.phone, client.village) == ("4", "大坪村")
        assert held.store.conflicts() == []
        assert held.store.faults() == []
    assert counsellor.store.have() == supervisor.store.have()


def test_the_same_file_again_is_silent(
    counsellor: Workspace, supervisor: Workspace, tmp_path: Path
) -> None:
    introduced(counsellor, supervisor, tmp_path)
    add_client(counsellor.store)
    path = sent(counsellor, supervisor, tmp_path)
    exchanging.merge(supervisor, path, PROGRESS)
    named, backups = supervisor.store.undoable(), contents(supervisor.folder / BACKUP_FOLDER)
    taken = exchanging.merge(supervisor, path, PROGRESS)
    assert (taken.report.new_operations, taken.backup) == (0, None)
    assert taken.receipt.changes == ()
    assert supervisor.store.undoable() == named
    assert contents(supervisor.folder / BACKUP_FOLDER) == backups


def test_the_next_file_holds_only_what_is_new(
    counsellor: Workspace, supervisor: Workspace, tmp_path: Path
) -> None:
    introduced(counsellor, supervisor, tmp_path)
    for _ in range(20):
        add_client(counsellor.store)
    exchanging.merge(supervisor, sent(counsellor, supervisor, tmp_path), PROGRESS)
    exchanging.merge(counsellor, sent(supervisor, counsellor, tmp_path), PROGRESS)
    add_client(counsellor.store)
    taken = exchanging.merge(supervisor, sent(counsellor, supervisor, tmp_path), PROGRESS)
    assert (taken.report.new_operations, taken.report.known_operations) == (1, 0)


def test_a_stranger_s_file_is_refused_and_changes_nothing(
    counsellor: Workspace, supervisor: Workspace, tmp_path: Path
) -> None:
    add_client(counsellor.store)
    path = sent(counsellor, supervisor, tmp_path)
    before = supervisor.store.have()
    for attempt in (exchanging.preview, exchanging.merge):
        with pytest.raises(Problem, match="not enrolled"):
            attempt(supervisor, path, PROGRESS)
    assert supervisor.store.have() == before


def test_a_file_for_somebody_else_is_refused(
    counsellor: Workspace, supervisor: Workspace, tmp_path: Path
) -> None:
    third, _ = begun(tmp_path / "third", name="田老师")
    introduced(counsellor, supervisor, tmp_path)
    introduced(counsellor, third, tmp_path)
    path = sent(counsellor, supervisor, tmp_path)
    with pytest.raises(Problem, match="not addressed to this workspace"):
        exchanging.merge(third, path, PROGRESS)
    third.close()


def test_one_s_own_card_is_not_enrolled(counsellor: Workspace) -> None:
    with pytest.raises(Problem, match="your own card"):
        exchanging.enrol(counsellor, counsellor.card())


def test_a_note_saved_while_a_file_is_written_goes_with_the_next_one(
    counsellor: Workspace,
    supervisor: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    introduced(counsellor, supervisor, tmp_path)
    add_client(counsellor.store)
    operations = counsellor.store.operations

    def interrupted(known: dict[str, int]) -> Iterator[Operation]:
        add_client(counsellor.store, "石老三")
        yield from operations(known)

    monkeypatch.setattr(
        type(counsellor.store), "operations", lambda _, known: interrupted(known)
    )
    path = sent(counsellor, supervisor, tmp_path)
    monkeypatch.undo()
    assert exchanging.merge(supervisor, path, PROGRESS).report.new_operations == 2
    again = sent(counsellor, supervisor, tmp_path)
    assert exchanging.merge(supervisor, again, PROGRESS).report.new_operations == 1


def test_after_a_restore_the_lost_work_comes_back_and_the_new_device_has_a_name(
    counsellor: Workspace, supervisor: Workspace, tmp_path: Path
) -> None:
    introduced(counsellor, supervisor, tmp_path)
    client_id = add_client(counsellor.store, phone="1")
    clock = SetClock()
    backup = counsellor.back_up(tmp_path / "stick.yiyibackup", PROGRESS)
    correct(counsellor.store, client_id, phone="2")
    exchanging.merge(supervisor, sent(counsellor, supervisor, tmp_path), PROGRESS)
    counsellor.close()
    clock.move(minutes=5)
    restored = workspace.restore(counsellor.folder, backup, PASSPHRASE, PROGRESS, clock=clock)
    correct(restored.store, client_id, village="大坪村")
    path = sent(restored, supervisor, tmp_path)
    taken = exchanging.merge(supervisor, path, PROGRESS)
    assert taken.report.conflicts == ()
    assert {value.by for value in taken.report.values} == {"潘老师"}
    exchanging.merge(restored, sent(supervisor, restored, tmp_path), PROGRESS)
    for held in (restored, supervisor):
        client = client_of(held.store, client_id)
        assert client is not None
        assert (client.phone, client.village) == ("2", "大坪村")
    restored.close()
    counsellor.lock.tryLock(0)


def test_an_older_file_does_not_make_us_forget_what_a_colleague_holds(
    counsellor: Workspace, supervisor: Workspace, tmp_path: Path
) -> None:
    introduced(counsellor, supervisor, tmp_path)
    add_client(counsellor.store)
    (tmp_path / "one").mkdir()
    first = sent(counsellor, supervisor, tmp_path / "one")
    counsellor.store._clock.move(hours=1)
    add_client(counsellor.store)
    second = sent(counsellor, supervisor, tmp_path)
    exchanging.merge(supervisor, second, PROGRESS)
    exchanging.merge(supervisor, first, PROGRESS)
    path = sent(supervisor, counsellor, tmp_path)
    with open_exchange(path, counsellor.keys, exchanging.known_senders(counsellor)) as exchange:
        assert [op.device for op in exchange.operations()] == [supervisor.store.device]
