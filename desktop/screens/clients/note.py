"""Write a case note: the day and the way are filled in, the focus is in the text."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from db.domain.clients.case_note import CaseNote
from db.domain.ids import CaseNoteId
from db.domain.journal.change import Receipt
from db.fields.text import Text
from db.ports import Reading, Store
from db.usecases.notes import correct_note, write_note
from desktop.forms.record_form import RecordForm
from desktop.language import tr
from desktop.screens.clients.about_client import AboutClientPage
from desktop.screens.frame.page import Desk

_TITLE = Text("记一笔", "Write a note")
_FIRST = ("noted_on", "channel", "content")
"""What must be said; so that it is in sight together."""
_LAST_WAY = "note_channel"
"""Setting of the record: the way of contact used last, offered for the next note."""


class NotePage(AboutClientPage):
    """One contact in a few words."""

    removable: ClassVar[tuple[str, type[Any]] | None] = ("note_id", CaseNote)
    save_label: ClassVar[Text] = Text("保存记录", "Save note")
    saved: ClassVar[Text] = Text("已记下。", "Noted.")
    heading_of: ClassVar[Text] = Text("记一笔：{name}", "Note: {name}")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self._note_id: CaseNoteId | None = None

    def open(self, **args: object) -> None:
        """Ask for a note about ``client_id``, or correct the one of ``note_id``.

        ``name`` is the client's, when it is known; ``restore`` puts a draft back.
        """
        note_id, today = args.get("note_id"), self.operations.today()
        if isinstance(note_id, UUID):
            self._note_id = CaseNoteId(note_id)
        if args.get("name"):
            self.set_heading(tr(self.heading_of, name=args["name"]))
        self.begin(args)
        form = RecordForm(CaseNote, first=_FIRST, values={"noted_on": today}, today=today)
        if self._note_id is not None:
            self.set_form(form)
            return
        key, restore = f"case_note:{self.client_id}", bool(args.get("restore"))
        self.set_form(form, draft_key=key, subject=tr(_TITLE), restore=restore)
        QTimer.singleShot(0, form, partial(form.go_to, "content"))
        if not restore:
            self.operations.read(
                lambda store: store.setting(_LAST_WAY), owner=form, done=self._fill_way
            )

    def more(self, reading: Reading) -> CaseNote | None:
        """Read the note that is corrected."""
        return reading[CaseNote].get(self._note_id) if self._note_id is not None else None

    def on_more(self, found: CaseNote | None) -> None:
        """Show the note that is corrected."""
        if found is not None and self.form is not None:
            self.form.set_values(found)

    def first_focus(self) -> QWidget | None:
        """Begin in the text: day and way are filled in."""
        return self.form.editor("content") if self.form is not None else None

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Return what writes or corrects the note."""
        client_id, note_id, today = self.client_id, self._note_id, self.operations.today()

        def save(store: Store) -> Receipt:
            if note_id is not None:
                return correct_note(store, note_id, values, today=today)
            note = CaseNote(id=CaseNoteId(store.new_id()), client_id=client_id, **values)
            receipt = write_note(store, note, today=today)
            store.keep_setting(_LAST_WAY, note.channel)
            return receipt

        return save

    def _fill_way(self, way: str | None) -> None:
        if self.form is None or not way or self.form.typed().get("channel"):
            return
        was_begun = self.drafts is not None and self.drafts.is_dirty
        self.form.set_values({"channel": way})
        if self.drafts is not None and not was_begun:
            self.drafts.rest()
