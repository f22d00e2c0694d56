"""Record a short vocational assessment."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from db.domain.clients.assessment import Assessment
from db.domain.ids import AssessmentId
from db.domain.journal.change import Receipt
from db.fields.text import Text
from db.ports import Store
from db.usecases.assessments import record_assessment
from desktop.forms.record_form import RecordForm
from desktop.language import tr
from desktop.screens.clients.about_client import AboutClientPage
from desktop.screens.frame.page import Desk

_TITLE = Text("职业评估", "Assessment")
_LEAD = Text(
    "按看到的选，拿不准的可以不选。以前的评估都留着。",
    "Choose what you saw and leave out what you are not sure of. Earlier ones stay.",
)


class AssessmentPage(AboutClientPage):
    """What the person can do, and with what support."""

    save_label: ClassVar[Text] = Text("保存评估", "Save assessment")
    saved: ClassVar[Text] = Text("评估已记下。", "The assessment is on record.")
    heading_of: ClassVar[Text] = Text("职业评估：{name}", "Assessment: {name}")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)

    def open(self, **args: object) -> None:
        """Ask for an assessment of ``client_id``."""
        self.begin(args)
        today = self.operations.today()
        self.set_lead(_LEAD)
        self.set_form(
            RecordForm(Assessment, values={"assessed_on": today}, today=today),
            draft_key=f"assessment:{self.client_id}",
            subject=tr(_TITLE),
            restore=bool(args.get("restore")),
        )

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Return what records the assessment."""
        client_id, today = self.client_id, self.operations.today()

        def save(store: Store) -> Receipt:
            record_id = AssessmentId(store.new_id())
            assessment = Assessment(id=record_id, client_id=client_id, **values)
            return record_assessment(store, assessment, today=today)

        return save
