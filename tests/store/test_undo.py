"""Every action can be undone by name and done again."""

from dataclasses import replace
from pathlib import Path

import pytest

from db.domain.clients.case_note import CaseNote
from db.domain.clients.client import Client
from db.domain.ids import ClientId
from db.domain.journal.change import Action
from db.domain.journal.operation import operation_from_line
from db.fields.problem import Problem
from db.fields.text import Language
from db.ports import Unwatched
from db.search.person import Filters, Order, OrderKey
from db.store.actions import last_done
from db.store.record_file import SqlStore
from tests.store.stores import (
    DEVICES,
    SetClock,
    a_store,
    add_client,
    client_of,
    correct,
    write_note,
)

BY_NAME = Order(key=OrderKey.NAME)
UNDOABLE = [a for a in Action if a not in (Action.BEGIN_RECORD, Action.UNDO, Action.REDO)]


def phone_of(store: SqlStore, client_id: ClientId) -> str | None:
    client = client_of(store, client_id)
    return None if client is None else client.phone


@pytest.mark.parametrize("action", UNDOABLE, ids=lambda a: a.value)
def test_an_action_is_named_undone_and_done_again(store: SqlStore, action: Action) -> None:
    client_id = add_client(store, phone="1")
    with store.unit_of_work(action, "潘阿妹") as work:
        work[Client].save(replace(work[Client].get(client_id), phone="2"))
        work.commit()
    named = store.undoable()
    assert named is not None
    assert named.name().zh == f"{action.label.zh} 潘阿妹"
    receipt = store.undo()
    assert (receipt.action, receipt.subject) == (Action.UNDO, f"{action.label.zh} 潘阿妹")
    assert receipt.touches("client")
    assert phone_of(store, client_id) == "1"
    again = store.redoable()
    assert again is not None
    assert again.name() == named.name()
    receipt = store.redo()
    assert receipt.action is Action.REDO
    assert phone_of(store, client_id) == "2"
    assert store.undoable() is not None
    assert store.redoable() is None


def test_a_chain_of_changes_of_one_field_is_undone_step_by_step(store: SqlStore) -> None:
    client_id = add_client(store, phone="0")
    for phone in "123":
        correct(store, client_id, phone=phone)
    seen = []
    for _ in range(3):
        store.undo()
        seen.append(phone_of(store, client_id))
    for _ in range(3):
        store.redo()
        seen.append(phone_of(store, client_id))
    store.undo()
    seen.append(phone_of(store, client_id))
    assert seen == ["2", "1", "0", "1", "2", "3", "2"]


def test_undoing_after_a_new_action_passes_over_what_is_already_undone(
    store: SqlStore,
) -> None:
    client_id = add_client(store, phone="0")
    correct(store, client_id, phone="1")
    correct(store, client_id, phone="2")
    store.undo()
    correct(store, client_id, phone="3")
    assert store.redoable() is None
    with pytest.raises(Problem, match="nothing to do again"):
        store.redo()
    seen = []
    for _ in range(3):
        store.undo()
        seen.append(phone_of(store, client_id))
    assert seen == ["1", "0", None]
    with pytest.raises(Problem, match="nothing to undo"):
        store.undo()


def test_an_import_of_five_hundred_people_is_undone_at_once(store: SqlStore) -> None:
    known = add_client(store, "石老三", phone="1")
    with store.unit_of_work(Action.IMPORT_ROSTER, "2026名单.xlsx") as work:
        for n in range(500):
            work[Client].add(Client(id=ClientId(store.new_id()), name=f"潘{n}妹"))
        work[Client].save(replace(work[Client].get(known), phone="2"))
        work.commit()
    receipt = store.undo()
    assert receipt.subject == "导入名单 2026名单.xlsx"
    with store.reading() as reading:
        assert reading[Client].count() == 1
        assert len(reading.person_numbers("", Filters(), BY_NAME)) == 1
    assert phone_of(store, known) == "1"
    store.redo()
    with store.reading() as reading:
        assert reading[Client].count() == 501
        assert len(reading.person_numbers("潘", Filters(), BY_NAME)) == 500
    assert phone_of(store, known) == "2"
    assert store.faults() == []


def test_a_deletion_is_undone(store: SqlStore) -> None:
    client_id = add_client(store)
    with store.unit_of_work(Action.REMOVE, "潘阿妹") as work:
        work[Client].remove(client_id)
        work.commit()
    store.undo()
    assert client_of(store, client_id) is not None
    store.redo()
    assert client_of(store, client_id) is None


def test_undo_and_redo_work_after_the_record_was_closed(
    tmp_path: Path, clock: SetClock
) -> None:
    first = a_store(tmp_path / "a.db", DEVICES[0], clock)
    client_id = add_client(first, phone="1")
    correct(first, client_id, phone="2")
    first.close()
    second = a_store(tmp_path / "a.db", DEVICES[0], clock)
    second.undo()
    assert phone_of(second, client_id) == "1"
    second.close()
    third = a_store(tmp_path / "a.db", DEVICES[0], clock)
    third.redo()
    assert phone_of(third, client_id) == "2"
    third.close()


def test_a_merge_is_undone_and_done_again(store: SqlStore, colleague: SqlStore) -> None:
    client_id = add_client(store, phone="1")
    colleague.merge(store.operations({}), "文件", Unwatched())
    correct(colleague, client_id, phone="2", village="大坪村")
    note_id = write_note(colleague, client_id, "上门看过")
    with colleague.unit_of_work(Action.REMOVE) as work:
        work[Client].remove(client_id)
        work.commit()
    store.merge(colleague.operations(store.have()), "田老师的文件", Unwatched())
    assert client_of(store, client_id) is None
    named = store.undoable()
    assert named is not None
    assert named.name().zh == "合并交换文件 田老师的文件"
    store.undo()
    assert phone_of(store, client_id) == "1"
    with store.reading() as reading:
        assert reading[CaseNote].find(note_id) is None
    # What undoing wrote is itself fit to be sent.
    for operation in store.operations({}):
        assert operation_from_line(operation.line()) == operation
    store.redo()
    assert client_of(store, client_id) is None
    with store.reading() as reading:
        assert reading[CaseNote].find(note_id) is not None


def test_undoing_a_merge_after_a_conflict_brings_back_our_value(
    store: SqlStore, colleague: SqlStore
) -> None:
    client_id = add_client(store, phone="1")
    colleague.merge(store.operations({}), "文件", Unwatched())
    correct(store, client_id, phone="2")
    correct(colleague, client_id, phone="3")
    store.merge(colleague.operations(store.have()), "文件", Unwatched())
    assert len(store.conflicts()) == 1
    store.undo()
    assert phone_of(store, client_id) == "2"
    store.undo()
    assert phone_of(store, client_id) == "1"


def test_what_a_colleague_has_changed_since_is_not_undone(
    store: SqlStore, colleague: SqlStore
) -> None:
    """The stack itself undoes the merge first; the journal refuses for whoever goes past it."""
    store.name_device(DEVICES[1], "田老师")
    client_id = add_client(store, phone="1")
    correct(store, client_id, phone="2")
    colleague.merge(store.operations({}), "文件", Unwatched())
    correct(colleague, client_id, phone="3")
    ours = _number_of_last(store)
    store.merge(colleague.operations(store.have()), "文件", Unwatched())
    with store.reading() as reading, pytest.raises(Problem) as refused:
        reading.journal.inverse(ours)
    assert refused.value.message(Language.ZH).startswith("“服务对象”后来又被 田老师 改过")
    assert phone_of(store, client_id) == "3"


def _number_of_last(store: SqlStore) -> int:
    with store.reading() as reading:
        found = last_done(reading.connection)
    assert found is not None
    return found[0]
