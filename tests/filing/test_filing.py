"""Documents are filed as they were, and it is known who got which, when and how."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.domain.clients.client import Client
from db.domain.easy.reading import easy_read
from db.domain.ids import ClientId, IssuedDocumentId
from db.domain.journal.change import Action
from db.domain.journal.operation import MAX_BODY_CHARACTERS
from db.domain.papers.document import Document, Paragraph
from db.domain.papers.document_archive import content_hash
from db.domain.papers.issued_document import IssuedDocument
from db.domain.policy import load_packs
from db.fields.problem import Problem
from db.fields.text import Language
from db.ports import Unwatched
from db.store.record_file import SqlStore
from db.sync.exchange_file import open_exchange
from db.usecases.clients import correct_client
from db.usecases.papers import filing
from db.usecases.papers.case_summary import client_summary
from db.usecases.papers.filing import (
    LONGEST_FILED,
    Paper,
    change_preferred_form,
    content_of,
    file_documents,
    issued_documents,
    preferred_form,
    record_giving,
)
from db.usecases.removing import remove
from tests.builders import TODAY, an_id, days_ago
from tests.filing.papers import SHA256, a_paper, file_one, the_issued
from tests.printing.samples import a_document
from tests.store.stores import add_client
from tests.sync.workspaces import ENROLLED, SUPERVISOR, write

TOMORROW = TODAY + timedelta(days=1)
_AWKWARD = '长"\\\n𬱖'
"""What grows when it is quoted."""


@pytest.fixture
def client_id(store: SqlStore) -> ClientId:
    return add_client(store)


def test_a_filed_document_says_who_made_it_when_and_with_what(
    store: SqlStore, client_id: ClientId
) -> None:
    issued = the_issued(store, file_one(store, client_id))
    assert (issued.kind, issued.form, issued.made_on) == ("case_summary", "print", TODAY)
    assert issued.title == "潘阿妹的就业服务小结"
    assert issued.staff_id == store.owner.staff_id
    assert (issued.file_hash, issued.made_with) == (SHA256, '{"size":11}')
    assert (issued.given_how, issued.given_on) == (None, None)
    assert content_of(issued) == a_paper()
    assert issued.content_hash == content_hash(a_paper())
    undoable = store.undoable()
    assert undoable is not None
    assert undoable.name().zh == "存档文书 潘阿妹"


def test_what_was_filed_stays_when_the_record_changes(
    store: SqlStore, client_id: ClientId
) -> None:
    def summary() -> Document:
        with store.reading() as reading:
            return client_summary(
                reading, client_id, Language.ZH, today=TODAY, policy=load_packs(),
                owner=store.owner,
            )  # fmt: skip

    first = summary()
    issued_id = file_one(store, client_id, first)
    correct_client(store, client_id, {"name": "潘阿美"}, today=TODAY)
    assert summary() != first
    assert content_of(the_issued(store, issued_id)) == first


def test_the_easy_form_is_filed_in_its_easy_words(store: SqlStore, client_id: ClientId) -> None:
    issued = the_issued(store, file_one(store, client_id, form="easy"))
    assert content_of(issued) == easy_read(a_paper()) == easy_read(content_of(issued))
    assert issued.title == "潘阿妹的就业服务小结"


def test_a_paper_with_no_easy_form_is_not_filed_as_one(
    store: SqlStore, client_id: ClientId
) -> None:
    with pytest.raises(Problem, match="no easy form"):
        file_one(store, client_id, a_paper(kind="employer_introduction"), form="easy")
    with store.reading() as reading:
        assert issued_documents(reading, client_id) == ()


def test_each_copy_is_a_record_of_its_own_and_counted(
    store: SqlStore, client_id: ClientId
) -> None:
    earlier = a_paper(made_on=days_ago(3))
    ids = [
        file_one(store, client_id, earlier),
        file_one(store, client_id),
        file_one(store, client_id, form="large24"),
        file_one(store, client_id),
    ]
    record_giving(store, ids[1], "HANDED", TODAY, TODAY)
    with store.reading() as reading:
        views = issued_documents(reading, client_id)
        assert issued_documents(reading, ClientId(an_id())) == ()
    assert [view.id for view in views] == ids[::-1]
    assert [view.copy for view in views] == [2, 1, 1, 1]
    assert [view.by for view in views] == ["石秀英"] * 4
    assert [view.form for view in views] == ["print", "large24", "print", "print"]
    assert [(view.given_how, view.given_on) for view in views] == [
        (None, None), (None, None), ("HANDED", TODAY), (None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"form": "papyrus"}, "form"),
        ({"document": a_paper(kind="poem")}, "kind"),
        ({"document": a_paper(made_on=TOMORROW)}, "made_on"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_field(
    store: SqlStore, client_id: ClientId, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(Problem) as refused:
        file_one(store, client_id, **changed)  # type: ignore[arg-type]  # wrong on purpose
    assert refused.value.field == field


@pytest.mark.parametrize(
    "changed",
    [{"file_hash": "xyz"}, {"file_hash": "AB" * 32}, {"made_with": "size 11"},
     {"made_with": json.dumps("a" * 2_000)}],
)  # fmt: skip
def test_what_a_program_gets_wrong_is_no_problem_of_a_person(
    store: SqlStore, client_id: ClientId, changed: dict[str, str]
) -> None:
    parts = {"file_hash": SHA256, "made_with": "{}"} | changed
    with pytest.raises(ValueError, match=r"."):
        filing.file_document(
            store, a_paper(), client_id=client_id, form="print", today=TODAY, **parts
        )


def test_a_client_who_is_gone_gets_no_paper(store: SqlStore) -> None:
    with pytest.raises(Problem):
        file_one(store, ClientId(an_id()))


@pytest.mark.parametrize(
    ("how", "on", "field"),
    [
        ("PIGEON", TODAY, "given_how"),
        ("HANDED", days_ago(3), "given_on"),
        ("HANDED", TOMORROW, "given_on"),
    ],
)
def test_a_giving_that_cannot_be_is_refused(
    store: SqlStore, client_id: ClientId, how: str, on: date, field: str
) -> None:
    issued_id = file_one(store, client_id, a_paper(made_on=days_ago(2)))
    with pytest.raises(Problem) as refused:
        record_giving(store, issued_id, how, on, TODAY)
    assert refused.value.field == field
    assert the_issued(store, issued_id).given_how is None


def test_a_giving_may_be_corrected_and_its_history_stays(
    store: SqlStore, client_id: ClientId
) -> None:
    issued_id = file_one(store, client_id, a_paper(made_on=days_ago(2)))
    record_giving(store, issued_id, "POST", days_ago(2), TODAY)
    receipt = record_giving(store, issued_id, "READ_ALOUD", TODAY, TODAY)
    assert receipt.action is Action.GIVE_DOCUMENT
    with store.reading() as reading:
        entries = reading.history("issued_document", issued_id)
    ways = [entry.value for entry in entries if entry.field == "given_how" and entry.value]
    assert ways == ["READ_ALOUD", "POST"]


def test_a_long_title_is_cut_in_the_list_and_whole_in_the_content(
    store: SqlStore, client_id: ClientId
) -> None:
    title = "很长的\n标题" * 60
    issued = the_issued(store, file_one(store, client_id, a_paper(title=title)))
    assert len(issued.title) == 200
    assert issued.title.endswith("…")
    assert "\n" not in issued.title
    assert content_of(issued).title == title


def test_filing_is_undone_and_done_again(store: SqlStore, client_id: ClientId) -> None:
    issued_id = file_one(store, client_id)
    before = the_issued(store, issued_id)
    store.undo()
    with store.reading() as reading:
        assert issued_documents(reading, client_id) == ()
    store.redo()
    assert the_issued(store, issued_id) == before


def test_papers_go_with_a_deleted_client_and_come_back(
    store: SqlStore, client_id: ClientId
) -> None:
    issued_id = file_one(store, client_id)
    remove(store, Client, client_id)
    with store.reading() as reading:
        assert reading[IssuedDocument].find(issued_id) is None
    store.undo()
    assert content_of(the_issued(store, issued_id)) == a_paper()


def test_a_changed_content_is_not_shown_as_what_was_filed(
    store: SqlStore, client_id: ClientId
) -> None:
    issued_id = file_one(store, client_id)
    issued = the_issued(store, issued_id)
    for content in (issued.content.replace("潘阿妹", "潘阿美"), issued.content + " "):
        changed = IssuedDocument(
            **{name: getattr(issued, name) for name in IssuedDocument.__slots__}
            | {"content": content}
        )
        with pytest.raises(Problem, match="no longer what was filed"):
            content_of(changed)


def a_paper_of(text: str) -> Document:
    return a_document(Paragraph(text=text), made_on=TODAY)


def test_the_longest_content_reaches_a_colleague_in_a_file(
    store: SqlStore, colleague: SqlStore, client_id: ClientId, tmp_path: Path
) -> None:
    small, large = 1, LONGEST_FILED
    while large - small > 1:  # the longest note that is taken
        middle = (small + large) // 2
        taken = filing._fits(filing.written(a_paper_of(_AWKWARD * middle)))
        small, large = (middle, large) if taken else (small, middle)
    document = a_paper_of(_AWKWARD * small)
    issued_id = file_one(
        store, client_id, document, made_with=json.dumps("设" * 1_990, ensure_ascii=False)
    )
    operations = list(store.operations({}))
    assert max(len(operation.body) for operation in operations) > MAX_BODY_CHARACTERS * 0.98
    path = tmp_path / "exchange.yiyi"
    write(path, len(operations), operations=iter(operations))
    with open_exchange(path, SUPERVISOR, ENROLLED) as exchange:
        colleague.merge(exchange.operations(), "文件", Unwatched())
    assert content_of(the_issued(colleague, issued_id)) == document
    with pytest.raises(Problem, match="too long"):
        file_one(store, client_id, a_paper_of(_AWKWARD * large))


def test_four_megabytes_are_refused_and_nothing_is_kept(
    store: SqlStore, client_id: ClientId
) -> None:
    document = a_paper_of("字" * 4_000_000)
    with pytest.raises(Problem) as refused:
        file_one(store, client_id, document)
    assert "4,000," in refused.value.message(Language.ZH)
    with store.reading() as reading:
        assert issued_documents(reading, client_id) == ()


def test_the_form_a_client_reads_is_remembered(store: SqlStore, client_id: ClientId) -> None:
    def form() -> str:
        with store.reading() as reading:
            return preferred_form(reading, client_id)

    assert form() == "print"
    receipt = change_preferred_form(store, client_id, "braille", TODAY)
    assert receipt.action is Action.CORRECT_CLIENT
    assert form() == "braille"
    with pytest.raises(Problem) as refused:
        change_preferred_form(store, client_id, "papyrus", TODAY)
    assert refused.value.field == "preferred_form"
    assert form() == "braille"


def test_a_form_of_a_newer_version_is_proposed_as_print(
    store: SqlStore, client_id: ClientId
) -> None:
    correct_client(store, client_id, {"preferred_form": "hologram"}, today=TODAY)
    with store.reading() as reading:
        assert preferred_form(reading, client_id) == "print"


def test_a_client_who_is_gone_has_no_form(store: SqlStore) -> None:
    with store.reading() as reading, pytest.raises(Problem):
        preferred_form(reading, ClientId(an_id()))


def test_a_giving_of_nothing_is_refused(store: SqlStore) -> None:
    with pytest.raises(Problem):
        record_giving(store, IssuedDocumentId(an_id()), "HANDED", TODAY, TODAY)


def _a_file_of(client_id: ClientId, **more: object) -> Paper:
    given = {"document": a_paper(), "form": "print", "file_hash": SHA256, "made_with": "{}"}
    return Paper(client_id=client_id, **(given | more))  # type: ignore[arg-type]  # a builder


def test_papers_of_several_clients_are_one_action(store: SqlStore, client_id: ClientId) -> None:
    other = add_client(store, "龙阿妮")
    receipt = file_documents(store, [_a_file_of(client_id), _a_file_of(other)], today=TODAY)
    assert (receipt.action, receipt.subject) == (Action.FILE_DOCUMENT, "潘阿妹 +1")
    with store.reading() as reading:
        assert [len(issued_documents(reading, who)) for who in (client_id, other)] == [1, 1]
    store.undo()
    with store.reading() as reading:
        assert [len(issued_documents(reading, who)) for who in (client_id, other)] == [0, 0]


@pytest.mark.parametrize("fault", ["form", "client_id"])
def test_one_paper_that_does_not_fit_keeps_all_out(
    store: SqlStore, client_id: ClientId, fault: str
) -> None:
    wrong = {"form": "papyrus", "client_id": ClientId(an_id())}
    papers = [
        _a_file_of(client_id),
        _a_file_of(**({"client_id": client_id} | {fault: wrong[fault]})),
    ]
    with pytest.raises(Problem):
        file_documents(store, papers, today=TODAY)
    with store.reading() as reading:
        assert issued_documents(reading, client_id) == ()


def test_nothing_is_no_filing(store: SqlStore) -> None:
    with pytest.raises(ValueError, match="no documents"):
        file_documents(store, [], today=TODAY)
