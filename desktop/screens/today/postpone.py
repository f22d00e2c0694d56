"""Put a duty off to another day, with a reason."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, ClassVar

from db.domain.clients.postponement import Postponement
from db.domain.duty.duties import Duty
from db.domain.ids import PostponementId
from db.domain.journal.change import Receipt
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Store
from db.usecases.postponing import postpone, postponement_of
from desktop.forms.record_form import RecordForm
from desktop.language import tr
from desktop.screens.frame.day_words import joined
from desktop.screens.frame.form_page import FormPage
from desktop.screens.frame.page import Desk
from desktop.screens.today.duties import name_of, reason_of

_TITLE = Text("推迟", "Postpone")
_TITLE_OF = Text("推迟：{name}", "Postpone: {name}")
_USUAL_DAYS = 7
"""How far a duty is put off unless somebody says otherwise (design proposal: one week)."""
_NO_DUTY = Text(
    "请先在“今天”里选一件事，再推迟。", "Choose something under Today first, then postpone it."
)


class PostponePage(FormPage):
    """Asks until when, and why."""

    save_label: ClassVar[Text] = Text("推迟", "Postpone")
    saved: ClassVar[Text] = Text("已推迟。", "Put off.")
    help_name: ClassVar[str] = "today"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self._duty: Duty | None = None

    def open(self, **args: object) -> None:
        """Ask about ``duty``, a ``Duty``."""
        duty = args.get("duty")
        if not isinstance(duty, Duty):
            self.desk.warn(_NO_DUTY)
            return
        self._duty = duty
        self.set_heading(tr(_TITLE_OF, name=name_of(duty)))
        self.set_lead(joined([duty.place, reason_of(duty)]))
        today = self.operations.today()
        usual = {"until": today + timedelta(days=_USUAL_DAYS)}
        self.set_form(RecordForm(Postponement, values=usual, today=today))

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Return what puts the duty off."""
        duty = self._duty
        if duty is None:
            raise Problem(_NO_DUTY)
        today = self.operations.today()

        def save(store: Store) -> Receipt:
            record_id = PostponementId(store.new_id())
            return postpone(store, postponement_of(duty, record_id, **values), today=today)

        return save
