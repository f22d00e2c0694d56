"""A form page that has to read the record, or be told whom it is about, before it asks."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.domain.ids import ClientId
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Draft, Store
from db.search.person import PersonRow
from desktop.forms.record_form import RecordForm
from desktop.lists.states import Swap
from desktop.screens.frame.client_pick import ClientPick
from desktop.screens.frame.form_page import FormPage
from desktop.screens.frame.page import Desk
from desktop.theme.pieces import Said

_WHOM = Text("先选服务对象。", "Choose the client first.")

T = TypeVar("T")


class LateFormPage(FormPage):
    """Reads in the background, then shows the form and puts the focus into it."""

    def __init__(self, desk: Desk, heading: Said, *, parent: QWidget | None = None) -> None:
        super().__init__(desk, heading, parent=parent)
        self._waiting = Swap(QWidget())
        self._waiting.hide()
        self.body.addWidget(self._waiting)
        self.pick: ClientPick | None = None
        self.save_button.hide()

    def read_then(self, query: Callable[[Store], T], show: Callable[[T], object]) -> None:
        """Read, then ``show`` what was found, which calls ``set_form``.

        Until then loading is shown if it takes long; what cannot be read is said in its place.
        """

        def on_done(found: T) -> None:
            self._waiting.show_content()
            self._waiting.hide()
            show(found)
            self.save_button.setVisible(self.form is not None)
            self._go_in()

        def on_failed(problem: Problem) -> None:
            self._waiting.show()
            self._waiting.show_failed(problem, lambda: self.read_then(query, show))

        self._waiting.show()
        self._waiting.show_loading()
        self.operations.read(query, owner=self, done=on_done, failed=on_failed)

    def choose_client(self, then: Callable[[ClientId], object]) -> None:
        """Show the search for a client in place of the form; ``then`` is told who it is."""
        heading = self.heading
        self.set_lead(_WHOM)
        picker = self.pick = ClientPick(self.operations, sentences=sentence_rows(self.desk))
        self.body.addWidget(picker)

        def on_picked(person: PersonRow) -> None:
            self.set_lead("")
            self.set_heading(heading)
            picker.hide()
            picker.deleteLater()
            self.pick = None
            then(ClientId(UUID(bytes=person.row_id)))

        picker.picked.connect(on_picked)

    def set_form(
        self, form: RecordForm, *, draft_key: str = "", subject: str = "", restore: bool = False
    ) -> None:
        """Show a form and have the page follow what is typed into it."""
        super().set_form(form, draft_key=draft_key, subject=subject, restore=restore)
        form.edited.connect(lambda: self.follow(by_person=True))
        self.follow(by_person=False)

    def follow(self, *, by_person: bool) -> None:
        """Take in what stands in the form now.

        Args:
            by_person: Whether the person has just changed it; else the program filled it.
        """

    def first_focus(self) -> QWidget | None:
        """Begin in the search for a client, else in the form."""
        if self.pick is not None:
            return self.pick.search.line
        return super().first_focus()

    def _restore(self, draft: Draft) -> None:
        super()._restore(draft)
        self.follow(by_person=False)

    def _go_in(self) -> None:
        # The window put the focus somewhere when the page was opened, before there was a form.
        if self.form is not None and self.isVisible():
            self.form.first.setFocus(Qt.FocusReason.TabFocusReason)


def as_id(given: object) -> UUID | None:
    """Return an id of ``Desk.go``: a ``UUID`` or none was given."""
    if given is None:
        return None
    return given if isinstance(given, UUID) else UUID(str(given))


def needed_id(given: object) -> UUID:
    """Return an id without which the page cannot be opened.

    Raises:
        TypeError: None was given, which is a bug of the caller.
    """
    found = as_id(given)
    if found is None:
        raise TypeError("the page needs an id")
    return found


def sentence_rows(desk: Desk) -> bool:
    """Tell whether the person wants rows read as one sentence."""
    return desk.settings.now.row_reading == "sentence"
