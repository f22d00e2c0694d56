"""Register or correct an employer."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

from db.domain.ids import EmployerId
from db.domain.journal.change import Receipt
from db.domain.placements.employer import Employer
from db.fields.text import Text
from db.ports import Store
from db.usecases.employers import correct_employer, register_employer
from desktop.forms.record_form import RecordForm
from desktop.language import tr
from desktop.screens.frame.late_form import LateFormPage, as_id
from desktop.screens.frame.page import Desk

_NEW = Text("登记单位", "Register an employer")


class EmployerFormPage(LateFormPage):
    """What is known of an employer."""

    removable: ClassVar[tuple[str, type[Any]] | None] = ("employer_id", Employer)
    removed_to: ClassVar[str] = "employers"
    help_name: ClassVar[str] = "employers"
    saved: ClassVar[Text] = Text("单位已保存。", "The employer is saved.")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _NEW)
        self._employer: Employer | None = None

    def open(self, **args: object) -> None:
        """Ask for a new employer, or correct ``employer_id``."""
        employer_id, restore = as_id(args.get("employer_id")), bool(args.get("restore"))

        def read(store: Store) -> Employer | None:
            with store.reading() as reading:
                return reading[Employer].get(employer_id) if employer_id is not None else None

        self.read_then(read, lambda employer: self._ask(employer, restore=restore))

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Register the employer, or correct it."""
        if self._employer is not None:
            return partial(
                correct_employer, employer_id=self._employer.id, changes=dict(values)
            )

        def register(store: Store) -> Receipt:
            return register_employer(store, Employer(id=EmployerId(store.new_id()), **values))

        return register

    def _ask(self, employer: Employer | None, *, restore: bool) -> None:
        self._employer = employer
        key, subject = "employer_form:new", tr(_NEW)
        if employer is not None:
            self.set_heading(employer.name)
            key, subject = f"employer_form:{employer.id}", employer.name
        form = RecordForm(Employer, values=employer, today=self.operations.today())
        self.set_form(form, draft_key=key, subject=subject, restore=restore)
