"""Record what a client agreed to, and take it back when she does."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from uuid import UUID

from db.domain.clients.consent import Consent
from db.domain.ids import ConsentId
from db.domain.journal.change import Receipt
from db.fields.codes import code_list
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Reading, Store
from db.usecases.consents import record_consent, withdraw_consent
from desktop.forms.record_form import RecordForm
from desktop.language import tr
from desktop.screens.clients.about_client import AboutClientPage
from desktop.screens.frame.day_words import day_words
from desktop.screens.frame.page import Desk

_TITLE = Text("同意书", "Consent")
_LEAD = Text("一份同意只管一件事。", "One consent covers one purpose.")
_WITHDRAW_LEAD = Text(
    "“{purpose}”，{day} 同意。撤回后，原来的同意仍留在记录里。",
    "“{purpose}”, agreed on {day}. The consent itself stays on record.",
)
_TAKE_BACK = Text("撤回同意", "Take back")
_NO_DAY = Text("请填写撤回日期。", "Fill in the day it was taken back.")


class ConsentPage(AboutClientPage):
    """One consent, or its end."""

    save_label: ClassVar[Text] = Text("保存同意书", "Save consent")
    saved: ClassVar[Text] = Text("同意书已记下。", "The consent is on record.")
    heading_of: ClassVar[Text] = Text("同意书：{name}", "Consent: {name}")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self._consent_id: ConsentId | None = None

    def open(self, **args: object) -> None:
        """Record a consent of ``client_id``, or take the one of ``consent_id`` back."""
        consent_id, today = args.get("consent_id"), self.operations.today()
        if isinstance(consent_id, UUID):
            self._consent_id = ConsentId(consent_id)
        self.begin(args)
        if self._consent_id is not None:
            values = {"withdrawn_on": today}
            only = ("withdrawn_on",)
            self.set_form(RecordForm(Consent, only=only, values=values, today=today))
            self.rename_save(_TAKE_BACK)
            return
        self.set_lead(_LEAD)
        self.set_form(
            RecordForm(
                Consent, exclude=("withdrawn_on",), values={"given_on": today}, today=today
            ),
            draft_key=f"consent:{self.client_id}",
            subject=tr(_TITLE),
            restore=bool(args.get("restore")),
        )

    def more(self, reading: Reading) -> Consent | None:
        """Read the consent that is taken back."""
        return reading[Consent].get(self._consent_id) if self._consent_id is not None else None

    def on_more(self, found: Consent | None) -> None:
        """Say which consent is taken back."""
        if found is not None:
            day = day_words(found.given_on, self.operations.today())
            purpose = code_list("consent_purposes").label(found.purpose)
            self.set_lead(tr(_WITHDRAW_LEAD, purpose=purpose, day=day))

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Return what records the consent, or that it was taken back."""
        client_id, consent_id = self.client_id, self._consent_id
        today = self.operations.today()
        if consent_id is not None and values["withdrawn_on"] is None:
            raise Problem(_NO_DAY, field="withdrawn_on")

        def save(store: Store) -> Receipt:
            if consent_id is not None:
                day = values["withdrawn_on"]
                return withdraw_consent(store, consent_id, day, today=today)
            consent = Consent(id=ConsentId(store.new_id()), client_id=client_id, **values)
            return record_consent(store, consent, today=today)

        return save
