"""Keep what was given out: the content as it was, in which form, and how it reached the client.

The record may change afterwards; what was filed does not. Every copy that is made is a record
of its own, even when it says the same as the one before: each was made and given by itself.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from db.domain.clients.client import Client
from db.domain.easy.reading import EASY, easy_read
from db.domain.ids import ClientId, IssuedDocumentId, StaffId
from db.domain.journal.change import Action, Receipt
from db.domain.journal.operation import MAX_BODY_CHARACTERS
from db.domain.papers.document import Document
from db.domain.papers.document_archive import hash_of, read_document, written
from db.domain.papers.issued_document import IssuedDocument
from db.domain.staff import Staff
from db.fields.codes import code_list
from db.fields.field import Line, field_of
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Reading, Store
from db.usecases.clients import correct_client

PRINT: Final = "print"
"""The form for whoever has not said which one she reads."""

_REST_OF_THE_RECORD: Final = 10_000
"""Characters left for the other fields of the record in its line of an exchange file."""

LONGEST_FILED: Final = MAX_BODY_CHARACTERS - _REST_OF_THE_RECORD
"""Characters a filed content may have within the journal: a longer one could be kept here but
never be sent to anybody (``operation_from_line``)."""

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_NO_SUCH_FORM = Text(
    "没有“{form}”这种文书形式，请从列表里选。",
    "There is no form of document called “{form}”; choose one of the list.",
)
_NO_SUCH_KIND = Text(
    "没有“{kind}”这种文书，所以没有存档。请更新一一后再做。",
    "There is no kind of document called “{kind}”, so it was not filed. Update Yiyi and make "
    "it again.",
)
_MADE_LATER = Text(
    "文书上的日期（{made_on}）晚于今天，没有存档。请校准电脑的日期，再做一份。",
    "The day on the document ({made_on}) is after today, so it was not filed. Set the "
    "computer’s date and make it again.",
)
_TOO_LONG = Text(
    "这份文书太长（{characters} 字），最多能存大约 {most} 字。请分成几份来做。",
    "This document is too long to be filed ({characters} characters; at most about {most}). "
    "Make it in several parts.",
)
_NO_SUCH_WAY = Text("请选择文书是怎样给的。", "Choose how the document was given.")
_GIVEN_EARLY = Text(
    "给的日期早于制作日期（{made_on}），请核对。",
    "It was given before it was made ({made_on}); check the day.",
)
_GIVEN_LATER = Text(
    "给的日期晚于今天，请核对。", "The day it was given is after today; check it."
)
_CHANGED = Text(
    "这份存档的文书（{made_on}《{title}》）和存档时不一样了，所以没有打开。"
    "可以从备份里恢复，或者按现在的档案另做一份。",
    "The filed document “{title}” of {made_on} is no longer what was filed, so it was not "
    "opened. Bring it back from a backup, or make a new one from the record as it stands.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """One filed document, as a list shows it.

    Attributes:
        kind: Its code in ``document_kinds``.
        form: Its code in ``document_forms``.
        by: Name of whoever made it, or ``""``.
        given_how: Its code in ``document_ways``, or ``None`` while it has not been given.
        copy: 1, or 2 and more when the same content was filed in the same form before.
    """

    id: IssuedDocumentId
    kind: str
    form: str
    title: str
    made_on: date
    by: str
    given_how: str | None
    given_on: date | None
    copy: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document to be filed; attributes as the arguments of ``file_document``."""

    document: Document
    client_id: ClientId
    form: str
    file_hash: str | None
    made_with: str | None
    issued_id: IssuedDocumentId | None = None


def file_document(  # noqa: PLR0913 - all of them say what was made, for whom and how
    store: Store,
    document: Document,
    *,
    client_id: ClientId,
    form: str,
    file_hash: str | None,
    made_with: str | None,
    today: date,
    issued_id: IssuedDocumentId | None = None,
) -> Receipt:
    """File a document that was made for a client.

    For the easy form the easy words are filed, so that a later wording changes no old paper.

    Args:
        store: The open case record; its owner made the document.
        document: What it says.
        client_id: Whom it is for.
        form: Code in ``document_forms``.
        file_hash: SHA-256 of the file that was made, in hexadecimal digits.
        made_with: The settings it was made with, as JSON.
        today: The counsellor’s local day.
        issued_id: The id the record is to have, when the caller needs to know it.

    Raises:
        Problem: The client is gone, the form or the day does not fit, there is no such form of
            this kind of document, or it is too long.
        ValueError: ``file_hash`` or ``made_with`` is not what it should be.
    """
    paper = Paper(
        document=document,
        client_id=client_id,
        form=form,
        file_hash=file_hash,
        made_with=made_with,
        issued_id=issued_id,
    )
    return file_documents(store, [paper], today=today)


def file_documents(store: Store, papers: Sequence[Paper], *, today: date) -> Receipt:
    """File documents that were made for several clients, as one action.

    Raises:
        Problem: One of them cannot be filed, as ``file_document`` says; then none is.
        ValueError: There is none, or one is not what it should be.
    """
    if not papers:
        raise ValueError("no documents to file")
    with store.reading() as reading:
        first = reading[Client].get(papers[0].client_id).name
        for paper in papers[1:]:
            reading[Client].get(paper.client_id)
    issued = [_issued(store, paper, today) for paper in papers]
    subject = first if len(papers) == 1 else f"{first} +{len(papers) - 1}"
    with store.unit_of_work(Action.FILE_DOCUMENT, subject) as work:
        for each in issued:
            work[IssuedDocument].add(each)
        return work.commit()


def _issued(store: Store, paper: Paper, today: date) -> IssuedDocument:
    """Return the record of a paper. Raises as ``file_document``."""
    document, form = paper.document, paper.form
    if form not in code_list("document_forms"):
        raise Problem(_NO_SUCH_FORM, field="form", form=form)
    if document.kind not in code_list("document_kinds"):
        raise Problem(_NO_SUCH_KIND, field="kind", kind=document.kind)
    if document.made_on > today:
        raise Problem(_MADE_LATER, field="made_on", made_on=document.made_on)
    _check_machine_parts(paper.file_hash, paper.made_with)
    kept = easy_read(document) if form == EASY else document
    content = written(kept)
    if not _fits(content):
        raise Problem(_TOO_LONG, characters=f"{len(content):,}", most=f"{LONGEST_FILED:,}")
    return IssuedDocument(
        id=paper.issued_id or IssuedDocumentId(store.new_id()),
        client_id=paper.client_id,
        kind=document.kind,
        form=form,
        title=_on_one_line(document.title),
        made_on=document.made_on,
        staff_id=StaffId(store.owner.staff_id),
        content=content,
        content_hash=hash_of(content),
        file_hash=paper.file_hash,
        made_with=paper.made_with,
    )


def record_giving(
    store: Store, issued_id: IssuedDocumentId, how: str, on: date, today: date
) -> Receipt:
    """Record how and when a filed document reached the client; a later word replaces it.

    Raises:
        Problem: There is no such way, or the day is before it was made or after today.
    """
    if how not in code_list("document_ways"):
        raise Problem(_NO_SUCH_WAY, field="given_how")
    with store.reading() as reading:
        issued = reading[IssuedDocument].get(issued_id)
        name = reading[Client].get(issued.client_id).name
    if on < issued.made_on:
        raise Problem(_GIVEN_EARLY, field="given_on", made_on=issued.made_on)
    if on > today:
        raise Problem(_GIVEN_LATER, field="given_on")
    with store.unit_of_work(Action.GIVE_DOCUMENT, name) as work:
        now = work[IssuedDocument].get(issued_id)
        work[IssuedDocument].save(replace(now, given_how=how, given_on=on))
        return work.commit()


def issued_documents(reading: Reading, client_id: ClientId) -> tuple[Issued, ...]:
    """Return what was filed for a client, newest first."""
    filed = sorted(
        reading[IssuedDocument].where(client_id=client_id),
        key=lambda each: (each.made_on, each.id),
    )
    makers = {each.staff_id for each in filed if each.staff_id is not None}
    names = {staff.id: staff.name for staff in reading[Staff].many(sorted(makers))}
    copies: dict[tuple[str, str], int] = {}
    views = []
    for each in filed:
        same = each.content_hash, each.form
        copies[same] = copies.get(same, 0) + 1
        views.append(
            Issued(
                id=each.id,
                kind=each.kind,
                form=each.form,
                title=each.title,
                made_on=each.made_on,
                by=names.get(each.staff_id, "") if each.staff_id is not None else "",
                given_how=each.given_how,
                given_on=each.given_on,
                copy=copies[same],
            )
        )
    return tuple(reversed(views))


def content_of(issued: IssuedDocument) -> Document:
    """Return what a filed document said.

    Raises:
        Problem: It is no longer what was filed, or a newer version of Yiyi wrote it.
    """
    if hash_of(issued.content) != issued.content_hash:
        raise Problem(_CHANGED, made_on=issued.made_on, title=issued.title)
    return read_document(issued.content)


def preferred_form(reading: Reading, client_id: ClientId) -> str:
    """Return the code of the form a client reads; ordinary print until she has said.

    Raises:
        Problem: The client is gone.
    """
    form = reading[Client].get(client_id).preferred_form
    return form if form is not None and form in code_list("document_forms") else PRINT


def change_preferred_form(store: Store, client_id: ClientId, form: str, today: date) -> Receipt:
    """Remember the form a client reads.

    Raises:
        Problem: There is no such form, or the client is gone.
    """
    if form not in code_list("document_forms"):
        raise Problem(_NO_SUCH_FORM, field="preferred_form", form=form)
    return correct_client(store, client_id, {"preferred_form": form}, today=today)


def _check_machine_parts(file_hash: str | None, made_with: str | None) -> None:
    if file_hash is not None and not _SHA256.fullmatch(file_hash):
        raise ValueError("a SHA-256 is 64 hexadecimal digits")
    if made_with is not None:
        json.loads(made_with)
        if len(made_with) > _longest_line("made_with"):
            raise ValueError("the settings are longer than their field")


def _fits(content: str) -> bool:
    """Tell whether the content, quoted as the journal quotes it, is short enough to be sent."""
    return len(json.dumps(content, ensure_ascii=False)) <= LONGEST_FILED


def _on_one_line(title: str) -> str:
    """Return the title as a line of the list; the content keeps it whole."""
    line, longest = " ".join(title.split()), _longest_line("title")
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _longest_line(name: str) -> int:
    kind = field_of(IssuedDocument, name).kind
    assert isinstance(kind, Line)  # noqa: S101 - declared so
    return kind.max_chars
