"""One action is saved whole or not at all, and everything it writes is in the journal."""

from dataclasses import replace

import pytest
from sqlcipher3 import dbapi2

from db.domain.clients.client import Client
from db.domain.ids import ClientId
from db.domain.journal.change import Action
from db.domain.journal.operation import OpKind
from db.fields.problem import Problem
from db.ports import Unwatched
from db.search.person import Filters
from db.store import unit_of_work
from db.store.record_file import SqlStore
from tests.store.stores import add_client, client_of, correct, driver

EVERYTHING = ("client", "y_op", "y_head", "y_vv", "y_action", "y_person", "y_clock")


def contents(store: SqlStore) -> dict[str, list[object]]:
    with driver(store._path) as connection:
        return {
            table: connection.execute(f"select * from {table}").fetchall()  # noqa: S608 - named above
            for table in EVERYTHING
        }


@pytest.mark.parametrize(
    "sql",
    [
        "update client set phone='1'",
        "delete from client",
        "insert into client(row_id) values(x'00')",
        "insert or replace into client(row_id) select row_id from client",
    ],
)
def test_a_write_past_the_journal_is_refused_by_the_file_itself(
    store: SqlStore, sql: str
) -> None:
    add_client(store)
    with driver(store._path) as connection, pytest.raises(dbapi2.Error, match="unjournalled"):
        connection.execute(sql)


def test_after_an_action_the_guard_is_up_again(store: SqlStore) -> None:
    add_client(store)
    with store.unit_of_work(Action.REGISTER_CLIENT) as work:
        work[Client].add(Client(id=ClientId(store.new_id()), name="石老三"))
    with driver(store._path) as connection:
        assert connection.execute("select writing from y_guard").fetchall() == [(0,)]


def test_leaving_without_commit_keeps_nothing(store: SqlStore) -> None:
    client_id = add_client(store)
    before = contents(store)
    with store.unit_of_work(Action.CORRECT_CLIENT) as work:
        work[Client].save(replace(work[Client].get(client_id), phone="13985001234"))
        work[Client].add(Client(id=ClientId(store.new_id()), name="石老三"))
        assert work[Client].count() == 2
    assert contents(store) == before


def test_rows_journal_and_search_are_saved_together_or_not_at_all(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    client_id = add_client(store)
    before = contents(store)

    def fails(*_: object) -> None:
        raise RuntimeError("the search could not be written")

    monkeypatch.setattr(unit_of_work, "refresh_persons", fails)
    with pytest.raises(RuntimeError):
        correct(store, client_id, phone="13985001234")
    assert contents(store) == before
    monkeypatch.undo()
    correct(store, client_id, phone="13985001234")
    after = contents(store)
    assert all(after[table] != before[table] for table in EVERYTHING)


def test_several_changes_of_one_record_in_one_action_are_one_operation(store: SqlStore) -> None:
    client_id = add_client(store)
    with store.unit_of_work(Action.CORRECT_CLIENT) as work:
        for phone, village in (("1", "凤仪村"), ("2", "凤仪村"), ("3", "大坪村")):
            client = work[Client].get(client_id)
            work[Client].save(replace(client, phone=phone, village=village))
        receipt = work.commit()
    assert [op.kind for op in store.operations({})] == [OpKind.CREATE, OpKind.PUT]
    found = client_of(store, client_id)
    assert found is not None
    assert (found.phone, found.village) == ("3", "大坪村")
    assert [change.after["phone"] for change in receipt.changes] == ["1", "2", "3"]


def test_a_record_added_and_completed_in_one_action_is_one_operation(store: SqlStore) -> None:
    client = Client(id=ClientId(store.new_id()), name="潘阿妹")
    with store.unit_of_work(Action.REGISTER_CLIENT) as work:
        work[Client].add(client)
        work[Client].save(replace(client, phone="13985001234"))
        work.commit()
    assert [op.kind for op in store.operations({})] == [OpKind.CREATE]
    assert client_of(store, client.id) == replace(client, phone="13985001234")


def test_a_record_added_and_removed_in_one_action_is_not_there(store: SqlStore) -> None:
    client = Client(id=ClientId(store.new_id()), name="潘阿妹")
    with store.unit_of_work(Action.REGISTER_CLIENT) as work:
        work[Client].add(client)
        work[Client].remove(client.id)
        work.commit()
    assert client_of(store, client.id) is None
    with store.reading() as reading:
        assert reading.find_persons("潘阿妹", Filters()).rows == ()


def test_an_unchanged_record_leaves_no_trace(store: SqlStore) -> None:
    client_id = add_client(store, phone="13985001234")
    receipt = correct(store, client_id, phone="13985001234")
    assert receipt.changes == ()
    assert len(list(store.operations({}))) == 1


def test_two_and_a_half_thousand_people_in_one_action(store: SqlStore) -> None:
    people = [Client(id=ClientId(store.new_id()), name=f"潘{n}妹") for n in range(2_500)]
    with store.unit_of_work(Action.IMPORT_ROSTER, "名单") as work:
        for person in people:
            work[Client].add(person)
        receipt = work.commit()
    assert len(receipt.changes) == 2_500
    operations = list(store.operations({}))
    assert [op.seq for op in operations] == list(range(1, 2_501))
    assert sorted(op.hlc for op in operations) == [op.hlc for op in operations]
    with store.reading() as reading:
        assert reading[Client].count() == 2_500
    assert store.faults() == []


def test_every_operation_is_kept_with_its_digest(store: SqlStore) -> None:
    correct(store, add_client(store), phone="13985001234")
    with driver(store._path) as connection:
        kept = [
            row[0].hex() for row in connection.execute("select hash from y_op order by seq")
        ]
    assert kept == [op.digest() for op in store.operations({})]
    assert len(set(kept)) == 2


def test_a_code_nobody_here_knows_survives_reading_and_saving(
    store: SqlStore, colleague: SqlStore
) -> None:
    client_id = add_client(colleague, employment_status="HAPPY_2031")
    store.merge(colleague.operations({}), "文件", Unwatched())
    correct(store, client_id, phone="13985001234")
    found = client_of(store, client_id)
    assert found is not None
    assert (found.employment_status, found.phone) == ("HAPPY_2031", "13985001234")
    created = next(op for op in store.operations({}) if op.kind is OpKind.CREATE)
    assert "HAPPY_2031" in created.body


def test_a_receipt_says_what_was_before_and_what_is_now(store: SqlStore) -> None:
    client_id = add_client(store, phone="13985001234")
    receipt = correct(store, client_id, phone="13985005678")
    (change,) = receipt.changes
    assert (receipt.action, receipt.subject) == (Action.CORRECT_CLIENT, "潘阿妹")
    assert (change.table, change.record_id) == ("client", client_id)
    assert (change.before["phone"], change.after["phone"]) == ("13985001234", "13985005678")
    assert receipt.touches("client")
    assert not receipt.touches("case_note")


def test_a_record_that_is_gone_is_said_to_be_gone(store: SqlStore) -> None:
    client_id = add_client(store)
    with store.unit_of_work(Action.REMOVE) as work:
        work[Client].remove(client_id)
        work.commit()
    with pytest.raises(Problem, match="no longer here"):
        correct(store, client_id, phone="1")


def test_drafts_and_settings_stay_outside_the_journal(store: SqlStore) -> None:
    store.save_draft("case_note:1", "潘阿妹", {"content": "电话里说"})
    store.save_draft("case_note:1", "潘阿妹", {"content": "电话里说到工资"})
    store.keep_setting("zoom", "150")
    store.keep_setting("gone", "1")
    store.keep_setting("gone", None)
    (draft,) = store.drafts()
    assert (draft.subject, draft.values) == ("潘阿妹", {"content": "电话里说到工资"})
    assert (store.setting("zoom"), store.setting("gone")) == ("150", None)
    store.discard_draft("case_note:1")
    assert store.drafts() == []
    assert list(store.operations({})) == []
