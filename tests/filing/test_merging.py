"""Filed documents travel between workspaces like all other records."""

import pytest

from db.domain.ids import ClientId, IssuedDocumentId
from db.fields.problem import Problem
from db.fields.text import Language
from db.ports import Unwatched
from db.store.record_file import SqlStore
from db.usecases.papers.filing import content_of, issued_documents, record_giving
from desktop.words import conflict_sentence
from tests.builders import TODAY, days_ago
from tests.filing.papers import a_paper, file_one, the_issued
from tests.store.stores import add_client


def send(sender: SqlStore, receiver: SqlStore) -> None:
    receiver.merge(sender.operations(receiver.have()), "文件", Unwatched())


@pytest.fixture
def client_id(store: SqlStore, colleague: SqlStore) -> ClientId:
    """Return somebody whom both workspaces know."""
    client_id = add_client(store)
    send(store, colleague)
    return client_id


@pytest.fixture
def issued_id(store: SqlStore, colleague: SqlStore, client_id: ClientId) -> IssuedDocumentId:
    """Return a document filed by one of them and known to both."""
    issued_id = file_one(store, client_id, a_paper(made_on=days_ago(5)))
    send(store, colleague)
    return issued_id


def test_what_each_filed_both_have_in_the_end(
    store: SqlStore, colleague: SqlStore, client_id: ClientId, issued_id: IssuedDocumentId
) -> None:
    theirs = file_one(colleague, client_id, form="braille")
    ours = file_one(store, client_id, form="large18")
    send(colleague, store)
    send(store, colleague)
    views = []
    for each in (store, colleague):
        with each.reading() as reading:
            views.append(issued_documents(reading, client_id))
    assert views[0] == views[1]
    assert [view.id for view in views[0]] == [ours, theirs, issued_id]
    assert [view.by for view in views[0]] == ["石秀英", "黎督导", "石秀英"]
    assert content_of(the_issued(store, theirs)) == a_paper()


def test_two_words_on_how_it_was_given_are_a_conflict_to_settle(
    store: SqlStore, colleague: SqlStore, issued_id: IssuedDocumentId
) -> None:
    record_giving(store, issued_id, "HANDED", TODAY, TODAY)
    record_giving(colleague, issued_id, "POST", TODAY, TODAY)
    send(colleague, store)
    (conflict,) = store.conflicts()
    assert (conflict.table, conflict.field) == ("issued_document", "given_how")
    with store.reading() as reading:
        said = conflict_sentence(conflict, reading, Language.ZH)
    assert said.startswith("冲突：潘阿妹，文书“怎样给的”：")
    assert "当面交给本人" in said
    assert "邮寄" in said
    store.settle(conflict.id, "POST")
    send(store, colleague)
    assert store.conflicts() == colleague.conflicts() == []
    for each in (store, colleague):
        assert the_issued(each, issued_id).given_how == "POST"
        assert content_of(the_issued(each, issued_id)) == a_paper(made_on=days_ago(5))


def test_the_same_word_from_both_is_no_conflict(
    store: SqlStore, colleague: SqlStore, issued_id: IssuedDocumentId
) -> None:
    for each in (store, colleague):
        record_giving(each, issued_id, "HANDED", TODAY, TODAY)
    send(colleague, store)
    assert store.conflicts() == []


def test_a_merge_of_filed_documents_is_undone(
    store: SqlStore, colleague: SqlStore, client_id: ClientId, issued_id: IssuedDocumentId
) -> None:
    theirs = file_one(colleague, client_id)
    send(colleague, store)
    store.undo()
    with store.reading() as reading:
        assert [view.id for view in issued_documents(reading, client_id)] == [issued_id]
    with pytest.raises(Problem):
        the_issued(store, theirs)


def test_a_filing_that_was_undone_is_gone_elsewhere_too(
    store: SqlStore, colleague: SqlStore, client_id: ClientId, issued_id: IssuedDocumentId
) -> None:
    store.undo()
    send(store, colleague)
    with colleague.reading() as reading:
        assert issued_documents(reading, client_id) == ()
    assert colleague.conflicts() == []
