"""Contents of a batch, read from the record and filed with their cases."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from db.domain.journal.change import Receipt
from db.fields.text import Language
from db.ports import Store
from db.usecases.papers.filing import Paper, file_documents, preferred_form
from db.usecases.papers.kinds import CLIENT_KINDS, LETTER, document_of
from db.usecases.policies import policy_in_force
from desktop.printing.batch_result import Content, Finished, Wanted

KINDS: Final = tuple(kind for kind in CLIENT_KINDS if kind != LETTER)
"""Kinds that are made for one client each and ask for nothing but the record."""

OWN_FORM: Final = "own"
"""Stands for the form each client reads."""


class RecordSource:
    """Reads one content after the other from a store, in the store's thread."""

    def __init__(  # noqa: PLR0913 - what, in which form and language, and whether it is filed
        self,
        store: Store,
        *,
        kind: str,
        form: str,
        language: Language,
        today: date,
        files: bool = True,
    ) -> None:
        self._store, self._kind, self._form = store, kind, form
        self._language, self._today, self._files = language, today, files
        self._policy, self._owner = policy_in_force(store), store.owner

    def content(self, wanted: Wanted) -> Content:
        """Return one person's document as the record says it now."""
        with self._store.reading() as reading:
            document = document_of(
                reading,
                self._kind,
                wanted.client_id,
                self._language,
                today=self._today,
                policy=self._policy,
                owner=self._owner,
            )
            form = self._form
            if form == OWN_FORM:
                form = preferred_form(reading, wanted.client_id)
        return Content(document=document, form=form)

    def file(self, finished: Sequence[Finished]) -> int:
        """File what was made, as one action that can be undone; return how many."""
        if not self._files:
            return 0
        self.filed(finished)
        return len(finished)

    def filed(self, finished: Sequence[Finished]) -> Receipt:
        """File what was made and return the receipt."""
        papers = [
            Paper(
                document=each.content.document,
                client_id=each.wanted.client_id,
                form=each.content.form,
                file_hash=each.file_hash,
                made_with=each.made_with,
            )
            for each in finished
        ]
        return file_documents(self._store, papers, today=self._today)
