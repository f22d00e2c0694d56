"""What a document page has read and made in the background; no widgets here."""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from db.domain.easy.reading import easy_read
from db.domain.ids import ClientId, IssuedDocumentId
from db.domain.journal.change import Receipt
from db.domain.papers.document import Document, plain_text
from db.domain.papers.issued_document import IssuedDocument
from db.fields.problem import Problem
from db.fields.text import Language, Text
from db.ports import Progress, Store
from db.usecases.papers.filing import file_document
from desktop.braille import BraillePages, braille_of
from desktop.printing.rendering import (
    EASY,
    SIZE_BY_FORM,
    Rendered,
    RenderSettings,
    make,
    render,
)
from desktop.screens.papers.polyphones import Polyphone, polyphones

BRAILLE_FORMS = ("braille", "braille_unicode", "pef")
PAPER_FORMS = tuple(SIZE_BY_FORM)

_NO_READING = Text(
    "这几个字不知道盲文怎么写：{characters}。请在读音表里加上，或请盲文校对员补上。",
    "No Braille is known for these characters: {characters}. Add them to the remembered "
    "readings, or have a Braille proofreader add them.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be made, and how."""

    kind: str
    form: str
    language: Language
    settings: RenderSettings = field(default_factory=RenderSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A document as it would be given away.

    Attributes:
        document: What it says.
        words: The same as lines of text, as this form words it.
        pdf: The pages, of paper.
        pages: How many pages of paper or Braille.
        braille: The cells, of Braille.
        polyphones: Its characters with several readings, those to be checked first.
        remarks: What a person should know before anything is made.
    """

    wanted: Wanted
    document: Document
    words: str
    pdf: bytes = b""
    pages: int = 0
    braille: BraillePages | None = None
    polyphones: tuple[Polyphone, ...] = ()
    remarks: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What was written, and whether it was filed with the case.

    Attributes:
        receipt: Of the filing; none for what belongs to no client.
        unfiled: Why it was written but not filed.
        is_same: Of a document made again: whether the file is the one of then.
    """

    rendered: Rendered
    receipt: Receipt | None = None
    unfiled: Problem | None = None
    is_same: bool | None = None


def preview(document: Document, wanted: Wanted) -> Preview:
    """Make what the page shows of a document.

    Raises:
        Problem: There is no such form of it.
    """
    shown = easy_read(document) if wanted.form == EASY else document
    words = plain_text(shown)
    if wanted.form in PAPER_FORMS:
        made = make(document, wanted.form, wanted.settings)
        return Preview(
            wanted=wanted, document=document, words=words,
            pdf=made.data, pages=made.pages, remarks=made.remarks,
        )  # fmt: skip
    if wanted.form in BRAILLE_FORMS:
        settings = wanted.settings
        width, height = settings.braille_width, settings.braille_height
        braille = braille_of(document, width=width, height=height)
        unknown = dict.fromkeys(braille.unknown)
        remarks = (_NO_READING.filled(characters=" ".join(unknown)),) if unknown else ()
        return Preview(
            wanted=wanted, document=document, words=words,
            pages=len(braille.pages), braille=braille, remarks=remarks,
            polyphones=tuple(polyphones(document, braille.choices)),
        )  # fmt: skip
    return Preview(wanted=wanted, document=document, words=words)


def save_and_file(  # noqa: PLR0913 - what is written, where, for whom, and how far it is
    store: Store,
    progress: Progress,
    *,
    made: Preview,
    path: Path,
    client_id: ClientId | None,
    filed: IssuedDocument | None,
) -> Saved:
    """Write the document, whole or not at all, and file it with the case.

    A document that is made again is not filed again; it is compared with the one of then.

    Raises:
        Problem: The place is full, read-only or missing, or there is no voice.
        Cancelled: The person has stopped it.
    """
    wanted = made.wanted
    rendered = render(made.document, wanted.form, path, wanted.settings, progress)
    if filed is not None:
        same = None if filed.file_hash is None else filed.file_hash == rendered.sha256
        return Saved(rendered=rendered, is_same=same)
    if client_id is None:
        return Saved(rendered=rendered)
    try:
        receipt = _file(store, made, client_id, rendered.sha256)
    except Problem as problem:
        # The file is there and is whole: what is missing is its entry in the record.
        return Saved(rendered=rendered, unfiled=problem)
    return Saved(rendered=rendered, receipt=receipt)


def file_printed(store: Store, *, made: Preview, client_id: ClientId) -> Receipt:
    """File a document whose pages a printer has taken.

    Raises:
        Problem: It cannot be filed.
    """
    return _file(store, made, client_id, sha256(made.pdf).hexdigest())


def issued_in(receipt: Receipt) -> IssuedDocumentId:
    """Return the document that was filed."""
    table = IssuedDocument.TABLE
    return next(IssuedDocumentId(c.record_id) for c in receipt.changes if c.table == table)


def _file(store: Store, made: Preview, client_id: ClientId, file_hash: str) -> Receipt:
    return file_document(
        store,
        made.document,
        client_id=client_id,
        form=made.wanted.form,
        file_hash=file_hash,
        made_with=made.wanted.settings.to_json(),
        today=store.now().astimezone().date(),
    )
