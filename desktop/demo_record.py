"""An invented record to try Yiyi with, built from ``resources/samples``."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import resources
from db.domain.clients.assessment import Assessment
from db.domain.clients.case import Case
from db.domain.clients.case_note import CaseNote
from db.domain.clients.client import Client
from db.domain.clients.consent import Consent
from db.domain.clients.employment_plan import EmploymentPlan, PlanStep
from db.domain.graduates.graduate_rules import usual_due_on
from db.domain.graduates.graduate_service import GraduateService, JobLead
from db.domain.households.household import Household, HouseholdMember
from db.domain.households.household_check import HouseholdCheck
from db.domain.ids import IssuedDocumentId, case_number
from db.domain.journal.change import Action
from db.domain.placements.employer import Employer, Vacancy
from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from db.domain.policy import load_packs
from db.domain.staff import Staff
from db.fields.field import Day, fields_of, references_of
from db.fields.text import Language
from db.ports import Reading, Unwatched
from db.store.record_file import SqlStore
from db.usecases.clients import correct_client
from db.usecases.follow_ups import record_follow_up
from db.usecases.households import record_check
from db.usecases.papers.filing import file_document, record_giving
from db.usecases.papers.kinds import SUMMARY, document_of
from db.usecases.placements import start_placement
from db.usecases.policies import policy_in_force
from db.usecases.pronunciations import remember_reading
from db.vault.strength import FLOOR
from desktop import exchanging
from desktop.workspace import Workspace, create

if TYPE_CHECKING:
    from uuid import UUID

DEMO_PASSPHRASE = "yiyi-demo-2026"  # noqa: S105 - it opens invented people only
"""Shown to whoever tries the demo; it protects nothing."""

_SEPARATION = "EXPIRE"
_PHONES = ("19900000111", "19900000222", "19900000333")
_DESIRED = "在镇上做保洁"
_FORMS, _HANDED = ("large18", "print"), "HANDED"
_READING = ("长坪村", "chang2 ping2 cun1")


def open_demo_record(
    folder: Path, language: Language = Language.ZH, *, today: date | None = None
) -> Workspace:
    """Begin a record in an empty folder, fill it with invented people and return it open.

    Args:
        folder: Where it goes.
        language: The language on screen. The invented people speak Chinese in either.
        today: The day the offsets of the samples count from; without it the computer's day.
    """
    del language
    samples = _samples()
    owner = samples["staff"][0]
    workspace, _code = create(
        folder,
        name=owner["name"],
        county=owner["county"],
        role=owner["role"],
        passphrase=DEMO_PASSPHRASE,
        organisation=owner.get("organisation"),
        phone=owner.get("phone"),
        strength=FLOOR,
    )
    fill(workspace.store, today or workspace.store.now().astimezone().date())
    return workspace


def best_known_placement(reading: Reading) -> Placement:
    """Return the running placement with the most follow-ups and notes.

    Ids are made anew for each demo record, so the choice goes by what the samples say.
    """

    def told(placement: Placement) -> tuple[int, date]:
        contacts = reading[CaseNote].where(client_id=placement.client_id)
        follow_ups = reading[FollowUp].where(placement_id=placement.id)
        held = [follow_up for follow_up in follow_ups if follow_up.contacted_on is not None]
        return len(contacts) + len(held), placement.started_on

    running = (p for p in reading[Placement].every() if p.ended_on is None)
    return max(running, key=told)


def meet_colleague(workspace: Workspace, place: Path) -> Path:
    """Exchange files with an invented colleague; return her newest, still to be merged.

    Afterwards one telephone number is in conflict.

    Args:
        workspace: An open record filled with invented people.
        place: Where her record and the files go.
    """
    quiet = Unwatched()
    samples = _samples()["staff"][1]
    colleague, _code = create(
        place / "colleague",
        name=samples["name"],
        county=samples["county"],
        role=samples["role"],
        passphrase=DEMO_PASSPHRASE,
        strength=FLOOR,
    )
    try:
        exchanging.enrol(workspace, colleague.card())
        exchanging.enrol(colleague, workspace.card())
        to_her, to_us, newest = (
            place / f"{name}.yiyi" for name in ("first", "second", "third")
        )
        exchanging.export(workspace, colleague.card(), to_her, quiet)
        exchanging.merge(colleague, to_her, quiet)
        today = workspace.store.now().astimezone().date()
        with workspace.store.reading() as reading:
            one, other, *_ = sorted(reading[Client].every(), key=lambda c: c.name)
        for store, phone in ((workspace.store, _PHONES[0]), (colleague.store, _PHONES[1])):
            correct_client(store, one.id, {"phone": phone}, today=today)
        exchanging.export(colleague, workspace.card(), to_us, quiet)
        exchanging.merge(workspace, to_us, quiet)
        more = {"phone": _PHONES[2], "desired_job": _DESIRED, "employment_status": "UNEMP"}
        correct_client(colleague.store, other.id, more, today=today)
        exchanging.export(colleague, workspace.card(), newest, quiet)
    finally:
        colleague.close()
    return newest


def fill(store: SqlStore, today: date) -> None:
    """Put the invented people into a new record."""
    _Filling(store, today).run()


class _Filling:
    """Turns samples into records: keys into ids, day offsets into days."""

    def __init__(self, store: SqlStore, today: date) -> None:
        self._store, self._today = store, today
        self._samples = _samples()
        self._ids: dict[str, UUID] = {self._samples["staff"][0]["key"]: store.owner.staff_id}

    def run(self) -> None:
        """Write registers and people, then what rules compute."""
        with self._store.unit_of_work(Action.BEGIN_RECORD) as work:
            for sample in self._samples["staff"][1:]:
                work[Staff].add(self._record(Staff, sample))
            for sample in self._samples["households"]:
                work[Household].add(self._record(Household, sample))
            for sample in self._samples["clients"]:
                work[Client].add(self._record(Client, sample))
            for sample in self._samples["households"]:
                for member in sample["members"]:
                    linked = member | {"household": sample["key"]}
                    work[HouseholdMember].add(self._record(HouseholdMember, linked))
            for sample in self._samples["employers"]:
                work[Employer].add(self._record(Employer, sample))
            for sample in self._samples["vacancies"]:
                work[Vacancy].add(self._record(Vacancy, sample))
            for sample in self._samples["cases"]:
                work[Case].add(self._case(sample))
            for record_type, name in (
                (Assessment, "assessments"),
                (CaseNote, "case_notes"),
                (Consent, "consents"),
            ):
                for sample in self._samples[name]:
                    work[record_type].add(self._record(record_type, sample))
            for sample in self._samples["plans"]:
                plan = self._record(EmploymentPlan, sample)
                work[EmploymentPlan].add(plan)
                for step in sample["steps"]:
                    linked = step | {"client": sample["client"]}
                    work[PlanStep].add(self._record(PlanStep, linked, plan_id=plan.id))
            self._graduates(work)
            work.commit()
        self._work_life()
        self._papers()

    def _graduates(self, work: Any) -> None:
        policy = load_packs()
        for sample in self._samples["graduate_services"]:
            service = self._record(GraduateService, sample)
            due_on = service.due_on or usual_due_on(service.began_on, policy)
            work[GraduateService].add(replace(service, due_on=due_on))
            for lead in sample["leads"]:
                linked = lead | {"client": sample["client"]}
                work[JobLead].add(self._record(JobLead, linked, service_id=service.id))

    def _work_life(self) -> None:
        for sample in self._samples["placements"]:
            placement = self._record(Placement, sample)
            begun = placement.ended_on or max(placement.started_on, self._today)
            start_placement(self._store, placement, today=max(begun, placement.started_on))
        for sample in self._samples["follow_ups"]:
            self._follow_up(sample)
        for sample in self._samples["household_checks"]:
            check = self._record(HouseholdCheck, sample, found="TO_VERIFY", basis="")
            record_check(self._store, check, today=self._today)

    def _papers(self) -> None:
        """File two papers of the one who is known best, and remember how a word is read."""
        store, today = self._store, self._today
        policy = policy_in_force(store)
        with store.reading() as reading:
            client_id = best_known_placement(reading).client_id
            paper = document_of(
                reading, SUMMARY, client_id, Language.ZH,
                today=today, policy=policy, owner=store.owner,
            )  # fmt: skip
        for form in _FORMS:
            filed = IssuedDocumentId(store.new_id())
            file_document(
                store, paper, client_id=client_id, form=form,
                file_hash=None, made_with=None, today=today, issued_id=filed,
            )  # fmt: skip
        record_giving(store, filed, _HANDED, today, today)
        remember_reading(store, *_READING)

    def _follow_up(self, sample: Mapping[str, Any]) -> None:
        placement_id = self._ids[sample["placement"]]
        with self._store.reading() as reading:
            placement = reading[Placement].find(placement_id)
            planned = [
                f
                for f in reading[FollowUp].where(placement_id=placement_id)
                if f.kind == sample["kind"] and f.contacted_on is None
            ]
        if placement is None:
            raise KeyError(sample["placement"])
        given = {k: v for k, v in sample.items() if k != "placement"}
        due_on = planned[0].due_on if planned else self._day(sample["contacted_on"])
        held = self._record(
            FollowUp,
            given,
            placement_id=placement_id,
            client_id=placement.client_id,
            due_on=due_on,
        )
        if planned:
            held = replace(held, id=planned[0].id)
        reason = None if held.still_employed else _SEPARATION
        record_follow_up(self._store, held, today=self._today, separation_reason=reason)

    def _case(self, sample: Mapping[str, Any]) -> Case:
        case_id = self._store.new_id()
        opened_on = self._day(sample["opened_on"])
        client = next(c for c in self._samples["clients"] if c["key"] == sample["client"])
        return self._record(  # type: ignore[no-any-return]
            Case,
            sample,
            id=case_id,
            number=case_number(client["county"], opened_on.year, case_id),
        )

    def _record(self, record_type: type[Any], sample: Mapping[str, Any], **given: Any) -> Any:
        """Build one record: keys of ``sample`` that are fields, and its links."""
        values: dict[str, Any] = {"id": self._store.new_id()}
        for field in fields_of(record_type):
            if sample.get(field.name) is not None:
                values[field.name] = self._value(field.kind, sample[field.name])
        for reference in references_of(record_type):
            key = sample.get(reference.name.removesuffix("_id"))
            if key is not None:
                values[reference.name] = self._ids[key]
        values |= given
        record = record_type(**values)
        if "key" in sample:
            self._ids[sample["key"]] = record.id
        return record

    def _value(self, kind: object, written: Any) -> Any:
        match written:
            case {"months": months}:
                return _month(self._today, months)
            case list():
                return tuple(written)
            case int() if isinstance(kind, Day):
                return self._day(written)
            case str() if isinstance(kind, Day):
                return date.fromisoformat(written)
            case _:
                return written

    def _day(self, offset: int) -> date:
        return self._today + timedelta(days=offset)


def _month(today: date, months: int) -> str:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return f"{year:04}-{month + 1:02}"


def _samples() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resources.path("samples/demo.json").read_text("utf-8"))
    return found
