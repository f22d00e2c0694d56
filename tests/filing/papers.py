"""Filed documents for the tests of filing."""

from datetime import date
from typing import Any

from db.domain.ids import ClientId, IssuedDocumentId
from db.domain.papers.document import Document, Fact, Facts
from db.domain.papers.issued_document import IssuedDocument
from db.store.record_file import SqlStore
from db.usecases.papers.filing import file_document
from tests.builders import TODAY, an_id
from tests.printing.samples import a_document

SHA256 = "ab" * 32


def a_paper(name: str = "潘阿妹", **more: Any) -> Document:
    """Return a small document about somebody."""
    row = Fact(label="姓名", value=name, key="client.name")
    given = {"title": f"{name}的就业服务小结", "made_on": TODAY}
    return a_document(Facts(rows=(row,)), **(given | more))


def file_one(
    store: SqlStore,
    client_id: ClientId,
    document: Document | None = None,
    *,
    form: str = "print",
    today: date = TODAY,
    made_with: str | None = '{"size":11}',
) -> IssuedDocumentId:
    """File a document and return its id."""
    issued_id = IssuedDocumentId(an_id())
    file_document(
        store,
        document or a_paper(),
        client_id=client_id,
        form=form,
        file_hash=SHA256,
        made_with=made_with,
        today=today,
        issued_id=issued_id,
    )
    return issued_id


def the_issued(store: SqlStore, issued_id: IssuedDocumentId) -> IssuedDocument:
    """Return a filed document."""
    with store.reading() as reading:
        return reading[IssuedDocument].get(issued_id)
