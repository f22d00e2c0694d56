"""Give a graduate one targeted posting, and record what came of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from db.domain.clients.client import Client
from db.domain.graduates.graduate_service import GraduateService, JobLead
from db.domain.ids import ClientId, JobLeadId, VacancyId
from db.domain.journal.change import Receipt
from db.domain.placements.employer import Employer, Vacancy
from db.fields.field import field_of
from db.fields.problem import Problem
from db.fields.showing import show, with_unit
from db.fields.text import Text
from db.ports import Reading, Store
from db.usecases.graduates import give_job_lead, record_answer
from desktop.forms.record_form import Pick, RecordForm
from desktop.language import current, tr
from desktop.screens.frame.late_form import LateFormPage, as_id, needed_id
from desktop.screens.frame.page import Desk

_TITLE = Text("给岗位信息", "Give a job lead")
_TITLE_OF = Text("给{name}一条岗位信息", "A job lead for {name}")
_FIX_OF = Text("改{name}的岗位信息", "Correct a job lead of {name}")
_VACANCY = Text("从岗位里选", "From a vacancy")
_VACANCY_HELP = Text(
    "选了会填好单位和岗位；册上没有的直接在下面写。",
    "Fills in employer and title; or write them below.",
)
_OFFERED = Text("{title} · {employer}{wage}", "{title} · {employer}{wage}")
_WAGE = Text(" · {wage}", " · {wage}")
_GIVEN = Text("{words}（给过）", "{words} (given before)")
_WANTS = Text("想做：{job}。地方：{place}。", "Wants: {job}. Place: {place}.")
_NOT_ASKED = Text("没有问过", "not asked")
_ANSWER_TITLE = Text("本人答复", "Client’s answer")
_ANSWER_OF = Text("{name}的答复", "Answer of {name}")
_ABOUT = Text("{employer}，{job}。为什么适合：{why}", "{employer}, {job}. Why it suits: {why}")
_NO_SERVICE = Text(
    "{name} 还没有一对一服务。请先开始服务，再给岗位信息。",
    "There is no one-to-one service for {name} yet; begin it first.",
)
_FROM_VACANCY = ("employer_name", "job_title")
_TELLING = ("told_on", "told_how", "answer", "decline_reason", "outcome", "outcome_on")
_DECLINED = "NO"


@dataclass(frozen=True, slots=True)
class Offered:
    """One open vacancy that can be given.

    Attributes:
        words: What the list shows.
        filled: What it fills in.
    """

    vacancy_id: VacancyId
    words: str
    filled: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Known:
    client: Client
    service: GraduateService
    lead: JobLead | None
    offered: tuple[Offered, ...]


def open_vacancies(reading: Reading, given: frozenset[UUID] = frozenset()) -> list[Offered]:
    """Return the open vacancies, those given before last."""
    found = reading[Vacancy].where(closed_on=None)
    employers = {e.id: e for e in reading[Employer].many({v.employer_id for v in found})}
    wage_of = field_of(Vacancy, "monthly_wage")
    offered = []
    for vacancy in sorted(found, key=lambda v: (v.id in given, v.title)):
        employer = employers.get(vacancy.employer_id)
        name = employer.name if employer is not None else ""
        wage = with_unit(wage_of, vacancy.monthly_wage, current())
        words = tr(
            _OFFERED,
            title=vacancy.title,
            employer=name,
            wage=tr(_WAGE, wage=wage) if wage else "",
        )
        if vacancy.id in given:
            words = tr(_GIVEN, words=words)
        filled = {"employer_name": name, "job_title": vacancy.title}
        offered.append(Offered(vacancy.id, words, filled))
    return offered


class JobLeadPage(LateFormPage):
    """One lead: which job, why it suits, when the graduate was told."""

    removable: ClassVar[tuple[str, type[Any]] | None] = ("lead_id", JobLead)
    help_name: ClassVar[str] = "graduates"
    saved: ClassVar[Text] = Text("岗位信息已记下。", "The job lead is recorded.")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self._known: _Known | None = None
        self._picked = ""

    def open(self, **args: object) -> None:
        """Ask for a lead for ``service_id`` or ``client_id``, or correct ``lead_id``."""
        client_id, service_id = as_id(args.get("client_id")), as_id(args.get("service_id"))
        lead_id, restore = as_id(args.get("lead_id")), bool(args.get("restore"))
        if client_id is None and service_id is None and lead_id is None:
            self.choose_client(lambda chosen: self.open(client_id=chosen))
            return

        def read(store: Store) -> _Known:
            with store.reading() as reading:
                lead = reading[JobLead].get(lead_id) if lead_id is not None else None
                wanted = lead.service_id if lead is not None else service_id
                service = (
                    reading[GraduateService].get(wanted)
                    if wanted is not None
                    else _running(reading, needed_id(client_id))
                )
                given = frozenset(
                    each.vacancy_id
                    for each in reading[JobLead].where(service_id=service.id)
                    if each.vacancy_id is not None
                )
                offered = open_vacancies(reading, given) if lead is None else []
                client = reading[Client].get(service.client_id)
                return _Known(client, service, lead, tuple(offered))

        self.read_then(read, lambda known: self._ask(known, restore=restore))

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Give the lead, or correct it."""
        known, today = self._known, self.operations.today()
        if known is None:
            raise RuntimeError("the form is not there yet")
        if known.lead is not None:
            return partial(
                record_answer, lead_id=known.lead.id, changes=dict(values), today=today
            )
        asked = dict(values)
        vacancy = asked.pop("vacancy", None)

        def give(store: Store) -> Receipt:
            lead = JobLead(
                id=JobLeadId(store.new_id()),
                service_id=known.service.id,
                client_id=known.client.id,
                vacancy_id=VacancyId(UUID(vacancy)) if vacancy else None,
                **asked,
            )
            return give_job_lead(store, lead, today=today)

        return give

    def _ask(self, known: _Known, *, restore: bool) -> None:
        self._known = known
        client, lead, today = known.client, known.lead, self.operations.today()
        self.set_heading(tr(_TITLE_OF if lead is None else _FIX_OF, name=client.name))
        wanted = {"job": client.desired_job, "place": client.desired_place}
        if any(wanted.values()):
            told = {key: value or tr(_NOT_ASKED) for key, value in wanted.items()}
            self.set_lead(tr(_WANTS, **told))
        picks = []
        if known.offered:
            options = [(str(o.vacancy_id), o.words) for o in known.offered]
            picks = [Pick("vacancy", _VACANCY, _VACANCY_HELP, options, required=False)]
        form = RecordForm(
            JobLead,
            only=(*_FROM_VACANCY, "why_it_suits", "told_on", "told_how"),
            picks=picks,
            values={"told_on": today} if lead is None else lead,
            today=today,
        )
        key = f"lead_form:{client.id}" if lead is None else f"lead_fix:{lead.id}"
        self.set_form(form, draft_key=key, subject=client.name, restore=restore)

    def follow(self, *, by_person: bool) -> None:
        """Put the words of a vacancy that was just chosen into the lines below."""
        if self.form is None or self._known is None:
            return
        picked = self.form.typed().get("vacancy", "")
        if picked == self._picked:
            return
        self._picked = picked
        for each in self._known.offered:
            if by_person and str(each.vacancy_id) == picked:
                self.form.set_values(each.filled)


def _running(reading: Reading, client_id: UUID) -> GraduateService:
    found = reading[GraduateService].where(client_id=client_id)
    running = [service for service in found if service.ended_on is None]
    if not running:
        name = reading[Client].get(ClientId(client_id)).name
        raise Problem(_NO_SERVICE, name=name)
    return running[-1]


class LeadAnswerPage(LateFormPage):
    """When the graduate was told, what she said, what came of it."""

    help_name: ClassVar[str] = "graduates"
    saved: ClassVar[Text] = Text("答复已记下。", "The answer is recorded.")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _ANSWER_TITLE)
        self._told: JobLead | None = None

    def open(self, **args: object) -> None:
        """Ask for the answer to ``lead_id``."""
        lead_id = JobLeadId(needed_id(args.get("lead_id")))
        restore = bool(args.get("restore"))

        def read(store: Store) -> tuple[JobLead, Client]:
            with store.reading() as reading:
                lead = reading[JobLead].get(lead_id)
                return lead, reading[Client].get(lead.client_id)

        self.read_then(read, lambda found: self._ask(*found, restore=restore))

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Record the answer."""
        if self._told is None:
            raise RuntimeError("the form is not there yet")
        changes = {"decline_reason": None} | dict(values)
        return partial(
            record_answer, lead_id=self._told.id, changes=changes,
            today=self.operations.today(),
        )  # fmt: skip

    def _ask(self, lead: JobLead, client: Client, *, restore: bool) -> None:
        self._told = lead
        today = self.operations.today()
        self.set_heading(tr(_ANSWER_OF, name=client.name))
        why = show(field_of(JobLead, "why_it_suits"), lead.why_it_suits, current())
        self.set_lead(tr(_ABOUT, employer=lead.employer_name, job=lead.job_title, why=why))
        begun = lead if lead.told_on is not None else replace(lead, told_on=today)
        form = RecordForm(JobLead, only=_TELLING, values=begun, today=today)
        self.set_form(
            form, draft_key=f"lead_answer:{lead.id}", subject=client.name, restore=restore
        )

    def follow(self, *, by_person: bool) -> None:
        """Ask for the reason only when she does not want the job."""
        del by_person
        if self.form is not None:
            declined = self.form.typed().get("answer") == _DECLINED
            hidden = () if declined else ("decline_reason",)
            self.form.show_only(name for name in _TELLING if name not in hidden)
