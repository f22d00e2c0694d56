"""已给的文书: everything that was made for a client, and what can be done with it again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from db.domain.clients.client import Client
from db.domain.ids import ClientId
from db.domain.papers.issued_document import IssuedDocument
from db.fields.codes import code_list
from db.fields.field import field_of
from db.fields.text import Text
from db.ports import Store
from db.usecases.papers.filing import Issued, issued_documents
from desktop.language import tr
from desktop.lists.columns import Column
from desktop.lists.filter_bar import FilterBar, filter_by_codes
from desktop.lists.record_table import MenuEntry, RecordTable
from desktop.lists.states import Swap
from desktop.lists.table_model import RecordTableModel
from desktop.screens.frame.late_form import needed_id, sentence_rows
from desktop.screens.frame.late_page import LatePage
from desktop.screens.frame.page import Desk
from desktop.screens.frame.search_line import Narrowing, SearchLine, fits
from desktop.screens.frame.welcome_states import NOBODY_FITS

_TITLE = Text("存档的文书", "Filed documents")
_TITLE_OF = Text("{name} 的存档文书", "Filed documents of {name}")
_LEAD = Text(
    "共 {number} 份，{waiting} 份还没记怎样给的。",
    "{number} in all; of {waiting} it is not recorded yet how they were given.",
)
_LEAD_ALL = Text("共 {number} 份，都记了怎样给的。", "{number}, all recorded as given.")
_OPEN = Text("再看一遍", "Look at it again")
_GIVE = Text("怎样给的", "How it was given")
_NEW = Text("做一份新的", "Make a new one")
_CLIENT = Text("个人资料", "Client’s page")
_SEARCH, _HOW = Text("查找", "Search"), Text("标题、种类、谁做的", "Title, kind or maker")
_DOCUMENT, _BY = Text("文书", "Document"), Text("谁做的", "Made by")
_COPY = Text("{title}（第 {copy} 份）", "{title} (copy {copy})")
_GIVEN = Text("{how}，{day}", "{how}, {day}")
_NOT_GIVEN = Text("还没记", "not recorded yet")
_SHOWN = Text("显示 {number} 份", "{number} shown")
_NONE = Text("还没有存档的文书", "No documents are filed yet")
_NONE_WHAT = Text(
    "给本人做的每一份文书，保存或打印时都会存在这里，以后可以原样再做一份。",
    "Whatever you save or print for the person is filed here, and the same can be made again.",
)
_NONE_FIT = Text("没有符合的", "Nothing fits")


@dataclass(frozen=True, slots=True)
class Filed:
    """What the page shows."""

    name: str
    rows: tuple[Issued, ...]


class IssuedPage(LatePage):
    """A table of filed documents, the newest first."""

    scrolls: ClassVar[bool] = False
    watches: ClassVar[Sequence[str]] = ("issued_document", "client")
    help_name: ClassVar[str] = "summary"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self.client_id: ClientId | None = None
        self._rows: tuple[Issued, ...] = ()
        self._give = self.add_button(_GIVE, self.give, primary=True, icon="check", name="give")
        self._open = self.add_button(_OPEN, self.open_current, icon="eye", name="look_again")
        self.add_button(_NEW, self.make_new, icon="printer", name="new_document")
        self.add_button(_CLIENT, self.open_client, icon="user", name="client")
        self.search = SearchLine(_SEARCH, _HOW)
        self.search.searched.connect(lambda _typed: self._show_some())
        self.filters = FilterBar(
            [
                filter_by_codes(
                    "kind", field_of(IssuedDocument, "kind").label, "document_kinds"
                ),
                filter_by_codes(
                    "form", field_of(IssuedDocument, "form").label, "document_forms"
                ),
            ]
        )
        self.filters.changed.connect(self._show_some)
        self._narrowing = Narrowing(self.search, self.filters)
        self._model = RecordTableModel(_columns(), key=lambda row: row.id)
        self.table = RecordTable(
            _TITLE, self._model, menu=self._menu, sentences=sentence_rows(desk)
        )
        self.table.opened.connect(self._look_at)
        self.table.current_changed.connect(lambda _row: self._settle())
        self.swap = Swap(self.table)
        self.body.addWidget(self._narrowing)
        self.body.addWidget(self.swap, 1)
        self._settle()

    def open(self, **args: object) -> None:
        """Show what was filed for the client ``client_id``."""
        client_id = ClientId(needed_id(args.get("client_id")))
        if client_id != self.client_id:
            self.client_id, self._rows = client_id, ()
            self._model.set_rows([])
        self._is_arriving = True
        self.load()

    def load(self) -> None:
        """Read the file of papers."""
        client_id = self.client_id
        if client_id is None:
            return

        def read(store: Store) -> Filed:
            with store.reading() as reading:
                name = reading[Client].get(client_id).name
                return Filed(name, issued_documents(reading, client_id))

        def show(filed: Filed) -> None:
            if client_id == self.client_id:
                self._show(filed)

        self.swap.show_loading()
        self.operations.read(
            read,
            owner=self,
            done=show,
            failed=lambda problem: self.swap.show_failed(problem, self.load),
        )

    def first_focus(self) -> QWidget | None:
        """Begin in the table, where there is something in it."""
        return self.table if self._model.rows() else super().first_focus()

    def commands(self) -> "dict[str, Callable[[], object]]":
        """Make a new document of the same client."""
        return {"print_summary": self.make_new}

    def open_current(self) -> None:
        """Look at the current document again, as it was."""
        row = self.table.record()
        if row is not None:
            self._look_at(row)

    def give(self) -> None:
        """Record how the current document was given."""
        row = self.table.record()
        if row is not None:
            self._give_row(row)

    def make_new(self) -> None:
        """Make another document for the client."""
        self.desk.go("summary", client_id=self.client_id)

    def open_client(self) -> None:
        """Go to the client's page."""
        self.desk.go("client", client_id=self.client_id)

    def _look_at(self, row: Issued) -> None:
        self.desk.go("summary", issued_id=row.id)

    def _give_row(self, row: Issued) -> None:
        self.desk.go("giving", issued_id=row.id)

    def _menu(self, row: Issued) -> list[MenuEntry]:
        return [(_OPEN, partial(self._look_at, row)), (_GIVE, partial(self._give_row, row))]

    def _show(self, filed: Filed) -> None:
        self._rows = filed.rows
        self.set_heading(tr(_TITLE_OF, name=filed.name))
        waiting = sum(1 for row in filed.rows if row.given_how is None)
        shape = _LEAD if waiting else _LEAD_ALL
        said = tr(shape, number=len(filed.rows), waiting=waiting) if waiting else ""
        if filed.rows and not waiting:
            said = tr(shape, number=len(filed.rows))
        self.set_lead(said)
        self._show_some(quietly=True)
        self.arrived()

    def _show_some(self, *, quietly: bool = False) -> None:
        chosen, query = self.filters.chosen(), self.search.typed()
        rows = [
            row
            for row in self._rows
            if chosen.get("kind", row.kind) == row.kind
            and chosen.get("form", row.form) == row.form
            and fits(query, row.title, _kind(row), _form(row), row.by, row.made_on.isoformat())
        ]
        kept = self.table.record()
        self._model.set_rows(rows)
        if kept is not None:
            self.table.go_to_key(kept.id)
        narrowed = bool(chosen or query)
        self._narrowing.tell(tr(_SHOWN, number=len(rows)), narrowed=narrowed, quietly=quietly)
        self._narrowing.setVisible(bool(self._rows))
        if rows:
            self.swap.show_content()
        elif self._rows:
            self.swap.show_empty(_NONE_FIT, NOBODY_FITS.what_to_do, icon=NOBODY_FITS.icon)
        else:
            self.swap.show_empty(
                _NONE, _NONE_WHAT, icon="file-text", act=_NEW, then=self.make_new
            )
        self._settle()

    def _settle(self) -> None:
        for button in (self._open, self._give):
            button.setVisible(bool(self._model.rows()))


def _kind(row: Issued) -> str:
    return tr(code_list("document_kinds").label(row.kind))


def _form(row: Issued) -> str:
    return tr(code_list("document_forms").label(row.form))


def _title(row: Issued) -> str:
    return row.title if row.copy == 1 else tr(_COPY, title=row.title, copy=row.copy)


def _given(row: Issued) -> str:
    if row.given_how is None:
        return tr(_NOT_GIVEN)
    how = tr(code_list("document_ways").label(row.given_how))
    return tr(_GIVEN, how=how, day=row.given_on) if row.given_on is not None else how


def _columns() -> list[Column]:
    return [
        Column(_DOCUMENT, _title, spoken=False),
        Column(field_of(IssuedDocument, "kind").label, _kind, 150),
        Column(field_of(IssuedDocument, "form").label, _form, 150),
        Column(
            field_of(IssuedDocument, "made_on").label,
            lambda row: row.made_on.isoformat(),
            120,
            order=lambda row: (row.made_on, row.id.int),
        ),
        Column(_BY, lambda row: row.by, 110),
        Column(
            field_of(IssuedDocument, "given_how").label,
            _given,
            190,
            tone=lambda row: "due" if row.given_how is None else "",
        ),
    ]
