"""What a row of a roster says about work and service: placements, graduates, leads, notes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeVar
from uuid import UUID

from db.domain.clients.case_note import CaseNote
from db.domain.clients.client import Client
from db.domain.graduates.graduate_service import GraduateService, JobLead
from db.domain.ids import (
    CaseNoteId,
    ClientId,
    GraduateServiceId,
    JobLeadId,
    PlacementId,
    StaffId,
)
from db.domain.placements.placement import Placement
from db.domain.rosters.roster import RemarkKind, RosterRow, RosterTarget, target_label
from db.fields.codes import code_list
from db.fields.field import Value
from db.fields.text import Text
from db.usecases.roster.book import (
    Book,
    Policies,
    RowOutcome,
    filled_in,
    shown_value,
    with_words,
)

NOT_WRITTEN: Final = "未写明"
"""Stands where a record must say something and the roster does not."""
_IN_WORK: Final = "EMP"
_PUBLIC: Final = "PUBLIC"
_GRADUATE_COLUMNS: Final = frozenset(
    {
        "graduate_service.school",
        "graduate_service.major",
        "graduate_service.graduated_in",
        "graduate_service.destination",
    }
)

_WORKS_BY_FORM: Final = Text(
    "写了上岗日期和就业形式，就业状况按“已就业”登记。",
    "A start and a form of work are written, so the status is recorded as in work.",
)
_PUBLIC_FORM: Final = Text(
    "名单是公益性岗位的，就业形式按“公益性岗位就业”登记。",
    "The roster is one of public-benefit posts, so the form of work is recorded as that.",
)
_NOT_IN_WORK: Final = Text(
    "就业状况是“{status}”，却写了就业的内容；没有登记就业安置，内容写进了备注。",
    "The status is “{status}”, yet work is written; no placement was recorded "
    "and the words were kept in the remark.",
)
_NO_PLACEMENT: Final = Text(
    "没有写{missing}，没有登记就业安置；就业的内容写进了备注。",
    "{missing} is not written, so no placement was recorded; the words were kept.",
)
_NO_JOB_TITLE: Final = Text(
    "没有写岗位，登记为“未写明”，请补。", "The job is not written; please add it."
)
_OTHER_JOB: Final = Text(
    "档案里有另一份还在岗的就业安置，名单上的这一份没有登记。请先在个案里办理离岗。",
    "The record has another placement that has not ended, so this one was not recorded. "
    "End the other one first.",
)
_BEGAN_TODAY: Final = Text(
    "没有写服务日期，毕业生服务从导入这天开始。",
    "No date of service is written; the graduate service begins on the day of the import.",
)
_LEAD_INCOMPLETE: Final = Text(
    "没有写为什么适合，登记为“未写明”，请补。",
    "Why the job suits is not written; please add it.",
)
_NO_NOTE: Final = Text(
    "没有同时写日期和方式，服务内容写进了备注。",
    "Date and way of contact are not both written; the service was kept in the remark.",
)
_STARTED: Final = Text("上岗日期", "The first day")
_FORM: Final = Text("就业形式", "The form of work")
_BOTH: Final = Text("上岗日期和就业形式", "The first day and the form of work")


Service = Placement | GraduateService | JobLead | CaseNote
S = TypeVar("S", Placement, GraduateService, JobLead, CaseNote)


class Services:
    """What the record holds on work and service, by client, and what kept rows have planned."""

    def __init__(self) -> None:
        self._known: dict[tuple[type, ClientId], list[Service]] = {}
        self._row: list[Service] = []

    def know(self, records: Iterable[Service]) -> None:
        """Take what the record holds."""
        for record in records:
            self._known.setdefault((type(record), record.client_id), []).append(record)

    def of(self, kind: type[S], client: Client) -> list[S]:
        """Return what is known of one kind for a client."""
        found = self._known.get((kind, client.id), [])
        return [one for one in found if isinstance(one, kind)]

    def add(self, record: Service) -> None:
        """Note what the row at hand plans."""
        self._row.append(record)

    def keep_row(self) -> None:
        """Remember what the row at hand has planned, for the rows that follow."""
        self.know(self._row)
        self._row = []

    def drop_row(self) -> None:
        """Forget what the row at hand has planned."""
        self._row = []


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """What holds for every row of the roster."""

    today: date
    is_public_posts: bool
    has_graduate_columns: bool
    graduate_due_days: int | None
    staff_id: StaffId | None


def sheet_is_of_graduates(targets: Iterable[str]) -> bool:
    """Tell whether a roster's columns are those of a graduate ledger."""
    return bool(_GRADUATE_COLUMNS & set(targets))


class WorkPlanner:
    """Plans the records on work and service that hang on one client."""

    def __init__(
        self,
        book: Book,
        services: Services,
        policies: Policies,
        facts: SheetFacts,
        new_id: Callable[[], UUID],
    ) -> None:
        self._book, self._services = book, services
        self._policies, self._facts, self._new_id = policies, facts, new_id

    def implied(self, row: RosterRow, outcome: RowOutcome) -> dict[str, Value]:
        """Return the row's values with the status and form of work that others imply."""
        values = dict(row.values)
        has_work = any(target.startswith("placement.") for target in values)
        if self._facts.is_public_posts and has_work and "placement.form" not in values:
            values["placement.form"] = _PUBLIC
            outcome.say("placement.form", RemarkKind.INFERRED, _PUBLIC_FORM)
        if (
            values.get("client.employment_status") is None
            and values.get("placement.form")
            and values.get("placement.started_on")
            and not values.get("placement.ended_on")
        ):
            values["client.employment_status"] = _IN_WORK
            outcome.say("client.employment_status", RemarkKind.INFERRED, _WORKS_BY_FORM)
        return values

    def plan(
        self, client: Client, values: Mapping[str, Value], outcome: RowOutcome
    ) -> list[str]:
        """Plan everything and return the lines that belong in the client's remark."""
        row = outcome.row
        lines = list(row.words.get("client.remark", ()))
        lines += self._placement(client, values, outcome)
        lines += self._note(client, values, outcome)
        lines += self._graduate(client, values, outcome)
        return lines

    # ---- placement ----------------------------------------------------------------------
    def _placement(
        self, client: Client, values: Mapping[str, Value], outcome: RowOutcome
    ) -> list[str]:
        told = _of_table(values, "placement")
        words = outcome.row.words.get("placement.remark", ())
        if not told and not words:
            return []
        in_words = [
            f"{target_label(f'placement.{name}').zh.partition('：')[2]}："
            f"{shown_value(f'placement.{name}', value).zh}"
            for name, value in told.items()
        ] + list(words)
        status = values.get("client.employment_status") or client.employment_status
        ended = told.get("ended_on") is not None
        if status is not None and not _has_work(str(status)) and not ended:
            outcome.say(
                "client.employment_status",
                RemarkKind.CHECK,
                _NOT_IN_WORK,
                status=code_list("employment_status").label(str(status)),
            )
            return in_words
        form, started_on = told.get("form"), told.get("started_on")
        if not isinstance(form, str) or not isinstance(started_on, date):
            missing = _BOTH if not form and not started_on else _FORM if not form else _STARTED
            outcome.say(
                "client.employment_status", RemarkKind.CHECK, _NO_PLACEMENT, missing=missing
            )
            return in_words
        known = [self._book.get(one) for one in self._services.of(Placement, client)]
        placement = _same_placement(known, told)
        if placement is None:
            if any(one.ended_on is None for one in known) and not ended:
                outcome.say("placement.started_on", RemarkKind.CHECK, _OTHER_JOB)
                return []
            if told.get("job_title") is None:
                outcome.say("placement.job_title", RemarkKind.CHECK, _NO_JOB_TITLE)
            placement = Placement(
                id=PlacementId(self._new_id()),
                client_id=client.id,
                **{"job_title": NOT_WRITTEN} | told,  # type: ignore[arg-type]  # read by kind
            )
            self._services.add(placement)
            placement = with_words(placement, "remark", words, Policies({}), _silent(outcome))
        else:
            placement = filled_in(placement, told, self._policies, outcome)
            placement = with_words(placement, "remark", words, self._policies, outcome)
        self._book.put(placement)
        return []

    # ---- notes --------------------------------------------------------------------------
    def _note(
        self, client: Client, values: Mapping[str, Value], outcome: RowOutcome
    ) -> list[str]:
        noted_on, channel = values.get("case_note.noted_on"), values.get("case_note.channel")
        words = list(outcome.row.words.get("case_note.content", ()))
        counsellor = values.get(RosterTarget.COUNSELLOR)
        by = [f"服务人员：{counsellor}"] if counsellor else []
        if not isinstance(noted_on, date) or not isinstance(channel, str):
            if words:
                outcome.say("case_note.content", RemarkKind.CHECK, _NO_NOTE)
            when = [f"服务日期：{noted_on}"] if noted_on and (words or by) else []
            done = [f"已接受就业服务：{'；'.join(words)}"] if words else []
            return [*when, *done, *by]
        content = "\n".join([*(words or ["名单上只写了日期和方式"]), *by])
        known = [self._book.get(one) for one in self._services.of(CaseNote, client)]
        if any(
            (one.noted_on, one.channel, one.content) == (noted_on, channel, content)
            for one in known
        ):
            return []
        note = CaseNote(
            id=CaseNoteId(self._new_id()),
            client_id=client.id,
            staff_id=None if counsellor else self._facts.staff_id,
            noted_on=noted_on,
            channel=channel,
            content=content,
        )
        self._services.add(note)
        self._book.put(note)
        return []

    # ---- graduates ----------------------------------------------------------------------
    def _graduate(
        self, client: Client, values: Mapping[str, Value], outcome: RowOutcome
    ) -> list[str]:
        row = outcome.row
        told = _of_table(values, "graduate_service")
        words = row.words.get("graduate_service.remark", ())
        if not self._facts.has_graduate_columns:
            leads = [
                f"推荐岗位：{lead.employer_name} {lead.job_title or ''}".strip()
                for lead in row.leads
            ]
            return [*words, *leads]
        if not told and not words and not row.leads:
            return []
        noted_on = values.get("case_note.noted_on")
        known = [self._book.get(one) for one in self._services.of(GraduateService, client)]
        running = [one for one in known if one.ended_on is None] or known
        if running:
            service = filled_in(running[-1], told, self._policies, outcome)
            service = with_words(service, "remark", words, self._policies, outcome)
        else:
            began_on = noted_on if isinstance(noted_on, date) else self._facts.today
            if not isinstance(noted_on, date):
                outcome.say("graduate_service.began_on", RemarkKind.INFERRED, _BEGAN_TODAY)
            days = self._facts.graduate_due_days
            service = GraduateService(
                id=GraduateServiceId(self._new_id()),
                client_id=client.id,
                began_on=began_on,
                due_on=None if days is None else began_on + timedelta(days=days),
                **told,  # type: ignore[arg-type]  # read by kind
            )
            self._services.add(service)
            service = with_words(service, "remark", words, Policies({}), _silent(outcome))
        self._book.put(service)
        self._leads(client, service, values, outcome)
        return []

    def _leads(
        self,
        client: Client,
        service: GraduateService,
        values: Mapping[str, Value],
        outcome: RowOutcome,
    ) -> None:
        known = self._services.of(JobLead, client)
        have = {(one.employer_name, one.job_title) for one in known}
        told_on, told_how = values.get("case_note.noted_on"), values.get("case_note.channel")
        for lead in outcome.row.leads:
            title = lead.job_title or NOT_WRITTEN
            if (lead.employer_name, title) in have:
                continue
            have.add((lead.employer_name, title))
            record = JobLead(
                id=JobLeadId(self._new_id()),
                service_id=service.id,
                client_id=client.id,
                employer_name=lead.employer_name,
                job_title=title,
                why_it_suits=NOT_WRITTEN,
                told_on=told_on if isinstance(told_on, date) else None,
                told_how=str(told_how) if told_how else None,
            )
            self._services.add(record)
            self._book.put(record)
            outcome.say("roster.lead", RemarkKind.CHECK, _LEAD_INCOMPLETE)


def _silent(outcome: RowOutcome) -> RowOutcome:
    """Return an outcome whose changes are not shown: the whole record is new."""
    quiet = RowOutcome(outcome.row, outcome.person)
    quiet.remarks, quiet.problems = outcome.remarks, outcome.problems
    return quiet


def _of_table(values: Mapping[str, Value], table: str) -> dict[str, Value]:
    start = f"{table}."
    return {
        target.removeprefix(start): value
        for target, value in values.items()
        if target.startswith(start) and value is not None
    }


def _has_work(status: str) -> bool:
    entry = code_list("employment_status").find(status)
    return entry is not None and entry.extra["has_work"] == "1"


def _same_placement(known: Iterable[Placement], told: Mapping[str, Value]) -> Placement | None:
    """Return the placement a row speaks of: the same first day, or the same job going on."""
    for one in known:
        same_employer = (
            one.employer_name is None
            or told.get("employer_name") is None
            or one.employer_name == told["employer_name"]
        )
        if same_employer and one.started_on == told["started_on"]:
            return one
    for one in known:
        same_employer = one.employer_name == told.get("employer_name")
        if same_employer and one.ended_on is None and one.form == told["form"]:
            return one
    return None
