"""怎样给的: record how and when a filed document reached the person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from db.domain.clients.client import Client
from db.domain.ids import IssuedDocumentId
from db.domain.journal.change import Receipt
from db.domain.papers.issued_document import IssuedDocument
from db.fields.codes import code_list
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Store
from db.usecases.papers.filing import record_giving
from desktop.forms.record_form import RecordForm
from desktop.language import tr
from desktop.screens.frame.late_form import LateFormPage, needed_id
from desktop.screens.frame.page import Desk

_TITLE = Text("怎样给的", "How it was given")
_TITLE_OF = Text("怎样给 {name} 的", "How it was given to {name}")
_LEAD = Text("{title}，{form}，{made_on} 制作。", "{title}, {form}, made on {made_on}.")
_NO_WAY = Text("请选择是怎样给的。", "Choose how it was given.")
_NO_DAY = Text("请填写给的日期。", "Say on which day it was given.")


@dataclass(frozen=True, slots=True)
class Given:
    """A filed document and whose it is."""

    issued: IssuedDocument
    name: str


class GivingPage(LateFormPage):
    """Two questions about one filed document."""

    save_label: ClassVar[Text] = Text("保存怎样给的", "Save how it was given")
    saved: ClassVar[Text] = Text("已记下怎样给的。", "How it was given is on record.")
    help_name: ClassVar[str] = "summary"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self._issued_id: IssuedDocumentId | None = None

    def open(self, **args: object) -> None:
        """Ask about the filed document ``issued_id``."""
        issued_id = self._issued_id = IssuedDocumentId(needed_id(args.get("issued_id")))

        def read(store: Store) -> Given:
            with store.reading() as reading:
                issued = reading[IssuedDocument].get(issued_id)
                return Given(issued, reading[Client].get(issued.client_id).name)

        self.read_then(read, self._ask)

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Return what records it."""
        how, on = values["given_how"], values["given_on"]
        if how is None:
            raise Problem(_NO_WAY, field="given_how")
        if on is None:
            raise Problem(_NO_DAY, field="given_on")
        issued_id, today = self._issued_id, self.operations.today()
        assert issued_id is not None  # noqa: S101 - ``open`` has set it
        return partial(record_giving, issued_id=issued_id, how=how, on=on, today=today)

    def _ask(self, given: Given) -> None:
        issued, today = given.issued, self.operations.today()
        form = code_list("document_forms").label(issued.form)
        self.set_heading(tr(_TITLE_OF, name=given.name))
        self.set_lead(tr(_LEAD, title=issued.title, form=form, made_on=issued.made_on))
        values = {"given_how": issued.given_how, "given_on": issued.given_on or today}
        names = ("given_how", "given_on")
        self.set_form(RecordForm(IssuedDocument, only=names, values=values, today=today))
