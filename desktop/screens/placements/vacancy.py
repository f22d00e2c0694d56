"""Register or correct a vacancy of an employer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from db.domain.ids import EmployerId, VacancyId
from db.domain.journal.change import Receipt
from db.domain.placements.employer import Employer, Vacancy
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Store
from db.usecases.employers import correct_vacancy, post_vacancy
from desktop.forms.record_form import Pick, RecordForm
from desktop.language import tr
from desktop.screens.frame.late_form import LateFormPage, as_id
from desktop.screens.frame.page import Desk

_NEW = Text("登记岗位", "Register a vacancy")
_NEW_AT = Text("给{name}登记岗位", "Register a vacancy at {name}")
_EDIT = Text("改岗位：{title}", "Edit the vacancy {title}")
_AT = Text("单位：{name}", "Employer: {name}")
_EMPLOYER = Text("单位", "Employer")
_WHICH = Text("这个岗位是哪家的。", "Whose vacancy it is.")
_NONE_YET = Text(
    "还没有登记用人单位。请先登记单位，再登记岗位。",
    "No employer is registered yet. Register the employer first.",
)


@dataclass(frozen=True, slots=True)
class _Known:
    employer: Employer | None
    vacancy: Vacancy | None
    employers: tuple[Employer, ...]


class VacancyFormPage(LateFormPage):
    """What is known of a vacancy."""

    removable: ClassVar[tuple[str, type[Any]] | None] = ("vacancy_id", Vacancy)
    removed_to: ClassVar[str] = "employers"
    help_name: ClassVar[str] = "employers"
    saved: ClassVar[Text] = Text("岗位已保存。", "The vacancy is saved.")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _NEW)
        self._known: _Known | None = None

    def open(self, **args: object) -> None:
        """Ask for a vacancy of ``employer_id`` or of one to choose; correct ``vacancy_id``."""
        employer_id, vacancy_id = as_id(args.get("employer_id")), as_id(args.get("vacancy_id"))
        restore = bool(args.get("restore"))

        def read(store: Store) -> _Known:
            with store.reading() as reading:
                vacancy = reading[Vacancy].get(vacancy_id) if vacancy_id is not None else None
                whose = vacancy.employer_id if vacancy is not None else employer_id
                if whose is not None:
                    return _Known(reading[Employer].get(whose), vacancy, ())
                employers = sorted(reading[Employer].every(), key=lambda e: e.name)
            if not employers:
                raise Problem(_NONE_YET)
            return _Known(None, None, tuple(employers))

        self.read_then(read, lambda known: self._ask(known, restore=restore))

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Register the vacancy, or correct it."""
        known, today = self._known, self.operations.today()
        if known is None:
            raise RuntimeError("the form is not there yet")
        if known.vacancy is not None:
            return partial(
                correct_vacancy, vacancy_id=known.vacancy.id, changes=dict(values), today=today
            )
        asked = dict(values)
        chosen = asked.pop("employer", None)
        whose = known.employer.id if known.employer is not None else UUID(str(chosen))

        def post(store: Store) -> Receipt:
            made = Vacancy(id=VacancyId(store.new_id()), employer_id=EmployerId(whose), **asked)
            return post_vacancy(store, made, today=today)

        return post

    def _ask(self, known: _Known, *, restore: bool) -> None:
        self._known = known
        today, vacancy, employer = self.operations.today(), known.vacancy, known.employer
        picks: list[Pick] = []
        key = "vacancy_form:new"
        if vacancy is not None:
            self.set_heading(tr(_EDIT, title=vacancy.title))
            key = f"vacancy_fix:{vacancy.id}"
        elif employer is not None:
            self.set_heading(tr(_NEW_AT, name=employer.name))
            key = f"vacancy_form:{employer.id}"
        else:
            options = [(str(e.id), e.name) for e in known.employers]
            picks = [Pick("employer", _EMPLOYER, _WHICH, options)]
        if vacancy is not None and employer is not None:
            self.set_lead(tr(_AT, name=employer.name))
        form = RecordForm(
            Vacancy,
            exclude=("closed_on",) if vacancy is None else (),
            values={"opened_on": today} if vacancy is None else vacancy,
            picks=picks,
            today=today,
        )
        subject = vacancy.title if vacancy is not None else tr(_NEW)
        self.set_form(form, draft_key=key, subject=subject, restore=restore)
