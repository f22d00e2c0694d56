"""Every paper of every invented client of the demo record, in easy words."""

from collections.abc import Iterator

import pytest

from db.domain.clients.client import Client
from db.domain.easy.headings import LED, NOTHING_YET, OWN_WORDS, SECTIONS
from db.domain.easy.reading import NEVER_EASY, SENTENCES, easy_read
from db.domain.journal.change import Action
from db.domain.papers.document import Contact, Document, Facts, Table
from db.domain.policy import load_packs
from db.domain.staff import Staff
from db.fields.problem import Problem
from db.fields.text import Language
from db.store.record_file import SqlStore
from db.usecases.papers.kinds import CLIENT_KINDS, document_of, kinds_for
from db.usecases.papers.letter import Letter
from desktop.demo_record import fill
from tests.builders import TODAY, a_staff
from tests.easy.proof import missing_facts, missing_words
from tests.store.stores import a_store

LETTER = Letter(
    template="appointment",
    filled={"day": "2026-12-01", "time": "9:30", "place": "镇上", "about": "工作"},
    more="请带伞。路上慢走",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    opened = a_store(tmp_path_factory.mktemp("easy") / "record.db")
    owner = a_staff()
    with opened.unit_of_work(Action.BEGIN_RECORD) as work:
        work[Staff].add(owner)
        work.commit()
    opened.keep_setting("owner", owner.id.hex)
    fill(opened, TODAY)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def papers(store: SqlStore) -> tuple[Document, ...]:
    """Return what can be made of each client now, in both languages."""
    made, policy = [], load_packs()
    with store.reading() as reading:
        for client in reading[Client].every():
            choices = kinds_for(reading, client.id, today=TODAY, policy=policy)
            made += [
                document_of(
                    reading, choice.kind, client.id, language, today=TODAY, policy=policy,
                    owner=store.owner, letter=LETTER,
                )
                for choice in choices if choice.is_possible
                for language in Language
            ]  # fmt: skip
    return tuple(made)


def keys_of(document: Document) -> Iterator[str]:
    """Yield the key of each part."""
    for block in document.blocks:
        match block:
            case Facts(rows=rows) | Contact(rows=rows):
                yield from (row.key for row in rows)
            case Table(keys=keys):
                yield from keys
            case _:
                yield getattr(block, "key", "")


def test_the_demo_record_has_papers_of_every_kind(papers: tuple[Document, ...]) -> None:
    assert {document.kind for document in papers} == set(CLIENT_KINDS)


def test_every_paper_for_a_client_says_all_of_itself_in_easy_words(
    papers: tuple[Document, ...],
) -> None:
    for document in papers:
        if document.kind in NEVER_EASY:
            with pytest.raises(Problem):
                easy_read(document)
            continue
        easy = easy_read(document)
        assert missing_facts(document, easy) == []
        assert missing_words(document, easy) == []
        assert easy_read(easy) == easy


def test_every_part_of_every_paper_is_known(papers: tuple[Document, ...]) -> None:
    known = SENTENCES | SECTIONS | NOTHING_YET | LED | OWN_WORDS
    unknown = {
        key
        for document in papers
        if document.kind not in NEVER_EASY
        for key in keys_of(document)
        if key not in known and key.partition(".")[0] not in OWN_WORDS
    }
    assert unknown - {""} == set()


def test_a_client_reads_about_herself_as_you(papers: tuple[Document, ...]) -> None:
    for document in papers:
        if document.kind == "case_summary":
            easy = easy_read(document)
            first = easy.blocks[1]
            start = "您叫" if document.language is Language.ZH else "Your name is "
            assert getattr(first, "text", "").startswith(start)
